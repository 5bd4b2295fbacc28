"""Peers of the journal's append, given the same payloads: plain sqlite3 and eventsourcing.

Owns their settings: WAL, synchronous FULL, one commit for each event. Neither has a chain, an
index, read models or a search; eventsourcing is measured where it is installed.
"""

from __future__ import annotations

import importlib
import sqlite3
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Append = "Callable[[Sequence[bytes]], None]"
"""Appends payloads, one to a commit."""


def plain_sqlite(folder: Path) -> Callable[[Sequence[bytes]], None]:
    """The least that could be done: one table, one column."""
    connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE events (sequence INTEGER PRIMARY KEY, payload BLOB)")

    def append(payloads: Sequence[bytes]) -> None:
        for payload in payloads:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO events (payload) VALUES (?)", [payload])
            connection.execute("COMMIT")

    return append


def eventsourcing_save(folder: Path) -> Callable[[Sequence[bytes]], None] | None:
    """`Application.save` of an aggregate with one event; None where it is not installed."""
    if find_spec("eventsourcing") is None:
        return None
    domain = importlib.import_module("eventsourcing.domain")
    application = importlib.import_module("eventsourcing.application")
    aggregate_of = _aggregate(domain)
    opened: Any = application.Application(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(folder / "eventsourcing.db"),
        }
    )
    aggregate = aggregate_of()
    opened.save(aggregate)

    def append(payloads: Sequence[bytes]) -> None:
        for payload in payloads:
            aggregate.note(body=payload.decode())
            opened.save(aggregate)

    return append


def _aggregate(domain: Any) -> Callable[[], Any]:
    """A class with one kind of event, made here because its base is imported late."""

    def note(self: Any, body: str) -> None:
        self.last = body

    body = {"note": domain.event("Noted")(note), "__module__": __name__}
    made: Any = type(domain.Aggregate)("Visit", (domain.Aggregate,), body)
    globals()["Visit"] = made
    return made  # type: ignore[no-any-return]  # the library is imported without its types
