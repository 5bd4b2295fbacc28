"""Turns what SQLite and the file system report into our own three kinds of error.

Owns which error is a full disk, a read-only folder, a lock or a damaged file. Any adapter that
keeps a database may use it; it must not decide what happens next.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

from returns_desk.application.fault_sentences import fault_at
from returns_desk.domain.errors import Defect, ReturnsError

# By the primary name of SQLite's result code.
_FAULT_OF: Final = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_READONLY": "read_only",
    "SQLITE_CANTOPEN": "cannot_open",
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_IOERR": "disk_error",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "not_a_database",
}
_DAMAGED: Final = frozenset({"unsupported file format", "malformed JSON"})
"""SQLite's words, under the code of a bad statement, where a byte of the file is bent."""


class sqlite_faults:  # noqa: N801 -- used as a function is; a class, since an append enters it each time
    """Let no error of SQLite out but as ours, with the file's name and the mend.

    Raises:
        EnvironmentFault: The disk, the folder or another program stands in the way.
        Defect: SQLite refused our own statement.

    """

    __slots__ = ("_path",)

    def __init__(self, path: Path | str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, sqlite3.Error):
            raise _translated(self._path, error) from error
        if isinstance(error, UnicodeDecodeError):
            # Python could not even read SQLite's message, since it quotes damaged bytes.
            raise fault_at(self._path, "damaged") from error


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
        fault = "no_file" if isinstance(error, FileNotFoundError) else "no_folder"
        raise fault_at(path, fault, code="file_fault", why=why) from error


def _translated(path: Path | str, error: sqlite3.Error) -> ReturnsError:
    name = getattr(error, "sqlite_errorname", "") or ""
    primary = "_".join(name.split("_")[:2])
    if str(error) in _DAMAGED:
        primary = "SQLITE_CORRUPT"
    if primary in _FAULT_OF:
        return fault_at(path, _FAULT_OF[primary])
    return Defect(f"{path}: {error} ({name or type(error).__name__})", code="sqlite_refused")
