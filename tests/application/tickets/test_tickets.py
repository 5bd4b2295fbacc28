"""Goods are left for repair, collected, or could not be mended: what each leaves and opens."""

from datetime import timedelta

import pytest

from builders import PLUMS, SHELF, paying_option, plums, sale, shelf_options
from counters import Counter, proposing, signed_in
from fakes import MANAGER_PIN, FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import CaseState, DeskState, Stage
from returns_desk.application.promises.promise import PromiseStatus
from returns_desk.domain.board import Question
from returns_desk.domain.case import Fault, Reason, Severity
from support.desk_steps import mistake_code

REPAIR = "repair/none"
GRAVE = Fault(Severity.GRAVE, repairs=1)


@pytest.fixture
def counter() -> Counter:
    """The shop with the shelf, where a repair may be chosen."""
    options = [x for x in shelf_options() if x.id != REPAIR]
    repair = paying_option(REPAIR, [])
    asked = Question("fault:0", (GRAVE,), (REPAIR,))
    return Counter(sales=FakeSales([sale()]), propose=proposing([repair, *options], [asked]))


def left_for_repair(desk: Desk) -> str:
    """The shelf is left for repair; the barcode of its slip."""
    desk.scan(SHELF)
    desk.set_reason(SHELF, 1, Reason.FAULTY)
    desk.choose(REPAIR)
    case = in_sight(desk.confirm())
    assert case.slip is not None
    return case.slip.barcode


def in_sight(state: DeskState) -> CaseState:
    assert state.case is not None
    return state.case


def test_a_repair_opens_a_ticket_with_its_goods_and_a_promise_for_two_weeks(
    desk: Desk, counter: Counter
) -> None:
    left_for_repair(desk)

    opened = counter.journal.last("ticket_opened")
    made = counter.journal.last("promise_made")
    ticket = in_sight(desk.state()).ticket
    assert ticket is not None
    assert (ticket.is_open, ticket.promise) == (True, made.payload["promise"])
    assert [(x.receipt, x.line) for x in ticket.goods] == [(SHELF, 1)]
    assert made.payload["kind"] == "goods_ready"
    assert str(made.payload["due"])[:10] == str(counter.clock.now().date() + timedelta(days=14))
    assert opened.payload["case"] == 1
    slip = in_sight(desk.state()).slip
    assert slip is not None
    assert any("ready to collect by" in line.text for line in slip.lines)


def test_no_other_remedy_opens_one(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()

    assert "ticket_opened" not in counter.journal.types()
    assert mistake_code(lambda: desk.close_ticket("repaired")) == "no_open_ticket"


def test_another_day_takes_the_place_of_the_first(desk: Desk, counter: Counter) -> None:
    left_for_repair(desk)

    state = desk.expect_ticket(4)

    first, second = counter.journal.read(types=("promise_made",))
    assert [each.promise.id for each in state.promises.open] == [second.payload["promise"]]
    assert counter.journal.last("promise_withdrawn").payload["promise"] == first.payload["promise"]
    ticket = in_sight(state).ticket
    assert ticket is not None
    assert (ticket.promise, len(ticket.goods)) == (second.payload["promise"], 1)
    assert mistake_code(lambda: desk.expect_ticket(3)) == "unknown_weeks"


@pytest.mark.parametrize("outcome", ["repaired", "replaced"])
def test_days_later_its_slip_brings_it_back_and_it_is_handed_over_once(
    desk: Desk, counter: Counter, outcome: str
) -> None:
    barcode = left_for_repair(desk)
    desk.next_customer()
    counter.clock.advance(days=9)
    again = signed_in(counter)

    found = again.scan(barcode)
    state = again.close_ticket(outcome)

    assert (found.stage, in_sight(found).number) == (Stage.SLIP, 1)
    assert counter.journal.last("ticket_closed").payload["outcome"] == outcome
    assert counter.journal.last("promise_kept").payload["note"] == "collected"
    assert state.promises.open == ()
    assert mistake_code(lambda: again.close_ticket(outcome)) == "no_open_ticket"
    again.next_customer()
    assert again.scan(barcode).case is None


def test_what_could_not_be_mended_is_decided_anew_with_one_more_repair_known(
    desk: Desk, counter: Counter
) -> None:
    left_for_repair(desk)

    state = desk.close_ticket("not_mended")

    case = in_sight(state)
    assert (state.stage, case.number) == (Stage.BOARD, 2)
    (item,) = counter.proposed[-1].claim.items
    assert (item.reason, item.fault) == (Reason.FAULTY, Fault(repairs=1))
    opened = counter.journal.last("case_opened")
    assert opened.payload["after"] == counter.journal.last("ticket_closed").case_id
    assert state.promises.open == ()
    assert state.notice is not None
    assert state.notice.code == "not_mended"


def test_an_earlier_repair_counts_and_how_bad_it_was_is_kept(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.set_reason(SHELF, 1, Reason.FAULTY)
    desk.answer("fault:0", GRAVE)
    desk.choose(REPAIR)
    desk.confirm()

    desk.close_ticket("not_mended")

    (item,) = counter.proposed[-1].claim.items
    assert item.fault == Fault(Severity.GRAVE, repairs=2)


@pytest.mark.parametrize("outcome", ["repaired", "not_mended"])
def test_a_promise_that_was_settled_in_the_list_stays_as_it_was(
    desk: Desk, counter: Counter, outcome: str
) -> None:
    left_for_repair(desk)
    desk.break_promise(desk.state().promises.open[0].promise.id)

    desk.close_ticket(outcome)

    ended = {"promise_kept", "promise_withdrawn"} & set(counter.journal.types())
    assert ended == set()


def test_an_outcome_of_the_list_and_a_purchase_that_is_there_are_needed(
    desk: Desk, counter: Counter
) -> None:
    left_for_repair(desk)
    before = counter.journal.head()

    assert mistake_code(lambda: desk.close_ticket("lost")) == "unknown_reason"
    counter.sales.sales.clear()
    assert mistake_code(lambda: desk.close_ticket("not_mended")) == "purchase_gone"
    assert counter.journal.head() == before


def test_a_slip_of_another_number_or_payout_is_no_ticket(desk: Desk, counter: Counter) -> None:
    barcode = left_for_repair(desk)
    desk.next_customer()
    counter.clock.advance(days=2)

    assert desk.scan(barcode[:-1] + ("0" if barcode[-1] != "0" else "1")).case is None
    assert desk.scan(barcode.replace("RD/1/", "RD/9/")).case is None


def test_the_promise_ends_with_the_status_of_its_ticket(desk: Desk, counter: Counter) -> None:
    left_for_repair(desk)
    promise = desk.state().promises.open[0].promise
    desk.close_ticket("repaired")

    book = desk.services.promises.all(counter.journal)
    assert book[promise.id].status is PromiseStatus.KEPT


@pytest.mark.parametrize("is_settled", [True, False])
def test_a_repair_that_is_taken_back_ends_its_ticket_and_its_promise(
    desk: Desk, counter: Counter, *, is_settled: bool
) -> None:
    left_for_repair(desk)
    if is_settled:
        desk.keep_promise(desk.state().promises.open[0].promise.id)
    desk.begin_void()
    state = desk.allow_void(MANAGER_PIN)

    assert "case_voided" in counter.journal.types()
    assert counter.journal.last("ticket_closed").payload["outcome"] == "taken_back"
    assert counter.journal.types().count("promise_withdrawn") == (not is_settled)
    assert state.promises.open == ()


def test_the_receipt_brings_the_ticket_too_and_once_more_the_board(
    desk: Desk, counter: Counter
) -> None:
    left_for_repair(desk)
    desk.next_customer()
    counter.clock.advance(days=3)

    found = desk.scan(SHELF)
    again = desk.scan(SHELF)

    assert (found.stage, in_sight(found).number) == (Stage.SLIP, 1)
    assert found.notice is not None
    assert found.notice.code == "here_for_repair"
    assert (again.stage, in_sight(again).number) == (Stage.BOARD, 2)


def test_the_receipt_of_other_goods_opens_its_board(counter: Counter) -> None:
    counter.sales.sales[PLUMS] = plums()
    desk = signed_in(counter)
    left_for_repair(desk)
    desk.next_customer()

    assert desk.scan(PLUMS).stage is Stage.BOARD
