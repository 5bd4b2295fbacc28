"""Where events of a case and of a type lie: two tables that follow the events.

Owns their DDL, and how events are found by them. What the tables do not know yet is looked through,
and what they give is looked at, so that a table which lags or was bent by hand hands out nothing
wrong. It must not judge an event.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import Final, NamedTuple

from returns_desk.adapters.journal.codec import spelt
from returns_desk.adapters.journal.hash_chain import Link
from returns_desk.adapters.journal.schema import is_of_the_first_format
from returns_desk.adapters.journal.stored_links import SELECT_LINKS, stored_link
from returns_desk.application.ports import Event

TABLES: Final = ("case_runs", "type_events")
DDL: Final = (
    """CREATE TABLE case_runs (
    case_id TEXT, first INTEGER, last INTEGER, PRIMARY KEY (case_id, first)) WITHOUT ROWID""",
    """CREATE TABLE type_events (
    type TEXT, sequence INTEGER, PRIMARY KEY (type, sequence)) WITHOUT ROWID""",
)
"""A case's events mostly follow each other, so that a row stands for a run of them."""

MOST_LINKS: Final = 500
"""So many are read at a time."""

_LONGER: Final = "UPDATE case_runs SET last = ? WHERE case_id = ? AND last = ?"
_RUN: Final = "INSERT INTO case_runs (case_id, first, last) VALUES (?, ?, ?)"
_OF_TYPE: Final = "INSERT INTO type_events (type, sequence) VALUES (?, ?)"

_KNOWN: Final = "SELECT 1 FROM main.sqlite_master WHERE name = 'case_runs'"
_REACHED: Final = "SELECT review FROM main.followed"
_RUNS: Final = (
    "SELECT first, last FROM main.case_runs WHERE case_id = ? AND last > ? AND first <= ? "
    "ORDER BY first"
)
_AFTER: Final = f"{SELECT_LINKS} WHERE sequence > ? ORDER BY sequence"

_CASE: Final = b',"case_id":'
_TYPE: Final = b',"type":'


class Wanted(NamedTuple):
    """Which events: of one case, of some types, of both, or every one."""

    case_id: str | None = None
    types: Sequence[str] = ()


def keep(connection: sqlite3.Connection, events: Sequence[Event]) -> None:
    """Take in where these events lie; they follow those that the tables know."""
    runs = list(_runs(events))
    if runs:
        case_id, first, last = runs[0]
        is_longer = connection.execute(_LONGER, (last, case_id, first - 1)).rowcount
        connection.executemany(_RUN, runs[is_longer:])
    # In the order of the table, so that each of its pages is written once.
    connection.executemany(_OF_TYPE, sorted((event.type, event.sequence) for event in events))


def every_link(connection: sqlite3.Connection, wanted: Wanted, after: int = 0) -> Iterator[Link]:
    """Every event that is wanted after that one, in order."""
    while links := next_links(connection, wanted, after):
        yield from links
        after = links[-1].sequence


def next_links(connection: sqlite3.Connection, wanted: Wanted, after: int) -> list[Link]:
    """The next events that are wanted after that one, in order; none where there are no more."""
    if wanted == Wanted():
        rows = connection.execute(f"{_AFTER} LIMIT {MOST_LINKS}", [after])
        return list(map(stored_link, rows))
    if is_of_the_first_format(connection):
        return _by_columns(connection, wanted, after)
    reached = _reached(connection)
    while after < reached:
        places = _places(connection, wanted, after, reached)
        if not places:
            break
        links = list(_filtered(_at(connection, places), wanted))
        if links:
            return links
        after = places[-1]
    return links_looked_through(connection, wanted, max(after, reached))


def links_looked_through(connection: sqlite3.Connection, wanted: Wanted, after: int) -> list[Link]:
    """The same from the events alone, whatever the tables say."""
    links = map(stored_link, connection.execute(_AFTER, [after]))
    return list(islice(_filtered(links, wanted), MOST_LINKS))


def is_of_type(envelope: bytes, event_type: str) -> bool:
    """True where the envelope is of that type: its keys are in alphabetical order."""
    return envelope.startswith(_type_mark(event_type), envelope.rfind(_TYPE))


def _runs(events: Iterable[Event]) -> Iterator[tuple[str, int, int]]:
    for case_id, some in groupby(events, key=attrgetter("case_id")):
        sequences = [event.sequence for event in some]
        if case_id is not None:
            yield case_id, sequences[0], sequences[-1]


def _reached(connection: sqlite3.Connection) -> int:
    """The last event that the tables know; 0 where an older program made none."""
    if connection.execute(_KNOWN).fetchone() is None:
        return 0
    return int(connection.execute(_REACHED).fetchone()[0])


def _places(
    connection: sqlite3.Connection, wanted: Wanted, after: int, reached: int
) -> Sequence[int]:
    """Sequences of the next events, as the tables know them."""
    if wanted.case_id is not None:
        runs = connection.execute(_RUNS, (wanted.case_id, after, reached))
        places = chain.from_iterable(
            range(max(first, after + 1), min(last, reached) + 1) for first, last in runs
        )
        return list(islice(places, MOST_LINKS))
    marks = ", ".join("?" for _ in wanted.types)
    rows = connection.execute(
        f"SELECT sequence FROM main.type_events WHERE type IN ({marks}) "  # noqa: S608 -- marks alone
        f"AND sequence > ? AND sequence <= ? ORDER BY sequence LIMIT {MOST_LINKS}",
        (*wanted.types, after, reached),
    )
    return [row[0] for row in rows]


def _at(connection: sqlite3.Connection, places: Sequence[int]) -> Iterator[Link]:
    marks = ", ".join("?" for _ in places)
    statement = f"{SELECT_LINKS} WHERE sequence IN ({marks}) ORDER BY sequence"
    return map(stored_link, connection.execute(statement, places))


def _filtered(links: Iterable[Link], wanted: Wanted) -> Iterator[Link]:
    of_case = None if wanted.case_id is None else _CASE + spelt(wanted.case_id).encode() + b","
    of_types = tuple(map(_type_mark, wanted.types))
    for link in links:
        envelope = link.envelope
        if of_case and not envelope.startswith(of_case, envelope.find(_CASE)):
            continue
        if of_types and not envelope.startswith(of_types, envelope.rfind(_TYPE)):
            continue
        yield link


def _type_mark(event_type: str) -> bytes:
    return _TYPE + spelt(event_type).encode() + b","


def _by_columns(connection: sqlite3.Connection, wanted: Wanted, after: int) -> list[Link]:
    """In a file of format 1, whose columns and indexes SQLite made from the envelopes."""
    conditions, cells = ["sequence > ?"], [after, *wanted.types]
    if wanted.types:
        conditions.append(f"type IN ({', '.join('?' for _ in wanted.types)})")
    if wanted.case_id is not None:
        conditions.append("case_id = ?")
        cells.append(wanted.case_id)
    where = " AND ".join(conditions)
    statement = f"{SELECT_LINKS} WHERE {where} ORDER BY sequence LIMIT {MOST_LINKS}"
    return list(map(stored_link, connection.execute(statement, cells)))
