"""The books as tables beside the other read models, and as the view `v_books`.

Owns their DDL and how events' postings come in. What is posted is application/books.py's. Thrown
away and made again from the events with the same result.
"""

import json
import sqlite3
from collections.abc import Iterable
from typing import Final

from returns_desk.adapters.journal import business_days
from returns_desk.application.book_memory import Memory, memory_of
from returns_desk.application.books import TYPES, Posting, booked
from returns_desk.application.business_days import BUSINESS_DAY_SET
from returns_desk.application.ports import Event
from returns_desk.domain.books import MEANINGS

TABLES: Final = ("book_postings", "book_memories", "book_numbers", "book_accounts")
VIEWS: Final = ("v_books", "v_books_daily")

ANY_TENDER: Final = "tender_*"
"""Under this name stands what all tenders' accounts mean."""

DDL: Final = (
    """CREATE TABLE book_postings (
    event INTEGER, position INTEGER, day TEXT, terminal TEXT, kind TEXT, document TEXT,
    number INTEGER, case_id TEXT, option TEXT, account TEXT, amount INTEGER,
    currency TEXT, receipt TEXT, line INTEGER, quantity TEXT, tax_code TEXT,
    rate_basis_points INTEGER, means TEXT, reference TEXT,
    PRIMARY KEY (event, position)) WITHOUT ROWID""",
    """CREATE INDEX book_cash_differences ON book_postings (day, amount)
    WHERE account = 'cash_differences'""",
    "CREATE TABLE book_memories (case_id TEXT PRIMARY KEY, document TEXT) WITHOUT ROWID",
    """CREATE TABLE book_numbers (
    terminal TEXT, year INTEGER, number INTEGER, PRIMARY KEY (terminal, year)) WITHOUT ROWID""",
    "CREATE TABLE book_accounts (account TEXT PRIMARY KEY, meaning TEXT) WITHOUT ROWID",
    """CREATE VIEW v_books AS
    SELECT b.day, b.document, b.kind, b.number, b.terminal, c.number AS case_number, b.case_id,
    b.option, b.account, max(b.amount, 0) AS debit, max(-b.amount, 0) AS credit, b.currency,
    b.receipt, b.line, b.quantity, b.tax_code, b.rate_basis_points, b.means, b.reference,
    b.event, b.position,
    coalesce(a.meaning, (SELECT meaning FROM book_accounts WHERE account = 'tender_*')) AS meaning
    FROM book_postings b LEFT JOIN book_accounts a ON a.account = b.account
    LEFT JOIN cases c ON c.case_id = b.case_id""",
    """CREATE VIEW v_books_daily AS
    SELECT day, currency, account, sum(max(amount, 0)) AS debit, sum(max(-amount, 0)) AS credit,
    sum(amount) AS balance FROM book_postings GROUP BY day, currency, account""",
)

_INSERT: Final = """
    INSERT INTO book_postings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_WITHDRAW: Final = "DELETE FROM book_postings WHERE event = ?"
_REMEMBER: Final = "REPLACE INTO book_memories (case_id, document) VALUES (?, ?)"
_FORGET: Final = "DELETE FROM book_memories WHERE case_id = ?"
_NUMBER: Final = "REPLACE INTO book_numbers (terminal, year, number) VALUES (?, ?, ?)"

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_POSTED: Final = frozenset(TYPES) - {"case_opened", BUSINESS_DAY_SET}
"""The case's number stands in the table of cases already, the end of the day in its own."""


def make(connection: sqlite3.Connection) -> None:
    """Write down what the accounts mean; the tables are there and empty."""
    tenders = (ANY_TENDER, "What left by this tender.")
    rows = [*((str(account), meaning) for account, meaning in MEANINGS.items()), tenders]
    connection.executemany("INSERT INTO book_accounts VALUES (?, ?)", rows)


def keep(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Post the events, that follow those posted so far, inside the caller's transaction."""
    books = _OpenBooks(connection)
    for event in events:
        if event.type in _POSTED:
            books.post(event)
    books.write()


class _OpenBooks:
    """The books while a run of events is posted: each memory is read and written once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._day_of = business_days.days(connection)
        self._read: dict[str | None, Memory | None] = {}
        self._memories: dict[str | None, Memory | None] = {}
        self._numbers: dict[tuple[str, int], int] = {}
        self._postings: dict[int, tuple[Posting, ...]] = {}
        self._withdrawn: list[tuple[int]] = []

    def post(self, event: Event) -> None:
        """What the event does to the books."""
        memory = self._memory(event.case_id)
        step = booked(memory, event, self._next_number, self._day_of)
        if step.withdrawn is not None and not self._postings.pop(step.withdrawn, ()):
            self._withdrawn.append((step.withdrawn,))
        if step.postings:
            self._postings[event.sequence] = step.postings
        self._memories[event.case_id] = step.memory

    def write(self) -> None:
        """Write what all the events did."""
        execute_many = self._connection.executemany
        execute_many(_WITHDRAW, self._withdrawn)
        execute_many(_INSERT, [_cells(x) for each in self._postings.values() for x in each])
        execute_many(_NUMBER, [(*place, number) for place, number in self._numbers.items()])
        kept, gone = [], []
        for case_id, memory in self._memories.items():
            before = self._read[case_id]
            if memory is None and before is not None:
                gone.append((case_id,))
            elif memory is not None and memory != before:
                kept.append((case_id, _ENCODER.encode(memory.document())))
        execute_many(_FORGET, gone)
        execute_many(_REMEMBER, kept)

    def _memory(self, case_id: str | None) -> Memory | None:
        if case_id not in self._memories:
            statement = "SELECT document FROM book_memories WHERE case_id = ?"
            row = self._connection.execute(statement, [case_id]).fetchone()
            memory = None if row is None else memory_of(json.loads(row[0]))
            self._read[case_id] = self._memories[case_id] = memory
        return self._memories[case_id]

    def _next_number(self, terminal: str, year: int) -> int:
        place = terminal, year
        if place not in self._numbers:
            statement = "SELECT number FROM book_numbers WHERE terminal = ? AND year = ?"
            row = self._connection.execute(statement, place).fetchone()
            self._numbers[place] = row[0] if row else 0
        self._numbers[place] += 1
        return self._numbers[place]


def _cells(posting: Posting) -> tuple[str | int | None, ...]:
    entry = posting.entry
    return (
        posting.event,
        posting.position,
        posting.day,
        posting.terminal,
        posting.kind,
        posting.document,
        posting.number,
        posting.case_id,
        posting.option,
        str(entry.account),
        entry.amount,
        posting.currency,
        entry.receipt or None,
        entry.line,
        entry.quantity or None,
        entry.tax_code or None,
        entry.rate_basis_points,
        entry.means or None,
        posting.reference or None,
    )
