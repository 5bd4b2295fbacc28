"""Contradictions, dead, beaten and idle rules are named; sound rules are left alone."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from returns_desk.application.policy_lab.bench import Bench
from returns_desk.application.policy_lab.effort import Effort
from returns_desk.application.policy_lab.idle_rules import why_idle
from returns_desk.application.policy_lab.report import Gravity, Kind, LabFinding
from returns_desk.application.policy_lab.rule_findings import rule_findings
from returns_desk.domain.board import Board
from returns_desk.domain.policy import Deduct, Effect, FieldTest, Layer, Rule
from support.lab_packs import HERE, at_least, at_most, bench, is_one_of, policy, right, rule

MONEY = "refund/original"
DAYS = "days_since_sale"


def deeds(board: Board) -> tuple[object, ...]:
    """What a board does, its words apart."""
    options = tuple(
        (o.id, o.standing, o.basis, o.amount, o.amount_max, o.fee, o.approval_role, o.legs)
        for o in board.options
    )
    return options, board.questions, board.triggers


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


def test_goodwill_beside_money_that_ends_or_costs_a_fee_is_left_alone() -> None:
    window = rule("window", "allow", MONEY, when=(at_most(DAYS, 30),))
    within = rule("within", "allow", MONEY, when=(at_most(DAYS, 20),))
    whole = rule("whole", "fee", MONEY, fee_basis_points=10_000)
    goodwill = rule("goodwill", "approve", "goodwill/original")

    assert found(window, goodwill) == {}
    assert found(rule("always", "allow", MONEY), whole, goodwill) == {}
    assert found(window, within, goodwill)[Kind.NEVER_MATTERS].rules == ("within",)


def test_a_fee_that_only_applies_beside_another_is_left_alone() -> None:
    sale = FieldTest("category", patterns=("bullion/*",))
    bars = FieldTest("category", patterns=("bullion/bar",))
    window = rule("window", "allow", MONEY, when=(sale,))
    drop = rule("drop", "fee", MONEY, when=(sale,), fee_basis_points=100)
    assay = rule("assay", "fee", MONEY, when=(bars,), fee_basis_points=150)

    assert found(window, drop, assay) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"role": "supervisor"},
        {"pack": "another"},
        {"amount_at_most": 100},
        {"effect": Effect.ALLOW},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_rule_beside_one_that_does_not_do_the_same_is_not_said_to_be_idle(
    change: dict[str, Any],
) -> None:
    one, twin = rule("one", "approve", MONEY), rule("twin", "approve", MONEY)
    other = replace(twin, **change)

    assert why_idle(bench(one, twin), one) == "wherever it applies, 'twin' says the same"
    assert why_idle(bench(one, other), one) is None


def test_a_rule_without_which_others_would_come_back_is_not_said_to_be_idle() -> None:
    one = rule("one", "approve", MONEY, replaces=frozenset({"former"}))

    assert why_idle(bench(one, rule("twin", "approve", MONEY)), one) is None


def test_two_rules_together_may_say_what_a_third_says() -> None:
    early = rule("early", "allow", MONEY, when=(at_most(DAYS, 9),))
    late = rule("late", "allow", MONEY, when=(at_least(DAYS, 10),))
    bare = rule("bare", "allow", MONEY, when=(is_one_of("with_receipt", False),))

    one = rule("one", "allow", MONEY)
    said = why_idle(bench(early, late, bare, one), one)
    assert said == "wherever it applies, 'early', 'late', 'bare' say the same"


def test_a_fee_of_nothing_or_on_what_no_rule_opens_decides_nothing() -> None:
    window = rule("window", "allow", MONEY, when=(at_most(DAYS, 30),))
    nothing = rule("nothing", "fee", MONEY)
    capped = rule("capped", "fee", MONEY, fee_fixed=100, fee_at_most=0)
    late = rule("late", "fee", MONEY, when=(at_least(DAYS, 31),), fee_fixed=100)

    for idle in (nothing, capped, late):
        assert found(window, idle)[Kind.NEVER_MATTERS].rules == (idle.id,)


def test_a_fee_where_anything_might_open_the_way_is_left_alone() -> None:
    late = rule("late", "fee", MONEY, when=(at_least(DAYS, 31),), fee_fixed=100)
    window = rule("window", "allow", MONEY, when=(at_most(DAYS, 30),))
    second = replace(window, id="second", only_if_not=frozenset({"refund/cash"}))
    kept = rule("kept", "fee", MONEY, deduct=Deduct.DISCOUNT)

    assert why_idle(bench(second, late), late) is None
    assert why_idle(bench(window, late, law=(right("law", MONEY),)), late) is None
    assert why_idle(bench(window, kept), kept) is None
    assert why_idle(bench(window, late), late) == "no rule opens what it would take from"


def test_without_a_rule_said_to_be_idle_no_board_does_anything_else() -> None:
    wide = rule("wide", "allow", MONEY, "refund/cash", when=(at_most(DAYS, 90),))
    narrow = rule("narrow", "allow", MONEY, when=(at_most(DAYS, 30),))
    used = rule("used", "forbid", MONEY, when=(is_one_of("condition", "used", "opened"),))
    worn = rule("worn", "forbid", MONEY, when=(is_one_of("condition", "used"),))
    goodwill = rule("goodwill", "approve", "goodwill/original")
    lab = bench(wide, narrow, used, worn, goodwill)
    idle = [each.rules[0] for each in rule_findings(lab) if each.kind is Kind.NEVER_MATTERS]
    rest = policy(*(each for each in lab.rules if each.id not in idle))

    assert idle == ["narrow", "worn"]
    for one, other in product(lab.rules, repeat=2):
        for applying, silent in (([one, other], []), ([one], [other]), ([], [one, other])):
            for regions in lab.spaces:
                visit = lab.find_in(regions, applying, silent)
                if visit is not None:
                    assert deeds(lab.board(visit)) == deeds(lab.board(visit, rest))


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
