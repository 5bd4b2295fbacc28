"""An open case is taken up again, after a restart too."""

import pytest

from builders import PLUMS, SHELF
from counters import Counter, signed_in, split_desk
from returns_desk.application.case_fold import record_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import LegPhase, Prompt, Stage
from returns_desk.domain.errors import Defect
from support.desk_steps import mistake_code


def restarted(counter: Counter) -> Desk:
    """A new program on the same journal, with the clerk signed in."""
    desk = signed_in(counter)
    desk.resume()
    return desk


def test_nothing_open_means_nothing_to_resume(desk: Desk) -> None:
    state = desk.resume()

    assert state.stage is Stage.WAITING
    assert state.open_cases == ()


def test_r10_an_open_case_comes_back_at_the_step_where_it_stopped(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.answer("photo_id_seen", value=True)
    before = desk.ask_for("refund/other_card")

    offered = restarted(counter)
    state = offered.resume_case(offered.state().open_cases[0].case_id)

    assert state.stage is Stage.BOARD
    assert before.case is not None
    assert state.case is not None
    assert state.case.answers == before.case.answers
    assert state.case.numbers == before.case.numbers
    assert state.case.asked == "refund/other_card"
    assert state.case.asked_at == before.case.asked_at
    assert state.case.escalation == before.case.escalation
    assert offered.begin_approval().stage is Stage.APPROVAL


def test_a_case_that_is_closed_can_not_be_taken_up(desk: Desk) -> None:
    assert mistake_code(lambda: desk.resume_case("gone")) == "unknown_case"


def test_a_case_whose_receipt_left_the_store_still_comes_back(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    counter.sales.sales.clear()
    again = restarted(counter)

    state = again.resume_case(again.state().open_cases[0].case_id)

    assert state.case is not None
    assert state.case.receipts == ()


def test_after_a_crash_a_leg_that_was_begun_is_in_doubt_and_comes_first() -> None:
    _, counter = split_desk()

    state = restarted(counter).state()

    assert (state.stage, state.prompt) == (Stage.IN_DOUBT, Prompt.NOTHING)
    assert state.case is not None
    assert [leg.phase for leg in state.case.legs] == [LegPhase.IN_DOUBT, LegPhase.TO_BOOK]
    assert state.open_cases == ()
    assert counter.journal.types().count("leg_begun") == 1


def test_a_leg_in_doubt_that_was_paid_is_not_paid_again() -> None:
    _, counter = split_desk()
    desk = restarted(counter)

    state = desk.settle_leg(1, happened=True, reference="004512")
    done = desk.book_leg(2)

    assert state.case is not None
    assert [leg.phase for leg in state.case.legs] == [LegPhase.BOOKED, LegPhase.BEGUN]
    assert done.stage is Stage.SLIP
    settled = counter.journal.last("leg_settled").payload
    assert (settled["tender"], settled["amount"]) == (f"{SHELF}/1", 999)
    assert counter.journal.returned_so_far(SHELF).refunded == {1: 999, 2: 1137}


def test_a_leg_in_doubt_that_was_not_paid_is_begun_anew() -> None:
    _, counter = split_desk()
    desk = restarted(counter)

    state = desk.settle_leg(1, happened=False)

    assert state.stage is Stage.BOOKING
    assert state.case is not None
    assert [leg.phase for leg in state.case.legs] == [LegPhase.BEGUN, LegPhase.TO_BOOK]
    assert counter.journal.appends[-1] == ("leg_settled", "leg_begun")


def test_only_a_leg_in_doubt_is_settled_and_nothing_else_goes_before() -> None:
    _, counter = split_desk()
    desk = restarted(counter)

    assert mistake_code(lambda: desk.settle_leg(2, happened=True)) == "not_in_doubt"
    assert mistake_code(lambda: desk.settle_leg(7, happened=True)) == "not_in_doubt"
    assert mistake_code(lambda: desk.scan(PLUMS)) == "settle_first"


def test_a_doubtful_case_is_shown_before_others_that_are_open(counter: Counter) -> None:
    first = signed_in(counter)
    first.scan(PLUMS)
    second = signed_in(counter)
    second.scan(SHELF)
    second.choose("refund/original")
    second.confirm()

    desk = restarted(counter)
    again = desk.resume

    state = desk.state()
    assert state.stage is Stage.IN_DOUBT
    assert [each.receipts for each in state.open_cases] == [(PLUMS,)]
    assert mistake_code(again) == "not_now"


def test_resuming_while_the_desk_is_locked_keeps_what_was_taken_up() -> None:
    _, counter = split_desk()
    desk = Desk(counter.services())

    first = desk.resume()
    second = desk.resume()

    assert first.case is None
    assert second.stage is Stage.SIGNED_OUT


def test_an_anchor_that_could_not_be_written_is_written_with_the_next_command(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    counter.journal.breaks_on.add("slip_issued")

    complete = desk.confirm()
    still = desk.next_customer()
    counter.journal.breaks_on.clear()
    later = desk.next_customer()

    for state in (complete, still):
        assert state.stage is Stage.SLIP
        assert state.case is not None
        assert state.case.slip is None
        assert state.notice is not None
        assert (state.notice.code, state.notice.fields["fault"]) == (
            "slip_not_made",
            "The disk is full.",
        )
    assert later.case is not None
    assert later.case.slip is not None
    assert later.notice is None
    assert desk.next_customer().stage is Stage.WAITING


def test_a_case_without_its_opening_is_our_own_fault() -> None:
    with pytest.raises(Defect):
        record_of(())


def test_events_that_say_nothing_about_a_case_pass(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.call_manager()
    case_id = counter.journal.open_cases()[0]
    told = list(counter.journal.read(case_id=case_id))

    assert "manager_called" in [event.type for event in told]
    assert record_of(told).number == 1
