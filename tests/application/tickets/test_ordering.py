"""New goods that are not here are ordered: what the ticket says, and how the wait ends."""

from datetime import timedelta

import pytest

from builders import SHELF, paying_option, sale, shelf_options
from counters import Counter, proposing, signed_in
from fakes import MANAGER_PIN, FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import CaseState, DeskState, Stage
from returns_desk.domain.board import Question
from returns_desk.domain.case import Fault, Reason, Severity
from support.desk_steps import mistake_code

REPLACEMENT = "replacement/none"
GRAVE = Fault(Severity.GRAVE, repairs=1)


@pytest.fixture
def counter() -> Counter:
    """The shop with the shelf, where a new one may be given in its place."""
    options = [x for x in shelf_options() if x.id != REPLACEMENT]
    asked = Question("fault:0", (GRAVE,), (REPLACEMENT,))
    new_one = paying_option(REPLACEMENT, [])
    return Counter(sales=FakeSales([sale()]), propose=proposing([new_one, *options], [asked]))


def in_sight(state: DeskState) -> CaseState:
    assert state.case is not None
    return state.case


def replaced(desk: Desk, reason: Reason | None = Reason.FAULTY) -> str:
    """The shelf is brought, and a new one is to be given; the barcode of the slip."""
    desk.scan(SHELF)
    if reason is not None:
        desk.set_reason(SHELF, 1, reason)
    desk.choose(REPLACEMENT)
    case = in_sight(desk.confirm())
    assert case.slip is not None
    return case.slip.barcode


def test_a_new_one_that_is_here_needs_no_ticket(desk: Desk, counter: Counter) -> None:
    replaced(desk)

    assert in_sight(desk.state()).may_order
    assert "ticket_opened" not in counter.journal.types()
    desk.next_customer()
    assert desk.scan(SHELF).stage is Stage.BOARD


def test_one_command_orders_it_and_the_slip_says_by_when(desk: Desk, counter: Counter) -> None:
    replaced(desk)

    state = desk.order_goods(1)

    case = in_sight(state)
    opened = counter.journal.last("ticket_opened").payload
    assert (opened["kind"], opened["case"]) == ("replacement", 1)
    assert case.ticket is not None
    assert [(x.receipt, x.line) for x in case.ticket.goods] == [(SHELF, 1)]
    due = state.promises.open[0].promise.due
    assert due.date() == counter.clock.now().date() + timedelta(days=7)
    assert case.slip is not None
    assert any("ready to collect by" in line.text for line in case.slip.lines)
    assert not case.may_order
    assert state.notice is not None
    assert state.notice.code == "goods_ordered"


def test_only_what_is_replaced_is_ordered_once_and_in_weeks_of_the_list(desk: Desk) -> None:
    replaced(desk)
    assert mistake_code(lambda: desk.order_goods(3)) == "unknown_weeks"
    desk.order_goods(1)
    assert mistake_code(lambda: desk.order_goods(1)) == "nothing_to_order"
    desk.next_customer()
    desk.scan(SHELF)
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()
    assert mistake_code(lambda: desk.order_goods(1)) == "nothing_to_order"


def test_what_was_taken_back_is_not_ordered(desk: Desk) -> None:
    replaced(desk)
    desk.begin_void()
    desk.allow_void(MANAGER_PIN)

    assert mistake_code(lambda: desk.order_goods(1)) == "nothing_to_order"


def test_days_later_slip_and_receipt_bring_it_back_and_it_is_handed_over_once(
    desk: Desk, counter: Counter
) -> None:
    barcode = replaced(desk)
    desk.order_goods(2)
    desk.next_customer()
    counter.clock.advance(days=9)
    again = signed_in(counter)

    by_receipt = again.scan(SHELF)
    assert by_receipt.notice is not None
    assert by_receipt.notice.code == "waits_for_new_goods"
    again.next_customer()
    assert in_sight(again.scan(barcode)).number == 1
    state = again.close_ticket("replaced")

    assert counter.journal.last("ticket_closed").payload["outcome"] == "replaced"
    assert counter.journal.last("promise_kept").payload["note"] == "collected"
    assert state.promises.open == ()


def test_a_later_day_keeps_what_kind_of_ticket_it_is(desk: Desk) -> None:
    replaced(desk)
    desk.order_goods(1)

    ticket = in_sight(desk.expect_ticket(4)).ticket

    assert ticket is not None
    assert ticket.kind == "replacement"


@pytest.mark.parametrize("outcome", ["repaired", "not_mended", "lost"])
def test_it_can_not_end_as_a_repair(desk: Desk, outcome: str) -> None:
    replaced(desk)
    desk.order_goods(1)

    assert mistake_code(lambda: desk.close_ticket(outcome)) == "unknown_reason"


@pytest.mark.parametrize("outcome_of_promise", ["open", "kept"])
def test_one_that_can_not_be_had_is_decided_anew_and_nothing_is_asked_twice(
    desk: Desk, counter: Counter, outcome_of_promise: str
) -> None:
    desk.scan(SHELF)
    desk.set_reason(SHELF, 1, Reason.FAULTY)
    desk.answer("fault:0", GRAVE)
    desk.choose(REPLACEMENT)
    desk.confirm()
    desk.order_goods(1)
    if outcome_of_promise == "kept":
        desk.keep_promise(desk.state().promises.open[0].promise.id)

    state = desk.close_ticket("not_coming")

    assert (state.stage, in_sight(state).number) == (Stage.BOARD, 2)
    (item,) = counter.proposed[-1].claim.items
    assert (item.reason, item.fault) == (Reason.FAULTY, GRAVE)
    assert state.promises.open == ()
    assert state.notice is not None
    assert state.notice.code == "not_coming"


def test_another_reason_is_known_too_and_asks_for_no_fault(desk: Desk, counter: Counter) -> None:
    replaced(desk, Reason.WRONG_ITEM)
    desk.order_goods(1)

    desk.close_ticket("not_coming")

    (item,) = counter.proposed[-1].claim.items
    assert (item.reason, item.fault) == (Reason.WRONG_ITEM, None)
