"""What the journal says of the days of one counter: begun, counted, closed.

Owns the names of these events and how they are read back. Pure. Money is int minor units of the
shop's currency.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from returns_desk.application.book_memory import integer, text
from returns_desk.application.ports import Event

DAY_OPENED: Final = "day_opened"
CASH_COUNTED: Final = "cash_counted"
DAY_CLOSED: Final = "day_closed"
DAY_TYPES: Final = (DAY_OPENED, CASH_COUNTED, DAY_CLOSED)


@dataclass(frozen=True, slots=True)
class DayOpened:
    """The drawer as it was noted; `day` is the business day that began with it."""

    sequence: int
    at: datetime
    by: str
    day: date
    noted: int


@dataclass(frozen=True, slots=True)
class CashCounted:
    """A count of the drawer; `expected` and `difference` are None where nothing was noted before.

    A `difference` above zero is more than expected.
    """

    sequence: int
    at: datetime
    by: str
    counted: int
    expected: int | None
    difference: int | None
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class DayClosed:
    """The end of a day; `to` took over what was left."""

    sequence: int
    at: datetime
    by: str
    day: date
    to: str


@dataclass(frozen=True, slots=True)
class DayRecord:
    """Where the counter is: what came after the last end, and the last end itself."""

    opened: DayOpened | None = None
    counted: CashCounted | None = None
    closed: DayClosed | None = None


def day_record(events: Iterable[Event]) -> DayRecord:
    """The record of events of DAY_TYPES, in the journal's order."""
    record = DayRecord()
    for event in events:
        record = _after(record, event)
    return record


def closed_of(event: Event) -> DayClosed:
    """What the event of an end of day says."""
    to = text(event.payload.get("to"))
    return DayClosed(event.sequence, event.at, event.operator or "", _day(event), to)


def _after(record: DayRecord, event: Event) -> DayRecord:
    if event.type == DAY_OPENED:
        return DayRecord(_opened(event), None, record.closed)
    if event.type == CASH_COUNTED:
        return DayRecord(record.opened, counted_of(event), record.closed)
    return DayRecord(closed=closed_of(event))


def _opened(event: Event) -> DayOpened:
    noted = integer(event.payload.get("float"))
    return DayOpened(event.sequence, event.at, event.operator or "", _day(event), noted)


def counted_of(event: Event) -> CashCounted:
    """What the event of a count says; an end of day says the same of the count that it took."""
    payload = event.payload
    return CashCounted(
        event.sequence,
        event.at,
        event.operator or "",
        integer(payload.get("counted")),
        _whole_or_none(payload.get("expected")),
        _whole_or_none(payload.get("difference")),
        text(payload.get("reason")),
        text(payload.get("note")),
    )


def handed_over(event: Event, name: str) -> tuple[str, ...]:
    """The ids that an end of day handed over: "cases", "doubts" or "promises"."""
    handed = event.payload.get("handed_over")
    found = handed.get(name) if isinstance(handed, Mapping) else ()
    return tuple(str(each) for each in found) if isinstance(found, list | tuple) else ()


def _day(event: Event) -> date:
    return date.fromisoformat(text(event.payload.get("day")))


def _whole_or_none(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
