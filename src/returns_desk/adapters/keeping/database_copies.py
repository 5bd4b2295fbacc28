"""Copies of SQLite files, taken while others write them, and checked after.

Owns the copying and the check of one file. It must not know what the tables mean.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.opening import BUSY_TIMEOUT_MS
from returns_desk.adapters.safe_files import Progress, copy_faults, sync_file, unwatched
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

_PAGES_PER_STEP: Final = 256


def copy_database(source: Path, target: Path, on_progress: Progress = unwatched) -> None:
    """One state of a database, in one file without a log, on disk when this returns.

    Raises:
        EnvironmentFault: the source can't be read, or the disk can't take the copy.
    """
    with closing(_opened(source)) as reading:
        page_bytes = reading.execute("PRAGMA page_size").fetchone()[0]

        def show(_status: int, remaining: int, total: int) -> None:
            on_progress((total - remaining) * page_bytes, total * page_bytes)

        with sqlite_faults(target), closing(sqlite3.connect(target, isolation_level=None)) as copy:
            reading.backup(copy, pages=_PAGES_PER_STEP, progress=show)
            copy.execute("PRAGMA journal_mode = DELETE")
    with copy_faults(target):
        sync_file(target)


def check_database(path: Path) -> None:
    """See that the file is whole.

    Raises:
        OperatorMistake: it is damaged.
        EnvironmentFault: it can't be read, or is no database.
    """
    with closing(_opened(path)) as reading, sqlite_faults(path):
        answer = str(reading.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if answer != "ok":
        message = f"{path}: this file is damaged ({answer}). Choose another backup."
        raise OperatorMistake(message, code="backup_damaged")


def is_whole_database(path: Path) -> bool:
    """True where the file is there and nothing of it is damaged."""
    if not path.is_file():
        return False
    try:
        check_database(path)
    except (OperatorMistake, EnvironmentFault):
        return False
    return True


def _opened(path: Path) -> sqlite3.Connection:
    """A connection that sees one state for as long as it is open."""
    with sqlite_faults(path):
        uri = f"{path.absolute().as_uri()}?mode=ro"
        reading = sqlite3.connect(uri, uri=True, isolation_level=None)
        try:
            reading.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS:d}")
            reading.execute("BEGIN")
            reading.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except BaseException:
            reading.close()
            raise
        return reading
