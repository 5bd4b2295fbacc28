"""What falls short of the law, what needs too many completions, and what was only recalled."""

from dataclasses import replace
from math import prod

from returns_desk.application.policy_lab.bench import Surroundings
from returns_desk.application.policy_lab.completions_limit import worst_product
from returns_desk.application.policy_lab.effort import Effort
from returns_desk.application.policy_lab.examining import examine
from returns_desk.application.policy_lab.report import Gravity, Kind, LabFinding
from returns_desk.domain.policy import FIELDS, FieldTest, Layer, Pack, Policy, Rule, Settings
from support.lab_packs import HERE, TODAY, at_least, at_most, is_one_of, policy, right, rule

MONEY = "refund/original"
DAYS = "days_since_delivery"
EVIDENCE = ("receipt", "gift_receipt", "card_lookup", "customer_record", "bank_statement")


THERE = Surroundings(TODAY, "EU", places=("EU",))
"""A shop that says where it trades: where the law of these tests holds."""


def found(packs: Policy, where: Surroundings = THERE) -> dict[Kind, LabFinding]:
    return {each.kind: each for each in examine(packs, where).findings}


def with_law(*rules: Rule, law: Rule) -> dict[Kind, LabFinding]:
    return found(policy(*rules, law=(law,)))


WITHDRAWAL = right("withdrawal", MONEY, when=(at_most(DAYS, 14), is_one_of("channel", "online")))


def test_a_window_shorter_than_the_law_names_the_rule_that_beats_it() -> None:
    short = rule("seven-days", "allow", MONEY, when=(at_most("days_since_sale", 7),))

    finding = with_law(short, law=WITHDRAWAL)[Kind.BELOW_THE_LAW]

    assert finding.rules == ("seven-days", "withdrawal")
    assert finding.places == ("law",)
    assert finding.gravity is Gravity.WARNING


def test_a_window_as_long_as_the_law_is_fine() -> None:
    long = rule("a-month", "allow", MONEY, when=(at_most("days_since_sale", 30),))
    endless = rule("endless", "allow", "exchange/none", when=(at_least("days_since_sale", 1),))

    assert Kind.BELOW_THE_LAW not in with_law(long, endless, law=WITHDRAWAL)


def test_a_short_window_beside_a_long_one_is_fine() -> None:
    short = rule("seven-days", "allow", MONEY, when=(at_most("days_since_sale", 7),))
    long = rule("any-time", "approve", MONEY)

    assert Kind.BELOW_THE_LAW not in with_law(short, long, law=WITHDRAWAL)


def test_a_shop_that_names_no_place_gets_one_note_about_all_law() -> None:
    short = rule("seven-days", "allow", MONEY, when=(at_most("days_since_sale", 7),))
    final = rule("final", "forbid", MONEY, when=(is_one_of("final_sale", True),))

    findings = found(policy(short, final, law=(WITHDRAWAL,)), HERE)

    note = findings[Kind.BELOW_THE_LAW_ELSEWHERE]
    assert note.gravity is Gravity.NOTE
    assert (note.rules, note.places, note.options) == (("seven-days",), ("law",), (MONEY,))
    assert "--place" in note.message
    assert {Kind.BELOW_THE_LAW, Kind.AGAINST_THE_LAW}.isdisjoint(findings)


def test_the_law_of_places_where_the_shop_does_not_trade_is_no_matter() -> None:
    short = rule("seven-days", "allow", MONEY, when=(at_most("days_since_sale", 7),))
    packs = policy(short, law=(WITHDRAWAL,))

    findings = found(packs, Surroundings(TODAY, "US", places=("US",)))

    assert not {k for k in findings if k.startswith(("below", "against"))}


def test_a_window_for_a_change_of_mind_is_not_held_against_the_law_of_faults() -> None:
    month = rule("a-month", "allow", MONEY, when=(at_most("days_since_sale", 30),))
    late = rule("late", "forbid", MONEY, when=(at_least("days_since_sale", 31),))
    mended = rule(
        "mended",
        "allow",
        "repair/none",
        when=(at_most("days_since_sale", 30), is_one_of("reason", "faulty")),
    )
    faults = right(
        "two-years",
        MONEY,
        "repair/none",
        when=(at_most("months_since_delivery", 24), is_one_of("reason", "faulty")),
    )

    findings = with_law(month, late, mended, law=faults)

    assert findings[Kind.BELOW_THE_LAW].rules == ("mended", "two-years")
    assert findings[Kind.AGAINST_THE_LAW].rules == ("late", "two-years")


def test_a_window_that_begins_when_the_law_has_ended_falls_short_of_nothing() -> None:
    late = rule("from-day-61", "approve", MONEY, when=(at_least("days_since_sale", 61),))
    endless = replace(WITHDRAWAL, id="endless", when=(is_one_of("channel", "online"),))

    after = with_law(late, law=WITHDRAWAL)
    within = with_law(late, law=endless)

    assert Kind.BELOW_THE_LAW not in after
    assert within[Kind.BELOW_THE_LAW].rules == ("from-day-61", "endless")


def test_a_right_for_hidden_policies_is_not_held_against_one_that_hangs_on_the_wall() -> None:
    hidden = right("hidden", MONEY, when=(at_most(DAYS, 60), is_one_of("policy_disclosed", False)))
    packs = policy(
        rule("month", "allow", MONEY, when=(at_most("days_since_sale", 30),)), law=(hidden,)
    )
    shown = replace(packs.packs[0], settings=Settings(policy_disclosed=True))

    assert Kind.BELOW_THE_LAW in found(packs)
    assert Kind.BELOW_THE_LAW not in found(replace(packs, packs=(shown, *packs.packs[1:])))


def test_months_of_the_law_are_longer_than_days_of_the_shop() -> None:
    short = rule("a-month", "allow", MONEY, when=(at_most("days_since_sale", 30),))
    law = right("two-years", MONEY, when=(at_most("months_since_delivery", 24),))

    assert with_law(short, law=law)[Kind.BELOW_THE_LAW].rules == ("a-month", "two-years")


def test_a_refusal_that_begins_too_early_falls_short_too() -> None:
    early = rule("after-ten", "forbid", MONEY, when=(at_least(DAYS, 10),))

    assert with_law(early, law=WITHDRAWAL)[Kind.BELOW_THE_LAW].rules[0] == "after-ten"


def test_a_refusal_that_the_law_lifts_is_a_note() -> None:
    final = rule("final", "forbid", MONEY, when=(is_one_of("final_sale", True),))
    meets_never = rule("doorstep", "forbid", MONEY, when=(is_one_of("channel", "doorstep"),))

    finding = with_law(final, meets_never, law=WITHDRAWAL)[Kind.AGAINST_THE_LAW]

    assert finding.rules == ("final", "withdrawal")
    assert finding.gravity is Gravity.NOTE


def test_many_rights_are_counted_in_the_sentence() -> None:
    final = rule("final", "forbid", MONEY, when=(is_one_of("final_sale", True),))
    law = tuple(replace(WITHDRAWAL, id=f"right-{i}") for i in range(6))

    message = found(policy(final, law=law))[Kind.AGAINST_THE_LAW].message

    assert "'right-3' and 2 more" in message


def test_recalled_law_is_listed() -> None:
    recalled = right("recalled", MONEY, verified=False)
    placeless = Pack("nowhere", recalled.layer, "1", rules=(replace(recalled, id="placeless"),))
    packs = policy(rule("window", "allow", MONEY), law=(recalled,))
    abroad = Pack("law-x", recalled.layer, "1", jurisdiction="AU", rules=(recalled,))
    packs = replace(packs, packs=(*packs.packs, placeless, abroad))

    at_home = [f for f in examine(packs, THERE).findings if f.kind is Kind.UNVERIFIED_LAW]
    anywhere = [f for f in examine(packs, HERE).findings if f.kind is Kind.UNVERIFIED_LAW]

    assert [each.rules for each in at_home] == [("recalled",), ("placeless",)]
    assert [each.places for each in at_home] == [("EU",), ()]
    assert [each.rules for each in anywhere] == [("placeless",), ("recalled", "recalled")]
    assert [each.places for each in anywhere] == [(), ("EU", "AU")]
    assert "EU 'recalled'; AU 'recalled'" in anywhere[1].message


# --- the limit -----------------------------------------------------------------------------------


def wide(**changes: object) -> tuple[Rule, ...]:
    """Rules that tell 2^5 kinds of evidence, 10 reasons and 5 conditions apart, and more."""
    tests = [FieldTest(f"evidence.{kind}", any_of=frozenset({True})) for kind in EVIDENCE]
    tests += [is_one_of("reason", word) for word in FIELDS["reason"].values]
    tests += [is_one_of("condition", word) for word in FIELDS["condition"].values]
    tests += [at_most("fault.repairs", 1), is_one_of("fault.severity", "grave")]
    tests += [is_one_of("missing", "upc"), is_one_of("missing", "packaging", "upc")]
    tests += [at_most(DAYS, 14), at_most("months_since_delivery", 6)]
    numbered = enumerate(tests)
    return tuple(rule(f"wide-{n}", "allow", MONEY, when=(test,), **changes) for n, test in numbered)


def test_packs_above_the_limit_are_refused_with_rules_and_facts() -> None:
    report = examine(policy(*wide()), HERE)

    finding = report.findings[0]
    assert report.has_errors
    assert report.most_completions > 4096
    assert finding.kind is Kind.TOO_MANY_COMPLETIONS
    assert {"wide-0", "wide-5", "wide-20"} <= set(finding.rules)
    assert "more; test fewer of these facts" in finding.message
    assert {"reason", "condition", "evidence.receipt", "fault", "delivered_at"} <= set(
        finding.facts
    )


def test_the_law_of_another_place_is_only_told_of() -> None:
    law = tuple(replace(each, layer=WITHDRAWAL.layer) for each in wide())
    packs = policy(rule("window", "allow", MONEY), law=law)

    report, at_home = examine(packs, HERE), examine(packs, THERE)

    assert not report.has_errors
    assert Kind.TOO_MANY_ELSEWHERE in {each.kind for each in report.findings}
    assert at_home.has_errors
    assert Kind.TOO_MANY_ELSEWHERE not in {each.kind for each in at_home.findings}


def test_a_shop_that_names_its_place_is_told_of_sales_that_come_from_another() -> None:
    law = tuple(replace(each, layer=WITHDRAWAL.layer) for each in wide())
    packs = policy(rule("window", "allow", MONEY), law=law)

    findings = found(packs, Surroundings(TODAY, "US", places=("US",)))

    assert findings[Kind.TOO_MANY_ELSEWHERE].places == ("EU",)
    assert findings[Kind.TOO_MANY_ELSEWHERE].gravity is Gravity.WARNING


def test_the_count_is_the_product_of_what_rules_tell_apart() -> None:
    used = rule("used", "allow", MONEY, when=(is_one_of("condition", "used"),))
    faulty = rule("faulty", "forbid", MONEY, when=(is_one_of("reason", "faulty"), at_most(DAYS, 5)))

    worst = worst_product([used, faulty])

    assert worst.completions == 2 * 2 * 2
    assert prod(worst.factors.values()) == worst.completions
    assert set(worst.facts) == {"condition", "reason", "delivered_at"}


def test_facts_that_are_tested_together_count_together() -> None:
    lost = tuple(is_one_of(f"evidence.{kind}", False) for kind in EVIDENCE)
    unproved = rule("unproved", "forbid", MONEY, when=lost)

    worst = worst_product([rule("window", "allow", MONEY), unproved])

    assert worst.completions == 2
    assert worst.rules == ("unproved",)
    assert set(worst.facts) == {f"evidence.{kind}" for kind in EVIDENCE}


def test_boards_are_counted_and_a_part_that_works_too_much_is_ended_and_named() -> None:
    counted: list[int] = []
    window = rule("window", "allow", MONEY, when=(at_most(DAYS, 30),))
    late = rule("late", "approve", MONEY, when=(at_least(DAYS, 31),))
    packs = policy(window, late, law=(WITHDRAWAL,))

    whole = examine(packs, HERE, Effort(on_board=counted.append))
    cut = [examine(packs, HERE, Effort(most=most)) for most in (2_000, 2_000, -1)]

    assert whole.is_whole
    assert counted[-1] == whole.boards_made
    assert cut[0] == cut[1]
    assert 0 < cut[0].boards_made < whole.boards_made
    assert "visits without a way to money" in cut[0].left_out
    assert cut[2].left_out == (
        "rules that contradict or never matter",
        "visits without a way to money",
        "windows with holes",
        "approvals that leave nothing to weigh",
        "windows shorter than the law",
    )


def test_what_would_explode_is_given_up_at_once() -> None:
    """Thirty tables of two tests each can fail in 2^30 ways."""
    tables = tuple((at_most(DAYS, n), at_least("amount", n)) for n in range(1, 31))
    one = rule("one", "forbid", MONEY, any=tables)
    other = rule("other", "allow", MONEY)

    report = examine(policy(one, other), HERE)

    assert report.boards_made > 0


def test_packs_out_of_force_and_replaced_rules_are_left_out() -> None:
    window = rule("window", "allow", MONEY)
    store = replace(
        rule("store", "forbid", MONEY, replaces=frozenset({"window"})), layer=Layer.STORE
    )
    packs = policy(window, law=(WITHDRAWAL,))
    late = Pack("late", window.layer, "1", effective_from=TODAY.replace(year=2030), rules=(store,))
    here = Surroundings(TODAY)

    report = examine(replace(packs, packs=(*packs.packs, late)), here)

    assert "store" not in {name for each in report.findings for name in each.rules}


def test_an_acquirer_alone_has_no_window_to_fall_out_of() -> None:
    alone = rule("card", "forbid", MONEY, layer=Layer.ACQUIRER, when=(is_one_of("tender", "cash"),))

    assert Kind.NO_MONEY_OPTION not in found(policy(alone))
