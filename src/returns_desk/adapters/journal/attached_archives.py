"""Makes a reading connection see archives and journal as one table of events.

Owns the temporary view that stands before the table: whoever selects from `events` on this
connection gets the whole chain, as far as it is here. It must not check a chain; that is
verification.py's.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from returns_desk.adapters.journal import event_places
from returns_desk.adapters.journal.archive_walk import links_of
from returns_desk.adapters.journal.archives import (
    Found,
    archived_in,
    away_fault,
    away_to,
    beginning,
    find_archives,
)
from returns_desk.adapters.journal.event_places import Wanted
from returns_desk.adapters.journal.hash_chain import Link

MOST_ARCHIVES: Final = 8
"""SQLite takes ten files more on one connection; whoever archives joins files before that."""
_OPENED: Final = "case_opened"


class AttachedArchives:
    """The archives of the journal that a connection reads."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, folders: Sequence[Path] = ()
    ) -> None:
        """Attach what is here; `folders` are looked into beside the journal's own."""
        self._connection, self._path, self._folders = connection, path, folders
        self._begins: int | None = None
        self._found: tuple[Found, ...] = ()
        # A damaged journal is opened all the same: `verify` names the damage.
        with suppress(sqlite3.Error):
            self._attach()

    def links(self) -> Iterator[Link]:
        """Every link that lies in an archive, in order.

        Raises:
            EnvironmentFault: `archive_away`, or a file can't be read.

        """
        self.refuse_what_is_away(0)
        return links_of(self._found, 1)

    def have_moved(self) -> bool:
        """True where more was archived since, and is attached now: what was read may lack it."""
        if beginning(self._connection) == self._begins:
            return False
        self._attach()
        return True

    def refuse_what_is_away(self, after: int, case_id: str | None = None) -> None:
        """Stop where events after that one are wanted which lie in an archive that is away.

        Raises:
            EnvironmentFault: `archive_away`; names the file and the mend.

        """
        if after < away_to(self._found) and not (case_id and self._begins_here(case_id)):
            raise away_fault(self._path, self._found)

    def _attach(self) -> None:
        connection = self._connection
        _let_go(connection)
        self._begins = beginning(connection)
        found = find_archives(archived_in(connection), self._path, self._folders)
        self._found = tuple(
            each if _is_attached(connection, f"archive_{place}", each) else Found(each.archive)
            for place, each in enumerate(found)
        )
        names = [f"archive_{place}" for place, each in enumerate(self._found) if each.path]
        if names:
            _stand_before(connection, (*names, "main"))

    def _begins_here(self, case_id: str) -> bool:
        links = event_places.next_links(self._connection, Wanted(case_id), 0)
        return bool(links) and event_places.is_of_type(links[0].envelope, _OPENED)


def _is_attached(connection: sqlite3.Connection, name: str, found: Found) -> bool:
    """Whether the file was attached; one that ends with another event is as good as away."""
    if found.path is None:
        return False
    address = f"{found.path.absolute().as_uri()}?mode=ro&immutable=1"
    statement = f"SELECT sequence, lower(hex(hash)) FROM {name}.events ORDER BY 1 DESC LIMIT 1"  # noqa: S608 -- a name of ours
    try:
        connection.execute(f"ATTACH ? AS {name}", [address])
        end = connection.execute(statement).fetchone()
    except sqlite3.Error:
        end = None
    if end == (found.archive.last, found.archive.last_hash):
        return True
    _detach(connection, [name])
    return False


def _stand_before(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """A name without its database is looked for among temporary things first."""
    everywhere = set.intersection(*(_columns(connection, name) for name in names))
    columns = ", ".join(sorted(everywhere))
    parts = " UNION ALL ".join(f"SELECT {columns} FROM {name}.events" for name in names)  # noqa: S608 -- names of ours and of our own tables' columns
    connection.execute(f"CREATE TEMP VIEW events AS {parts}")


def _columns(connection: sqlite3.Connection, name: str) -> set[str]:
    return {str(row[1]) for row in connection.execute(f"PRAGMA {name}.table_xinfo(events)")}


def _let_go(connection: sqlite3.Connection) -> None:
    connection.execute("DROP VIEW IF EXISTS temp.events")
    rows = connection.execute("PRAGMA database_list").fetchall()
    _detach(connection, (str(row[1]) for row in rows if str(row[1]).startswith("archive_")))


def _detach(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    attached = {str(row[1]) for row in connection.execute("PRAGMA database_list")}
    for name in names:
        if name in attached:
            connection.execute(f"DETACH {name}")
