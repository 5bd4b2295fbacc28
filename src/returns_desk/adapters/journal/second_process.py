"""A second process that checks the later half of a long journal at the same time.

Owns when a process may be made and what it says. SQLite must not have the file open in a process
that makes another one by fork, so whoever asks has to close it first, and runs no other thread.
"""

import multiprocessing
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from returns_desk.adapters.journal.opening import open_to_read
from returns_desk.adapters.journal.stored_links import FIRST_AND_LAST
from returns_desk.domain.errors import ReturnsError

Walks = Callable[[sqlite3.Connection, int, int], Sequence[int] | None]
"""Tells of a range of events, first to last, which are of rare types; None: it does not fit."""

BYTES_WORTH_A_PROCESS: Final = 32_000_000
"""Below this the whole walk takes no longer than a process takes to begin."""


class SecondProcess:
    """The process at work.

    Attributes:
        takes: The last event before its range, and the last of its range.

    """

    def __init__(self, answers: Connection) -> None:
        """Hear what it takes."""
        self._answers = answers
        self.takes: tuple[int, int] = answers.recv()

    @property
    def rare(self) -> Sequence[int] | None:
        """What it found in its range, once it is done; None where that does not fit, or no word."""
        with suppress(EOFError):
            found: Sequence[int] | None = self._answers.recv()
            return found
        return None


def is_worth_it(path: Path) -> bool:
    """True where another process saves time and does no harm: Linux, two cores, one thread."""
    may_fork = sys.platform == "linux" and threading.active_count() == 1
    is_long = path.stat().st_size >= BYTES_WORTH_A_PROCESS
    return may_fork and is_long and len(os.sched_getaffinity(0)) > 1


@contextmanager
def second_process(path: Path, walks: Walks) -> Iterator[SecondProcess | None]:
    """Check the later half of the journal in a process of its own while the block runs.

    None where that process could not begin. The file must not be open in this one when this is
    called; inside the block it may be.
    """
    context = multiprocessing.get_context("fork")
    answers, end = context.Pipe(duplex=False)
    process = context.Process(target=_check, args=(path, walks, end), daemon=True)
    process.start()
    end.close()
    try:
        try:
            second = SecondProcess(answers)
        except EOFError:
            second = None
        yield second
    finally:
        process.terminate()
        process.join()
        process.close()
        answers.close()


def _check(path: Path, walks: Walks, answers: Connection) -> None:
    """In the new process. What stands in the way is left to the first one to find and to say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ReturnsError, sqlite3.Error, OSError), closing(open_to_read(path)) as connection:
        first, last = connection.execute(FIRST_AND_LAST).fetchone()
        if first is None:
            return  # an empty file is soon walked
        middle = (first + last) // 2
        answers.send((middle, last))
        answers.send(walks(connection, middle + 1, last))
