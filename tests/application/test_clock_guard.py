"""A clock that can't be right stops payouts and nothing else; what was wrong is in the journal."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from builders import CARD_LEG, NOW, SHELF, paying_option, sale
from counters import Counter, proposing, signed_in, split_desk
from fakes import CLERK, FakeSales, badge_of
from returns_desk.application.clock_guard import (
    ACCEPTED,
    BEHIND,
    LONGEST_REST,
    LOOK_BACK_EVENTS,
    PUT_RIGHT,
    TOLERANCE,
    ClockStanding,
    ClockWatch,
    accepted,
    first_watch,
    standing_of,
)
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import LegPhase, Stage
from returns_desk.application.ports import NewEvent
from returns_desk.application.store_credit import Seal, VoucherReading
from returns_desk.domain.errors import OperatorMistake

CHICAGO = ZoneInfo("America/Chicago")


@dataclass
class Stopwatch:
    """Seconds that a test lets pass."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


def card_counter() -> Counter:
    option = paying_option("refund/original", [CARD_LEG])
    return Counter(sales=FakeSales([sale()]), propose=proposing([option]))


def with_choice(counter: Counter, stopwatch: Stopwatch | None = None) -> Desk:
    services = counter.services()
    desk = Desk(replace(services, elapsed=stopwatch) if stopwatch else services)
    desk.sign_in_badge(badge_of(CLERK))
    desk.scan(SHELF)
    desk.choose("refund/original")
    return desk


def noted(counter: Counter, *types: str) -> list[str]:
    return [each.type for each in counter.journal.events if each.type in types]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(OperatorMistake) as mistake:
        act()
    return mistake.value.code


def test_a_clock_before_the_last_event_stops_the_payout_and_nothing_else() -> None:
    counter = card_counter()
    desk = with_choice(counter)
    counter.clock.advance(hours=-2)

    assert refused(desk.confirm) == "clock_behind"
    desk.back()
    desk.choose("refund/original")

    assert refused(desk.confirm) == "clock_behind"
    assert desk.state().stage is Stage.BOARD
    assert noted(counter, BEHIND, "leg_begun") == [BEHIND]


def test_put_right_it_is_noted_and_the_payout_goes_on() -> None:
    counter = card_counter()
    desk = with_choice(counter)
    counter.clock.advance(hours=-2)
    desk.back()
    counter.clock.advance(hours=2)
    desk.choose("refund/original")

    desk.confirm()

    assert desk.state().stage is Stage.BOOKING
    assert noted(counter, BEHIND, PUT_RIGHT, "leg_begun") == [BEHIND, PUT_RIGHT, "leg_begun"]


def test_what_was_said_by_the_wrong_clock_does_not_make_it_right_after_a_restart() -> None:
    counter = card_counter()
    with_choice(counter).lock()
    counter.clock.advance(hours=-2)
    signed_in(counter).lock()

    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose("refund/original")

    assert refused(desk.confirm) == "clock_behind"
    assert noted(counter, BEHIND) == [BEHIND]


def test_a_step_of_the_time_service_stops_nobody() -> None:
    counter = card_counter()
    desk = with_choice(counter)
    counter.clock.advance(seconds=-int(TOLERANCE.total_seconds()))

    desk.confirm()

    assert desk.state().stage is Stage.BOOKING


def test_what_was_paid_is_still_booked_and_the_next_part_waits() -> None:
    desk, counter = split_desk()
    counter.clock.advance(hours=-2)

    booked = desk.book_leg(1, "004512")

    assert booked.case is not None
    assert [each.phase for each in booked.case.legs] == [LegPhase.BOOKED, LegPhase.TO_BOOK]
    assert booked.notice is not None
    assert booked.notice.code == "clock_behind"
    assert refused(lambda: desk.begin_leg(2)) == "clock_behind"
    counter.clock.advance(hours=2)
    begun = desk.begin_leg(2).case
    assert begun is not None
    assert begun.legs[1].phase is LegPhase.BEGUN


def test_vouchers_are_not_redeemed_by_a_clock_that_is_behind() -> None:
    counter = card_counter()
    desk = with_choice(counter)
    counter.clock.advance(days=-400)
    reading = VoucherReading(Seal.NOT_OURS)

    assert refused(lambda: desk.redeem_voucher(reading, "here", None)) == "clock_behind"


def test_a_clock_that_jumped_ahead_asks_once_and_notes_the_answer() -> None:
    counter, stopwatch = card_counter(), Stopwatch()
    desk = with_choice(counter, stopwatch)
    counter.clock.advance(days=1, minutes=10)
    stopwatch.seconds += 60

    asked = desk.confirm()

    assert asked.notice is not None
    assert asked.notice.code == "clock_ahead"
    assert asked.stage is Stage.BOARD
    assert noted(counter, ACCEPTED, "leg_begun") == []
    assert desk.confirm().stage is Stage.BOOKING
    assert noted(counter, ACCEPTED, "leg_begun") == [ACCEPTED, "leg_begun"]


def test_a_clock_that_came_back_from_a_jump_is_not_asked_about() -> None:
    counter, stopwatch = card_counter(), Stopwatch()
    desk = with_choice(counter, stopwatch)
    counter.clock.advance(days=3)
    desk.back()
    counter.clock.advance(days=-3)
    desk.choose("refund/original")

    assert desk.confirm().stage is Stage.BOOKING


def test_a_night_beside_a_running_desk_is_no_jump() -> None:
    counter, stopwatch = card_counter(), Stopwatch()
    desk = with_choice(counter, stopwatch)
    counter.clock.advance(days=4)
    stopwatch.seconds += 4 * 86_400

    assert desk.confirm().stage is Stage.BOOKING


@pytest.mark.parametrize(("days", "stage"), [(30, Stage.BOOKING), (32, Stage.BOARD)])
def test_after_a_start_only_a_long_rest_is_asked_about(days: int, stage: Stage) -> None:
    counter = card_counter()
    signed_in(counter).lock()
    counter.clock.advance(days=days)

    assert with_choice(counter, Stopwatch()).confirm().stage is stage


def test_a_clock_that_is_set_right_after_a_wrong_year_can_be_accepted() -> None:
    counter = card_counter()
    counter.clock.advance(days=365)
    with_choice(counter).lock()
    counter.clock.advance(days=-365)
    counter.journal.append(accepted(counter.clock.now(), NOW))

    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose("refund/original")

    assert desk.confirm().stage is Stage.BOOKING


def test_a_start_looks_back_over_the_end_of_the_journal_only() -> None:
    counter = card_counter()
    counter.journal.append(NewEvent("desk_locked", {}))
    counter.clock.advance(hours=-5)
    counter.journal.append(*(NewEvent("desk_locked", {}) for _ in range(LOOK_BACK_EVENTS)))

    assert first_watch(counter.journal).latest == counter.clock.now().astimezone(UTC)


def test_an_empty_journal_has_nothing_against_any_clock() -> None:
    watch = first_watch(Counter().journal)

    assert watch == ClockWatch()
    assert standing_of(watch, NOW, 0.0) is ClockStanding.RIGHT


def test_the_doubled_hour_is_no_clock_set_back() -> None:
    before = datetime(2026, 11, 1, 1, 50, tzinfo=CHICAGO)
    after = before.replace(minute=5, fold=1)
    watch = ClockWatch(before.astimezone(UTC))

    assert after.replace(tzinfo=None) < before.replace(tzinfo=None)
    assert standing_of(watch, after, None) is ClockStanding.RIGHT
    assert standing_of(ClockWatch(after.astimezone(UTC)), before, None) is ClockStanding.BEHIND


def test_the_missing_hour_is_no_jump() -> None:
    before = datetime(2027, 3, 14, 1, 59, tzinfo=CHICAGO).astimezone(UTC)
    watch = ClockWatch(before, elapsed=0.0)
    after = (before + timedelta(minutes=2)).astimezone(CHICAGO)

    assert after.hour == 3
    assert standing_of(watch, after, 120.0) is ClockStanding.RIGHT


def test_a_rest_of_exactly_the_longest_is_none_to_ask_about() -> None:
    watch = ClockWatch(NOW.astimezone(UTC))

    assert standing_of(watch, NOW + LONGEST_REST, 0.0) is ClockStanding.RIGHT
    assert standing_of(watch, NOW + LONGEST_REST + TOLERANCE, 0.0) is ClockStanding.AHEAD


def test_commands_after_a_jump_do_not_make_it_believed() -> None:
    counter, stopwatch = card_counter(), Stopwatch()
    desk = with_choice(counter, stopwatch)
    counter.clock.advance(days=2)
    desk.back()
    desk.choose("refund/original")

    asked = desk.confirm()

    assert asked.notice is not None
    assert asked.notice.code == "clock_ahead"


def test_what_was_noted_after_a_jump_does_not_make_it_believed_after_a_restart() -> None:
    counter = card_counter()
    signed_in(counter).lock()
    counter.clock.advance(days=400)
    with_choice(counter, Stopwatch()).lock()
    counter.clock.advance(minutes=5)

    asked = with_choice(counter, Stopwatch())

    assert asked.confirm().stage is Stage.BOARD
    assert asked.confirm().stage is Stage.BOOKING
    counter.clock.advance(minutes=5)
    assert first_watch(counter.journal).latest == counter.journal.events[-1].at.astimezone(UTC)


def test_a_clock_that_was_put_right_too_far_ahead_is_noted_once_over_restarts() -> None:
    counter = card_counter()
    with_choice(counter).lock()
    counter.clock.advance(hours=-2)
    signed_in(counter).lock()
    counter.clock.advance(days=400)

    for _ in range(2):
        with_choice(counter, Stopwatch()).lock()

    assert noted(counter, BEHIND, PUT_RIGHT) == [BEHIND, PUT_RIGHT]
