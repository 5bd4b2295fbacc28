"""Goods that were paid without a receipt, and whose receipt comes later: the shop learns of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import cast

import pytest

from builders import PLUMS, SHELF, SOLD_AT, line, plums, sale, shelf_options
from counters import Counter, proposing
from fake_background import Background
from fake_items import FakeItems
from fakes import FakeSales
from proof_kit import SHELF_BOARD, SKU, candidate
from returns_desk.application.desk import Desk
from returns_desk.application.earlier_visits import NoVisits, PaidGoods
from returns_desk.application.paid_before import LIKELY_SALES, PAID_MARK
from returns_desk.application.ports import Json
from returns_desk.application.proofs import GoodsEntry, Rung
from returns_desk.domain.case import Reason
from returns_desk.domain.sale import Sale

GTIN = "00012345678905"
LATER = SOLD_AT + timedelta(days=2)
ALL_BACK = "3141-01-20261101-0009"
SOME_BACK = "3141-01-20261101-0010"


def returned(receipt: str, sold: int, back: int) -> Sale:
    sold_line = line(1, quantity=Decimal(sold))
    came_back = replace(sold_line, returned=Decimal(back), returned_paid=sold_line.paid)
    return sale(receipt, [came_back])


@pytest.fixture
def counter() -> Counter:
    items = FakeItems()
    items.known[SKU] = SHELF_BOARD
    sales = [sale(), plums(), returned(ALL_BACK, 1, 1), returned(SOME_BACK, 3, 2)]
    return Counter(sales=FakeSales(sales), items=items, propose=proposing(shelf_options()))


@pytest.fixture
def background() -> Background:
    return Background()


@pytest.fixture
def desk(counter: Counter, background: Background) -> Desk:
    return background.desk(counter)


def paid(at: datetime = LATER, sku: str | None = SKU, gtin: str | None = None) -> PaidGoods:
    return PaidGoods(at, sku, gtin)


def handed_on(counter: Counter) -> list[Json]:
    raised = counter.journal.read(types=("escalation_raised",))
    return [about for each in raised for about in cast("list[Json]", each.payload["about"])]


def marks(counter: Counter) -> list[frozenset[str]]:
    return [each.marks for each in counter.proposed[-1].claim.items]


# --- a receipt for goods that were paid without one -----------------------------------------------


@pytest.mark.parametrize("earlier", [paid(), paid(sku=None, gtin=GTIN)])
def test_a_receipt_for_goods_that_were_paid_without_one_is_handed_on(
    desk: Desk, counter: Counter, background: Background, earlier: PaidGoods
) -> None:
    background.visits.paid = (earlier,)

    state = desk.scan(SHELF)

    assert handed_on(counter) == [{"code": "double_refund", "option": None, "item": 0}]
    assert marks(counter) == [frozenset({PAID_MARK})]
    assert state.case is not None
    assert {each.id for each in state.case.board.options} >= {x.id for x in shelf_options()}
    assert (state.case.requested, state.case.board.options[0].standing) == (
        None,
        shelf_options()[0].standing,
    )


def test_what_was_paid_before_the_sale_is_another_piece(
    desk: Desk, counter: Counter, background: Background
) -> None:
    background.visits.paid = (paid(SOLD_AT - timedelta(seconds=1)),)

    desk.scan(SHELF)

    assert (handed_on(counter), marks(counter)) == ([], [frozenset()])


@pytest.mark.parametrize(("receipts", "raised"), [(LIKELY_SALES, 1), (LIKELY_SALES + 1, 0)])
def test_goods_that_many_bought_since_are_nobodys_suspicion(
    desk: Desk, counter: Counter, background: Background, receipts: int, raised: int
) -> None:
    background.visits.paid = (paid(),)
    found = [candidate(f"R-{number}", 1, "same_item") for number in range(receipts)]
    counter.sales.candidates[SKU] = (*found, candidate("R-0", 2, "same_item"), candidate("R-99"))

    desk.scan(SHELF)

    assert len(handed_on(counter)) == raised


def test_other_goods_are_not_meant(desk: Desk, counter: Counter, background: Background) -> None:
    background.visits.paid = (paid(sku="OTHER"), paid(sku=None, gtin="4006381333931"))

    desk.scan(SHELF)

    assert handed_on(counter) == []


def test_a_second_receipt_does_not_say_it_again(
    desk: Desk, counter: Counter, background: Background
) -> None:
    background.visits.paid = (paid(),)
    desk.scan(SHELF)
    desk.scan(SOME_BACK)

    assert len(handed_on(counter)) == 1
    assert marks(counter) == [frozenset({PAID_MARK})] * 2


def test_a_receipt_that_the_store_lost_meanwhile_is_not_looked_at(
    counter: Counter, background: Background
) -> None:
    first = background.desk(counter)
    opened = first.scan(SHELF)
    assert opened.case is not None
    del counter.sales.sales[SHELF]
    background.visits.paid = (paid(),)
    second = background.desk(counter)
    second.resume()
    second.resume_case(opened.case.case_id)

    second.scan(SOME_BACK)

    assert marks(counter) == [frozenset(), frozenset({PAID_MARK})]


def test_a_journal_that_nobody_looks_back_into_knows_of_nothing() -> None:
    assert NoVisits().paid_without_receipt((SKU,), (GTIN,), "") == ()


# --- goods without a receipt, and then a receipt that has nothing left of them --------------------


def bare(desk: Desk, quantity: int) -> None:
    desk.begin_proof(Rung.NOTHING)
    desk.add_goods(GoodsEntry(SKU, Decimal(quantity)))
    desk.set_reason("", 1, Reason.FAULTY)


def test_goods_of_a_receipt_with_nothing_left_are_not_paid_without_it(
    desk: Desk, counter: Counter
) -> None:
    bare(desk, 1)

    desk.scan(ALL_BACK)

    claim = counter.proposed[-1].claim
    assert claim.without_receipt == ()
    (item,) = claim.items
    assert (item.receipt, item.reason) == (ALL_BACK, Reason.FAULTY)
    assert item.quantity == 1
    (sold,) = counter.proposed[-1].sales
    assert sold.lines[0].available == 0


@pytest.mark.parametrize(
    ("brought", "on_line", "without"), [(1, 1, []), (2, 2, []), (3, 3, []), (5, 3, [2])]
)
def test_a_receipt_answers_for_every_unit_that_was_sold_on_it(
    desk: Desk, counter: Counter, brought: int, on_line: int, without: list[int]
) -> None:
    bare(desk, brought)

    desk.scan(SOME_BACK)

    claim = counter.proposed[-1].claim
    assert [each.quantity for each in claim.items] == [on_line]
    assert [each.quantity for each in claim.without_receipt] == without


# --- goods that come into the claim later ---------------------------------------------------------


def without_the_shelf(desk: Desk) -> None:
    """The shelf stays on its receipt, and only the plums come back."""
    desk.scan(SHELF)
    desk.scan(PLUMS)
    desk.set_quantity(SHELF, 1, Decimal(0))


def test_a_line_that_is_claimed_later_is_looked_at_then(
    desk: Desk, counter: Counter, background: Background
) -> None:
    without_the_shelf(desk)
    background.visits.paid = (paid(),)

    desk.set_quantity(SHELF, 1, Decimal(1))

    assert [cast("dict[str, Json]", each)["code"] for each in handed_on(counter)] == [
        "double_refund"
    ]
    assert frozenset({PAID_MARK}) in marks(counter)


def test_what_is_claimed_when_another_receipt_goes_is_handed_on(
    desk: Desk, counter: Counter, background: Background
) -> None:
    without_the_shelf(desk)
    background.visits.paid = (paid(),)

    desk.take_out_receipt(PLUMS)

    assert [cast("dict[str, Json]", each)["code"] for each in handed_on(counter)] == [
        "double_refund"
    ]
    assert marks(counter) == [frozenset({PAID_MARK})]
