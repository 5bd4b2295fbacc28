"""Whether the index that finds cases says what the events say: for `journal verify --deep`.

Owns the comparison of a copy of `search.db` with an index made afresh. An index that lags behind,
is of another version or is not there at all is none the worse: whoever searches makes it up. It
must not change the index that it looks at.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.search import FILE_NAME
from returns_desk.adapters.journal.search_index import SearchIndex
from returns_desk.application.ports import BentEvent
from returns_desk.domain.errors import EnvironmentFault

_WORDS: Final = "SELECT id, case_id, words FROM case_words ORDER BY id"
_IS_MADE: Final = "SELECT 1 FROM sqlite_master WHERE name = 'found'"
_COMPARE: Final = "INSERT INTO found (found, rank) VALUES ('integrity-check', 1)"
"""SQLite's own comparison of the full-text index with the words that it was made of."""
_DAMAGED: Final = frozenset({"damaged", "not_a_database"})


def search_problem(journal: sqlite3.Connection, journal_path: Path) -> BentEvent | None:
    """What is wrong with the index beside a journal, or None; sequence 0, for it is no event's.

    Raises:
        EnvironmentFault: The journal can't be read, or there is no room for the copies.

    """
    path = journal_path.with_name(FILE_NAME)
    if not path.exists():
        return None
    with TemporaryDirectory(prefix="returns-desk-") as folder:
        kept, fresh = Path(folder) / "kept.db", Path(folder) / "fresh.db"
        if not _is_copied(path, kept):
            return _bent("is damaged")
        return None if _are_alike(journal, journal_path, kept, fresh) else _bent("differs from it")


def _is_copied(path: Path, target: Path) -> bool:
    """Copy the index as it stands at one moment; False where it is not whole."""
    try:
        with (
            sqlite_faults(path),
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target, isolation_level=None)) as copy,
        ):
            source.backup(copy)
            answer = str(copy.execute("PRAGMA integrity_check(1)").fetchone()[0])
            if answer == "ok" and copy.execute(_IS_MADE).fetchone():
                copy.execute(_COMPARE)
            return answer == "ok"
    except EnvironmentFault as fault:
        if fault.code not in _DAMAGED:
            raise
        return False


def _are_alike(journal: sqlite3.Connection, journal_path: Path, kept: Path, fresh: Path) -> bool:
    """Whether both hold the same words once they have followed the journal to the same event."""
    words = []
    with sqlite_faults(journal_path):
        journal.execute("BEGIN")
        try:
            for path in (kept, fresh):
                with closing(SearchIndex(path, journal_path)) as index:
                    index.follow(journal)
                with closing(sqlite3.connect(path)) as made:
                    words.append(made.execute(_WORDS).fetchall())
        finally:
            journal.execute("ROLLBACK")
    return words[0] == words[1]


def _bent(what: str) -> BentEvent:
    message = (
        f"{FILE_NAME}, which finds cases and is made from the journal, {what}. Run 'returns-desk "
        "journal rebuild'."
    )
    return BentEvent(0, "search_index", message)
