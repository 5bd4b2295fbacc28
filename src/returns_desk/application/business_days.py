"""Which business day an event counts to: by the end of day that the journal says was in force.

Owns the event that says it, and reading it back. A changed setting counts from its event on, so
that no day that was counted before is counted again. Pure. An event's own offset is that of the
shop's zone, since the clock that dated it is.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, time
from typing import Final, Protocol

from returns_desk.application.archived_events import ARCHIVE_AWAY, ReadableEvents, read_here
from returns_desk.application.ports import Event, NewEvent
from returns_desk.domain.business_day import MIDNIGHT, business_day_of
from returns_desk.domain.errors import EnvironmentFault

BUSINESS_DAY_SET: Final = "business_day_set"

DayOf = Callable[[Event], date]
"""Gives the business day of an event."""


class WritableEvents(ReadableEvents, Protocol):
    """A journal, to write."""

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        """Record the events in one commit."""
        ...


def calendar_day(event: Event) -> date:
    """The day on which the event happened, where no other end of the day was ever said."""
    return event.at.date()


class BusinessDays:
    """The business days of events that are told one after another, in the journal's order."""

    def __init__(self) -> None:
        """Begin before the first event: the day ends at midnight."""
        self.ends_at = MIDNIGHT

    def take(self, event: Event) -> None:
        """Hear of an event; only those that say when the day ends change anything."""
        if event.type == BUSINESS_DAY_SET:
            self.ends_at = said_end(event)

    def day_of(self, event: Event) -> date:
        """The business day of the event that is told now."""
        return business_day_of(event.at, self.ends_at)

    def told(self, events: Iterator[Event]) -> Iterator[Event]:
        """The same events, each heard of before it is given on."""
        for event in events:
            self.take(event)
            yield event


def said_end(event: Event) -> time:
    """When the day ends from this event on."""
    return time.fromisoformat(str(event.payload["ends_at"]))


def say_business_day(journal: WritableEvents, ends_at: time) -> None:
    """Record when the day ends, where the journal does not say so yet.

    Where the journal can't take it now, the next one who opens it does it.
    """
    if _known_end(journal) != ends_at:
        said = NewEvent(BUSINESS_DAY_SET, {"ends_at": ends_at.isoformat("minutes")})
        with suppress(EnvironmentFault):
            journal.append(said)


def end_in_force(journal: ReadableEvents) -> time:
    """When the day ends now; midnight where nothing here tells."""
    return _known_end(journal) or MIDNIGHT


def _known_end(journal: ReadableEvents) -> time | None:
    """What was said last; None where that may lie in an archive that is away."""
    try:
        said = [said_end(event) for event in journal.read(types=(BUSINESS_DAY_SET,))]
    except EnvironmentFault as fault:
        if fault.code != ARCHIVE_AWAY:
            raise
        here = read_here(journal, types=(BUSINESS_DAY_SET,))
        return ([None, *map(said_end, here)])[-1]
    return ([MIDNIGHT, *said])[-1]
