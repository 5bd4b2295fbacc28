"""Every case that ended, one row each: what stood on its last board, and what came of it.

Owns the table's DDL and what events change in it; a return that is taken back is in it no more. The
last boards of cases that have not ended wait in a table of their own. Lenient, never a Defect.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Final

from returns_desk.adapters.journal.business_days import days
from returns_desk.adapters.journal.codec import read_time
from returns_desk.adapters.journal.figures import asked_and_opened
from returns_desk.application.business_days import DayOf
from returns_desk.application.ports import Event, Json
from returns_desk.application.void_record import VOIDED

TABLES: Final = ("ended_cases", "last_boards")
DDL: Final = (
    """CREATE TABLE ended_cases (
    day TEXT, case_id TEXT, terminal TEXT, hour INTEGER, outcome TEXT, left_reason TEXT,
    first_asked TEXT, got_first_asked INTEGER, seconds INTEGER, amount INTEGER, offered TEXT,
    chosen_place INTEGER, credit_place INTEGER, PRIMARY KEY (day, case_id)) WITHOUT ROWID""",
    "CREATE UNIQUE INDEX ended_cases_by_case ON ended_cases (case_id)",
    "CREATE TABLE last_boards (case_id TEXT PRIMARY KEY, offered TEXT) WITHOUT ROWID",
)
"""`outcome` and `left_reason` are empty where there is none; `offered` are the options that were
possible, in the board's order, a space between; places count from 1, 0 where it stood nowhere."""

POSSIBLE: Final = frozenset({"available", "conditional", "needs_approval"})
CREDIT: Final = "store_credit/store_credit"
BETWEEN: Final = " "

_ENDS: Final = frozenset({"case_completed", "case_left"})
_KNOWN: Final = "SELECT offered FROM last_boards WHERE case_id = ?"
_REMEMBER: Final = "REPLACE INTO last_boards (case_id, offered) VALUES (?, ?)"
_FORGET: Final = "DELETE FROM last_boards WHERE case_id = ?"
_ENDED: Final = "REPLACE INTO ended_cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TAKE_BACK: Final = "DELETE FROM ended_cases WHERE case_id = ?"

_Row = tuple[str | int | None, ...]


def keep(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Take in what the events say, after the tables of first wishes and of days."""
    run = _Run(connection)
    for event in events:
        run.take(event)
    run.write()


class _Run:
    """A run of events; each row is written once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._day_of = days(connection)
        self._boards: dict[str, str | None] = {}
        self._ended: dict[str, _Row | None] = {}

    def take(self, event: Event) -> None:
        """One event after those that were taken before."""
        case_id = event.case_id
        if case_id is None:
            return
        if event.type == "board_shown":
            self._boards[case_id] = offered(event.payload.get("board"))
        elif event.type in _ENDS:
            board = self._board(case_id)
            self._ended[case_id] = _row(self._connection, event, self._day_of, board)
            self._boards[case_id] = None
        elif event.type == VOIDED:
            self._ended[case_id] = None

    def write(self) -> None:
        """Write what all of them did."""
        many = self._connection.executemany
        kept = [(case_id, each) for case_id, each in self._boards.items() if each is not None]
        many(_REMEMBER, kept)
        many(_FORGET, [(case_id,) for case_id, each in self._boards.items() if each is None])
        many(_ENDED, [row for row in self._ended.values() if row is not None])
        gone = [(case_id,) for case_id, row in self._ended.items() if row is None]
        many(_TAKE_BACK, gone)

    def _board(self, case_id: str) -> str:
        if case_id not in self._boards:
            found = self._connection.execute(_KNOWN, [case_id]).fetchone()
            return "" if found is None else str(found[0])
        return self._boards[case_id] or ""


def offered(board: Json) -> str:
    """The options that were possible on a board as it was recorded, in its order."""
    options = board.get("options") if isinstance(board, Mapping) else None
    known = options if isinstance(options, list | tuple) else ()
    possible = (
        str(each.get("id"))
        for each in known
        if isinstance(each, Mapping) and each.get("standing") in POSSIBLE
    )
    return BETWEEN.join(dict.fromkeys(possible))


def _row(connection: sqlite3.Connection, event: Event, day_of: DayOf, board: str) -> _Row:
    is_completed = event.type == "case_completed"
    outcome = str(event.payload.get("option", "")) if is_completed else ""
    asked, opened_at = asked_and_opened(connection, event)
    amount = event.payload.get("amount") if is_completed else 0
    return (
        day_of(event).isoformat(),
        event.case_id,
        event.terminal,
        event.at.hour,
        outcome,
        "" if is_completed else str(event.payload.get("reason", "")),
        asked,
        int(asked is not None and asked == outcome),
        None if opened_at is None else _seconds(event, opened_at),
        amount if isinstance(amount, int) else 0,
        board,
        _place(board, outcome),
        _place(board, CREDIT),
    )


def _seconds(event: Event, opened_at: str) -> int:
    """A clock that was set back gives none below 0."""
    return max(int((event.at - read_time(opened_at)).total_seconds()), 0)


def _place(board: str, option: str) -> int:
    options = board.split(BETWEEN)
    return options.index(option) + 1 if option in options and option else 0
