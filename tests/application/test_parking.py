"""Several customers at once: a case is parked, the next one served, and the first goes on."""

import pytest

from builders import PLUMS, SHELF, sale, shelf_options
from counters import Counter, proposing, signed_in, split_desk
from fakes import CLERK, MANAGER, MANAGER_PIN, FakeSales, badge_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, LegPhase, OpenCaseState, Stage
from returns_desk.application.proofs import GoodsEntry
from returns_desk.domain.board import Board
from returns_desk.domain.case import Case, Condition, Reason
from returns_desk.domain.errors import EnvironmentFault
from returns_desk.domain.policy import Policy
from support.desk_steps import mistake_code


def parked_in(state: DeskState) -> list[OpenCaseState]:
    return [each for each in state.open_cases if each.parked_at is not None]


def notice_of(state: DeskState) -> str:
    assert state.notice is not None
    return state.notice.code


def test_a_parked_case_leaves_the_counter_free_for_the_next_customer(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)

    state = desk.park()
    (waiting,) = parked_in(state)
    after = desk.scan(PLUMS)

    assert (state.stage, state.case, notice_of(state)) == (Stage.WAITING, None, "parked")
    assert (waiting.number, waiting.receipts) == (1, (SHELF,))
    assert waiting.parked_at == counter.clock.now()
    assert waiting.currency == "USD"
    assert after.case is not None
    assert after.case.number == 2
    assert parked_in(after) == [waiting]


def test_it_is_told_by_its_first_goods_and_what_they_cost_and_by_no_person(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    case = desk.state().case
    assert case is not None

    desk.park()

    payload = counter.journal.last("case_parked").payload
    line = case.receipts[0].lines[0]
    assert payload == {"goods": line.description, "amount": case.board.claim_amount}


def test_goods_without_a_receipt_name_it_too(desk: Desk) -> None:
    desk.begin_proof()
    desk.add_goods(GoodsEntry("Kettle", price=3990))

    (waiting,) = parked_in(desk.park())

    assert waiting.goods == "Kettle"
    assert waiting.receipts == ("Kettle",)


def test_a_case_whose_receipt_left_the_store_is_told_by_its_number(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    case_id = parked_in(desk.park())[0].case_id
    counter.sales.sales.clear()
    desk.resume_case(case_id)

    (waiting,) = parked_in(desk.park())

    assert (waiting.goods, waiting.receipts) == ("", (SHELF,))


def test_r5_everything_that_was_said_is_there_again(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.set_reason(SHELF, 1, Reason.CHANGED_MIND)
    desk.set_condition(SHELF, 1, Condition.UNOPENED)
    desk.answer("photo_id_seen", value=True)
    desk.ask_for("refund/other_card")
    before = desk.back().case
    parked = desk.park()

    state = desk.resume_case(parked_in(parked)[0].case_id)

    assert state.stage is Stage.BOARD
    assert before is not None
    assert state.case is not None
    assert state.case.receipts == before.receipts
    assert state.case.answers == before.answers
    assert state.case.numbers == before.numbers
    assert (state.case.asked, state.case.asked_at) == (before.asked, before.asked_at)
    assert state.case.escalation == before.escalation
    assert parked_in(state) == []
    assert notice_of(state) == "resumed"
    assert counter.journal.last("case_resumed").operator == CLERK.id


def test_parked_customers_outlive_the_program_and_whoever_parked_them(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    waiting = parked_in(desk.park())

    later = signed_in(counter, MANAGER)
    state = later.resume()

    assert parked_in(state) == waiting
    assert later.resume_case(waiting[0].case_id).stage is Stage.BOARD


def test_nobody_signed_in_sees_no_parked_customers(desk: Desk) -> None:
    desk.scan(SHELF)
    desk.park()

    locked = desk.lock()

    assert locked.open_cases == ()
    assert locked.notice is not None
    assert (locked.notice.code, locked.notice.fields) == ("locked_parked", {"numbers": "1"})
    assert len(parked_in(desk.sign_in_badge(badge_of(CLERK)))) == 1


def test_a_case_that_was_taken_up_is_no_longer_parked_after_a_crash(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.resume_case(parked_in(desk.park())[0].case_id)

    offered = signed_in(counter).resume().open_cases

    assert [each.parked_at for each in offered] == [None]


def test_one_that_only_stopped_with_the_program_is_taken_up_without_an_event_of_parking(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    again = signed_in(counter)

    again.resume_case(again.resume().open_cases[0].case_id)

    assert "case_resumed" not in counter.journal.types()


def test_another_customer_at_hand_is_not_pushed_away(desk: Desk) -> None:
    desk.scan(SHELF)
    case_id = parked_in(desk.park())[0].case_id
    desk.scan(PLUMS)

    assert mistake_code(lambda: desk.resume_case(case_id)) == "case_at_hand"
    case = desk.state().case
    assert case is not None
    assert case.number == 2


def test_one_step_parks_this_one_and_takes_up_the_other(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    case_id = parked_in(desk.park())[0].case_id
    desk.scan(PLUMS)

    state = desk.park_and_resume(case_id)

    assert counter.journal.appends[-1] == ("case_parked", "case_resumed")
    assert state.case is not None
    assert state.case.number == 1
    assert [each.number for each in parked_in(state)] == [2]
    assert notice_of(state) == "resumed"
    assert parked_in(signed_in(counter).resume()) == parked_in(state)


def test_where_the_disk_is_full_neither_is_parked_nor_taken_up(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    case_id = parked_in(desk.park())[0].case_id
    before = desk.scan(PLUMS)
    counter.journal.is_broken = True

    with pytest.raises(EnvironmentFault):
        desk.park_and_resume(case_id)

    assert desk.state().case == before.case
    assert desk.state().open_cases == before.open_cases


def test_a_slip_in_sight_makes_room_for_the_parked_customer(desk: Desk) -> None:
    desk.scan(PLUMS)
    case_id = parked_in(desk.park())[0].case_id
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()

    state = desk.resume_case(case_id)

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.number == 1


def test_nothing_begun_is_nothing_to_park(desk: Desk) -> None:
    desk.begin_proof()

    assert mistake_code(desk.park) == "nothing_to_park"


def test_a_customer_who_looks_for_the_receipt_may_step_aside(desk: Desk) -> None:
    desk.scan(SHELF)
    desk.begin_proof()

    assert desk.park().stage is Stage.WAITING


def test_money_that_is_on_its_way_is_not_parked_away() -> None:
    desk, counter = split_desk()

    assert mistake_code(desk.park) == "not_now"

    after_a_crash = signed_in(counter)
    after_a_crash.resume()
    assert mistake_code(after_a_crash.park) == "not_now"
    case = after_a_crash.state().case
    assert case is not None
    assert case.legs[0].phase is LegPhase.IN_DOUBT


def test_a_board_that_changed_meanwhile_says_so() -> None:
    boards = [proposing(shelf_options()), proposing(shelf_options()[:2])]

    def propose(case: Case, policy: Policy) -> Board:
        return boards[0](case, policy)

    desk = signed_in(Counter(sales=FakeSales([sale()]), propose=propose))
    desk.scan(SHELF)
    case_id = parked_in(desk.park())[0].case_id
    boards.pop(0)

    state = desk.resume_case(case_id)

    assert notice_of(state) == "resumed_changed"
    assert state.case is not None
    assert not state.case.board.option("store_credit/store_credit").legs


def test_an_approval_that_ended_while_the_customer_waited_is_said(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.ask_for("refund/other_card")
    desk.scan(MANAGER_PIN)
    case_id = parked_in(desk.park())[0].case_id
    counter.clock.advance(hours=5)

    state = desk.resume_case(case_id)

    assert notice_of(state) == "approval_expired"


def test_a_complete_case_whose_slip_could_not_be_made_gets_it_before_another_goes_on(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(PLUMS)
    (waiting,) = parked_in(desk.park())
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    counter.journal.breaks_on.add("slip_issued")
    desk.confirm()
    counter.journal.breaks_on.clear()

    first = desk.resume_case(waiting.case_id)
    second = desk.resume_case(waiting.case_id)

    assert first.stage is Stage.SLIP
    assert first.case is not None
    assert first.case.slip is not None
    assert second.case is not None
    assert second.case.case_id == waiting.case_id
