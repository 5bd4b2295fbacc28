"""Contradictions, dead, beaten and idle rules are named; sound rules are left alone."""

from dataclasses import replace

import pytest

from returns_desk.application.policy_lab.bench import Bench
from returns_desk.application.policy_lab.effort import WORK_OF_BOARD, Effort
from returns_desk.application.policy_lab.report import Gravity, Kind, LabFinding
from returns_desk.application.policy_lab.rule_findings import rule_findings
from returns_desk.domain.policy import FieldTest, Layer, Rule
from support.lab_packs import HERE, at_least, at_most, bench, is_one_of, policy, right, rule

MONEY = "refund/original"
DAYS = "days_since_sale"


def found(*rules: Rule) -> dict[Kind, LabFinding]:
    return {each.kind: each for each in rule_findings(bench(*rules))}


def test_sound_rules_are_left_alone() -> None:
    window = rule("window", "allow", MONEY, when=(at_most(DAYS, 30),))
    used = rule("used", "approve", MONEY, when=(is_one_of("condition", "used"),))
    final = rule("final", "forbid", MONEY, when=(is_one_of("final_sale", True),))
    fee = rule("fee", "fee", MONEY, when=(at_least(DAYS, 15),), fee_basis_points=1500)

    assert found(window, used, final, fee) == {}


def test_allow_and_forbid_under_the_same_conditions_contradict() -> None:
    yes = rule("yes", "allow", MONEY, when=(at_most(DAYS, 30),))
    no = rule("no", "forbid", MONEY, "refund/cash", when=(at_most(DAYS, 30),))

    finding = found(yes, no)[Kind.CONTRADICTION]

    assert finding.rules == ("yes", "no")
    assert finding.options == (MONEY,)


def test_another_layer_may_say_the_opposite() -> None:
    yes = rule("yes", "allow", MONEY)
    no = rule("no", "forbid", MONEY, layer=Layer.STORE)

    assert Kind.CONTRADICTION not in found(yes, no)


def test_an_exception_is_no_contradiction() -> None:
    yes = rule("yes", "allow", MONEY)
    no = rule("no", "forbid", MONEY, when=(is_one_of("final_sale", True),))

    assert found(yes, no) == {}


def test_two_fields_that_exclude_each_other_are_named() -> None:
    fine = is_one_of("condition", "used")
    dead = rule(
        "dead", "allow", MONEY, when=(fine, at_most(DAYS, 3), at_least("months_since_sale", 2))
    )

    message = found(dead)[Kind.DEAD_RULE].message

    assert "days_since_sale and months_since_sale" in message


def test_an_unless_that_takes_everything_away_is_named() -> None:
    dead = rule("dead", "allow", MONEY, when=(at_most(DAYS, 30),), unless=((at_most(DAYS, 90),),))

    assert "`unless`" in found(dead)[Kind.DEAD_RULE].message


def test_parts_that_exclude_each_other_only_together_are_named_as_a_whole() -> None:
    dead = rule(
        "dead", "allow", MONEY, when=(at_most(DAYS, 3),), any=((at_least("months_since_sale", 2),),)
    )

    assert "days_since_sale, months_since_sale" in found(dead)[Kind.DEAD_RULE].message


def test_a_rule_that_a_stronger_one_always_beats_is_told_which() -> None:
    weak = rule("weak", "allow", MONEY, when=(is_one_of("final_sale", True),))
    strong = rule("strong", "forbid", MONEY, when=(is_one_of("final_sale", True),), any=())
    wide = replace(strong, when=(), any=((is_one_of("final_sale", True),), (at_least(DAYS, 9),)))

    assert found(weak, wide)[Kind.OVERRULED_RULE].rules == ("weak", "strong")


def test_two_rules_may_beat_a_third_only_together() -> None:
    weak = rule("weak", "allow", MONEY)
    early = rule("early", "forbid", MONEY, when=(at_most(DAYS, 9),))
    late = rule("late", "forbid", MONEY, when=(at_least(DAYS, 10),))
    bare = rule("bare", "forbid", MONEY, when=(is_one_of("with_receipt", False),))

    assert found(weak, early, late, bare)[Kind.OVERRULED_RULE].rules == (
        "weak",
        "bare",
        "early",
        "late",
    )


def test_a_rule_that_decides_nothing_is_told_so() -> None:
    wide = rule("wide", "allow", MONEY, when=(at_most(DAYS, 90),))
    narrow = rule("narrow", "allow", MONEY, when=(at_most(DAYS, 30),))

    assert found(wide, narrow)[Kind.NEVER_MATTERS].rules == ("narrow",)


def test_goodwill_matters_where_money_is_closed() -> None:
    window = rule("window", "allow", MONEY)
    final = rule("final", "forbid", MONEY, when=(is_one_of("final_sale", True),))
    goodwill = rule("goodwill", "approve", "goodwill/original")

    assert found(window, final, goodwill) == {}


def test_law_is_not_judged_and_too_much_work_ends_the_search() -> None:
    packs = policy(rule("window", "allow", MONEY), law=(right("law", MONEY),), place="US")
    both = policy(rule("window", "allow", MONEY), rule("never", "forbid", MONEY))

    for each in (packs, both):
        assert list(rule_findings(Bench(each, HERE, Effort(-1)))) == []


def test_where_the_work_ends_within_a_rule_nothing_is_said_of_it() -> None:
    nothing = rule("nothing", "fee", MONEY)
    packs = policy(rule("window", "allow", MONEY), nothing)

    cut = Bench(packs, HERE, Effort(most=WORK_OF_BOARD * 5))

    assert found(*packs.packs[0].rules)[Kind.NEVER_MATTERS].rules == ("nothing",)
    assert list(rule_findings(cut)) == []
    assert cut.effort.boards > 0
    assert cut.effort.left_out == ["everything"]


@pytest.mark.parametrize(("field", "unit"), [(DAYS, "days"), ("months_since_sale", "months")])
def test_a_window_of_one_day_is_hardly_meant(field: str, unit: str) -> None:
    on_it = (at_least(field, 30), at_most(field, 30))
    exact = FieldTest(field, at_least=30, at_most=30)
    meant = rule("meant", "allow", MONEY, when=on_it)
    slip = rule("slip", "approve", "exchange/none", any=((exact,),))
    today = rule("today", "allow", "repair/none", when=(FieldTest(field, at_least=0, at_most=0),))
    fee = rule("fee", "fee", MONEY, when=(exact,), fee_fixed=100)
    price = rule(
        "price", "allow", "refund/cash", when=(FieldTest("amount", at_least=1, at_most=1),)
    )

    findings = rule_findings(bench(meant, slip, today, fee, price))
    slips = [each for each in findings if each.kind is Kind.SINGLE_DAY]

    assert [(each.rules, each.facts) for each in slips] == [(("slip",), (field,))]
    assert f"for all {unit} until then write {field} = {{ at_most = 30 }}" in slips[0].message
    assert slips[0].gravity is Gravity.WARNING


def test_a_sentence_that_says_why_a_way_is_closed_matters() -> None:
    window = rule("window", "allow", MONEY, when=(at_most(DAYS, 30),))
    over = rule("over", "forbid", MONEY, when=(at_least(DAYS, 31),))
    again = rule("again", "forbid", MONEY, when=(at_least(DAYS, 40),))

    assert found(window, over) == {}
    assert found(window, over, again)[Kind.NEVER_MATTERS].rules == ("again",)


def test_a_search_without_end_is_given_up_and_proves_nothing() -> None:
    tests = [
        FieldTest(f"evidence.{kind}", any_of=frozenset({True}))
        for kind in ("receipt", "gift_receipt", "card_lookup", "customer_record")
    ]
    many = rule("many", "allow", MONEY, any=tuple(tuple(tests) for _ in range(5)))
    lab = bench(many, rule("all", "allow", MONEY))

    assert not lab.is_proved_impossible([lab.rules[1]], [many])
    assert lab.find_quickly([lab.rules[1]], [many]) is None


def test_a_rule_that_stands_back_for_others_is_not_judged() -> None:
    wide = rule("wide", "allow", "refund/cash")
    second = rule("second", "allow", "refund/cash", only_if_not=frozenset({MONEY}))

    assert found(rule("original", "allow", MONEY), wide, second) == {}
