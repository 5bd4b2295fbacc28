"""Every case in one row, as a manager's list of cases looks for it.

Owns the table's DDL and what each event changes in it, so that a rebuild gives the same rows. The
goods, receipts and names of a case stand in other tables. Lenient, never a Defect.
"""

import sqlite3
from collections.abc import Iterable
from typing import Final

from returns_desk.adapters.journal.business_days import days
from returns_desk.application.business_days import DayOf
from returns_desk.application.ports import Event, Json
from returns_desk.application.void_record import VOIDED

TABLES: Final = ("listed_cases",)
DDL: Final = (
    """CREATE TABLE listed_cases (
    sequence INTEGER PRIMARY KEY, case_id TEXT, day TEXT, ending TEXT, outcome TEXT, left TEXT,
    first_asked TEXT, triggers TEXT, terminal TEXT)""",
    "CREATE UNIQUE INDEX listed_cases_by_case ON listed_cases (case_id)",
    "CREATE INDEX case_items_by_sku ON case_items (sku)",
    "CREATE INDEX case_items_by_gtin ON case_items (gtin)",
)
"""Texts are empty where there is nothing; `triggers` stand between spaces."""

_KNOWN: Final = (
    "SELECT sequence, case_id, day, ending, outcome, left, first_asked, triggers, terminal "
    "FROM listed_cases WHERE case_id = ?"
)
_WRITE: Final = "REPLACE INTO listed_cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_DAY, _ENDING, _OUTCOME, _LEFT, _ASKED, _TRIGGERS = range(2, 8)
_TOLD: Final = frozenset(
    {
        "case_opened",
        "asked_for",
        "option_chosen",
        "escalation_raised",
        "case_completed",
        "case_left",
        VOIDED,
    }
)
_Row = list[str | int]


def keep(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Take in what the events say, after the table of business days."""
    day_of = days(connection)
    known: dict[str, _Row | None] = {}
    for event in events:
        case_id = event.case_id
        if case_id is None or event.type not in _TOLD:
            continue
        if case_id not in known:
            found = connection.execute(_KNOWN, [case_id]).fetchone()
            known[case_id] = None if found is None else list(found)
        row = known[case_id]
        if event.type == "case_opened" and row is None:
            known[case_id] = _opened(event, day_of)
        elif row is not None:
            _change(row, event, day_of)
    connection.executemany(_WRITE, [row for row in known.values() if row is not None])


def _opened(event: Event, day_of: DayOf) -> _Row:
    day = day_of(event).isoformat()
    return [event.sequence, event.case_id or "", day, "open", "", "", "", " ", event.terminal]


def _change(row: _Row, event: Event, day_of: DayOf) -> None:
    payload = event.payload
    if event.type in {"asked_for", "option_chosen"}:
        row[_ASKED] = row[_ASKED] or _text(payload.get("option"))
    elif event.type == "escalation_raised":
        row[_TRIGGERS] = _with(str(row[_TRIGGERS]), payload.get("triggers"))
    elif event.type == VOIDED:
        row[_ENDING], row[_OUTCOME] = "taken_back", ""
    elif event.type == "case_completed":
        row[_DAY], row[_ENDING] = day_of(event).isoformat(), "completed"
        row[_OUTCOME], row[_LEFT] = _text(payload.get("option")), ""
    elif event.type == "case_left":
        row[_DAY], row[_ENDING] = day_of(event).isoformat(), "left"
        row[_OUTCOME], row[_LEFT] = "", _text(payload.get("reason"))


def _with(before: str, triggers: Json) -> str:
    """What it was handed on for before and now, each once."""
    new = triggers if isinstance(triggers, list | tuple) else ()
    every = dict.fromkeys([*before.split(), *(str(each) for each in new)])
    return f" {' '.join(every)} " if every else " "


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""
