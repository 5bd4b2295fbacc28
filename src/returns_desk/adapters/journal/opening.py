"""Opens the journal's file, to write or only to read, with the settings that keep it safe.

Owns connections and their PRAGMAs. It must not know about events.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.commits import OneCommit
from returns_desk.adapters.journal.schema import (
    FORMAT_VERSION,
    bring_up_to_date,
    refuse_foreign_or_newer,
)
from returns_desk.adapters.safe_files import Progress
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

BUSY_TIMEOUT_MS: Final = 5_000
CACHE_KIB: Final = 16_384
"""Enough for the inner pages of every index of a million events."""
STATEMENTS: Final = 512
"""So many stay prepared; each event type has a few of its own."""
LOG_PAGES: Final = 4_096
"""The write-ahead log's upper bound, 16 MiB: a commit folds it in where no pause came before."""


def open_to_write(
    path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS, on_progress: Progress | None = None
) -> sqlite3.Connection:
    """A connection that may append; the file is made or migrated where needed.

    `on_progress` hears how many events an older format's migration has moved.

    Raises:
        OperatorMistake: Another program's database, or a newer version's journal.
        EnvironmentFault: The file or its folder can't be written.

    """
    with _connected(path, str(path.absolute()), busy_timeout_ms) as connection:
        refuse_foreign_or_newer(connection, path, FORMAT_VERSION)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB:d}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES:d}")
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            message = f"{path}: this disk can't keep a journal safely. Use a local disk."
            raise EnvironmentFault(message, code="no_wal")
        bring_up_to_date(connection, path, on_progress=on_progress)
        return connection


def open_to_read(path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> sqlite3.Connection:
    """A connection that can't write, beside a running writer or alone.

    Raises:
        OperatorMistake: There is no journal, or it is another program's or a newer version's.
        EnvironmentFault: The file can't be read.

    """
    if not path.exists():
        message = f"{path}: there is no journal yet. Open the desk once, or check --profile."
        raise OperatorMistake(message, code="no_journal")
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        return _open_uri(path, uri, busy_timeout_ms)
    except EnvironmentFault as fault:
        # Beside WAL, SQLite writes even to read. Where the folder is read-only and nobody left a
        # log behind, the file is all there is, and can't change under us.
        if fault.code not in {"read_only", "cannot_open"} or _has_log(path):
            raise
    return _open_uri(path, f"{uri}&immutable=1", busy_timeout_ms)


def open_to_follow(path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> sqlite3.Connection:
    """A connection to bring the read models up on, beside a running writer; no commit is flushed.

    Raises:
        OperatorMistake: It is another program's database, or a newer version's journal.
        EnvironmentFault: The file is not there, or can't be written.

    """
    with _connected(path, f"{path.absolute().as_uri()}?mode=rw", busy_timeout_ms) as connection:
        refuse_foreign_or_newer(connection, path, FORMAT_VERSION)
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection


@contextmanager
def in_one_commit(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Everything inside is on disk when this ends, or nothing of it is.

    Raises:
        EnvironmentFault: The disk, the folder or another program stands in the way.

    """
    with sqlite_faults(path), OneCommit(connection):
        yield


def _open_uri(path: Path, uri: str, busy_timeout_ms: int) -> sqlite3.Connection:
    with _connected(path, uri, busy_timeout_ms) as connection:
        if not refuse_foreign_or_newer(connection, path, FORMAT_VERSION):
            message = f"{path}: this file holds no journal. Put it back from the last backup."
            raise OperatorMistake(message, code="no_journal")
        return connection


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


@contextmanager
def _connected(path: Path, uri: str, busy_timeout_ms: int) -> Iterator[sqlite3.Connection]:
    """A connection that stays open only if what follows succeeds."""
    with sqlite_faults(path):
        connection = sqlite3.connect(
            uri,
            uri=uri.startswith("file:"),
            isolation_level=None,
            check_same_thread=False,
            cached_statements=STATEMENTS,
        )
        try:
            connection.text_factory = _text
            connection.execute(f"PRAGMA busy_timeout = {busy_timeout_ms:d}")
            yield connection
        except BaseException:
            connection.close()
            raise


def _text(content: bytes) -> str:
    """Damaged bytes become a text that fits nothing, instead of an error in the middle of a row."""
    return content.decode("utf-8", "replace")
