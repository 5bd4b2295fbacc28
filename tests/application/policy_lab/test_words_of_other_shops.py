"""Rules in the words of other shops are tried like any: nothing false is said of them."""

import pytest

from returns_desk.application.policy_lab.report import Kind
from returns_desk.application.policy_lab.rule_findings import rule_findings
from returns_desk.domain.policy import Deduct, FieldTest, Rule
from support.lab_packs import at_least, at_most, bench, is_one_of, rule

MONEY = "refund/original"
WINDOW = rule("window", "allow", MONEY, when=(at_most("days_since_sale", 30),))


def kinds(*rules: Rule) -> set[Kind]:
    return {each.kind for each in rule_findings(bench(*rules))}


@pytest.mark.parametrize("deduct", list(Deduct))
def test_a_fee_that_keeps_a_value_is_not_called_idle(deduct: Deduct) -> None:
    """Invented goods have no such value."""
    assert kinds(WINDOW, rule("keep", "fee", MONEY, deduct=deduct)) == set()


@pytest.mark.parametrize(
    "test",
    [
        is_one_of("marks", "assembled"),
        at_most("days_to_use_by", 29),
        at_most("hours_to_start", 47),
        at_least("days_since_fault_told", 31),
        FieldTest("jurisdiction", patterns=("NO*",)),
        at_most("total_kept", 9999),
        is_one_of("weekday", "sunday"),
        at_least("hours_since_sale", 49),
        at_least("business_days_since_sale", 8),
        at_least("days_from_sale_to_notice", 15),
        is_one_of("tender_expired", True),
        FieldTest("tender_issuer", patterns=("city-*",)),
        is_one_of("card_entry", "keyed"),
        is_one_of("other_card.same_account", True),
        is_one_of("identity_verified", False),
        is_one_of("return_check", "declined"),
        is_one_of("returned_by", "post"),
        at_least("customer_owes", 1),
        FieldTest("sold_in_season", at_least=1101, at_most=1120),
        FieldTest("today_in_season", at_least=1227, at_most=106),
        FieldTest("return_until", at_most=1120),
        FieldTest("return_until", at_most=229),
    ],
    ids=lambda test: test.field,
)
def test_a_rule_that_tests_such_a_fact_is_seen_to_decide(test: FieldTest) -> None:
    assert kinds(WINDOW, rule("close", "forbid", MONEY, when=(test,))) == set()


@pytest.mark.parametrize("field", ["days_since_sale", "days_since_delivery", "months_since_sale"])
@pytest.mark.parametrize(("first", "last"), [(601, 715), (1201, 1224), (1227, 106)])
def test_a_window_of_a_seasons_sales_is_alive_all_year(field: str, first: int, last: int) -> None:
    """It is looked at in November, when no sale of that season is as old as the window says."""
    season = FieldTest("sold_in_season", at_least=first, at_most=last)
    window = FieldTest(field, at_least=2, at_most=3)

    assert kinds(rule("of-the-season", "allow", MONEY, when=(season, window))) == set()


@pytest.mark.parametrize(
    "bounds", [{"fee_at_least": 500}, {"fee_at_most": 100}], ids=lambda bounds: next(iter(bounds))
)
def test_a_fee_with_bounds_is_seen_to_decide(bounds: dict[str, int]) -> None:
    assert kinds(WINDOW, rule("keep", "fee", MONEY, fee_basis_points=1500, **bounds)) == set()


def test_a_permission_up_to_an_amount_decides_unless_another_has_no_end() -> None:
    credit = "store_credit/store_credit"
    small = rule("small", "allow", credit, amount_at_most=100)

    assert kinds(WINDOW, small) == set()
    assert kinds(WINDOW, small, rule("all", "allow", credit)) == {Kind.NEVER_MATTERS}


def test_a_fact_beyond_its_end_is_dead() -> None:
    never = rule("never", "allow", MONEY, when=(at_most("hours_to_start", -1),))
    both = (is_one_of("weekday", "sunday"), is_one_of("weekday", "monday"))

    assert Kind.DEAD_RULE in kinds(WINDOW, never)
    assert Kind.DEAD_RULE in kinds(WINDOW, rule("both", "allow", MONEY, when=both))
