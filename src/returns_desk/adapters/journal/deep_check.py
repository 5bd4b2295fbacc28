"""What `journal verify --deep` looks at beyond the chain.

Owns the file's own integrity, the spelling of every envelope, and the read models against a
rebuild. It must not repair anything.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Final

from returns_desk.adapters.journal import read_models, schema
from returns_desk.adapters.journal.codec import canonical_bytes, read_document
from returns_desk.adapters.journal.hash_chain import Link, read_event
from returns_desk.application.ports import BentEvent

_DESCRIPTIONS: Final = "SELECT type, name, tbl_name, sql FROM sqlite_master"
_Described = tuple[str, str, str, str | None]


def deep_problem(
    connection: sqlite3.Connection,
    read_links: Callable[[int], Iterator[Link]],
    *,
    is_whole: bool = True,
) -> BentEvent | None:
    """The first thing that is not as it should be, or None. Sequence 0: no single event.

    Where the links are not all of them, nothing can be rebuilt to compare with.
    """
    bent = _bent_file(connection)
    if bent is not None:
        return bent
    for link in read_links(1):
        if not _is_spelt_right(link):
            message = f"Event {link.sequence} is not spelt as this program spells events."
            return BentEvent(link.sequence, "changed", message)
    # Nothing that was bent in an older program's tables outlives the next start.
    if read_models.are_of_an_older_program(connection):
        return None
    return _bent_tables(connection, read_links, is_whole=is_whole)


def _bent_file(connection: sqlite3.Connection) -> BentEvent | None:
    answer = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if answer == "ok" and not schema.is_named(connection):
        answer = "it no longer says that it is a journal of this program"
    lost = _lost(connection, _made_afresh(connection)) if answer == "ok" else None
    if lost is not None:
        answer = f"{lost} is not described as this program describes it"
    if answer == "ok":
        return None
    message = f"The file is damaged ({answer}). Keep it, and restore the last backup beside it."
    return BentEvent(0, "integrity", message)


def _bent_tables(
    connection: sqlite3.Connection,
    read_links: Callable[[int], Iterator[Link]],
    *,
    is_whole: bool,
) -> BentEvent | None:
    if not read_models.is_current(connection):
        return _stale("The tables that screens read are not as this program makes them.")
    lost = _lost(connection, _made_afresh(connection, read_models.make))
    if lost is not None:
        return _stale(f"{lost} is not described as this program describes it.")
    if not is_whole:
        return None
    table = read_models.differing_table(connection, map(read_event, read_links(1)))
    return None if table is None else _stale(f"The table {table} differs from the events.")


def _lost(connection: sqlite3.Connection, expected: set[_Described]) -> str | None:
    """The first table, index, view or trigger of ours that is not there as we make it."""
    lost = expected.difference(connection.execute(_DESCRIPTIONS))
    return min((each[1] for each in lost), default=None)


def _made_afresh(
    connection: sqlite3.Connection, more: Callable[[sqlite3.Connection], None] | None = None
) -> set[_Described]:
    """What an empty journal of the same format describes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        schema.begin_like(fresh, connection)
        if more is not None:
            more(fresh)
        return set(fresh.execute(_DESCRIPTIONS))


def _stale(what: str) -> BentEvent:
    return BentEvent(0, "read_models", f"{what} Run 'returns-desk journal rebuild'.")


def _is_spelt_right(link: Link) -> bool:
    try:
        event = read_event(link)
        spelt = canonical_bytes(read_document(link.envelope))
    except ValueError:
        return False
    return event.sequence == link.sequence and spelt == link.envelope
