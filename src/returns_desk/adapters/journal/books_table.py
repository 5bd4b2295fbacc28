"""The books as tables beside the other read models, and as the view `v_books`.

Owns their DDL and how an event's postings come in, in the commit that records the event. What is
posted is application/books.py's. Thrown away and made again from the events with the same result.
"""

import json
import sqlite3
from typing import Final

from returns_desk.application.book_memory import Memory, memory_of
from returns_desk.application.books import TYPES, Posting, booked
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
_REMEMBER: Final = "REPLACE INTO book_memories (case_id, document) VALUES (?, ?)"
_NUMBER: Final = """
    INSERT INTO book_numbers (terminal, year, number) VALUES (?, ?, 1)
    ON CONFLICT (terminal, year) DO UPDATE SET number = number + 1 RETURNING number
"""


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_POSTED: Final = frozenset(TYPES) - {"case_opened"}
"""The case's number stands in the table of cases already."""
_MOST_RECENT: Final = 64
_RECENT: Final[dict[str, Memory]] = {}
"""Memories by the very text that stands in the table, so that most need not be read from it. What
a transaction took back does no harm: its text stands nowhere."""


def make(connection: sqlite3.Connection) -> None:
    """Write down what the accounts mean; the tables are there and empty."""
    tenders = (ANY_TENDER, "What left by this tender.")
    rows = [*((str(account), meaning) for account, meaning in MEANINGS.items()), tenders]
    connection.executemany("INSERT INTO book_accounts VALUES (?, ?)", rows)


def keep(connection: sqlite3.Connection, event: Event) -> None:
    """Bring the books up to the event, inside the transaction that records it."""
    if event.type not in _POSTED:
        return
    before = _remembered(connection, event.case_id)

    def next_number(terminal: str, year: int) -> int:
        return int(connection.execute(_NUMBER, (terminal, year)).fetchone()[0])

    step = booked(before, event, next_number)
    if step.withdrawn is not None:
        connection.execute("DELETE FROM book_postings WHERE event = ?", [step.withdrawn])
    if step.postings:
        connection.executemany(_INSERT, [_cells(posting) for posting in step.postings])
    _remember(connection, event.case_id, before, step.memory)


def _remembered(connection: sqlite3.Connection, case_id: str | None) -> Memory | None:
    row = connection.execute(
        "SELECT document FROM book_memories WHERE case_id = ?", [case_id]
    ).fetchone()
    if row is None:
        return None
    return _RECENT.get(row[0]) or memory_of(json.loads(row[0]))


def _remember(
    connection: sqlite3.Connection, case_id: str | None, before: Memory | None, now: Memory | None
) -> None:
    if now is None and before is not None:
        connection.execute("DELETE FROM book_memories WHERE case_id = ?", [case_id])
    elif now is not None and now != before:
        document = _ENCODER.encode(now.document())
        connection.execute(_REMEMBER, (case_id, document))
        if len(_RECENT) >= _MOST_RECENT:
            _RECENT.clear()
        _RECENT[document] = now


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
