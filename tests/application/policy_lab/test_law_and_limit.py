"""What falls short of the law, what needs too many completions, and what was only recalled."""

from dataclasses import replace

from returns_desk.application.policy_lab.bench import Surroundings
from returns_desk.application.policy_lab.completions_limit import worst_product
from returns_desk.application.policy_lab.examining import Watch, examine
from returns_desk.application.policy_lab.report import Gravity, Kind, LabFinding
from returns_desk.domain.policy import FIELDS, FieldTest, Layer, Pack, Policy, Rule
from support.lab_packs import HERE, TODAY, at_least, at_most, is_one_of, policy, right, rule

MONEY = "refund/original"
DAYS = "days_since_delivery"
EVIDENCE = ("receipt", "gift_receipt", "card_lookup", "customer_record", "bank_statement")


def found(packs: Policy) -> dict[Kind, LabFinding]:
    return {each.kind: each for each in examine(packs, HERE).findings}


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
    packs = replace(packs, packs=(*packs.packs, placeless))

    findings = [f for f in examine(packs, HERE).findings if f.kind is Kind.UNVERIFIED_LAW]

    assert [each.rules for each in findings] == [("recalled",), ("placeless",)]
    assert [each.places for each in findings] == [("EU",), ()]


# --- the limit -----------------------------------------------------------------------------------


def wide(name: str, **changes: object) -> Rule:
    """A rule that tells 2^5 kinds of evidence, 11 reasons and 5 conditions apart."""
    tests = [FieldTest(f"evidence.{kind}", any_of=frozenset({True})) for kind in EVIDENCE]
    tests += [is_one_of("reason", word) for word in FIELDS["reason"].values]
    tests += [is_one_of("condition", word) for word in FIELDS["condition"].values]
    tests += [at_most("fault.repairs", 1), is_one_of("fault.severity", "grave")]
    tests += [is_one_of("missing", "upc"), is_one_of("missing", "packaging", "upc")]
    tests += [at_most(DAYS, 14), at_most("months_since_delivery", 6)]
    return rule(name, "allow", MONEY, any=tuple((each,) for each in tests), **changes)


def test_packs_above_the_limit_are_refused_with_rules_and_facts() -> None:
    report = examine(policy(wide("wide")), HERE)

    finding = report.findings[0]
    assert report.has_errors
    assert report.most_completions > 4096
    assert finding.kind is Kind.TOO_MANY_COMPLETIONS
    assert finding.rules == ("wide",)
    assert {"reason", "condition", "evidence.receipt", "fault", "delivered_at"} <= set(
        finding.facts
    )


def test_the_law_of_another_place_is_only_told_of() -> None:
    packs = policy(
        rule("window", "allow", MONEY), law=(replace(wide("law"), layer=WITHDRAWAL.layer),)
    )

    report = examine(packs, HERE)

    assert not report.has_errors
    assert Kind.TOO_MANY_ELSEWHERE in {each.kind for each in report.findings}


def test_the_count_is_the_product_of_what_rules_tell_apart() -> None:
    used = rule("used", "allow", MONEY, when=(is_one_of("condition", "used"),))
    faulty = rule("faulty", "forbid", MONEY, when=(is_one_of("reason", "faulty"), at_most(DAYS, 5)))

    worst = worst_product([used, faulty])

    assert worst.completions == 2 * 2 * 2
    assert dict(worst.facts) == {"condition": 2, "reason": 2, "delivered_at": 2}


def test_rules_that_known_facts_keep_apart_do_not_multiply() -> None:
    evidence = [FieldTest(f"evidence.{kind}", any_of=frozenset({True})) for kind in EVIDENCE]
    parts = {
        "cash": [*evidence, *(is_one_of("reason", w) for w in FIELDS["reason"].values)],
        "cheque": [is_one_of("condition", w) for w in FIELDS["condition"].values],
        "voucher": [is_one_of("missing", w) for w in FIELDS["missing"].values],
    }
    rules = [
        rule(
            tender,
            "allow",
            MONEY,
            when=(is_one_of("tender", tender),),
            any=tuple((t,) for t in tests),
        )
        for tender, tests in parts.items()
    ]
    food = rule("food", "allow", MONEY, when=(FieldTest("category", patterns=("food/*",)),))
    young = rule("young", "forbid", MONEY, when=(at_most("days_since_sale", 3),))
    mute = rule("mute", "forbid", MONEY, any=((is_one_of("buyer", "business"),),))

    worst = worst_product([*rules, food, young, mute])

    assert worst.completions == 2**5 * 10
    assert worst.rules == ("cash",)


def test_the_watch_counts_boards_and_ends_the_examination() -> None:
    counted: list[int] = []
    packs = policy(rule("window", "allow", MONEY, when=(at_most(DAYS, 30),)), law=(WITHDRAWAL,))

    whole = examine(packs, HERE, Watch(on_board=counted.append))
    cut = examine(packs, HERE, Watch(is_over=lambda: True))

    assert whole.is_whole
    assert counted[-1] == whole.boards_made
    assert not cut.is_whole


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
