"""Facts that rules test together are told apart together; each is still asked for by itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from oracle.board import expected_board
from oracle.compare import disagreements, shown
from oracle.facts import count_completions
from returns_desk.application.policy_lab.completions_limit import worst_in
from returns_desk.domain.board import CATALOGUE, Board, Change, Need, Standing
from returns_desk.domain.case import Case, Claim, ClaimedItem, Condition, Fault, Reason, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.engine.completions import Scope, completions_of
from returns_desk.domain.engine.deciding import tables_of
from returns_desk.domain.engine.rulebook import rulebook_for
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule
from returns_desk.domain.sale import Channel, Sale, SaleLine, SaleTender, TenderType
from strategies import NOW, examples

ORIGINAL = "refund/original"
EVIDENCE = ("receipt", "customer_record", "serial_record")


def rule(name: str, effect: Effect, *when: FieldTest, **more: object) -> Rule:
    made = Rule(name, Layer.SHOP, effect, frozenset(CATALOGUE), name, when=when, pack="shop")
    return replace(made, **more)  # type: ignore[arg-type]  # the names are Rule's own


def is_(field: str, *words: str | bool) -> FieldTest:
    return FieldTest(field, any_of=frozenset(words))


def policy_of(*rules: Rule) -> Policy:
    return Policy((Pack("shop", Layer.SHOP, "1", rules=rules),), fingerprint="sha256:0")


ALWAYS = rule("always", Effect.ALLOW)
NO_PROOF = rule("no-proof", Effect.FORBID, *(is_(f"evidence.{kind}", False) for kind in EVIDENCE))


def visit(*cards: str, **told: object) -> Case:
    """One item, bought at a distance and paid with these cards; only what is told is known."""
    tenders = tuple(
        SaleTender(n, TenderType.CREDIT_CARD, 1000, scheme=scheme)
        for n, scheme in enumerate(cards, 1)
    )
    line = SaleLine(1, "goods", Decimal(1), "each", 1000 * len(cards))
    sold_at = NOW - timedelta(days=40)
    sale = Sale("R", "1", sold_at, (line,), tenders, channel=Channel.ONLINE)
    item = replace(ClaimedItem("R", 1, Decimal(1)), **told)  # type: ignore[arg-type]  # its fields
    return Case(NOW, Store("1", "US-MN", "USD"), (sale,), Claim((item,)))


def board_of(case: Case, *rules: Rule) -> Board:
    return propose_board(case, policy_of(*rules))


def completions(*rules: Rule) -> int:
    """How many completions these rules need where all is unknown that they test of an item."""
    book = rulebook_for(policy_of(*rules), "US-MN", NOW.date())
    unknown = tuple(dict.fromkeys(book.unknown.values()))
    scope = Scope(book.planes["repair/none"], unknown)
    return completions_of([scope], book.index).everywhere.bit_length()


def test_evidence_of_one_exception_has_two_completions_not_eight() -> None:
    assert completions(ALWAYS, NO_PROOF) == 2


def test_alternatives_of_one_rule_have_two_completions() -> None:
    some = tuple((is_(f"evidence.{kind}", True),) for kind in EVIDENCE)

    assert completions(rule("some", Effect.ALLOW, any=some)) == 2


def test_alternatives_that_hang_on_something_else_are_kept_apart() -> None:
    used = is_("condition", "used")
    some = ((is_("evidence.receipt", True),), (is_("evidence.customer_record", True), used))

    assert completions(rule("some", Effect.ALLOW, any=some)) == 3 * 2


def test_a_fault_tells_something_only_where_a_rule_asks_for_it() -> None:
    grave = rule("grave", Effect.ALLOW, is_("reason", "faulty"), is_("fault.severity", "grave"))

    assert completions(grave) == 2


def test_a_fact_of_which_every_value_does_tells_nothing() -> None:
    either = rule("either", Effect.ALLOW, is_("photo_id_seen", True, False))

    assert completions(either) == 1


def test_values_that_bar_one_rule_by_different_exceptions_are_one_class() -> None:
    exceptions = tuple((is_("reason", reason),) for reason in ("faulty", "wrong_item"))

    assert completions(rule("most", Effect.ALLOW, unless=exceptions)) == 2


def test_a_conjunction_that_contradicts_itself_tells_nothing() -> None:
    never = ((is_("evidence.receipt", True), is_("evidence.receipt", False)),)

    assert completions(rule("always", Effect.ALLOW, unless=never)) == 1


def test_facts_that_no_rule_tests_together_still_cross_each_other() -> None:
    used, seen = (is_("condition", "used"), is_("photo_id_seen", True))

    assert completions(rule("a", Effect.ALLOW, used), rule("b", Effect.FORBID, seen)) == 4


def test_each_kind_of_evidence_is_asked_for_by_itself() -> None:
    board = board_of(visit("visa"), ALWAYS, NO_PROOF)

    asked = [question.fact for question in board.questions]
    assert asked == ["evidence:receipt", "evidence:customer_record", "evidence:serial_record"]
    assert {question.answers for question in board.questions} == {(True, False)}


def test_one_kind_of_evidence_is_enough_and_the_first_is_named() -> None:
    option = board_of(visit("visa"), ALWAYS, NO_PROOF).option(ORIGINAL)

    assert option.standing is Standing.CONDITIONAL
    assert option.needs == (Need("evidence:receipt", value=True),)
    assert Change("evidence:serial_record", value=True, standing=Standing.AVAILABLE) in (
        option.changes_if
    )
    assert all(change.value is True for change in option.changes_if)


def test_what_only_two_answers_together_open_needs_both() -> None:
    both = rule(
        "both", Effect.ALLOW, is_("evidence.receipt", True), is_("evidence.gift_receipt", True)
    )

    option = board_of(visit("visa"), both).option(ORIGINAL)

    assert {need.fact for need in option.needs} == {"evidence:receipt", "evidence:gift_receipt"}


def test_what_three_answers_of_one_group_open_needs_all_three() -> None:
    all_three = rule("all", Effect.ALLOW, *(is_(f"evidence.{kind}", True) for kind in EVIDENCE))

    option = board_of(visit("visa"), all_three).option(ORIGINAL)

    assert {need.fact for need in option.needs} == {f"evidence:{kind}" for kind in EVIDENCE}


def test_what_one_item_needs_already_is_not_needed_again_for_the_next() -> None:
    """Each item needs four answers; the receipt does for both."""
    toys, food = (FieldTest("category", patterns=(each,)) for each in ("toys", "food"))
    seen = [is_(name, True) for name in ("photo_id_seen", "is_purchaser", "gift_card_present")]
    proved = [is_(f"evidence.{kind}", True) for kind in EVIDENCE]
    rules = (
        rule("toys", Effect.ALLOW, toys, *proved),
        rule("food", Effect.ALLOW, food, proved[0], *seen),
    )

    option = board_of(with_food(visit("visa")), *rules).option("repair/none")

    facts = [need.fact for need in option.needs]
    assert sorted(facts) == sorted({*(f"evidence:{kind}" for kind in EVIDENCE), *_names(seen)})


def _names(tests: Sequence[FieldTest]) -> list[str]:
    return [test.field for test in tests]


def with_food(case: Case) -> Case:
    """The item is a toy, and food of the same receipt is claimed beside it."""
    (sale,), (item,) = case.sales, case.claim.items
    toy = replace(sale.lines[0], category="toys")
    sale = replace(sale, lines=(toy, replace(toy, line=2, category="food")))
    claim = replace(case.claim, items=(item, replace(item, line=2)))
    return replace(case, sales=(sale,), claim=claim)


def test_a_fault_is_asked_only_while_the_reason_may_be_one() -> None:
    grave = rule("grave", Effect.ALLOW, is_("reason", "faulty"), is_("fault.severity", "grave"))

    open_reason = board_of(visit("visa"), grave)
    other_reason = board_of(visit("visa", reason=Reason.LATE), grave)

    assert {q.fact for q in open_reason.questions} == {"reason:0", "fault:0"}
    assert other_reason.questions == ()


def test_two_cards_are_asked_for_one_by_one() -> None:
    there = rule("there", Effect.ALLOW, is_("original_tender_present", True))

    board = board_of(visit("visa", "amex"), there)

    asked = {f"original_tender_present:R/{number}" for number in (1, 2)}
    assert {question.fact for question in board.questions} == asked
    assert {need.fact for need in board.option(ORIGINAL).needs} == asked


def test_no_answer_is_needed_that_the_others_make_idle() -> None:
    both = rule(
        "both", Effect.ALLOW, is_("evidence.receipt", True), is_("evidence.card_lookup", True)
    )
    kept = rule("kept", Effect.FEE, is_("evidence.serial_record", True), fee_fixed=100)

    option = board_of(visit("visa"), both, kept).option(ORIGINAL)

    assert {need.fact for need in option.needs} == {"evidence:receipt", "evidence:card_lookup"}


def test_evidence_that_does_for_one_card_does_not_do_for_the_other() -> None:
    for_visa = (is_("evidence.customer_record", True), FieldTest("scheme", patterns=("visa",)))
    some = rule("some", Effect.ALLOW, any=((is_("evidence.receipt", True),), for_visa))

    board = board_of(visit("visa", "amex"), some)

    decides = {question.fact: question.decides for question in board.questions}
    assert ORIGINAL in decides["evidence:receipt"]
    assert ORIGINAL not in decides.get("evidence:customer_record", ())


# --- against the oracle ---------------------------------------------------------------------------

TESTS = (
    *(is_(f"evidence.{kind}", flag) for kind in EVIDENCE for flag in (True, False)),
    is_("reason", "faulty"),
    is_("reason", "changed_mind", "gift"),
    is_("condition", "used", "damaged"),
    is_("fault.severity", "grave"),
    is_("photo_id_seen", True),
    is_("original_tender_present", True),
    FieldTest("scheme", patterns=("visa",)),
    FieldTest("fault.repairs", at_least=1),
)


@st.composite
def joint_rules(draw: st.DrawFn) -> tuple[Rule, ...]:
    """Rules of a few conjunctions each, over facts of both groups and lone ones."""
    conjunction = st.lists(st.sampled_from(TESTS), min_size=1, max_size=3, unique=True).map(tuple)
    found = []
    for number in range(draw(st.integers(2, 5))):
        effect = draw(st.sampled_from((Effect.ALLOW, Effect.APPROVE, Effect.FORBID)))
        found.append(
            rule(
                f"rule-{number}",
                effect,
                *draw(st.just(()) | conjunction),
                any=tuple(draw(st.lists(conjunction, max_size=3))),
                unless=tuple(draw(st.lists(conjunction, max_size=2))),
                options=frozenset(draw(st.sets(st.sampled_from(CATALOGUE), min_size=4))),
            )
        )
    return tuple(found)


@st.composite
def open_visits(draw: st.DrawFn) -> Case:
    """All evidence is open; of what is said of the item one or two things are."""
    case = visit(*draw(st.sampled_from((("visa",), ("visa", "amex")))))
    told = draw(st.sampled_from(("fault", "reason", "condition")))
    known = {"reason": Reason.FAULTY, "condition": Condition.USED, "fault": Fault()}
    item = replace(case.claim.items[0], missing=frozenset(), **{told: known[told]})  # type: ignore[arg-type]  # its fields
    return replace(case, claim=replace(case.claim, items=(item,)))


@examples(25, 600)
@given(open_visits(), joint_rules())
def test_boards_equal_the_oracles_where_facts_are_tested_together(
    case: Case, rules: tuple[Rule, ...]
) -> None:
    policy = policy_of(*rules)
    assume(count_completions(case, policy) <= 400)

    found = disagreements(propose_board(case, policy), expected_board(case, policy))

    assert not found, "\n".join([*found, shown(case, policy)])


@examples(100, 1000)
@given(open_visits(), joint_rules())
def test_no_table_has_more_completions_than_the_packs_were_counted_with(
    case: Case, rules: tuple[Rule, ...]
) -> None:
    book = rulebook_for(policy_of(*rules), "US-MN", NOW.date())
    tables = tables_of(case, {"US-MN": book})

    met = max(
        table.everywhere.bit_length()
        for option in CATALOGUE
        for table in tables.by_sight(option).values()
    )

    assert met <= worst_in(book).completions
