"""How a link lies in the table of events: the columns to select and the record they make.

Owns the row's shape. It must not check anything: what does not fit is found by its hash.
"""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Final

from returns_desk.adapters.journal.hash_chain import Head, Link

# Cast, so that whatever someone put in place of bytes is bytes as well, and fits no hash.
SELECT_LINKS: Final = (
    "SELECT sequence, coalesce(CAST(previous_hash AS BLOB), x''), "
    "coalesce(CAST(hash AS BLOB), x''), coalesce(CAST(envelope AS BLOB), x'') FROM events"
)
INSERT_LINK: Final = (
    "INSERT INTO events (sequence, previous_hash, hash, envelope) VALUES (?, ?, ?, ?)"
)
SELECT_HEAD: Final = "SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1"
SELECT_LAST: Final = f"{SELECT_LINKS} ORDER BY sequence DESC LIMIT 1"
FIRST_AND_LAST: Final = (
    "SELECT (SELECT min(sequence) FROM events), (SELECT max(sequence) FROM events)"
)
"""One question for each end: for both in one, SQLite would go through every event."""
SELECT_FROM: Final = f"{SELECT_LINKS} WHERE sequence >= ? ORDER BY sequence"

stored_link: Final[Callable[[Iterable[object]], Link]] = Link._make
"""The link of a row selected by one of the statements above."""


def head(connection: sqlite3.Connection) -> Head | None:
    """Where the chain ends; None before the first event."""
    row = connection.execute(SELECT_HEAD).fetchone()
    return Head._make(row) if row else None


def last_link(connection: sqlite3.Connection) -> Link | None:
    """The last event as it lies there; None before the first."""
    row = connection.execute(SELECT_LAST).fetchone()
    return stored_link(row) if row else None
