"""Amounts that other systems get wrong by a cent or more, worked out by hand and paid right here.

Each test names the system and its thread. The wrong answers stand beside the right ones, so that
a reader sees what exact cumulative shares are for.
"""

from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest

from domain.small_sales import refunded, sold
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.case import Case, Claim, ClaimedItem, Condition, Reason, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, Layer, Pack, Policy, Rule, Settings
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType
from strategies import NOW


def parts_of(line: SaleLine) -> list[int]:
    """What each unit of a line brings back, one by one."""
    parts = []
    while line.available:
        parts.append(line.paid_share(Decimal(1)))
        back = line.returned_paid + parts[-1]
        line = replace(line, returned=line.returned + 1, returned_paid=back)
    return parts


@pytest.mark.parametrize(
    ("paid", "by_hand", "rounding", "wrong"),
    [
        pytest.param(2000, [667, 666, 667], ROUND_DOWN, 1998, id="20.00 for three, floored"),
        pytest.param(2000, [667, 666, 667], ROUND_HALF_UP, 2001, id="20.00 for three, half up"),
        pytest.param(2920, [973, 974, 973], ROUND_DOWN, 2919, id="3 x 9.99 - 10 % + 8.25 %"),
    ],
)
def test_three_units_bring_what_was_paid_where_a_rounded_unit_price_does_not(
    paid: int, by_hand: list[int], rounding: str, wrong: int
) -> None:
    unit = (Decimal(paid) / 3).quantize(Decimal(1), rounding)

    assert int(unit) * 3 == wrong
    assert parts_of(sold(1, 3, paid)) == by_hand
    assert sum(by_hand) == paid


def test_medusa_15885_one_of_two_discounted_units_with_tax_brings_99() -> None:
    """2 x 100 less 20, 10 % added: 198.00 was paid, 18.00 of it tax; there one unit gave 97.90."""
    line = sold(1, 2, 19_800, tax=1_800, discount=2_000)

    assert (line.paid_share(Decimal(1)), line.tax_share(Decimal(1))) == (9_900, 900)


@pytest.mark.parametrize(
    ("price", "step", "rounding"),
    [
        pytest.param(750, 100, 50, id="7.50 to whole units: 8.00 went in"),
        pytest.param(748, 5, 2, id="7.48 to five: 7.50 went in"),
        pytest.param(747, 5, -2, id="7.47 to five: 7.45 went in"),
    ],
)
def test_odoo_96721_cash_that_was_rounded_comes_back_as_it_went_in(
    price: int, step: int, rounding: int
) -> None:
    """There a sale of 7 was refunded with 8: the rule was applied again to a negative number."""
    cash = SaleTender(1, TenderType.CASH, price + rounding, rounding=rounding)
    sale = Sale("R-1", "1", NOW, (sold(1, 1, price),), (cash,))
    item = ClaimedItem("R-1", 1, Decimal(1), Reason.OTHER, Condition.UNOPENED, frozenset())
    allow = Rule("all", Layer.SHOP, Effect.ALLOW, frozenset(CATALOGUE), "all")
    pack = Pack("s", Layer.SHOP, "1", rules=(allow,), settings=Settings(cash_rounding_step=step))
    case = Case(NOW, Store("1", "SE", "SEK"), (sale,), Claim(items=(item,)))

    (leg,) = propose_board(case, Policy((pack,))).option("refund/original").legs

    assert leg.amount + leg.rounding == cash.amount


def test_change_given_at_the_sale_is_not_given_again() -> None:
    """ERPNext 30627: there a return picked the cash that was handed over, not what it cost."""
    cash = SaleTender(1, TenderType.CASH, 6_000, change=500)

    option = refunded([sold(1, 1, 5_500)], tenders=(cash,))

    assert [(leg.means, leg.amount) for leg in option.legs] == [("cash", 5_500)]


def test_what_one_tender_cannot_carry_is_said_and_not_cut() -> None:
    """Medusa, ERPNext: there the refund was silently the smaller of both."""
    gift_card = SaleTender(1, TenderType.GIFT_CARD, 2_000, refunded=800)

    option = refunded([sold(1, 1, 2_000)], tenders=(gift_card,))

    assert option.amount == 0
    assert {reason.code for reason in option.reasons} >= {"exceeds_refundable_amount"}
