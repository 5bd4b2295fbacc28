"""Every escalation from its first trigger to its end, as a table beside what managers read.

Owns its DDL and its queries. What an event changes is the application's fold; here each row is
read, folded and written again, so that a rebuild gives the same rows.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from returns_desk.adapters.journal.codec import read_time, time_text
from returns_desk.application.escalations.life import EVENTS, EscalationLife, Phase, after
from returns_desk.application.ports import Event

TABLES: Final = ("escalation_life",)
DDL: Final = (
    """CREATE TABLE escalation_life (
    case_id TEXT, nth INTEGER, phase TEXT, raised_at TEXT, triggers TEXT, option TEXT,
    amount INTEGER, raised_by TEXT, seen_at TEXT, seen_by TEXT, taken_at TEXT, owner TEXT,
    handed_at TEXT, handed_by TEXT, handed_to TEXT, handed_why TEXT, decided_at TEXT,
    decided_by TEXT, decided_option TEXT, decided_why TEXT, alternative TEXT, closed_at TEXT,
    closed_by TEXT, outcome TEXT, PRIMARY KEY (case_id, nth)) WITHOUT ROWID""",
    "CREATE INDEX escalations_by_moment ON escalation_life (raised_at, decided_at)",
    "CREATE INDEX escalations_open ON escalation_life (raised_at) WHERE phase <> 'closed'",
)
VIEW: Final = """CREATE VIEW v_escalation_life AS
    SELECT c.number, e.* FROM escalation_life e LEFT JOIN cases c ON c.case_id = e.case_id"""

_COLUMNS: Final = tuple(field.name for field in fields(EscalationLife))
_TIMES: Final = frozenset(name for name in _COLUMNS if name.endswith("_at"))
_BETWEEN: Final = " "
_NAMES: Final = ", ".join(_COLUMNS)
_OF_CASE: Final = (
    f"SELECT {_NAMES} FROM escalation_life WHERE case_id = ? ORDER BY nth DESC LIMIT 1"  # noqa: S608 -- names of this file alone
)
_WRITE: Final = (
    f"REPLACE INTO escalation_life (case_id, {_NAMES}) "  # noqa: S608 -- names of this file alone
    f"VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})"
)
_OPEN: Final = (
    f"SELECT case_id, {_NAMES} FROM escalation_life WHERE phase <> 'closed' "  # noqa: S608 -- names of this file alone
    "ORDER BY julianday(raised_at), case_id"
)


def keep(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Take in what the events say of escalations."""
    known: dict[str, EscalationLife | None] = {}
    for event in events:
        if event.case_id is None or event.type not in EVENTS:
            continue
        if event.case_id not in known:
            known[event.case_id] = latest(connection, event.case_id)
        before = known[event.case_id]
        life = after(before, event)
        if life is not None and life is not before:
            known[event.case_id] = life
            connection.execute(_WRITE, (event.case_id, *map(_cell, _values(life))))


def latest(connection: sqlite3.Connection, case_id: str) -> EscalationLife | None:
    """The latest escalation of the case; None where it had none."""
    row = connection.execute(_OF_CASE, [case_id]).fetchone()
    return None if row is None else _life(row)


def open_ones(connection: sqlite3.Connection) -> Iterator[tuple[str, EscalationLife]]:
    """Every escalation that has not ended, with its case, oldest first."""
    for case_id, *row in connection.execute(_OPEN).fetchall():
        yield case_id, _life(row)


def _values(life: EscalationLife) -> Iterator[Any]:
    return (getattr(life, name) for name in _COLUMNS)


def _cell(value: Any) -> str | int | None:
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, tuple):
        return _BETWEEN.join(value)
    return str(value) if isinstance(value, Phase) else value


def _life(row: Iterable[Any]) -> EscalationLife:
    told = dict(zip(_COLUMNS, row, strict=True))
    for name in _TIMES:
        told[name] = read_time(told[name]) if told[name] else None
    told["phase"] = Phase(told["phase"])
    told["triggers"] = tuple(told["triggers"].split())
    return EscalationLife(**told)
