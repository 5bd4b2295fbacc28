"""The tables that screens and managers read, made from the events.

Owns their DDL and the queries of the counter's. They can be thrown away at any time and rebuilt
from the events with the same result. How far they are is following.py's; what only managers read is
case_details.py's, figures.py's, views.py's and books_table.py's.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from returns_desk.adapters.journal import (
    bare_goods,
    books_table,
    business_days,
    case_details,
    day_ends_table,
    ended_cases,
    escalation_life,
    event_places,
    figures,
    following,
    goods_places,
    listed_cases,
    promises_table,
    views,
)
from returns_desk.adapters.journal.projections import PROJECTION_VERSION
from returns_desk.adapters.journal.schema import is_of_the_first_format
from returns_desk.application.ports import Event, ReturnedLine, ReturnedSoFar
from returns_desk.application.slips import payout_reference

COUNTER_TABLES: Final = (
    "cases",
    "case_receipts",
    "plans",
    "legs",
    "returned_lines",
    "returns",
    "goodwill",
    *bare_goods.TABLES,
)

DDL: Final = (
    """CREATE TABLE cases (
    case_id TEXT PRIMARY KEY, number INTEGER, opened_at TEXT, opened_sequence INTEGER, stage TEXT,
    operator TEXT, receipt TEXT, amount INTEGER, closed_at TEXT, outcome TEXT)""",
    "CREATE INDEX cases_by_number ON cases (number)",
    "CREATE INDEX cases_open ON cases (opened_sequence) WHERE closed_at IS NULL",
    """CREATE TABLE case_receipts (
    case_id TEXT, receipt TEXT, sequence INTEGER, PRIMARY KEY (case_id, receipt)) WITHOUT ROWID""",
    "CREATE INDEX case_receipts_by_receipt ON case_receipts (receipt)",
    "CREATE TABLE plans (case_id TEXT, key TEXT, PRIMARY KEY (case_id, key)) WITHOUT ROWID",
    """CREATE TABLE legs (
    key TEXT, leg INTEGER, case_id TEXT, destination TEXT, means TEXT, receipt TEXT,
    tender INTEGER, amount INTEGER, rounding INTEGER, state TEXT, reference TEXT, begun_at TEXT,
    operator TEXT, why TEXT, PRIMARY KEY (key, leg)) WITHOUT ROWID""",
    "CREATE INDEX legs_by_receipt ON legs (receipt) WHERE receipt IS NOT NULL",
    "CREATE INDEX legs_in_doubt ON legs (begun_at) WHERE state = 'begun'",
    """CREATE TABLE returned_lines (
    event INTEGER, position INTEGER, case_id TEXT, receipt TEXT, line INTEGER, quantity TEXT,
    paid INTEGER, fee INTEGER, PRIMARY KEY (event, position)) WITHOUT ROWID""",
    "CREATE INDEX returned_lines_by_receipt ON returned_lines (receipt)",
    "CREATE TABLE returns (event INTEGER PRIMARY KEY, case_id TEXT, key TEXT, returned_at TEXT)",
    """CREATE TABLE goodwill (
    case_id TEXT PRIMARY KEY, option TEXT, key TEXT, operator TEXT, given_on TEXT, approved TEXT)
    WITHOUT ROWID""",
    "CREATE INDEX goodwill_by_operator ON goodwill (operator, given_on)",
    """CREATE VIEW tender_refunds AS
    SELECT receipt, tender, sum(amount) AS amount FROM legs
    WHERE state = 'booked' AND receipt IS NOT NULL GROUP BY receipt, tender""",
)

REVIEW_TABLES: Final = (
    *event_places.TABLES,
    *case_details.TABLES,
    *goods_places.TABLES,
    *promises_table.TABLES,
    *day_ends_table.TABLES,
    *business_days.TABLES,
    *escalation_life.TABLES,
    *figures.TABLES,
    *ended_cases.TABLES,
    *listed_cases.TABLES,
    *books_table.TABLES,
)
EVERY_TABLE: Final = (*COUNTER_TABLES, *REVIEW_TABLES)
EVERY_DDL: Final = (
    *DDL,
    *bare_goods.DDL,
    *event_places.DDL,
    *case_details.DDL,
    *goods_places.DDL,
    *promises_table.DDL,
    *day_ends_table.DDL,
    *business_days.DDL,
    *escalation_life.DDL,
    *figures.DDL,
    *ended_cases.DDL,
    *listed_cases.DDL,
    *views.DDL,
    *books_table.DDL,
    *following.DDL,
)

_PAYOUTS: Final = """
    SELECT c.number, p.key
    FROM case_receipts r JOIN cases c ON c.case_id = r.case_id JOIN plans p ON p.case_id = r.case_id
    WHERE r.receipt = ? AND c.number IS NOT NULL
    AND c.outcome <> 'left'
"""
"""Only of completed cases, also of one that is taken back: before a slip, no till books by it."""
_PLANNED: Final = """
    SELECT (SELECT number FROM cases c WHERE c.case_id = e.case_id),
    json_extract(e.envelope, '$.payload.key')
    FROM events e WHERE +e.type = 'plan_made' AND e.case_id IN (
        SELECT r.case_id FROM case_receipts r JOIN cases c ON c.case_id = r.case_id
        WHERE r.receipt = ? AND c.number IS NOT NULL
        AND c.closed_at IS NOT NULL AND c.outcome <> 'left')
"""
"""The same from the events of format 1, where an older program's tables know no plans. One table
only and `+`, so that each archive too is searched by its cases, and not by the type."""


@dataclass(frozen=True, slots=True)
class LegInDoubt:
    """A leg that was begun and neither booked, failed nor settled. Money in minor units."""

    case_id: str
    key: str
    leg: int
    tender: str | None
    destination: str | None
    amount: int
    rounding: int
    begun_at: str
    operator: str | None


_MARK: Final = f"{PROJECTION_VERSION} {PROJECTION_VERSION}"
"""Twice, so that no flipped bit makes the tables another program's."""


def is_current(connection: sqlite3.Connection) -> bool:
    """True where the tables are there as this version of the projections makes them."""
    if _mark(connection) != _MARK:
        return False
    described = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    return set(EVERY_DDL) <= {row[0] for row in described}


def are_of_an_older_program(connection: sqlite3.Connection) -> bool:
    """True where an older version made the tables; the next start makes them afresh."""
    first, _, second = _mark(connection).partition(" ")
    is_whole = first.isdecimal() and second in {"", first}  # once: of the time before the mark
    return is_whole and int(first) < PROJECTION_VERSION


def _mark(connection: sqlite3.Connection) -> str:
    """Which version of the projections made the tables; empty where none did."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'read_models'").fetchone()
    return str(found[0]) if found else ""


def make(connection: sqlite3.Connection) -> None:
    """Throw the tables away and make them empty, inside the caller's transaction."""
    for view in ("tender_refunds", *views.VIEWS, *books_table.VIEWS):
        connection.execute(f"DROP VIEW IF EXISTS {view}")
    for table in (*EVERY_TABLE, *following.TABLES):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in EVERY_DDL:
        connection.execute(statement)
    figures.make(connection)
    books_table.make(connection)
    following.make(connection)
    connection.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT)")
    connection.execute("REPLACE INTO meta (key, value) VALUES ('read_models', ?)", [_MARK])


def apply(connection: sqlite3.Connection, event: Event) -> None:
    """Bring tables that are up to the event before it up to the event; others wait.

    Raises:
        Defect: The event does not hold what its type promises.

    """
    following.take(connection, [event], following.positions(connection))


def differing_table(connection: sqlite3.Connection, events: Iterable[Event]) -> str | None:
    """The first table that the events which it has would make otherwise, or None."""
    reached = following.positions(connection)
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        make(fresh)
        following.take_all(fresh, events, up_to=reached)
        for table in EVERY_TABLE:
            if _rows(fresh, table) != _rows(connection, table):
                return table
    finally:
        fresh.close()
    return None


def returned_so_far(connection: sqlite3.Connection, receipt: str) -> ReturnedSoFar:
    """What of that receipt came back, and what was refunded to each of its tenders."""
    rows = connection.execute(
        "SELECT line, quantity, paid, fee FROM returned_lines WHERE receipt = ?", [receipt]
    )
    refunds = connection.execute(
        "SELECT tender, amount FROM tender_refunds WHERE receipt = ?", [receipt]
    )
    is_old = are_of_an_older_program(connection) and is_of_the_first_format(connection)
    payouts = connection.execute(_PLANNED if is_old else _PAYOUTS, [receipt])
    lines = summed_lines((line, Decimal(quantity), paid, fee) for line, quantity, paid, fee in rows)
    return ReturnedSoFar(
        lines=lines,
        refunded=dict(refunds.fetchall()),
        references=frozenset(payout_reference(number, key) for number, key in payouts),
    )


def summed_lines(rows: Iterable[tuple[int, Decimal, int, int]]) -> tuple[ReturnedLine, ...]:
    """One record for each line, by number, exact in quantity and money."""
    sums: dict[int, ReturnedLine] = {}
    for line, quantity, paid, fee in rows:
        before = sums.get(line, ReturnedLine(line, Decimal(0), 0, 0))
        sums[line] = ReturnedLine(
            line, before.quantity + quantity, before.paid + paid, before.fee + fee
        )
    return tuple(sums[line] for line in sorted(sums))


def open_cases(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Cases that were begun and neither completed nor left, oldest first."""
    rows = connection.execute(
        "SELECT case_id FROM cases WHERE closed_at IS NULL ORDER BY opened_sequence"
    )
    return tuple(row[0] for row in rows)


def next_case_number(connection: sqlite3.Connection) -> int:
    """The number after the highest that any case has."""
    return int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM cases").fetchone()[0])


def legs_in_doubt(connection: sqlite3.Connection) -> tuple[LegInDoubt, ...]:
    """Legs begun without an outcome, oldest first."""
    rows = connection.execute(
        "SELECT case_id, key, leg, receipt || '/' || tender, destination, coalesce(amount, 0),"
        " coalesce(rounding, 0), begun_at, operator FROM legs"
        " WHERE state = 'begun' ORDER BY begun_at, key, leg"
    )
    return tuple(LegInDoubt(*row) for row in rows)


def _rows(connection: sqlite3.Connection, table: str) -> list[object]:
    statement = f"SELECT * FROM {table} ORDER BY 1, 2"  # noqa: S608 -- one of TABLES
    return list(connection.execute(statement))
