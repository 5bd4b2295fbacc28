"""Archives beside the backups of a terminal, each copied once, and their way back.

Owns the folder of archives among the backups. A copy bears the beginning of its own hash in its
name, so that none is ever written over, and no rotation takes one away: they are the old years.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.archives import (
    FOLDER,
    ArchiveFile,
    archived_in,
    is_file_name,
)
from returns_desk.adapters.journal.opening import open_to_read
from returns_desk.adapters.safe_files import copy_faults, copy_safely, sha256_of, sync_folder
from returns_desk.domain.errors import OperatorMistake

ARCHIVES: Final = "archive"
"""The folder of archives beside those of the journal's backups and of personal data."""
_DIGITS: Final = 8


def archives_of(journal: Path) -> tuple[ArchiveFile, ...]:
    """The archives that a journal names.

    Raises:
        EnvironmentFault: the journal can't be read.
    """
    with closing(open_to_read(journal)) as connection, sqlite_faults(journal):
        archived = archived_in(connection)
    return archived.files if archived else ()


def keep_archives(journal: Path, profile: Path, folder: Path) -> None:
    """See that each archive of a profile is among its backups; one that is away stays away.

    Raises:
        OperatorMistake: an archive was changed, and no good copy is among the backups.
        EnvironmentFault: the disk can't take a copy.
    """
    for archive in archives_of(journal):
        source, target = profile / FOLDER / archive.file, folder / _kept_name(archive)
        if _is_good(target, archive) or not source.exists():
            continue
        if not _is_good(source, archive):
            message = (
                f"{source}: this archive was changed. No backup was made, and the last good one "
                "was kept. Run 'returns-desk journal verify'."
            )
            raise OperatorMistake(message, code="journal_bent")
        copy_whole(source, target)


def bring_archives(journal: Path, profile: Path, backup: Path, staging: Path) -> None:
    """Stage what the journal names and the profile has not, as far as it lies beside the backup.

    Raises:
        EnvironmentFault: the disk can't take a copy.
    """
    for archive in archives_of(journal):
        copy = backup.parent.parent / ARCHIVES / _kept_name(archive)
        if not _is_good(profile / FOLDER / archive.file, archive) and _is_good(copy, archive):
            copy_safely(copy, staging / FOLDER / archive.file)


def strange_archives(journal: Path, profile: Path, staged: Sequence[str]) -> Iterator[str]:
    """Archives in a profile that the journal does not name; their paths inside the profile.

    Names among `staged` are left out: what bears them is replaced.

    Raises:
        EnvironmentFault: a file can't be read.
    """
    named = {each.file: each for each in archives_of(journal)}
    archives = (each for each in (profile / FOLDER).glob("*") if is_file_name(each.name))
    for path in sorted(archives):
        archive = named.get(path.name)
        is_strange = archive is None or not _is_good(path, archive)
        if is_strange and path.name not in staged:
            yield f"{FOLDER}/{path.name}"


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file, which appears under its name once all of it is on disk."""
    beside = target.with_name(f".{target.name}.new")
    try:
        copy_safely(source, beside)
        with copy_faults(target):
            beside.replace(target)
            sync_folder(target.parent)
    finally:
        with copy_faults(target):
            beside.unlink(missing_ok=True)


def _kept_name(archive: ArchiveFile) -> str:
    path = Path(archive.file)
    return f"{path.stem}-{archive.sha256[:_DIGITS]}{path.suffix}"


def _is_good(path: Path, archive: ArchiveFile) -> bool:
    return path.is_file() and sha256_of(path) == archive.sha256
