"""One transaction: everything in it is there when it ends, or nothing of it is.

Owns how a transaction of the journal's files begins and ends. It must not translate faults.
"""

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType


class OneCommit:
    """Commits at the end of the block; undoes all of it where the block or the commit fails.

    It takes the right to write at the beginning, so that what is read inside stays true. A class,
    since an append enters it each time.
    """

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


@contextmanager
def unflushed(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits inside wait for no disk: for what can be made again from what is on disk.

    In the write-ahead log they come after what was flushed, so that a power cut takes them alone;
    the next commit that is flushed takes them with it.
    """
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = FULL")


@contextmanager
def many_rows() -> Iterator[None]:
    """For work that holds many rows and lets go of them itself: nobody looks through them.

    The collector of garbage would go through thousands of rows again and again, and find nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
