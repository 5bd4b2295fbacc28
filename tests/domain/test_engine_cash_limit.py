"""Cash above the shop's limit, and lower prices made good with credit."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from domain.pack_growth import ALLOW, board_of, claim_of, fee, goods, sale_of
from domain.small_sales import shop_rule, sold
from returns_desk.domain.board import Option, Standing
from returns_desk.domain.case import Facts, Reason, RefundAuthorisation
from returns_desk.domain.policy import Effect, FieldTest, Settings
from returns_desk.domain.sale import SaleTender, TenderType

LIMIT = Settings(
    cash_limit=1000, cash_rounding_step=5, arrival_days={"cash": (0, 0), "cheque": (5, 10)}
)


def legs(option: Option) -> list[tuple[str, int, int]]:
    return [(leg.means, leg.amount, leg.rounding) for leg in option.legs]


@pytest.mark.parametrize(
    ("paid", "means", "rounding", "days"),
    [(1000, "cash", 0, 0), (1001, "cheque", 0, 10), (998, "cash", 2, 0)],
)
def test_cash_above_the_limit_is_paid_by_cheque_unrounded(
    paid: int, means: str, rounding: int, days: int
) -> None:
    sale = sale_of([goods(paid)])

    option = board_of([sale], claim_of(sale), settings=LIMIT).option("refund/original")

    assert legs(option) == [(means, paid, rounding)]
    assert option.arrives is not None
    assert option.arrives.business_days_max == days


@pytest.mark.parametrize("means", ["bank_transfer", "store_account"])
def test_the_pack_says_how_cash_above_the_limit_is_paid(means: str) -> None:
    sale = sale_of([goods(5000)])
    settings = replace(LIMIT, above_cash_limit=means)

    option = board_of([sale], claim_of(sale), settings=settings).option("refund/original")

    assert legs(option) == [(means, 5000, 0)]


CARD_PAID = SaleTender(1, TenderType.CREDIT_CARD, 1600, refundable_without_card=True)


@pytest.mark.parametrize(("paid", "is_open"), [(1000, True), (1001, False)])
def test_no_cash_refund_is_above_the_limit(paid: int, is_open: bool) -> None:
    sale = sale_of([goods(paid)], replace(CARD_PAID, amount=paid))

    option = board_of([sale], claim_of(sale), settings=LIMIT).option("refund/cash")

    assert (option.standing is Standing.AVAILABLE) is is_open
    assert is_open or option.reasons[0].code == "cash_limit_exceeded"
    assert is_open or option.changes_if == ()


def test_the_limit_is_for_all_the_cash_of_a_refund_together() -> None:
    sale = sale_of([sold(1, 1, 800), sold(2, 1, 800)], CARD_PAID)

    option = board_of([sale], claim_of(sale), settings=LIMIT).option("refund/cash")

    assert option.standing is Standing.NOT_POSSIBLE
    assert {each.item: each.reasons[0].code for each in option.left} == {
        0: "cash_limit_exceeded",
        1: "cash_limit_exceeded",
    }


MIXED_TENDERS = (
    SaleTender(1, TenderType.CASH, 1500),
    SaleTender(2, TenderType.CREDIT_CARD, 900, refundable_without_card=True),
)
DECLINED = Facts(refund_authorisation={"R-1/2": RefundAuthorisation.DECLINED})


@pytest.mark.parametrize(("limit", "means"), [(2400, "cash"), (2399, "cheque")])
def test_the_limit_is_for_the_cash_of_all_parts_of_a_mixed_refund(limit: int, means: str) -> None:
    sale = sale_of([goods(2400)], *MIXED_TENDERS)
    settings = replace(LIMIT, cash_limit=limit)

    board = board_of([sale], claim_of(sale), _mixed(), settings, DECLINED)

    assert legs(board.option("refund/mixed")) == [(means, 1500, 0), (means, 900, 0)]


@pytest.mark.parametrize(("limit", "means"), [(1600, "cash"), (1599, "cheque")])
def test_the_limit_is_for_the_cash_of_all_receipts_together(limit: int, means: str) -> None:
    first, second = sale_of([goods(800)]), sale_of([goods(800)], receipt="R-2")
    settings = replace(LIMIT, cash_limit=limit)

    board = board_of([first, second], claim_of(first) + claim_of(second), settings=settings)

    assert legs(board.option("refund/original")) == [(means, 800, 0), (means, 800, 0)]


def _mixed() -> tuple[Any, ...]:
    cash = shop_rule(Effect.ALLOW, id="cash", options=frozenset({"refund/original", "refund/cash"}))
    return (cash,)


# --- a lower price, as credit -------------------------------------------------------------------

CREDIT = (
    "refund/gift_card",
    "store_credit/store_credit",
    "goodwill/original",
    "goodwill/store_credit",
)
CAME_FOR_IT: dict[str, Any] = {"reason": Reason.PRICE_ADJUSTMENT, "new_unit_price": 700}


@pytest.mark.parametrize("option", CREDIT)
def test_a_lower_price_is_made_good_and_nothing_comes_back(option: str) -> None:
    sale = sale_of([goods(2000, 2, tax=400)], SaleTender(1, TenderType.GIFT_CARD, 2000))
    only = replace(ALLOW, options=frozenset({option}))

    found = board_of([sale], claim_of(sale, **CAME_FOR_IT), (only,)).option(option)

    assert (found.standing, found.amount, found.tax) == (Standing.AVAILABLE, 600, 120)
    assert [each.quantity for each in found.items] == [Decimal(0)]


@pytest.mark.parametrize("option", ["refund/gift_card", "goodwill/original"])
def test_the_difference_is_not_the_same_as_the_goods_money_back(option: str) -> None:
    sale = sale_of([goods(2000, 2)], SaleTender(1, TenderType.GIFT_CARD, 2000))

    found = board_of([sale], claim_of(sale, **CAME_FOR_IT)).option(option)

    assert (found.same_as, found.amount) == (None, 600)


def test_other_options_judge_it_as_a_return_of_goods() -> None:
    sale = sale_of([goods(2000, 2)])

    board = board_of([sale], claim_of(sale, **CAME_FOR_IT))

    assert board.option("refund/original").amount == 2000
    assert board.option("price_reduction/original").amount == 600


@pytest.mark.parametrize(
    ("reason", "price"), [(Reason.FAULTY, 700), (Reason.PRICE_ADJUSTMENT, None)]
)
def test_without_the_reason_or_the_price_credit_is_for_goods(
    reason: Reason, price: int | None
) -> None:
    sale = sale_of([goods(2000, 2)])
    items = claim_of(sale, reason=reason, new_unit_price=price)

    option = board_of([sale], items).option("store_credit/store_credit")

    assert option.amount == 2000
    assert option.items[0].quantity == Decimal(2)


def test_a_price_that_is_no_lower_gives_nothing() -> None:
    sale = sale_of([goods(2000, 2)])
    items = claim_of(sale, reason=Reason.PRICE_ADJUSTMENT, new_unit_price=1000)

    option = board_of([sale], items).option("store_credit/store_credit")

    assert option.standing is Standing.NOT_POSSIBLE
    assert "no_lower_price" in [each.code for each in option.reasons]


def test_while_the_reason_is_open_the_amount_is_from_the_difference_to_the_whole() -> None:
    sale = sale_of([goods(2000, 2)])

    board = board_of([sale], claim_of(sale, reason=None, new_unit_price=700))

    option = board.option("store_credit/store_credit")
    assert (option.amount, option.amount_max) == (600, 2000)
    assert "reason:0" in [each.fact for each in board.questions]


def test_no_question_is_asked_where_no_new_price_is_named() -> None:
    sale = sale_of([goods(2000, 2)])

    assert board_of([sale], claim_of(sale, reason=None)).questions == ()


def test_a_share_is_kept_of_the_difference() -> None:
    sale = sale_of([goods(2000, 2)])
    rules = (ALLOW, fee(fee_basis_points=1000))

    option = board_of([sale], claim_of(sale, **CAME_FOR_IT), rules).option("refund/gift_card")

    assert (option.amount, option.fee) == (540, 60)


def test_what_is_left_of_an_option_for_an_adjustment_is_the_difference() -> None:
    sale = sale_of([goods(2000, 2, category="food"), sold(2, 1, 100)])
    food = FieldTest("category", patterns=("food",))
    rules = (ALLOW, shop_rule(Effect.APPROVE, food, id="ask"))
    first, second = claim_of(sale)

    board = board_of([sale], (replace(first, **CAME_FOR_IT), second), rules)

    assert [each.amount for each in board.option("refund/gift_card").left] == [600]
