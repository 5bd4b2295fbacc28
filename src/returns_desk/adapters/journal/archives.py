"""Which old events lie in archive files: the event that says so, and the files that it names.

Owns the event `journal_archived` and the names of files. Each such event names every archive since
the beginning, so that the last one is enough. It must not read an archive.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple, Self, cast

from returns_desk.adapters.journal import event_places
from returns_desk.adapters.journal.hash_chain import (
    BEFORE_GENESIS,
    Link,
    Origin,
    is_whole,
    read_envelope,
)
from returns_desk.adapters.journal.restored import JOURNAL_ARCHIVED, Writer
from returns_desk.application.archived_events import ARCHIVE_AWAY
from returns_desk.application.ports import Json, NewEvent
from returns_desk.domain.errors import EnvironmentFault

FOLDER: Final = "archive"
"""Beside the journal's file."""
_FILE_NAME: Final = re.compile(r"journal-[0-9]+-[0-9]+\.db")
_BEGINNING: Final = "SELECT sequence FROM main.events ORDER BY sequence LIMIT 1"
_SAYS_SO: Final = event_places.Wanted(types=(JOURNAL_ARCHIVED,))


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A run of events in a file of their own. Hashes in lower-case hex; `sha256` of all bytes."""

    file: str
    first: int
    last: int
    hash_before: str
    last_hash: str
    sha256: str

    @classmethod
    def read(cls, document: dict[str, Any]) -> Self:
        """The record that an event holds.

        Raises:
            ValueError: the values are not of the kind that we write.
            KeyError, TypeError: one is missing.

        """
        found = cls(**{name: document[name] for name in cls.__dataclass_fields__})
        texts = (found.file, found.hash_before, found.last_hash, found.sha256)
        is_right = all(isinstance(each, str) for each in texts) and (
            type(found.first) is int and type(found.last) is int and 0 < found.first <= found.last
        )
        if not is_right or found.file != file_name(found.first, found.last):
            message = "no archive as we write it"
            raise ValueError(message)
        return found


@dataclass(frozen=True, slots=True)
class Archived:
    """What the event with that sequence says: every archive, oldest first, and who wrote them."""

    sequence: int
    files: tuple[ArchiveFile, ...]
    writers: tuple[Writer, ...]


class Found(NamedTuple):
    """An archive and where it lies; `path` None where it is away."""

    archive: ArchiveFile
    path: Path | None = None


def file_name(first: int, last: int) -> str:
    """The name of the file that holds these events."""
    return f"journal-{first}-{last}.db"


def is_file_name(name: str) -> bool:
    """Whether `file_name` may have made this name."""
    return _FILE_NAME.fullmatch(name) is not None


def archived_event(
    files: Sequence[ArchiveFile], writers: Iterable[Writer], public_key: str
) -> NewEvent:
    """The event that says where events are, and who wrote them and goes on."""
    wrote: list[Json] = [
        {
            "since": each.since,
            "installation": each.origin.installation,
            "terminal": each.origin.terminal,
            "public_key": each.public_key,
        }
        for each in writers
    ]
    archives: list[Json] = [cast("dict[str, Json]", asdict(each)) for each in files]
    payload: dict[str, Json] = {"archives": archives, "writers": wrote, "public_key": public_key}
    return NewEvent(JOURNAL_ARCHIVED, payload)


def archived_in(connection: sqlite3.Connection) -> Archived | None:
    """What the journal itself says of its archives; None where it says nothing that can be read."""
    begins = beginning(connection)
    if begins in {None, 1}:
        return None
    found: Archived | None = None
    for look in (event_places.every_link, event_places.links_looked_through):
        links = list(look(connection, _SAYS_SO, 0))
        found = _read(links[-1]) if links else None
        # The last archive ends where the file begins, else the table that was asked was bent.
        if found is not None and found.files[-1].last + 1 == begins:
            break
    return found


def beginning(connection: sqlite3.Connection) -> int | None:
    """The first event in the journal's own file; None where there is none."""
    row = connection.execute(_BEGINNING).fetchone()
    return None if row is None else int(row[0])


def find_archives(
    archived: Archived | None, journal_path: Path, folders: Sequence[Path] = ()
) -> tuple[Found, ...]:
    """Each archive of a journal, in its own folder or in one that a person named."""
    places = (journal_path.parent / FOLDER, *folders)
    files = archived.files if archived else ()
    return tuple(Found(each, _place_of(each.file, places)) for each in files)


def away_to(archives: Sequence[Found]) -> int:
    """The last event that can't be read, since its archive is away; 0 where all are here."""
    return max((each.archive.last for each in archives if each.path is None), default=0)


def away_fault(journal_path: Path, archives: Sequence[Found]) -> EnvironmentFault:
    """What is said where events of archives that are away are wanted."""
    missing = [each.archive for each in archives if each.path is None]
    names = ", ".join(each.file for each in missing)
    message = (
        f"{journal_path}: events {missing[0].first} to {missing[-1].last} are wanted, and lie in "
        f"{names}, which is not here. Put it back into {journal_path.parent / FOLDER}, or name its "
        "folder with --archives."
    )
    return EnvironmentFault(message, code=ARCHIVE_AWAY, last=missing[-1].last)


def _place_of(file: str, places: Sequence[Path]) -> Path | None:
    return next((folder / file for folder in places if (folder / file).is_file()), None)


def _read(link: Link) -> Archived | None:
    """None where the event was bent or is none of ours: then nothing vouches for a file."""
    try:
        event = read_envelope(link)
        files = tuple(map(ArchiveFile.read, cast("list[Any]", event.payload["archives"])))
        writers = tuple(_writers(cast("list[Any]", event.payload["writers"])))
    except (ValueError, KeyError, TypeError):
        return None
    is_ours = is_whole(link) and event.type == JOURNAL_ARCHIVED and _follow(files)
    return Archived(link.sequence, files, writers) if is_ours and writers else None


def _follow(files: Sequence[ArchiveFile]) -> bool:
    """Whether the archives make one chain from the genesis on."""
    last, last_hash = 0, BEFORE_GENESIS.hex()
    for each in files:
        if (each.first, each.hash_before) != (last + 1, last_hash):
            return False
        last, last_hash = each.last, each.last_hash
    return bool(files)


def _writers(documents: Iterable[dict[str, Any]]) -> Iterator[Writer]:
    for each in documents:
        origin = Origin(str(each["installation"]), str(each["terminal"]))
        yield Writer(int(each["since"]), origin, str(each["public_key"]))
