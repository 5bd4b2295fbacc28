"""Traps are found with a case that the engine confirms, and packs without one stay clean."""

from collections.abc import Iterable

from returns_desk.application.policy_lab.bench import Bench
from returns_desk.application.policy_lab.effort import Effort
from returns_desk.application.policy_lab.hole_traps import hole_traps
from returns_desk.application.policy_lab.manager_traps import manager_traps
from returns_desk.application.policy_lab.money_traps import money_traps
from returns_desk.application.policy_lab.report import Kind, LabFinding
from returns_desk.domain.board import Standing
from returns_desk.domain.case import Case, Condition, Reason
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import FieldTest, Layer, Rule
from returns_desk.domain.sale import TenderType
from support.lab_packs import HERE, at_least, at_most, bench, is_one_of, policy, right, rule

MONEY = "refund/original"
DAYS = "days_since_sale"
WINDOW = rule("window", "allow", MONEY, when=(at_most(DAYS, 30),))


def example(finding: LabFinding) -> Case:
    assert finding.example is not None
    return finding.example


def test_a_final_sale_without_goodwill_is_a_trap_with_the_plainest_case() -> None:
    final = rule("final", "forbid", MONEY, when=(is_one_of("final_sale", True),))
    used = rule("used", "forbid", MONEY, when=(is_one_of("condition", "used"),))

    traps = list(money_traps(bench(WINDOW, final, used)))

    assert {each.rules for each in traps} == {
        ("window", "final"),
        ("window", "used"),
        ("window", "refund_authorisation_declined"),
    }
    case = example(next(each for each in traps if "final" in each.rules))
    assert case.sales[0].lines[0].final_sale
    assert case.sales[0].tenders[0].type is TenderType.CASH
    assert case.claim.items[0].reason is Reason.CHANGED_MIND
    assert case.claim.items[0].condition is Condition.UNOPENED


def test_every_trap_is_confirmed_by_its_own_board() -> None:
    final = rule("final", "forbid", MONEY, when=(is_one_of("final_sale", True),))
    packs = policy(WINDOW, final)

    for trap in money_traps(Bench(packs, HERE)):
        board = propose_board(example(trap), packs)
        assert "no_money_option" in {each.code for each in board.triggers}


def test_a_way_that_stays_open_is_no_trap() -> None:
    final = rule("final", "forbid", MONEY, when=(is_one_of("final_sale", True),))
    cash = rule("cash", "allow", "refund/cash")

    assert list(money_traps(bench(WINDOW, final, cash))) == []


def test_two_layers_may_close_all_ways_only_together() -> None:
    cash = rule("cash", "allow", "refund/cash", when=(at_most(DAYS, 30),))
    no_cash = rule(
        "no-cash",
        "forbid",
        "refund/cash",
        layer=Layer.ACQUIRER,
        when=(is_one_of("tender", "debit_card"),),
    )
    no_card = rule("no-card", "forbid", MONEY, when=(is_one_of("original_tender_present", False),))

    traps = list(money_traps(bench(WINDOW, cash, no_cash, no_card)))

    assert ("cash", "window", "no-card", "no-cash") in {each.rules for each in traps}


def test_a_right_of_the_law_or_the_end_of_time_leaves_no_trap() -> None:
    final = rule("final", "forbid", MONEY, when=(is_one_of("final_sale", True),))
    lawful = Bench(
        policy(WINDOW, final, law=(right("law", MONEY, "refund/cash"),), place="US"), HERE
    )
    packs = policy(WINDOW, final)

    assert list(money_traps(lawful)) == []
    assert list(money_traps(Bench(packs, HERE, Effort(-1)))) == []
    assert list(hole_traps(Bench(packs, HERE, Effort(-1)))) == []


def test_the_forgotten_sixth_day_is_found() -> None:
    food = FieldTest("category", patterns=("food/*",))
    under = rule("under-6", "allow", MONEY, when=(at_most(DAYS, 5), food))
    over = rule(
        "over-6", "allow", MONEY, when=(at_least(DAYS, 7), at_most("unit_price", 9000), food)
    )

    holes = list(hole_traps(bench(under, over)))

    assert [each.facts for each in holes] == [(DAYS,)]
    assert f"{DAYS} is 6" in holes[0].message
    case = example(holes[0])
    assert (case.now.date() - case.sales[0].sold_at.date()).days == 6


def test_a_hole_between_two_amounts_and_two_dates_is_found() -> None:
    small = rule("small", "allow", MONEY, when=(at_most("amount", 4999),))
    large = rule("large", "approve", MONEY, when=(at_least("amount", 5001),))
    day = HERE.today.toordinal()
    before = rule("before", "allow", "exchange/none", when=(at_most("sold_on", day - 8),))
    after = rule("after", "allow", "exchange/none", when=(at_least("sold_on", day - 6),))

    holes = list(hole_traps(bench(small, large, before, after)))

    assert [each.facts for each in holes] == [("amount",), ("sold_on",)]
    assert "2026-11-14" in holes[1].message


def test_windows_that_meet_have_no_hole() -> None:
    first = rule("first", "allow", MONEY, when=(at_most(DAYS, 5),))
    second = rule("second", "approve", MONEY, when=(at_least(DAYS, 6), at_most(DAYS, 90)))
    far = rule(
        "far", "allow", "exchange/none", when=(is_one_of("channel", "online"), at_most(DAYS, 120))
    )
    pieces = rule("pieces", "allow", "exchange/none", when=(is_one_of("with_receipt", False),))

    assert list(hole_traps(bench(first, second, far, pieces))) == []


def kinds(findings: Iterable[LabFinding]) -> dict[Kind, LabFinding]:
    return {each.kind: each for each in findings}


def test_an_approval_with_nothing_to_weigh_is_the_story_of_the_shelf() -> None:
    other = rule(
        "other-card", "approve", "refund/other_card", when=(is_one_of("tender", "credit_card"),)
    )

    finding = kinds(manager_traps(bench(WINDOW, other)))[Kind.ALWAYS_GRANTED]

    assert finding.rules == ("other-card",)
    board = propose_board(example(finding), policy(WINDOW, other))
    assert board.option("refund/other_card").standing is Standing.NEEDS_APPROVAL


def test_an_approval_with_something_to_weigh_or_out_of_goodwill_is_none() -> None:
    used = rule("used", "approve", MONEY, when=(is_one_of("condition", "used"),))
    goodwill = rule("goodwill", "approve", "goodwill/original")
    told = rule("told", "approve", "refund/other_card", internal={"en": "Compare the names."})
    closed = rule("closed", "approve", "refund/cash")
    never = rule("never", "forbid", "refund/cash")
    findings = kinds(manager_traps(bench(WINDOW, used, goodwill, told, closed, never)))

    assert Kind.ALWAYS_GRANTED not in findings


def test_a_manager_from_the_first_day_on_has_nothing_to_weigh_but_lateness_is_something() -> None:
    receipt = is_one_of("with_receipt", True)
    month = rule("month", "approve", MONEY, when=(receipt, at_most(DAYS, 30)))
    late = rule("late", "approve", MONEY, when=(receipt, at_least(DAYS, 31)))

    granted = kinds(manager_traps(bench(month)))[Kind.ALWAYS_GRANTED]

    assert granted.rules == ("month",)
    assert Kind.ALWAYS_GRANTED not in kinds(manager_traps(bench(WINDOW, late)))


def test_too_much_work_ends_the_search_for_approvals() -> None:
    other = rule("other-card", "approve", "refund/other_card")

    assert list(manager_traps(Bench(policy(WINDOW, other), HERE, Effort(-1)))) == []


def test_an_approval_that_never_decides_is_not_blamed() -> None:
    lower = rule("lower", "approve", "price_reduction/original")

    assert Kind.ALWAYS_GRANTED not in kinds(manager_traps(bench(lower)))


def test_an_option_that_no_visit_reaches_is_named() -> None:
    faulty = rule("faulty", "allow", "repair/none", when=(is_one_of("reason", "faulty"),))
    never = rule(
        "never",
        "forbid",
        "repair/none",
        any=((at_most(DAYS, 5),), (at_least(DAYS, 3),), (is_one_of("with_receipt", False),)),
    )

    finding = kinds(manager_traps(bench(faulty, never)))[Kind.NEVER_REACHED]

    assert finding.options == ("repair/none",)
    assert finding.example is not None


def test_an_option_behind_an_impossible_rule_has_no_example() -> None:
    dead = rule(
        "dead", "allow", "repair/none", when=(at_most(DAYS, 3), at_least("months_since_sale", 2))
    )

    assert kinds(manager_traps(bench(dead)))[Kind.NEVER_REACHED].example is None


def test_a_way_that_every_layer_closes_for_a_tender_is_named() -> None:
    shop = rule(
        "shop-no", "forbid", "refund/cash", when=(is_one_of("tender", "pay_later", "cash"),)
    )
    acquirer = rule(
        "their-no",
        "forbid",
        "refund/cash",
        layer=Layer.ACQUIRER,
        when=(is_one_of("tender", "pay_later"),),
    )
    lawful = right("law", "repair/none", when=(FieldTest("category", patterns=("x",)),))

    findings = list(
        manager_traps(Bench(policy(WINDOW, shop, acquirer, law=(lawful,), place="US"), HERE))
    )
    closed = [each for each in findings if each.kind is Kind.CLOSED_BY_ALL_LAYERS]

    assert [each.rules for each in closed] == [("shop-no", "their-no")]
    assert "pay later" in closed[0].message


def test_rules_about_a_tender_alone_do_not_open_a_hole() -> None:
    only: Rule = rule("only", "allow", MONEY, when=(is_one_of("tender", "cash"),))

    assert list(hole_traps(bench(only))) == []
