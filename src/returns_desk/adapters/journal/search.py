"""Searching a journal: the index opened when it is first needed, followed, mended, asked.

Owns when `search.db` is opened and thrown away. A damaged index is no loss: it is made again from
the journal, and nobody has to be asked.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.index_beside import IndexBeside, index_beside
from returns_desk.adapters.journal.search_index import SearchIndex
from returns_desk.domain.errors import EnvironmentFault

FILE_NAME: Final = "search.db"
Answer = TypeVar("Answer")

_DAMAGED: Final = frozenset({"damaged", "not_a_database"})


class Search:
    """The index of one journal. Not for two threads at once; the reader's lock sees to that."""

    def __init__(self, journal_path: Path) -> None:
        """Know where the index lies, beside its journal; nothing is opened yet."""
        self._path = journal_path.with_name(FILE_NAME)
        self._journal_path = journal_path
        self._index: SearchIndex | None = None

    def newest(self, journal: sqlite3.Connection, text: str, limit: int) -> list[str]:
        """Ids of the cases that hold every word, newest first, up to the last event.

        Raises:
            EnvironmentFault: The index can't be written.

        """

        def ask(index: SearchIndex) -> list[str]:
            index.follow(journal)
            return index.newest(text, limit)

        return self._mended(ask)

    @contextmanager
    def begun_afresh(self) -> Iterator[IndexBeside | None]:
        """Throw the index away; in the block a process makes it of what it hears, if one may.

        Raises:
            EnvironmentFault: The index can't be taken away.

        """
        self.close()
        self._remove()
        with index_beside(self._path, self._journal_path) as beside:
            yield beside

    def follow(self, journal: sqlite3.Connection, on_taken: Callable[[int], None]) -> None:
        """Bring the index up to the last event; `on_taken` hears to which it came.

        Raises:
            EnvironmentFault: The index can't be written.

        """
        self._mended(lambda index: index.follow(journal, on_taken))

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        if self._index is not None:
            self._index.close()
        self._index = None

    def _mended(self, work: Callable[[SearchIndex], Answer]) -> Answer:
        try:
            return work(self._opened())
        except EnvironmentFault as fault:
            if fault.code not in _DAMAGED:
                raise
        self.close()
        self._remove()
        return work(self._opened())

    def _opened(self) -> SearchIndex:
        if self._index is None:
            self._index = SearchIndex(self._path, self._journal_path)
        return self._index

    def _remove(self) -> None:
        with file_faults(self._path):
            for ending in ("", "-wal", "-shm"):
                self._path.with_name(f"{self._path.name}{ending}").unlink(missing_ok=True)
