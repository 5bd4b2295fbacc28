"""The verification of a journal's file: the quick walk first, the slow one where it finds damage.

Owns what an unreadable file is said to be. It must not write, and keeps no connection.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.journal.archive_walk import links_of, walk_archives
from returns_desk.adapters.journal.archives import FOLDER, Found, archived_in, find_archives
from returns_desk.adapters.journal.deep_check import deep_problem
from returns_desk.adapters.journal.hash_chain import Link
from returns_desk.adapters.journal.opening import open_to_read
from returns_desk.adapters.journal.ownership import Owner
from returns_desk.adapters.journal.quick_walk import quick_walk
from returns_desk.adapters.journal.schema import guard_problem
from returns_desk.adapters.journal.second_process import SecondProcess
from returns_desk.adapters.journal.stored_links import SELECT_FROM, stored_link
from returns_desk.adapters.journal.verification import Walk, verify_chain
from returns_desk.application.ports import BentEvent, Verification
from returns_desk.domain.errors import Defect, EnvironmentFault

# What SQLite refuses of our own fixed statements is a damaged description.
_DAMAGE: Final = frozenset({"damaged", "not_a_database", "sqlite_refused"})


def verified_file(
    path: Path,
    anchors: Sequence[Anchor],
    second: SecondProcess | None,
    *,
    deep: bool,
    archive_folders: Sequence[Path] = (),
    owner: Owner | None = None,
) -> tuple[Verification, str | None]:
    """The verdict, and what is wrong with the guards in one sentence, or None.

    Archives are looked for beside the file and in `archive_folders`. `owner` is whose journal it
    has to be; without one, it may be anybody's.

    Raises:
        EnvironmentFault: The file can't be read at all.

    """
    archives: Sequence[Found] = ()
    with closing(open_to_read(path)) as connection:
        try:
            with sqlite_faults(path):
                archived = archived_in(connection)
            archives = find_archives(archived, path, archive_folders)
            before = walk_archives(archived, archives, anchors)
            parts = _Parts(path, connection, archives, before)
            found = _compared(parts, anchors, second, deep=deep, owner=owner)
        except (EnvironmentFault, Defect) as fault:
            if fault.code not in _DAMAGE:
                raise
            bent = BentEvent(0, "unreadable", fault.message)
            found = Verification(events=0, bent=bent, vouched_to=0, anchors=())
        if found.bent is not None and _have_moved(connection, archives):
            folders = archive_folders
            return verified_file(
                path, anchors, None, deep=deep, archive_folders=folders, owner=owner
            )
        return found, guard_problem(connection) if found.events else None


def _have_moved(connection: sqlite3.Connection, archives: Sequence[Found]) -> bool:
    """Whether more was archived while the chain was walked, so that the walk met a gap."""
    with suppress(sqlite3.Error):
        archived = archived_in(connection)
        return archived is not None and len(archived.files) > len(archives)
    return False


@dataclass(frozen=True, slots=True)
class _Parts:
    """The journal's file, the archives before it, and the walk over those."""

    path: Path
    connection: sqlite3.Connection
    archives: Sequence[Found]
    before: Walk

    def links(self, start: int) -> Iterator[Link]:
        """Links of the journal's file."""
        with sqlite_faults(self.path):
            yield from map(stored_link, self.connection.execute(SELECT_FROM, [start]))

    def every_link(self, start: int) -> Iterator[Link]:
        """Links of archives and journal, as far as they are here."""
        yield from links_of(self.archives, start)
        yield from self.links(start)

    def away(self) -> Iterator[str]:
        """What is to be said of each archive that is not here."""
        for archive, path in self.archives:
            if path is None:
                yield (
                    f"Events {archive.first} to {archive.last} lie in {archive.file}, which is not "
                    f"here: not provable now. Put it into {self.path.parent / FOLDER}, or name its "
                    "folder with --archives."
                )


def _compared(
    parts: _Parts,
    anchors: Sequence[Anchor],
    second: SecondProcess | None,
    *,
    deep: bool,
    owner: Owner | None,
) -> Verification:
    walked = None
    if not deep and parts.before.bent is None:
        with suppress(sqlite3.Error):  # The slow walk meets it again, and says what it is.
            walked = quick_walk(parts.connection, anchors, second, parts.before)
    found = verify_chain(
        parts.links,
        anchors,
        every_signature=deep,
        walked=walked,
        before=parts.before,
        owner=owner,
    )
    found = replace(found, warnings=(*found.warnings, *parts.away()))
    if deep and found.bent is None:
        with sqlite_faults(parts.path):
            is_whole = not found.away_to
            bent = deep_problem(parts.connection, parts.every_link, is_whole=is_whole)
            return replace(found, bent=bent)
    return found
