"""What we hand over, our own POSLog reader reads back, and joins it to the right sale lines."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW, SHELF, SOLD_AT
from returns_desk.adapters.handover.poslog_return import poslog_bytes
from returns_desk.adapters.sales.poslog import read_poslog
from returns_desk.adapters.sales.readings import EarlierReturn, ReaderSettings, Reading
from returns_desk.application.handed_over_parts import Goods, OriginalSale
from returns_desk.application.handing_over_document import ReturnDocument, ReturnLeg, ReturnLine
from returns_desk.domain.money import allocate
from returns_desk.domain.sale import TenderType
from support.completed_returns import (
    STORIES,
    document_of_the_case,
    goods_beside_a_receipt,
    seven_plums,
)

SETTINGS = ReaderSettings("3141", "USD", "America/Chicago", TenderType.CASH)
REFERENCE = "RD/12/00000000002a"
RECEIPTS = ("3141-07-20261107-0042", "0812-3-20261115-00077", "Kiosk No. 7/2026-11-20/15", None)
GTINS = (None, "00012345678905", "4006381333931", "4901234567894")
UNITS = {"each": Decimal(1), "kg": Decimal("0.001"), "lb": Decimal("0.01")}
MEANS = ("cash", "credit_card", "gift_card", "store_credit", "bank_transfer", "voucher")
CURRENCIES = ("USD", "EUR", "JPY", "KWD")


@st.composite
def lines(draw: st.DrawFn, number: int) -> ReturnLine:
    """One line that came back for money."""
    paid = draw(st.integers(1, 10**7))
    unit, step = draw(st.sampled_from(sorted(UNITS.items())))
    receipt = draw(st.sampled_from(RECEIPTS))
    return ReturnLine(
        receipt=receipt,
        line=number if receipt else None,
        description=draw(st.text(max_size=30)),
        quantity=draw(st.integers(1, 5_000)) * step,
        unit=unit,
        worth=paid + draw(st.integers(0, 500)),
        worth_tax=0,
        paid=paid,
        tax=draw(st.integers(0, paid // 5)),
        fee=draw(st.sampled_from([0, 0, paid // 10])),
        sku=draw(st.sampled_from([None, "SHELF-36W", "A&B <1>"])),
        gtin=draw(st.sampled_from(GTINS)),
        category=draw(st.sampled_from(["", "food/fruit"])),
        reason="faulty",
    )


@st.composite
def documents(draw: st.DrawFn) -> ReturnDocument:
    """A return over one to three receipts, its money over one to three legs."""
    count = draw(st.integers(1, 5))
    taken = tuple(draw(lines(number)) for number in range(1, count + 1))
    owed = sum(each.paid - each.fee for each in taken)
    weights = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3))
    amounts = [part for part in allocate(owed, weights) if part]
    legs = tuple(_leg(draw, number, part) for number, part in enumerate(amounts, 1))
    sales = (OriginalSale("3141-07-20261107-0042", "3141", "07", SOLD_AT),)
    return ReturnDocument(
        reference=REFERENCE,
        key="0199f0aa-0000-7000-8000-00000000002a",
        case_id="case",
        case_number=12,
        store="3141",
        terminal="07",
        completed_at=NOW,
        operator="mara",
        approver=None,
        currency=draw(st.sampled_from(CURRENCIES)),
        option="refund/mixed",
        goods=Goods.TAKEN,
        lines=taken,
        legs=legs,
        sales=sales,
        absorbed=0,
        vouched_sequence=1,
        vouched_hash="00",
    )


def _leg(draw: st.DrawFn, number: int, amount: int) -> ReturnLeg:
    means = draw(st.sampled_from(MEANS))
    rounding = draw(st.sampled_from([-2, 0, 3])) if means == "cash" and amount > 2 else 0
    return ReturnLeg(number, None, "original", means, amount, rounding)


@contextmanager
def read_back(document: ReturnDocument) -> Iterator[Reading]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "return.xml"
        path.write_bytes(poslog_bytes(document))
        (reading,) = read_poslog(path, None, SETTINGS, lambda _part: None)
        yield reading


@given(documents())
def test_every_piece_comes_back_to_its_receipt_and_line_with_its_money(
    document: ReturnDocument,
) -> None:
    with read_back(document) as reading:
        returns = reading.returns

    assert reading.bad is None
    assert {each.reference for each in returns} == {REFERENCE}
    assert {each.returned_at for each in returns} == {NOW}
    told = [(x.receipt, x.line, x.quantity, x.paid) for x in document.lines]
    assert _pieces_read(returns) == sorted(told, key=str)
    refunded = sum(part.amount for each in returns for part in each.refunds)
    assert refunded == sum(leg.amount for leg in document.legs)


def _pieces_read(
    returns: tuple[EarlierReturn, ...],
) -> list[tuple[str | None, int | None, Decimal, int]]:
    read = [(x.receipt, y.line, y.quantity, y.paid) for x in returns for y in x.pieces]
    return sorted(read, key=str)


@given(documents())
def test_return_without_fees_is_no_sale_and_adds_up(document: ReturnDocument) -> None:
    free = replace(document, lines=tuple(replace(x, fee=0) for x in document.lines))
    owed = sum(each.paid for each in free.lines)
    free = replace(free, legs=(ReturnLeg(1, None, "original", "cash", owed, 0),))

    with read_back(free) as reading:
        assert reading.sale is None
        doubts = {x.code for each in reading.returns for x in each.doubts}
        assert doubts <= {"refund_shared_over_receipts"}


@pytest.mark.parametrize("story", STORIES)
def test_each_story_is_read_back_without_a_refusal(story: str) -> None:
    document = STORIES[story]()

    with read_back(document) as reading:
        assert reading.bad is None
        assert reading.left_out == ()
        (back,) = reading.returns
    assert back.receipt == document.lines[0].receipt
    assert back.reference == document.reference


def test_same_goods_out_again_are_a_sale_beside_the_return() -> None:
    with read_back(seven_plums()) as reading:
        assert reading.sale is not None
        assert [line.paid for line in reading.sale.lines] == [350]
        assert reading.sale.terminal == "RD-07"


def test_goods_without_a_receipt_are_read_back_beside_those_of_a_receipt() -> None:
    document = document_of_the_case(goods_beside_a_receipt())

    with read_back(document) as reading:
        assert reading.bad is None
        assert reading.left_out == ()
        returns = reading.returns
    assert [each.receipt for each in returns] == [SHELF, None]
    pieces = [(x.line, x.quantity, x.paid) for each in returns for x in each.pieces]
    assert pieces == [(1, Decimal(1), 2136), (None, Decimal(2), 7980)]
    assert {x.code for each in returns for x in each.doubts} == {"refund_shared_over_receipts"}


def test_training_return_is_nobody_s_booking() -> None:
    with read_back(replace(seven_plums(), training=True)) as reading:
        assert (reading.sale, reading.returns) == (None, ())
        assert [each.reason for each in reading.left_out] == ["training"]
