"""Taking a return back by a clock that may be wrong, and the slip of goods without a receipt."""

from dataclasses import replace

from counters import Counter
from fakes import CLERK, MANAGER, badge_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import LegPhase, Stage
from support.completed_returns import goods_alone
from support.desk_steps import mistake_code, notice_of
from support.taken_back import allowed, paid, undo_phases


class Stopwatch:
    """Seconds that go on when a test says so."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def watched(counter: Counter, stopwatch: Stopwatch) -> Desk:
    """A desk of that counter with a stopwatch, where the return's slip is in sight."""
    desk = Desk(replace(counter.services(), elapsed=stopwatch))
    desk.sign_in_badge(badge_of(CLERK))
    key = str(counter.journal.last("plan_made").payload["key"])
    desk.scan(f"RD/1/{key[-12:]}")
    return desk


def test_a_clock_that_is_behind_undoes_nothing() -> None:
    desk, counter = paid()
    counter.clock.advance(hours=-2)
    desk.begin_void()

    assert mistake_code(lambda: desk.allow_void(badge_of(MANAGER))) == "clock_behind"
    assert not list(counter.journal.read(types=("void_begun",)))


def test_what_came_back_is_noted_by_any_clock_and_the_next_part_waits() -> None:
    desk, counter = allowed()
    counter.clock.advance(hours=-2)

    state = desk.undo_leg(2, counted=1135)

    assert (notice_of(state), undo_phases(state)) == (
        "clock_behind",
        {2: LegPhase.BOOKED, 1: LegPhase.TO_BOOK},
    )
    assert mistake_code(lambda: desk.undo_leg(1)) == "clock_behind"


def test_a_clock_that_jumped_ahead_asks_before_anything_is_undone() -> None:
    _, counter = paid()
    stopwatch = Stopwatch()
    desk = watched(counter, stopwatch)
    desk.begin_void()
    counter.clock.advance(days=1, minutes=10)

    asked = desk.allow_void(badge_of(MANAGER))

    assert (asked.stage, notice_of(asked)) == (Stage.VOID_APPROVAL, "clock_ahead")
    assert mistake_code(lambda: desk.allow_void(badge_of(MANAGER))) == "void_too_late"


def test_a_part_that_is_begun_again_asks_too() -> None:
    _, counter = paid()
    desk = watched(counter, Stopwatch())
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))
    desk.fail_undo(2, "other")
    counter.clock.advance(days=1, minutes=10)

    asked = desk.undo_leg(2)
    begun = desk.undo_leg(2)

    assert (notice_of(asked), undo_phases(asked)[2]) == ("clock_ahead", LegPhase.FAILED)
    assert undo_phases(begun)[2] is LegPhase.BEGUN


def test_the_slip_names_goods_without_a_receipt_too() -> None:
    counter = goods_alone()
    desk = watched(counter, Stopwatch())
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))

    case = desk.undo_leg(1, "V-77").case

    assert case is not None
    assert case.slip is not None
    assert "2 each Kettle" in [line.text for line in case.slip.lines]
