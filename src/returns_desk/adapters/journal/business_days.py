"""When the business day ends, as a table beside the read models that count by days.

Owns its DDL, and the day of an event. A row stands for each time that it was said; the last one is
in force.
"""

import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Final

from returns_desk.application.business_days import BUSINESS_DAY_SET, said_end
from returns_desk.application.ports import Event
from returns_desk.domain.business_day import business_day_of

TABLES: Final = ("business_days",)
DDL: Final = ("CREATE TABLE business_days (event INTEGER PRIMARY KEY, ends_at TEXT)",)

_SAID: Final = "INSERT INTO business_days (event, ends_at) VALUES (?, ?)"
_EVERY: Final = "SELECT event, ends_at FROM business_days ORDER BY event"


def keep(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Take in what the events say of the end of the day."""
    said = [event for event in events if event.type == BUSINESS_DAY_SET]
    rows = [(event.sequence, said_end(event).isoformat("minutes")) for event in said]
    connection.executemany(_SAID, rows)


def days(connection: sqlite3.Connection) -> Callable[[Event], date]:
    """What gives the business day of an event; what was said of it later does not count.

    It knows what was said up to now, so that a run of events asks the table once.
    """
    said = connection.execute(_EVERY).fetchall()
    events = [row[0] for row in said]
    ends = [time.fromisoformat(row[1]) for row in said]

    def day_of(event: Event) -> date:
        known = bisect_right(events, event.sequence)
        return business_day_of(event.at, ends[known - 1]) if known else event.at.date()

    return day_of
