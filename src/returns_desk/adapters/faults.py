"""Turns what SQLite and the file system report into our own three kinds of error.

Owns the sentences for a full disk, a read-only folder, a lock and a damaged file. Any adapter that
keeps a database may use it; it must not decide what happens next.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from returns_desk.domain.errors import Defect, EnvironmentFault, ReturnsError

# By the primary name of SQLite's result code: our code, and the sentence after the file's name.
_SENTENCES: Final = {
    "SQLITE_FULL": ("disk_full", "The disk is full. Make room, then try again; nothing was lost."),
    "SQLITE_READONLY": (
        "read_only",
        "This file can't be written. Give this account the right to write it, then try again.",
    ),
    "SQLITE_CANTOPEN": (
        "cannot_open",
        "This file can't be opened. Check that its folder is there and may be written.",
    ),
    "SQLITE_BUSY": (
        "locked",
        "Another program holds this file. Close that program, then try again.",
    ),
    "SQLITE_LOCKED": (
        "locked",
        "Another program holds this file. Close that program, then try again.",
    ),
    "SQLITE_IOERR": (
        "disk_error",
        "The disk reports an error. Check it, then try again; nothing recorded was changed.",
    ),
    "SQLITE_CORRUPT": (
        "damaged",
        "This file is damaged. Keep it as it is, and restore the last backup beside it.",
    ),
    "SQLITE_NOTADB": (
        "not_a_database",
        "This file is not a database. Keep it as it is, and restore the last backup.",
    ),
}
_DAMAGED: Final = frozenset({"unsupported file format", "malformed JSON"})
"""SQLite's words, under the code of a bad statement, where a byte of the file is bent."""


@contextmanager
def sqlite_faults(path: Path | str) -> Iterator[None]:
    """Let no error of SQLite out but as ours, with the file's name and the mend.

    Raises:
        EnvironmentFault: The disk, the folder or another program stands in the way.
        Defect: SQLite refused our own statement.

    """
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(path, error) from error
    except UnicodeDecodeError as error:
        # Python could not even read SQLite's message, since it quotes damaged bytes.
        code, sentence = _SENTENCES["SQLITE_CORRUPT"]
        raise EnvironmentFault(f"{path}: {sentence}", code=code) from error


@contextmanager
def file_faults(path: Path) -> Iterator[None]:
    """Let no OSError out but as an EnvironmentFault that names the file and the mend.

    Raises:
        EnvironmentFault: The file or its folder can't be used.

    """
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        mend = "Check that this folder is there and may be written."
        if isinstance(error, FileNotFoundError):
            # Whoever reads gets it too, so it must not speak of writing.
            mend = "Check the name, and that its folder is there."
        message = f"{path}: {why}. {mend}"
        raise EnvironmentFault(message, code="file_fault") from error


def _translated(path: Path | str, error: sqlite3.Error) -> ReturnsError:
    name = getattr(error, "sqlite_errorname", "") or ""
    primary = "_".join(name.split("_")[:2])
    if str(error) in _DAMAGED:
        primary = "SQLITE_CORRUPT"
    if primary in _SENTENCES:
        code, sentence = _SENTENCES[primary]
        return EnvironmentFault(f"{path}: {sentence}", code=code)
    return Defect(f"{path}: {error} ({name or type(error).__name__})", code="sqlite_refused")
