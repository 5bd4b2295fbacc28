"""The clock against the journal: nothing is paid out by a clock that can't be right.

Owns when a clock counts as behind or as jumped ahead, and what is noted of it. Moments are compared
in UTC, so the doubled hour of an autumn night is neither. It must not know what a payout is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from returns_desk.application.ports import Event, Json, NewEvent
from returns_desk.domain.errors import OperatorMistake

BEHIND: Final = "clock_behind"
PUT_RIGHT: Final = "clock_put_right"
ACCEPTED: Final = "clock_accepted"
TOLERANCE: Final = timedelta(minutes=1)
"""What a time service corrects by itself is no reason to stop."""
JUMP: Final = timedelta(days=1)
"""Further ahead than that, beside the time that really passed, a person is asked."""
LONGEST_REST: Final = timedelta(days=31)
"""After a rest of the program nobody knows what really passed; a shop may be shut that long."""
LOOK_BACK_EVENTS: Final = 200
"""How far back a start looks: what ran by the wrong clock begins with an event that says so."""
_BEHIND_SENTENCE: Final = (
    "This computer’s clock is behind the last entry of the journal. Set it right, then pay; "
    "everything else goes on."
)


class ClockStanding(StrEnum):
    """What is to be thought of the clock at this moment."""

    RIGHT = "right"
    BEHIND = "behind"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class ClockWatch:
    """What is known between two commands.

    `latest` is the latest moment that was believed, in UTC. `elapsed` is what the stopwatch showed
    then, in seconds; None where there is no stopwatch, or it was not started yet.
    """

    latest: datetime | None = None
    is_behind: bool = False
    elapsed: float | None = None


class AsideNotes(Protocol):
    """Where a fact is noted that belongs to no case."""

    def note_aside(self, event_type: str, payload: dict[str, Json]) -> None:
        """Add the fact."""
        ...


class ReadableJournal(Protocol):
    """As much of a journal as is looked at."""

    def read(self, *, after: int = 0) -> Iterator[Event]:
        """Events in sequence order."""
        ...

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        ...


def first_watch(journal: ReadableJournal) -> ClockWatch:
    """What the journal's end tells of the clock."""
    watch = ClockWatch()
    for event in journal.read(after=max(journal.head()[0] - LOOK_BACK_EVENTS, 0)):
        watch = _with_event(watch, event)
    return watch


def standing_of(watch: ClockWatch, now: datetime, elapsed: float | None) -> ClockStanding:
    """The clock's standing; without a stopwatch (`elapsed` None) it is never ahead."""
    moment = now.astimezone(UTC)
    if watch.latest is None:
        return ClockStanding.RIGHT
    if moment < watch.latest - TOLERANCE:
        return ClockStanding.BEHIND
    if elapsed is None:
        return ClockStanding.RIGHT
    allowed = LONGEST_REST
    if watch.elapsed is not None:
        allowed = timedelta(seconds=elapsed - watch.elapsed) + JUMP
    return ClockStanding.AHEAD if moment > watch.latest + allowed else ClockStanding.RIGHT


def look(
    watch: ClockWatch, now: datetime, elapsed: float | None, notes: AsideNotes
) -> tuple[ClockWatch, ClockStanding]:
    """The watch after a look at the clock, and the clock's standing; news are noted."""
    standing = standing_of(watch, now, elapsed)
    if standing is ClockStanding.BEHIND:
        if not watch.is_behind:
            notes.note_aside(BEHIND, {"latest": _text(watch.latest)})
        return replace(watch, is_behind=True), standing
    if watch.is_behind:
        notes.note_aside(PUT_RIGHT, {"latest": _text(watch.latest)})
    if standing is ClockStanding.AHEAD:
        return replace(watch, is_behind=False), standing
    return believed(watch, now, elapsed), standing


def believed(watch: ClockWatch, now: datetime, elapsed: float | None) -> ClockWatch:
    """The watch after this moment was found right."""
    moment = now.astimezone(UTC)
    return ClockWatch(max(watch.latest or moment, moment), elapsed=elapsed)


def accepted(now: datetime, before: datetime | None) -> NewEvent:
    """A person says that the clock is right as it is, whatever the journal has."""
    payload = {"now": _text(now), "before": _text(before)}
    return NewEvent(ACCEPTED, payload)


def refuse_behind(standing: ClockStanding) -> None:
    """Stop where the clock is behind.

    Raises:
        OperatorMistake: `clock_behind`; the clock is to be set right first.
    """
    if standing is ClockStanding.BEHIND:
        raise OperatorMistake(_BEHIND_SENTENCE, code=BEHIND)


def _with_event(watch: ClockWatch, event: Event) -> ClockWatch:
    at = event.at.astimezone(UTC)
    if event.type == ACCEPTED:
        return ClockWatch(at)
    if event.type == BEHIND:
        return ClockWatch(datetime.fromisoformat(str(event.payload["latest"])), is_behind=True)
    if event.type == PUT_RIGHT:
        watch = replace(watch, is_behind=False)
    if watch.latest is not None and at > watch.latest + LONGEST_REST:
        # Nobody has accepted that jump yet; what was noted since then does not make it right.
        return watch
    return replace(watch, latest=max(watch.latest or at, at))


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()
