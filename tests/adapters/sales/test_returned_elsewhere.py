"""What other systems took back lies over the sale, never beyond what was sold and paid."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.sales.readings import EarlierReturn, RefundedPart, ReturnedPiece
from returns_desk.adapters.sales.returned_elsewhere import with_returns
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.sale import Sale, SaleTender, TenderType
from support.sale_readings import RETURNED_AT, earlier, piece
from support.shelf_sale import SALE, SHELF

CARD, CASH = TenderType.CREDIT_CARD, TenderType.CASH
THREE = replace(SHELF, quantity=Decimal(3), paid=2000, tax=0)
TWO_MORE = replace(THREE, line=2, quantity=Decimal(2), paid=1400)
CHEESE = replace(
    SHELF, line=3, sku="CHEESE", gtin=None, quantity=Decimal("0.350"), unit="kg", paid=999, tax=0
)
LARGE = replace(
    SALE,
    lines=(THREE, TWO_MORE, CHEESE),
    tenders=(
        SaleTender(1, CARD, 3000, last4="1234"),
        SaleTender(2, CASH, 1000, change=1),
        SaleTender(3, CARD, 400, last4="9876"),
    ),
)


def counted(sale: Sale) -> list[tuple[str, int, int]]:
    """Of each line what came back, the money for it and the fee."""
    return [(str(x.returned), x.returned_paid, x.returned_fee) for x in sale.lines]


def refunded(sale: Sale) -> list[int]:
    """Of each payment what went back."""
    return [tender.refunded for tender in sale.tenders]


def test_a_return_of_a_named_line_counts_on_that_line() -> None:
    back = earlier("1", None, [piece("2", 1333, fee=50, line=1)], [(CARD, 1283, 1)])

    found = with_returns(LARGE, [back])

    assert counted(found.sale) == [("2", 1333, 50), ("0", 0, 0), ("0", 0, 0)]
    assert refunded(found.sale) == [1283, 0, 0]
    assert found.doubts == ()


def test_without_a_line_the_goods_are_taken_from_the_line_with_most_left() -> None:
    first = earlier("1", None, [piece("2", 1333, sku="SHELF-36W")])
    second = earlier("2", None, [piece("1", 700, gtin="12345678905")])

    found = with_returns(LARGE, [first, second])

    assert counted(found.sale)[:2] == [("2", 1333, 0), ("1", 700, 0)]


def test_goods_of_one_return_go_on_to_the_next_line_of_the_same_goods() -> None:
    found = with_returns(LARGE, [earlier("1", None, [piece("5", 3400, sku="SHELF-36W")])])

    assert counted(found.sale)[:2] == [("3", 2000, 0), ("2", 1400, 0)]
    assert found.doubts == ()


def test_a_weight_comes_back_in_parts() -> None:
    found = with_returns(LARGE, [earlier("1", None, [piece("0.100", 285, line=3)])])

    assert counted(found.sale)[2] == ("0.100", 285, 0)


def test_more_than_was_sold_is_counted_as_far_as_it_goes_and_doubted() -> None:
    found = with_returns(LARGE, [earlier("1", None, [piece("4", 2666, line=1)])])

    assert counted(found.sale)[0] == ("3", 2000, 0)
    assert found.doubts == (
        SaleDoubt("more_returned_than_sold", place="line 1"),
        SaleDoubt("more_refunded_than_paid", said=2666, found=2000),
    )


def test_goods_that_are_not_on_the_receipt_are_doubted_and_lose_nothing() -> None:
    found = with_returns(LARGE, [earlier("1", None, [piece("1", 500, sku="LAMP")])])

    assert counted(found.sale) == counted(LARGE)
    assert found.doubts == (SaleDoubt("returned_goods_not_on_receipt", said=500, place="LAMP"),)


def test_half_a_piece_is_not_taken_from_the_customer() -> None:
    found = with_returns(LARGE, [earlier("1", None, [piece("1.5", 1000, line=1)])])

    assert counted(found.sale)[0] == ("1", 1000, 0)
    assert found.doubts == (SaleDoubt("part_of_a_piece_returned", place="line 1"),)


def test_money_without_goods_still_went_back() -> None:
    found = with_returns(LARGE, [earlier("1", None, [], [(CASH, 250, None)])])

    assert counted(found.sale) == counted(LARGE)
    assert refunded(found.sale) == [0, 250, 0]


@pytest.mark.parametrize(
    ("refund", "expected"),
    [
        pytest.param((CARD, 300, 3), [0, 0, 300], id="the-payment-named"),
        pytest.param((CARD, 500, 3), [100, 0, 400], id="then-of-its-type"),
        pytest.param((CASH, 500, None), [0, 500, 0], id="of-its-type"),
        pytest.param((TenderType.VOUCHER, 3100, None), [3000, 100, 0], id="then-in-order"),
        pytest.param((CARD, 4000, 9), [3000, 600, 400], id="a-payment-that-is-not-there"),
    ],
)
def test_money_goes_to_the_payment_named_then_to_its_type_then_in_order(
    refund: tuple[TenderType, int, int | None], expected: list[int]
) -> None:
    found = with_returns(LARGE, [earlier("1", None, [], [refund])])

    assert refunded(found.sale) == expected
    assert found.doubts == ()


def test_more_money_than_was_paid_is_doubted_with_both_amounts() -> None:
    found = with_returns(LARGE, [earlier("1", None, [], [(CARD, 5000, 1)])])

    assert refunded(found.sale) == [3000, 999, 400]
    assert found.doubts == (SaleDoubt("more_refunded_than_paid", said=5000, found=4399),)


def test_what_cash_was_rounded_by_is_no_doubt() -> None:
    rounded = replace(SALE, tenders=(SaleTender(1, CASH, 2140, rounding=4),))

    found = with_returns(rounded, [earlier("1", None, [], [(CASH, 2140, 1)])])

    assert refunded(found.sale) == [2136]
    assert found.doubts == ()


def test_the_doubts_of_a_return_come_with_it_once() -> None:
    doubt = SaleDoubt("refund_differs_from_lines", 20900, 39929)

    found = with_returns(LARGE, [earlier(x, None, doubts=[doubt]) for x in "12"])

    assert found.doubts == (doubt,)


def test_what_the_sale_says_itself_is_added_to() -> None:
    known = replace(
        SALE,
        lines=(replace(THREE, returned=Decimal(1), returned_paid=667),),
        tenders=(SaleTender(1, CARD, 2000, refunded=667),),
    )

    found = with_returns(known, [earlier("1", None, [piece("1", 666, line=1)], [(CARD, 666, 1)])])

    assert counted(found.sale) == [("2", 1333, 0)]
    assert refunded(found.sale) == [1333]


# --- for whatever another system says -----------------------------------------------------------

PIECES = st.builds(
    ReturnedPiece,
    quantity=st.decimals(0, 5, places=1),
    paid=st.integers(0, 3000),
    fee=st.integers(0, 200),
    line=st.sampled_from([None, 1, 2, 3, 9]),
    sku=st.sampled_from([None, "SHELF-36W", "CHEESE", "LAMP"]),
)
PARTS = st.builds(
    RefundedPart,
    type=st.sampled_from([CARD, CASH, TenderType.VOUCHER]),
    amount=st.integers(1, 4000),
    tender=st.sampled_from([None, 1, 2, 3, 9]),
)
RETURNS = st.lists(
    st.builds(
        EarlierReturn,
        id=st.uuids().map(str),
        receipt=st.none(),
        returned_at=st.just(RETURNED_AT),
        pieces=st.lists(PIECES, max_size=3).map(tuple),
        refunds=st.lists(PARTS, max_size=2).map(tuple),
    ),
    max_size=5,
    unique_by=lambda x: x.id,
)


@given(RETURNS)
def test_whatever_came_back_the_sale_holds_and_no_money_is_lost(
    returns: list[EarlierReturn],
) -> None:
    found = with_returns(LARGE, returns)

    for line in found.sale.lines:
        assert 0 <= line.returned <= line.quantity
        assert 0 <= line.returned_fee <= line.returned_paid <= line.paid
        assert line.unit != "each" or line.returned % 1 == 0
    for before, after in zip(LARGE.tenders, found.sale.tenders, strict=True):
        assert 0 <= after.refunded <= before.refundable_amount
    said = sum(part.amount for each in returns for part in each.refunds)
    assert sum(refunded(found.sale)) == min(said, 4399)
    assert (said > 4399) <= any(x.code == "more_refunded_than_paid" for x in found.doubts)


@given(st.data(), RETURNS)
def test_the_order_of_arrival_changes_nothing(
    data: st.DataObject, returns: list[EarlierReturn]
) -> None:
    shuffled = data.draw(st.permutations(returns))

    assert with_returns(LARGE, shuffled) == with_returns(LARGE, returns)
