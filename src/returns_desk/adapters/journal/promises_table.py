"""Promises to customers: one table that follows the events, for managers and for whoever is due.

Owns the table's DDL, its view, and what each event of a promise changes in it. Must not write.
"""

from collections.abc import Iterator
from typing import Final

from returns_desk.adapters.journal.codec import time_text
from returns_desk.adapters.journal.projections import Cell, Change
from returns_desk.application.ports import Event, Json
from returns_desk.application.promises.promise import BROKEN, KEPT, MADE, OVERDUE, WITHDRAWN

TABLES: Final = ("promises",)
DDL: Final = (
    """CREATE TABLE promises (
    promise TEXT PRIMARY KEY, case_id TEXT, case_number INTEGER, kind TEXT, channel TEXT, who TEXT,
    due_at TEXT, made_at TEXT, made_by TEXT, status TEXT, has_words INTEGER, handed_on_at TEXT,
    ended_at TEXT, ended_by TEXT, note TEXT) WITHOUT ROWID""",
)
VIEW: Final = """CREATE VIEW v_promises AS
    SELECT case_number AS number, case_id, kind, channel, who, due_at, made_at, made_by, status,
    handed_on_at, ended_at, ended_by, nullif(note, '') AS note, promise FROM promises"""
"""Times carry their offset; what was said in words is personal, and not here."""

_STATUS: Final = {KEPT: "kept", BROKEN: "broken", WITHDRAWN: "withdrawn"}


def promised(event: Event) -> Iterator[Change]:
    """What the event changes of its promise; lenient, never a Defect."""
    key: dict[str, Cell] = {"promise": _text(event.payload.get("promise"))}
    if key["promise"] is not None:
        yield Change("promises", key, _values(event))


def _values(event: Event) -> dict[str, Cell]:
    if event.type == OVERDUE:
        return {"handed_on_at": time_text(event.at)}
    if event.type in _STATUS:
        return {
            "status": _STATUS[event.type],
            "ended_at": time_text(event.at),
            "ended_by": event.operator,
            "note": _text(event.payload.get("note")),
        }
    number = event.payload.get("case")
    told = ("kind", "channel", "who")
    return {
        "case_id": event.case_id,
        "case_number": number if isinstance(number, int) else None,
        **{name: _text(event.payload.get(name)) for name in told},
        "due_at": _text(event.payload.get("due")),
        "made_at": time_text(event.at),
        "made_by": event.operator,
        "status": "made",
        "has_words": int(event.payload.get("has_words") is True),
    }


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


CHANGES: Final = dict.fromkeys((MADE, KEPT, BROKEN, WITHDRAWN, OVERDUE), promised)
"""What each event of a promise changes, by type."""
