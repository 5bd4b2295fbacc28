"""A second process that makes the search index while this one makes the tables.

Owns how the events reach it. It gets them from the walk that reads them anyway and never touches
the journal, so that the file may be open here; whoever asks runs no other thread, and has let go
of the index. What it does not come to, or can't do, is left to be followed by its cursor.
"""

import gc
import multiprocessing
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from returns_desk.adapters.journal.hash_chain import Link
from returns_desk.adapters.journal.search_index import SearchIndex
from returns_desk.adapters.journal.second_process import is_worth_it
from returns_desk.adapters.safe_files import Progress
from returns_desk.domain.errors import ReturnsError

EVENTS_AT_A_TIME: Final = 10_000


class IndexBeside:
    """The process at work, as far as it is told."""

    def __init__(self, events: Connection) -> None:
        """Tell it by this."""
        self._events = events
        self._untold: list[Link] = []
        self._listens = True

    def hear(self, link: Link) -> None:
        """Take the next event of the journal."""
        self._untold.append(link)
        if len(self._untold) >= EVENTS_AT_A_TIME:
            self._tell()

    def end(self) -> None:
        """Tell the rest, and that there is no more."""
        if self._untold:
            self._tell()
        self._tell()

    def _tell(self) -> None:
        if self._listens:
            try:
                self._events.send([tuple(link) for link in self._untold])
            except OSError:  # It is gone; nobody needs it.
                self._listens = False
        self._untold.clear()


@contextmanager
def index_beside(path: Path, journal_path: Path) -> Iterator[IndexBeside | None]:
    """Make the index at `path` in a process of its own, from what it hears inside the block.

    None where a process saves nothing or does harm. When the block has ended well the process is
    done; where it failed the process is stopped, and the index knows what it had committed.
    """
    if not is_worth_it(journal_path):
        yield None
        return
    context = multiprocessing.get_context("fork")
    heard, events = context.Pipe(duplex=False)
    process = context.Process(target=_index, args=(path, journal_path, heard, events), daemon=True)
    process.start()
    heard.close()
    beside = IndexBeside(events)
    try:
        yield beside
        beside.end()
        process.join()
    finally:
        process.terminate()
        process.join()
        process.close()
        events.close()


def tables_progress(on_progress: Progress | None, beside: IndexBeside | None) -> Progress | None:
    """Half of the whole where the search index follows the tables; all of it where it is beside."""
    if on_progress is None:
        return None
    return lambda done, of: on_progress(2 * done if beside else done, 2 * of)


def _index(path: Path, journal_path: Path, heard: Connection, events: Connection) -> None:
    """In the new process. What stands in the way is left to the first one to find and to say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # So that no connection of the first process is ever closed from here.
    events.close()  # Else it would never hear that the first process is gone.
    with (
        suppress(ReturnsError, sqlite3.Error, OSError, EOFError),
        closing(SearchIndex(path, journal_path)) as index,
    ):
        while links := heard.recv():
            index.take(map(Link._make, links))
        index.tidy()
