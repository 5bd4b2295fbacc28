"""The ends of days: one table that follows the events, for managers with a tool of their own.

Owns the table's DDL, its view, and what an end of day changes in it. Must not write. Money is in
minor units of the row's currency; what nobody noted or counted is NULL.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from returns_desk.adapters.journal.codec import time_text
from returns_desk.adapters.journal.projections import Cell, Change
from returns_desk.application.day_end.day_record import DAY_CLOSED, handed_over
from returns_desk.application.day_end.shares import shares_of
from returns_desk.application.ports import Event, Json

TABLES: Final = ("day_ends",)
DDL: Final = (
    """CREATE TABLE day_ends (
    event INTEGER PRIMARY KEY, day TEXT, closed_at TEXT, terminal TEXT, closed_by TEXT,
    currency TEXT, noted INTEGER, paid_out INTEGER, came_back INTEGER, expected INTEGER,
    counted INTEGER, difference INTEGER, reason TEXT, cases_left INTEGER, doubts_left INTEGER,
    promises_left INTEGER, given_to TEXT)""",
)
VIEW: Final = """CREATE VIEW v_day_ends AS
    SELECT day, closed_at, terminal, closed_by, currency, noted, paid_out, came_back, expected,
    counted, difference, nullif(reason, '') AS reason, cases_left, doubts_left, promises_left,
    given_to, event FROM day_ends"""
"""What was typed as a note beside a difference stands on the report alone."""

_CASH: Final = ("paid_out", "came_back", "expected", "counted", "difference")


def ended(events: Iterable[Event]) -> Iterator[Change]:
    """A row for each end of day among the events; lenient, never a Defect."""
    for event in events:
        if event.type == DAY_CLOSED:
            yield Change("day_ends", {"event": event.sequence}, _values(event))


def _values(event: Event) -> Mapping[str, Cell]:
    payload = event.payload
    cash: dict[str, Cell] = {name: _whole(payload.get(name)) for name in _CASH}
    left: dict[str, Cell] = {
        f"{name}_left": len(handed_over(event, name)) for name in ("cases", "doubts", "promises")
    }
    return {
        "day": _text(payload.get("day")),
        "closed_at": time_text(event.at),
        "terminal": event.terminal,
        "closed_by": event.operator,
        "currency": _text(payload.get("currency")),
        "noted": _whole(payload.get("float")),
        **cash,
        "reason": _text(payload.get("reason")),
        **left,
        "given_to": ", ".join(shares_of(event)) or _text(payload.get("to")),
    }


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _whole(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
