"""Goods whose price went down: the price is known or typed, and the goods stay."""

from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest

from builders import CARD_LEG, PLUMS, SHELF, board, line, paying_option, plums, sale
from counters import Counter, proposing, signed_in
from fake_items import FakeItems
from fakes import FakeSales
from returns_desk.adapters.handover.poslog_return import poslog_bytes
from returns_desk.adapters.handover.return_json import return_json
from returns_desk.adapters.handover.return_shape import ReturnShape
from returns_desk.application.book_memory import memory_of
from returns_desk.application.books import Books
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.application.handed_over_parts import Goods
from returns_desk.application.handing_over_document import return_document_of
from returns_desk.application.known_items import KnownItem
from returns_desk.application.proofs import GoodsEntry, Rung
from returns_desk.domain.board import Board, CoveredItem, Leg
from returns_desk.domain.books import Account
from returns_desk.domain.case import Case, Reason
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Policy

if TYPE_CHECKING:
    from returns_desk.application.ports import Json

ADJUSTED = Reason.PRICE_ADJUSTMENT
CREDIT = "store_credit/store_credit"


def code_of(desk: Desk, name: str, *arguments: object) -> str:
    with pytest.raises(OperatorMistake) as caught:
        getattr(desk, name)(*arguments)
    return caught.value.code


def shelf_desk(prices: dict[str, int] | None = None) -> tuple[Desk, Counter]:
    refund = paying_option("refund/original", [CARD_LEG])
    counter = Counter(
        sales=FakeSales([sale(), plums()]), propose=proposing([refund]), prices=prices or {}
    )
    desk = signed_in(counter)
    desk.scan(SHELF)
    return desk, counter


def test_r5_a_price_that_nobody_knows_is_asked_for_once() -> None:
    desk, counter = shelf_desk()

    asked = desk.set_reason(SHELF, 1, ADJUSTED)
    told = desk.name_price(1599)
    again = desk.set_reason(SHELF, 1, ADJUSTED)

    assert asked.prompt is Prompt.PRICE
    assert asked.case is not None
    assert asked.case.other_ways.asked_price == "Shelf board, white, 36 in"
    assert (told.prompt, again.prompt) == (Prompt.CASE, Prompt.CASE)
    assert counter.proposed[-1].claim.items[0].new_unit_price == 1599
    assert told.case is not None
    assert told.case.receipts[0].lines[0].new_unit_price == 1599


def test_r5_a_price_that_the_shop_knows_is_not_asked_for() -> None:
    desk, _ = shelf_desk({"SHELF-36W": 1999})

    state = desk.set_reason(SHELF, 1, ADJUSTED)

    assert state.prompt is Prompt.CASE
    assert state.case is not None
    assert state.case.receipts[0].lines[0].new_unit_price == 1999


def test_r6_no_screen_is_told_todays_price_for_another_reason() -> None:
    desk, _ = shelf_desk({"SHELF-36W": 2999})

    state = desk.set_reason(SHELF, 1, Reason.SPOILED)

    assert state.case is not None
    assert state.case.receipts[0].lines[0].new_unit_price is None


def test_another_reason_waits_for_no_price_any_more() -> None:
    desk, _ = shelf_desk()
    desk.set_reason(SHELF, 1, ADJUSTED)

    assert desk.set_reason(SHELF, 1, Reason.FAULTY).prompt is Prompt.CASE


def test_another_price_is_typed_and_esc_keeps_the_one_before() -> None:
    desk, counter = shelf_desk({"SHELF-36W": 1999})
    desk.set_reason(SHELF, 1, ADJUSTED)

    asked = desk.ask_price(SHELF, 1)
    kept = desk.back()
    desk.ask_price(SHELF, 1)
    desk.name_price(0)

    assert (asked.prompt, kept.prompt) == (Prompt.PRICE, Prompt.CASE)
    assert counter.proposed[-1].claim.items[0].new_unit_price == 0


def test_a_price_is_of_claimed_goods_alone_and_is_a_price() -> None:
    desk, _ = shelf_desk()
    desk.scan(PLUMS)
    desk.set_quantity(SHELF, 1, Decimal(0))

    assert code_of(desk, "ask_price", SHELF, 1) == "not_claimed"
    assert code_of(desk, "ask_price", SHELF, 9) == "unknown_line"
    desk.ask_price(PLUMS, 1)
    assert code_of(desk, "name_price", -1) == "no_unit_price"


def test_goods_taken_out_while_their_price_is_typed_take_none() -> None:
    desk, _ = shelf_desk()
    desk.scan(PLUMS)
    desk.ask_price(SHELF, 1)
    desk.set_quantity(SHELF, 1, Decimal(0))

    assert code_of(desk, "name_price", 100) == "not_claimed"


# --- where the goods are --------------------------------------------------------------------------


def credit_counter(amounts: list[int]) -> Counter:
    """Store credit for the items of one receipt, each for its own amount."""

    def propose(case: Case, _: Policy) -> Board:
        worth = amounts[: len(case.claim.items) + len(case.claim.without_receipt)]
        items = tuple(CoveredItem(n, Decimal(1), each, 0, 0) for n, each in enumerate(worth))
        leg = Leg(None, "store_credit", sum(worth), "store_credit")
        return board([paying_option(CREDIT, [leg], items=items)])

    items = FakeItems()
    items.known = {"LAMP": KnownItem("LAMP", "", "Lamp", "lighting", lowest_price=900)}
    lines = [line(), line(2, sku="LAMP-2", description="Lamp, brass", paid=900, tax=0)]
    return Counter(sales=FakeSales([sale(lines=lines)]), propose=propose, items=items)


def paid(counter: Counter, *, with_goods: bool = False, second: Reason | None = None) -> Desk:
    desk = signed_in(counter)
    desk.scan(SHELF)
    if with_goods:
        desk.begin_proof(Rung.ITEM)
        desk.add_goods(GoodsEntry("LAMP"))
    for number, reason in ((1, ADJUSTED), (2, second)):
        desk.set_reason(SHELF, number, reason)
        desk.back()
    desk.choose(CREDIT)
    desk.confirm()
    desk.scan("C-1234")
    assert desk.state().stage is Stage.SLIP
    return desk


def said_by_slip(desk: Desk) -> list[str]:
    case = desk.state().case
    assert case is not None
    assert case.slip is not None
    return [each.text for each in case.slip.lines]


def test_store_credit_for_a_lower_price_leaves_the_goods_with_the_customer() -> None:
    counter = credit_counter([537, 100])

    desk = paid(counter, second=ADJUSTED)

    assert "goods_taken" not in [event.type for event in counter.journal.read()]
    assert "You keep" in said_by_slip(desk)
    assert "What came back" not in said_by_slip(desk)
    events = tuple(event for event in counter.journal.read() if event.case_id)
    document = return_document_of(events, "3141")
    assert document.goods is Goods.KEPT
    books = Books()
    books.take(counter.journal.read())
    entries = [posting.entry for posting in books.postings()]
    assert Account.SALES_RETURNS not in {entry.account for entry in entries}
    assert sum(x.amount for x in entries if x.account == Account.PRICE_REDUCTIONS) == 637
    assert sum(entry.amount for entry in entries) == 0


def test_of_two_lines_the_one_that_came_back_is_returned_and_the_other_stays() -> None:
    counter = credit_counter([537, 900])

    desk = paid(counter, second=Reason.CHANGED_MIND)

    taken = cast("list[dict[str, int]]", counter.journal.last("goods_taken").payload["items"])
    assert [each["line"] for each in taken] == [2]
    assert [x for x in said_by_slip(desk) if x in {"You keep", "What came back"}] == [
        "You keep",
        "What came back",
    ]
    events = tuple(event for event in counter.journal.read() if event.case_id)
    document = return_document_of(events, "3141")
    assert [document.goods_of(each) for each in document.lines] == [Goods.KEPT, Goods.TAKEN]
    told = return_json(document)
    ReturnShape.model_validate(told)
    lines = cast("list[dict[str, Json]]", told["lines"])
    assert ["kept" in each for each in lines] == [True, False]
    assert poslog_bytes(document).count(b"<Sale ") == 1


def test_goods_without_a_receipt_come_back_beside_goods_that_stay() -> None:
    counter = credit_counter([537, 100, 900])

    paid(counter, with_goods=True, second=ADJUSTED)

    assert counter.journal.last("goods_taken").payload["items"] == []


def test_books_remember_which_goods_stay_between_two_events() -> None:
    counter = credit_counter([537, 900])
    paid(counter, second=Reason.CHANGED_MIND)
    books = Books()
    before = [e for e in counter.journal.read() if e.type != "case_completed"]
    books.take(before)

    memory = next(each for each in books._memories.values() if each.goods)

    assert [each.is_kept for each in memory_of(memory.document()).goods] == [True, False]
