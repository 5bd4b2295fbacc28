"""Legs that do not come back, and a program that stops while they are on their way."""

import pytest

from counters import Counter, signed_in
from fakes import MANAGER, badge_of
from returns_desk.application.case_fold import record_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import LegPhase, Prompt, Stage
from returns_desk.application.slips import SlipRole
from support.desk_steps import mistake_code, notice_of
from support.taken_back import allowed, noted, returned, taken_back, undo_phases

# --- what does not work -----------------------------------------------------------------------


def test_a_leg_that_did_not_come_back_is_tried_again() -> None:
    desk, counter = allowed()

    failed = desk.fail_undo(2, "other")
    tried = desk.undo_leg(2)

    assert (notice_of(failed), undo_phases(failed)[2]) == ("undo_failed", LegPhase.FAILED)
    assert undo_phases(tried)[2] is LegPhase.BEGUN
    assert noted(counter)[-3:] == ["undo_begun", "undo_failed", "undo_begun"]
    assert not list(counter.journal.read(types=("escalation_raised",)))


def test_why_is_one_of_the_reasons() -> None:
    desk, _ = allowed()

    assert mistake_code(lambda: desk.fail_undo(2, "because")) == "unknown_reason"


def test_a_later_leg_that_cannot_be_undone_hands_the_case_on_and_stays_open() -> None:
    desk, counter = allowed()
    desk.undo_leg(2, counted=1135)

    desk.fail_undo(1, "declined")
    cannot = mistake_code(desk.back)
    waiting = desk.next_customer()
    case_id = waiting.open_cases[0].case_id
    resumed = desk.resume_case(case_id)

    assert cannot == "void_partly_done"
    assert counter.journal.last("escalation_raised").payload["triggers"] == ["void_not_finished"]
    assert (resumed.stage, undo_phases(resumed)) == (
        Stage.UNDOING,
        {2: LegPhase.BOOKED, 1: LegPhase.FAILED},
    )
    desk.undo_leg(1)
    assert desk.undo_leg(1, "V-78").stage is Stage.SLIP


def test_before_anything_came_back_it_can_be_given_up() -> None:
    desk, counter = allowed()

    state = desk.back()

    assert (state.stage, notice_of(state)) == (Stage.SLIP, "void_given_up")
    assert counter.journal.last("undo_failed").payload["why"] == "taken_back"
    completed = counter.journal.last("case_completed")
    assert counter.journal.last("void_given_up").payload["completed_at"] == completed.at.isoformat()
    assert returned(counter) == (1, {1: 999, 2: 1137})
    assert counter.journal.open_cases() == ()
    assert state.case is not None
    assert state.case.slip is not None
    assert SlipRole.TOTAL in {line.role for line in state.case.slip.lines}


def test_what_was_given_up_can_be_begun_anew() -> None:
    desk, _ = allowed()
    desk.back()
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))
    desk.undo_leg(2, counted=1135)

    assert desk.undo_leg(1, "V-77").stage is Stage.SLIP


def test_the_next_customer_waits_until_it_is_said_what_became_of_a_leg() -> None:
    desk, _ = allowed()

    assert mistake_code(desk.next_customer) == "finish_first"


# --- after a crash ----------------------------------------------------------------------------


def crashed() -> tuple[Desk, Counter]:
    """The program stopped while the cash was being counted back."""
    _, counter = allowed()
    desk = signed_in(counter)
    desk.resume()
    return desk, counter


def test_a_leg_that_was_begun_is_in_doubt_and_is_not_repeated_by_itself() -> None:
    desk, counter = crashed()
    before = noted(counter)
    state = desk.state()

    assert (state.stage, state.prompt) == (Stage.UNDOING, Prompt.NOTHING)
    assert undo_phases(state) == {2: LegPhase.IN_DOUBT, 1: LegPhase.TO_BOOK}
    assert mistake_code(lambda: desk.undo_leg(2, counted=1135)) == "settle_first"
    assert mistake_code(lambda: desk.fail_undo(2, "other")) == "settle_first"
    assert mistake_code(desk.back) == "settle_first"
    assert mistake_code(desk.next_customer) == "finish_first"
    assert noted(counter) == before


@pytest.mark.parametrize("happened", [True, False])
def test_a_person_says_what_became_of_it_and_it_goes_on(*, happened: bool) -> None:
    desk, _ = crashed()

    state = desk.settle_undo(2, happened=happened)

    phases = {2: LegPhase.BOOKED, 1: LegPhase.BEGUN}
    expected = phases if happened else {2: LegPhase.BEGUN, 1: LegPhase.TO_BOOK}
    assert (notice_of(state), undo_phases(state)) == ("leg_settled", expected)


def test_only_a_leg_in_doubt_is_settled() -> None:
    desk, _ = crashed()

    assert mistake_code(lambda: desk.settle_undo(1, happened=True)) == "not_in_doubt"
    assert mistake_code(lambda: desk.settle_undo(9, happened=True)) == "not_in_doubt"


@pytest.mark.parametrize("typed", ["", "V-77"])
def test_a_reference_may_be_lost(typed: str) -> None:
    desk, counter = allowed()
    desk.undo_leg(2, counted=1135)
    desk = signed_in(counter)
    desk.resume()

    state = desk.settle_undo(1, happened=True, reference=typed)

    assert state.stage is Stage.SLIP
    assert counter.journal.last("undo_settled").payload["reference"] == (typed or None)


def test_the_record_from_the_journal_is_the_one_at_the_counter() -> None:
    desk, counter = taken_back()
    case = desk.state().case
    assert case is not None

    record = record_of(counter.journal.read(case_id=case.case_id))

    assert record.void is not None
    assert record.void.is_over
    assert record.has_slip
    assert record.plan is not None
    assert [leg.reference for leg in record.plan.legs] == ["004512", None]


def test_a_slip_that_a_crash_left_behind_is_printed_at_the_next_start() -> None:
    desk, counter = allowed()
    counter.printer.is_configured = True
    desk.undo_leg(2, counted=1135)
    counter.journal.breaks_on.add("slip_issued")
    desk.undo_leg(1, "V-77")
    counter.journal.breaks_on.clear()
    printed = len(counter.printer.printed)

    signed_in(counter).resume()

    assert len(counter.printer.printed) == printed + 1
    headings = [line.text for line in counter.printer.printed[-1].lines]
    assert "This return was taken back" in headings
