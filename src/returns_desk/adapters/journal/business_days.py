"""When the business day ends, as a table beside the read models that count by days.

Owns its DDL, and the day of an event. A row stands for each
time that it was said; the last one is in force.
"""

import sqlite3
from datetime import date, time
from typing import Final

from returns_desk.application.business_days import BUSINESS_DAY_SET, said_end
from returns_desk.application.ports import Event
from returns_desk.domain.business_day import business_day_of

TABLES: Final = ("business_days",)
DDL: Final = ("CREATE TABLE business_days (event INTEGER PRIMARY KEY, ends_at TEXT)",)

_SAID: Final = "INSERT INTO business_days (event, ends_at) VALUES (?, ?)"
_IN_FORCE: Final = "SELECT ends_at FROM business_days WHERE event <= ? ORDER BY event DESC LIMIT 1"


def keep(connection: sqlite3.Connection, event: Event) -> None:
    """Take in what the event says of the end of the day."""
    if event.type == BUSINESS_DAY_SET:
        connection.execute(_SAID, (event.sequence, said_end(event).isoformat("minutes")))


def day_of(connection: sqlite3.Connection, event: Event) -> date:
    """The business day of an event; what was said of it later does not count."""
    row = connection.execute(_IN_FORCE, [event.sequence]).fetchone()
    return event.at.date() if row is None else business_day_of(event.at, time.fromisoformat(row[0]))
