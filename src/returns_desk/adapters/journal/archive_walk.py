"""The walk over a journal's archives, from its first event to where the journal's file begins.

Owns what is said of an archive that is bent, exchanged or away. One that is away is passed over:
the walk goes on with the hash that the journal says it ended with. It must not write.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.journal.archives import Archived, ArchiveFile, Found, away_to
from returns_desk.adapters.journal.hash_chain import Link
from returns_desk.adapters.journal.opening import open_to_read
from returns_desk.adapters.journal.quick_walk import quick_walk
from returns_desk.adapters.journal.stored_links import FIRST_AND_LAST, SELECT_FROM, stored_link
from returns_desk.adapters.journal.verification import Walk, walk_slowly
from returns_desk.adapters.safe_files import sha256_of
from returns_desk.application.ports import BentEvent
from returns_desk.domain.errors import ReturnsError


def walk_archives(
    archived: Archived | None, archives: Sequence[Found], anchors: Sequence[Anchor]
) -> Walk:
    """What a walk comes to know of them; `bent` says where it stopped.

    Raises:
        EnvironmentFault: a file that is there can't be read.

    """
    walk = Walk(anchors)
    if archived is None:
        return walk
    walk = replace(walk, archived_at=archived.sequence, away_to=away_to(archives))
    if walk.away_to:
        walk.told_writers = archived.writers
    for archive, path in archives:
        walk = _passed_over(walk, archive) if path is None else _walked(walk, archive, path)
        if walk.bent is not None:
            break
    return walk


def links_of(archives: Sequence[Found], start: int) -> Iterator[Link]:
    """Every link from a sequence on that lies in an archive which is here.

    Raises:
        EnvironmentFault: a file can't be read.

    """
    for archive, path in archives:
        if path is not None and archive.last >= start:
            with closing(open_to_read(path)) as connection, sqlite_faults(path):
                yield from map(stored_link, connection.execute(SELECT_FROM, [start]))


def _passed_over(walk: Walk, archive: ArchiveFile) -> Walk:
    """As the journal says that it ended; nothing before it is proved by the walk any more."""
    known = {anchor.sequence for anchor in walk.anchors} & {archive.last}
    return replace(
        walk,
        events=archive.last,
        last_hash=bytes.fromhex(archive.last_hash),
        hashes=walk.hashes | dict.fromkeys(known, archive.last_hash),
    )


def _walked(before: Walk, archive: ArchiveFile, path: Path) -> Walk:
    try:
        if _is_another(archive, path):
            message = f"{path}: this is not the archive that the journal names. {_MEND}"
            return replace(before, bent=BentEvent(archive.first, "changed", message))
        walk = _through_the_file(before, path)
        if walk.bent is None:
            walk.bent = _other_end(walk, archive, path)
        if walk.bent is None and sha256_of(path) != archive.sha256:
            message = f"{path}: bytes of this archive were changed, though none of an event. "
            walk.bent = BentEvent(archive.first, "changed", f"{message}{_MEND}")
    except ReturnsError as fault:
        if fault.code not in _DAMAGE:
            raise
        message = f"{fault.message.partition(': ')[0]}: this archive is damaged. {_MEND}"
        return replace(before, bent=BentEvent(archive.first, "unreadable", message))
    return walk


_MEND: Final = "Put it back from a backup."
_DAMAGE: Final = frozenset(
    {"damaged", "not_a_database", "sqlite_refused", "no_journal", "foreign_journal"}
)
"""What is said of a file that holds no events of ours any more."""


def _through_the_file(before: Walk, path: Path) -> Walk:
    def read_links(start: int) -> Iterator[Link]:
        with sqlite_faults(path):
            yield from map(stored_link, connection.execute(SELECT_FROM, [start]))

    with closing(open_to_read(path)) as connection:
        quick = None
        with suppress(sqlite3.Error):  # The slow walk meets it again, and says what it is.
            quick = quick_walk(connection, before.anchors, before=before)
        walk = quick or walk_slowly(read_links, before.anchors, before)
        if walk.bent is not None:
            message = f"{path}: {walk.bent.message} {_MEND}"
            walk.bent = replace(walk.bent, message=message)
        return walk


def _is_another(archive: ArchiveFile, path: Path) -> bool:
    """True where the events inside have other numbers at both ends."""
    with closing(open_to_read(path)) as connection, sqlite_faults(path):
        first, last = connection.execute(FIRST_AND_LAST).fetchone()
    return bool(first != archive.first and last != archive.last)


def _other_end(walk: Walk, archive: ArchiveFile, path: Path) -> BentEvent | None:
    """Where a chain that fits in itself does not end as the journal says."""
    if (walk.events, walk.last_hash.hex()) == (archive.last, archive.last_hash):
        return None
    if walk.events < archive.last:
        message = f"{path}: events {walk.events + 1} to {archive.last} were removed. {_MEND}"
        return BentEvent(walk.events + 1, "removed", message)
    message = (
        f"{path}: an event between {archive.first} and {archive.last} was changed, with all that "
        f"follow, or this is another journal's archive. {_MEND}"
    )
    return BentEvent(archive.first, "changed", message)
