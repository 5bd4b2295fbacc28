"""The full-text index over cases, in a file of its own that follows the journal by a cursor.

Owns `search.db`. It can be thrown away at any time: whoever searches brings it up to date first,
so it never stands in the way of an append. It holds nothing that is not in the journal, and the
journal holds no personal data.
"""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.commits import OneCommit
from returns_desk.adapters.journal.hash_chain import BEFORE_GENESIS, Link
from returns_desk.adapters.journal.indexed_words import Gathered
from returns_desk.adapters.journal.search_query import query_of
from returns_desk.domain.errors import EnvironmentFault

VERSION: Final = 1
"""Counts up with every change of what is indexed or how words are spelt."""
EVENTS_PER_COMMIT: Final = 10_000
_DDL: Final = (
    "CREATE TABLE cursor (version INTEGER, sequence INTEGER, hash BLOB)",
    "CREATE TABLE case_words (id INTEGER PRIMARY KEY, case_id TEXT UNIQUE, words TEXT)",
    """CREATE VIRTUAL TABLE found USING fts5(words, content='case_words', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', detail=none, columnsize=0, prefix='2 3 4')""",
)
_NEXT: Final = (
    "SELECT sequence, hash, CAST(envelope AS BLOB) FROM events WHERE sequence > ? "
    "ORDER BY sequence LIMIT ?"
)
_KNOWN_WORDS: Final = "SELECT id, words FROM case_words WHERE case_id = ?"
_FIND: Final = "INSERT INTO found (rowid, words) VALUES (?, ?)"
_FORGET: Final = "INSERT INTO found (found, rowid, words) VALUES ('delete', ?, ?)"
_IN_ONE_PIECE: Final = "INSERT INTO found (found) VALUES ('optimize')"
"""Each commit adds a piece to the index, and a search goes through all of them side by side."""
_NEWEST: Final = (
    "SELECT c.case_id FROM found f JOIN case_words c ON c.id = f.rowid "
    "WHERE found MATCH ? ORDER BY f.rowid DESC LIMIT ?"
)


class SearchIndex:
    """The index beside a journal. Give it the connection that reads that journal."""

    def __init__(self, path: Path, journal_path: Path) -> None:
        """Open the file, making it where there is none; an older version's is made afresh.

        Raises:
            EnvironmentFault: The file can't be written.

        """
        self.path = path
        self._journal_path = journal_path
        with sqlite_faults(path):
            self._connection = _opened(path)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def follow(
        self, journal: sqlite3.Connection, on_taken: Callable[[int], None] | None = None
    ) -> int:
        """Take in what was recorded since; how many events that were.

        `on_taken` hears which event it has come to.

        Raises:
            EnvironmentFault: The file can't be written, or the journal not read.

        """
        taken = 0
        with sqlite_faults(self.path):
            while last := (some := self._follow_some(journal)).last:
                taken += some.events
                if on_taken is not None:
                    on_taken(last[0])
        if taken >= EVENTS_PER_COMMIT:
            self.tidy()
        return taken

    def take(self, links: Iterable[Link]) -> None:
        """Take in links that follow what the index knows, in one commit.

        Raises:
            EnvironmentFault: The file can't be written, or an event not be read.

        """
        with sqlite_faults(self.path), OneCommit(self._connection):
            reached = self._connection.execute("SELECT sequence FROM cursor").fetchone()[0]
            rows = ((each.sequence, each.hash, each.envelope) for each in links)
            self._write(self._gathered(rows, reached))

    def tidy(self) -> None:
        """Join the pieces that many commits left, so that a search goes through one.

        Raises:
            EnvironmentFault: The file can't be written.

        """
        with sqlite_faults(self.path):
            self._connection.execute(_IN_ONE_PIECE)

    def newest(self, text: str, limit: int) -> list[str]:
        """Ids of the cases that hold every word, newest first.

        Where no case holds the last piece as a whole word, it may be the beginning of one.

        Raises:
            EnvironmentFault: The file can't be read.

        """
        with sqlite_faults(self.path):
            for last_is_begun in (False, True):
                query = query_of(text, last_is_begun=last_is_begun)
                rows = self._connection.execute(_NEWEST, (query, limit)) if query else ()
                if ids := [str(row[0]) for row in rows]:
                    return ids
        return []

    def _follow_some(self, journal: sqlite3.Connection) -> Gathered:
        own = self._connection
        with OneCommit(own):
            sequence, last_hash = own.execute("SELECT sequence, hash FROM cursor").fetchone()
            if not _bears(journal, sequence, last_hash):
                _make(own)
                sequence = 0
            with sqlite_faults(self._journal_path):
                rows = journal.execute(_NEXT, (sequence, EVENTS_PER_COMMIT))
                gathered = self._gathered(rows, sequence)
            self._write(gathered)
        return gathered

    def _write(self, gathered: Gathered) -> None:
        """Inside a commit: the words, and how far the index is."""
        if gathered.last is not None:
            _write(self._connection, gathered)
            reach = "UPDATE cursor SET sequence = ?, hash = ?"
            self._connection.execute(reach, gathered.last)

    def _gathered(self, rows: Iterable[tuple[int, bytes, bytes]], after: int) -> Gathered:
        gathered = Gathered()
        for row in rows:
            if gathered.last is None and row[0] != after + 1:
                raise self._not_here(after + 1, row[0] - 1)
            try:
                gathered.take(*row)
            except (ValueError, KeyError) as error:
                message = (
                    f"{self._journal_path}: event {row[0]} is not as it was recorded. "
                    "Run 'returns-desk journal verify'."
                )
                raise EnvironmentFault(message, code="event_bent", sequence=row[0]) from error
        return gathered

    def _not_here(self, first: int, last: int) -> EnvironmentFault:
        message = (
            f"{self._journal_path}: events {first} to {last} are not here, and the index that "
            "finds cases is made from them. 'returns-desk journal verify' says where they are."
        )
        return EnvironmentFault(message, code="archive_away", last=last)


def _write(own: sqlite3.Connection, gathered: Gathered) -> None:
    for case_id, (sequence, fresh) in gathered.cases.items():
        row = own.execute(_KNOWN_WORDS, [case_id]).fetchone()
        if row is None:
            text = " ".join(fresh)
            own.execute("INSERT INTO case_words VALUES (?, ?, ?)", (sequence, case_id, text))
            if text:
                own.execute(_FIND, (sequence, text))
        else:
            _add(own, row, fresh)


def _add(own: sqlite3.Connection, row: tuple[int, str], fresh: Iterable[str]) -> None:
    """Words to a case that is in the index."""
    row_id, before = row
    known = set(before.split())
    new = [word for word in fresh if word not in known]
    if new:
        if before:
            own.execute(_FORGET, (row_id, before))
        after = " ".join([*before.split(), *new])
        own.execute("UPDATE case_words SET words = ? WHERE id = ?", (after, row_id))
        own.execute(_FIND, (row_id, after))


def _bears(journal: sqlite3.Connection, sequence: int, own_hash: bytes) -> bool:
    """True where the journal is the one that was followed so far."""
    if sequence == 0:
        return True
    row = journal.execute("SELECT hash FROM events WHERE sequence = ?", [sequence]).fetchone()
    return row is not None and row[0] == own_hash


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA journal_mode = WAL")
        # What a power cut takes from an index is indexed again.
        connection.execute("PRAGMA synchronous = NORMAL")
        if not _is_current(connection):
            with OneCommit(connection):
                _make(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_current(connection: sqlite3.Connection) -> bool:
    named = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'cursor'").fetchone()
    row = connection.execute("SELECT version FROM cursor").fetchone() if named else None
    return row is not None and row[0] == VERSION


def _make(connection: sqlite3.Connection) -> None:
    """Throw the tables away and make them empty, inside the caller's transaction."""
    for table in ("cursor", "found", "case_words"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _DDL:
        connection.execute(statement)
    connection.execute("INSERT INTO cursor VALUES (?, 0, ?)", (VERSION, BEFORE_GENESIS))
