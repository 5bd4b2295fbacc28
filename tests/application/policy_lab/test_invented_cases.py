"""Invented cases show rules what they say: the engine sees fields as the laboratory does."""

import pytest

from returns_desk.application.policy_lab.bench import Bench, Visit
from returns_desk.domain.policy import FIELDS, FieldKind, FieldTest
from support.lab_packs import HERE, policy, rule

CREDIT = "store_credit/store_credit"

INTERVALS = {
    FieldKind.NUMBER: (2, 3),
    FieldKind.MONEY: (500, 4000),
    FieldKind.DATE: (HERE.today.toordinal() - 9, HERE.today.toordinal() - 5),
}


def probes_of(field: str) -> list[FieldTest]:
    about = FIELDS[field]
    if about.kind in INTERVALS:
        low, high = INTERVALS[about.kind]
        return [FieldTest(field, at_least=low, at_most=high), FieldTest(field, at_most=0)]
    if about.kind in {FieldKind.SEASON, FieldKind.DEADLINE}:
        first = 1101 if about.kind is FieldKind.SEASON else None
        return [FieldTest(field, at_least=first, at_most=day) for day in (1231, 131, 229)]
    if about.kind is FieldKind.FLAG:
        return [FieldTest(field, any_of=frozenset({value})) for value in (True, False)]
    if about.kind is FieldKind.PATTERN:
        return [FieldTest(field, patterns=("ab*",)), FieldTest(field, patterns=("*b/x[yz]",))]
    words = about.values or ("assembled", "resized")
    return [FieldTest(field, any_of=frozenset({word})) for word in words]


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_the_engine_sees_each_choice_of_a_field_as_the_laboratory_does(field: str) -> None:
    probes = [
        rule(f"probe-{i}", "allow", CREDIT, when=(t,)) for i, t in enumerate(probes_of(field))
    ]
    lab = Bench(policy(*probes), HERE)
    tried = 0
    for regions in lab.spaces:
        for place, factor in enumerate(regions.space.factors):
            if field not in factor.choices[0].fields:
                continue
            plain = (0,) * len(regions.space.factors)
            for index in range(len(factor.choices)):
                visit = Visit(regions, (*plain[:place], index, *plain[place + 1 :]))
                option = lab.board(visit).option(CREDIT)
                unpaid = {"exceeds_refundable_amount"} & {r.code for r in option.reasons}
                if option.same_as or unpaid:
                    continue
                tried += 1
                seen = {reason.rule for reason in option.reasons}
                meant = {r.id for r in probes if regions.applies(r, visit.chosen)}
                assert seen - {"not_offered"} == meant, factor.choices[index]
    assert tried > 1


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_every_field_that_a_rule_may_test_can_be_brought_about(field: str) -> None:
    probe = rule("probe", "allow", CREDIT, when=(probes_of(field)[0],))
    lab = Bench(policy(probe), HERE)

    assert field in lab.found.space.fields
    assert lab.find_quickly([probe]) is not None or FIELDS[field].kind is FieldKind.FLAG


def test_pairs_of_patterns_get_a_word_that_both_match() -> None:
    one = rule("one", "allow", CREDIT, when=(FieldTest("category", patterns=("food/*",)),))
    other = rule("other", "allow", CREDIT, when=(FieldTest("category", patterns=("*/cold",)),))

    visit = Bench(policy(one, other), HERE).find_quickly([one, other])

    assert visit is not None
    assert visit.case.sales[0].lines[0].category.startswith("food/")


def test_very_many_patterns_still_get_a_word_each() -> None:
    rules = [
        rule(f"r{i}", "allow", CREDIT, when=(FieldTest("sku", patterns=(f"A{i}-*",)),))
        for i in range(40)
    ]
    lab = Bench(policy(*rules), HERE)

    assert all(lab.find_quickly([each]) is not None for each in rules)
