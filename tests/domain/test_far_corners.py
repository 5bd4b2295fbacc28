"""Corners that neither random cases nor a day at the counter reach, each by the case that does."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.pack_growth import ALLOW, board_of, claim_of, goods, sale_of
from domain.small_sales import shop_rule
from returns_desk.domain.board import Basis, Option, Standing
from returns_desk.domain.case import Case, Claim, ClaimedItem, Fault, Severity, Store
from returns_desk.domain.engine.calendar import days_ago_of_months, months_between
from returns_desk.domain.errors import Defect, InvalidInput
from returns_desk.domain.policy import Effect, FieldTest
from returns_desk.domain.sale import Channel, SaleTender, TenderType
from strategies import NOW, examples

YEARS_AGO = NOW - timedelta(days=1100)


def test_an_option_has_the_two_halves_of_its_id() -> None:
    option = Option("refund/cash", Standing.NOT_POSSIBLE, Basis.POLICY)

    assert (option.remedy, option.destination) == ("refund", "cash")


def test_a_claim_that_points_at_no_line_is_a_defect_of_ours() -> None:
    visit = Case(NOW, Store("1", "US-MN", "USD"), (sale_of([goods(100)]),), Claim())

    with pytest.raises(Defect):
        visit.claimed_line(ClaimedItem("R-1", 9, Decimal(1)))


def test_a_claimed_line_is_found_with_its_sale() -> None:
    sale = sale_of([goods(100)])
    other = replace(sale, receipt="R-0")
    visit = Case(NOW, Store("1", "US-MN", "USD"), (other, sale), Claim())

    assert visit.claimed_line(ClaimedItem("R-1", 1, Decimal(1))) == (sale, sale.lines[0])


def test_bad_input_names_its_place() -> None:
    problem = InvalidInput("/lines/0", "A line has no quantity.")

    assert (problem.pointer, problem.code) == ("/lines/0", "invalid_input")


@examples(60, 2000)
@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(0, 40), st.integers(0, 1300))
def test_so_many_months_ago_is_the_farthest_day_that_is_not_more(
    later: date, months: int, longest: int
) -> None:
    back = days_ago_of_months(later, months, longest)

    assert 0 <= back <= longest
    assert back == 0 or months_between(later - timedelta(days=back), later) <= months
    assert back == longest or months_between(later - timedelta(days=back + 1), later) > months


def test_an_open_day_of_delivery_is_asked_at_the_turn_of_a_window_in_months() -> None:
    within = FieldTest("months_since_delivery", at_most=24)
    sale = replace(
        sale_of([goods(1000)]), channel=Channel.ONLINE, sold_at=YEARS_AGO, delivered_at=None
    )
    fault = Fault(Severity.ORDINARY, 0, NOW - timedelta(days=40), refused=False)
    rules = (shop_rule(Effect.ALLOW, within),)

    board = board_of([sale], claim_of(sale, fault=fault), rules)

    (question,) = board.questions
    assert question.fact == "delivered_at:R-1"
    first_good = (NOW - timedelta(days=40)).date().replace(year=2024)
    assert {first_good.isoformat(), (first_good - timedelta(days=1)).isoformat()} <= set(
        map(str, question.answers)
    )


def test_in_a_long_claim_no_reason_is_supposed_otherwise() -> None:
    """Above twenty items nobody reads twenty suppositions; up to then each is told."""
    faulty = shop_rule(Effect.ALLOW, FieldTest("reason", any_of=frozenset({"faulty"})))
    rules = (faulty, replace(ALLOW, options=frozenset({"refund/original"})))

    told = {}
    for count in (20, 21):
        sale = sale_of([replace(goods(100), line=n) for n in range(1, count + 1)])
        option = board_of([sale], claim_of(sale), rules).option("repair/none")
        told[count] = [change.fact for change in option.changes_if]

    assert told == {20: [f"reason:{n}" for n in range(20)], 21: []}


def test_a_cheque_that_has_not_cleared_says_that_clearing_would_open_it() -> None:
    """Only the cheque of a receipt that is claimed; its neighbours change nothing."""
    cash, cheque = SaleTender(1, TenderType.CASH, 500), SaleTender(2, TenderType.CHEQUE, 500)
    sale = sale_of([goods(1000)], cash, cheque)
    other = sale_of([goods(1000)], replace(cheque, tender=1, amount=1000), receipt="R-2")
    not_cleared = FieldTest("tender_cleared", any_of=frozenset({False}))
    rules = (ALLOW, shop_rule(Effect.FORBID, not_cleared, id="must-clear"))

    option = board_of([sale, other], claim_of(sale), rules).option("refund/original")

    assert option.standing is Standing.NOT_POSSIBLE
    assert [(each.fact, each.standing) for each in option.changes_if] == [
        ("cleared:R-1/2", Standing.AVAILABLE)
    ]
