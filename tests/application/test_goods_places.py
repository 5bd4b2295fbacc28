"""Where goods go that stay with the shop: one action, noted once, and the till's document waits."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from builders import SHELF
from counters import Counter
from fake_printer import FakeSlipPrinter
from fakes import CLERK, badge_of
from returns_desk.application.desk import Desk
from returns_desk.application.goods_without_receipt import NO_RECEIPT
from returns_desk.application.handing_over_bookings import Ledger
from returns_desk.application.handing_over_document import return_document_of
from returns_desk.domain.case import Condition, Reason
from returns_desk.domain.disposal import GoodsPlace, suggested_place
from support.completed_returns import ToldHandOver, goods_beside_a_receipt
from support.desk_steps import mistake_code
from support.goods_at_hand import EXCHANGE, REDUCTION, REFUND, REPAIR, SHELF_LINE, completed, places

PLACED = "goods_placed"


def noted(counter: Counter) -> tuple[str, list[str]]:
    """How it was noted, and the places in order."""
    payload = counter.journal.last(PLACED).payload
    goods = payload["goods"]
    assert isinstance(goods, list)
    return str(payload["how"]), [each["place"] for each in goods]


@pytest.mark.parametrize(
    ("reason", "condition", "place"),
    [
        (Reason.CHANGED_MIND, Condition.UNOPENED, GoodsPlace.STOCK),
        (Reason.CHANGED_MIND, Condition.OPENED, GoodsPlace.REFURBISH),
        (Reason.GIFT, Condition.DAMAGED, GoodsPlace.WASTE),
        (Reason.SPOILED, None, GoodsPlace.WASTE),
        (Reason.DAMAGED, Condition.UNOPENED, GoodsPlace.WASTE),
        (Reason.FAULTY, Condition.USED, GoodsPlace.VENDOR),
        (Reason.NOT_AS_DESCRIBED, None, GoodsPlace.VENDOR),
        (Reason.RECALL, Condition.UNOPENED, GoodsPlace.QUARANTINE),
        (None, None, GoodsPlace.REFURBISH),
    ],
)
def test_reason_and_condition_suggest_a_place(
    reason: Reason | None, condition: Condition | None, place: GoodsPlace
) -> None:
    assert suggested_place(reason, condition) is place


def test_one_action_confirms_the_suggestion_and_prints_the_label() -> None:
    counter = Counter(printer=FakeSlipPrinter(is_configured=True))
    desk = completed(counter, REFUND, Reason.FAULTY)
    before = places(desk)

    desk.place_goods()

    assert [each.place for each in before.goods] == [GoodsPlace.VENDOR]
    assert not before.is_noted
    assert noted(counter) == ("confirmed", ["vendor"])
    assert (places(desk).is_noted, places(desk).is_confirmed) == (True, True)
    assert [slip.kind for slip in counter.printer.printed] == ["", "vendor"]


def test_another_place_is_noted_beside_what_was_suggested() -> None:
    counter = Counter()
    desk = completed(counter, REFUND, Reason.FAULTY)

    desk.place_goods({SHELF_LINE: GoodsPlace.WASTE})

    goods = counter.journal.last(PLACED).payload["goods"]
    told = {"receipt": SHELF, "line": 1, "quantity": "1", "place": "waste", "suggested": "vendor"}
    assert goods == [told]
    assert [each.place for each in places(desk).goods] == [GoodsPlace.WASTE]


def test_what_is_noted_stays_noted() -> None:
    counter = Counter()
    desk = completed(counter, REFUND)
    desk.place_goods()

    assert mistake_code(desk.place_goods) == "placed_already"
    desk.next_customer()
    assert counter.journal.types().count(PLACED) == 1


def test_recalled_goods_go_aside_whatever_is_touched() -> None:
    counter = Counter()
    desk = completed(counter, REFUND, Reason.RECALL)

    for place in set(GoodsPlace) - {GoodsPlace.QUARANTINE}:
        refused = mistake_code(partial(desk.place_goods, {SHELF_LINE: place}))
        assert refused == "recalled_stays"
    assert PLACED not in counter.journal.types()

    desk.place_goods({SHELF_LINE: GoodsPlace.QUARANTINE})
    assert noted(counter) == ("confirmed", ["quarantine"])


LEAVES: dict[str, Callable[[Desk], object]] = {
    "next customer": lambda desk: desk.next_customer(),
    "another receipt": lambda desk: desk.scan(SHELF),
    "lock": lambda desk: desk.lock(),
    "idle": lambda desk: desk.idle(),
    "leave it": lambda desk: desk.next_customer(),
}


@pytest.mark.parametrize("way", LEAVES)
def test_without_a_word_the_suggestion_is_noted_as_suggested(way: str) -> None:
    counter = Counter(printer=FakeSlipPrinter(is_configured=True))
    desk = completed(counter, REFUND, Reason.FAULTY)
    case_id = counter.journal.last("case_completed").case_id

    LEAVES[way](desk)

    assert noted(counter) == ("suggested", ["vendor"])
    assert counter.journal.last(PLACED).case_id == case_id
    assert [slip.kind for slip in counter.printer.printed] == [""]


def test_recalled_goods_get_their_label_without_a_word() -> None:
    counter = Counter(printer=FakeSlipPrinter(is_configured=True))
    desk = completed(counter, REFUND, Reason.RECALL)

    desk.next_customer()

    assert noted(counter) == ("suggested", ["quarantine"])
    assert [slip.kind for slip in counter.printer.printed] == ["", "quarantine"]


def test_a_scan_that_finds_nothing_leaves_the_goods_where_they_are() -> None:
    counter = Counter()
    desk = completed(counter, REFUND)

    desk.scan("no such thing")

    assert PLACED not in counter.journal.types()
    assert not places(desk).is_noted


def test_after_a_lock_the_page_shows_what_was_noted() -> None:
    counter = Counter()
    desk = completed(counter, REFUND)
    desk.lock()

    desk.sign_in_badge(badge_of(CLERK))

    assert (places(desk).is_noted, places(desk).is_confirmed) == (True, False)


def test_goods_that_the_customer_keeps_have_no_place() -> None:
    counter = Counter()
    desk = completed(counter, REDUCTION)

    state = desk.state()
    assert state.case is not None
    assert state.case.places is None
    assert mistake_code(desk.place_goods) == "placed_already"
    desk.next_customer()
    assert PLACED not in counter.journal.types()
    assert "places" not in counter.journal.last("case_completed").payload


def test_goods_for_repair_go_to_the_repairer() -> None:
    counter = Counter()
    desk = completed(counter, REPAIR, Reason.FAULTY)

    assert mistake_code(lambda: desk.place_goods({SHELF_LINE: GoodsPlace.STOCK}))
    desk.place_goods()

    assert noted(counter) == ("confirmed", ["repair"])


def test_recalled_goods_are_not_sent_for_repair() -> None:
    counter = Counter()
    desk = completed(counter, REPAIR, Reason.RECALL)

    desk.place_goods()

    assert noted(counter) == ("confirmed", ["quarantine"])


def test_goods_of_an_even_exchange_stay_with_the_shop_too() -> None:
    counter = Counter()
    desk = completed(counter, EXCHANGE, Reason.SPOILED)

    desk.place_goods()

    assert noted(counter) == ("confirmed", ["waste"])


def test_goods_without_a_receipt_have_their_place_too() -> None:
    counter = goods_beside_a_receipt()

    goods = counter.journal.last(PLACED).payload["goods"]
    assert isinstance(goods, list)
    places_told = [(each["receipt"], each["line"], each["place"]) for each in goods]
    assert places_told == [(SHELF, 1, "refurbish"), (None, 1, "vendor")]
    case_id = counter.journal.last(PLACED).case_id
    document = return_document_of(tuple(counter.journal.read(case_id=case_id)), "3141")
    told = [(each.receipt, each.place, each.place_confirmed) for each in document.lines]
    assert told == [(SHELF, "refurbish", False), (None, "vendor", False)]
    assert NO_RECEIPT == ""


def test_the_till_waits_until_it_is_noted_where_the_goods_go() -> None:
    counter = Counter(hand_over=ToldHandOver())
    desk = completed(counter, REFUND)
    told = counter.hand_over
    assert isinstance(told, ToldHandOver)

    before = Ledger()
    before.catch_up(counter.journal)
    woken_before = list(told.told)
    desk.place_goods({SHELF_LINE: GoodsPlace.DONATE})
    before_and_after = (before.all(), woken_before)
    before.catch_up(counter.journal)

    assert before_and_after == ((), [])
    assert [each.case_id for each in before.all()] == told.told
    events = tuple(counter.journal.read(case_id=told.told[0]))
    (line,) = return_document_of(events, "3141").lines
    assert (line.place, line.place_confirmed) == ("donate", True)


def test_returns_of_before_go_to_the_till_at_once_and_say_no_place() -> None:
    counter = Counter(hand_over=ToldHandOver())
    completed(counter, REFUND)
    old = [event for event in counter.journal.events if event.type != PLACED]
    at = next(n for n, event in enumerate(old) if event.type == "case_completed")
    payload = {key: value for key, value in old[at].payload.items() if key != "places"}
    old[at] = replace(old[at], payload=payload)
    counter.journal.events[:] = old

    ledger = Ledger()
    ledger.catch_up(counter.journal)

    (booking,) = ledger.all()
    events = tuple(counter.journal.read(case_id=booking.case_id))
    (line,) = return_document_of(events, "3141").lines
    assert (line.place, line.place_confirmed) == (None, None)


def test_what_a_crash_left_is_noted_as_suggested_at_the_next_start() -> None:
    counter = Counter(hand_over=ToldHandOver())
    completed(counter, REFUND, Reason.FAULTY)
    case_id = counter.journal.last("case_completed").case_id

    for _ in range(2):
        Desk(counter.services()).resume()

    assert noted(counter) == ("suggested", ["vendor"])
    assert counter.journal.types().count(PLACED) == 1
    assert isinstance(counter.hand_over, ToldHandOver)
    assert counter.hand_over.told == [case_id]


def test_a_full_disk_at_the_next_start_leaves_it_for_the_one_after() -> None:
    counter = Counter()
    completed(counter, REFUND, Reason.FAULTY)
    counter.journal.breaks_on = {PLACED}

    Desk(counter.services()).resume()
    assert PLACED not in counter.journal.types()
    counter.journal.breaks_on = set()
    Desk(counter.services()).resume()

    assert noted(counter) == ("suggested", ["vendor"])


def test_the_next_start_leaves_returns_of_before_alone() -> None:
    counter = Counter()
    desk = completed(counter, REDUCTION)
    desk.next_customer()

    Desk(counter.services()).resume()

    assert PLACED not in counter.journal.types()
