"""One backup of a profile: copied beside a running desk, checked, named, and older ones rotated.

Owns what goes into a backup. No key ever does, and personal data (people.db and
the files of cases) lie in a folder of their own. It must not decide when.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from returns_desk import __version__
from returns_desk.adapters.credit.trusted_terminals import FOLDER as TERMINALS
from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal import schema
from returns_desk.adapters.journal.hash_chain import Link
from returns_desk.adapters.journal.opening import open_to_read
from returns_desk.adapters.journal.stored_links import SELECT_LAST, stored_link
from returns_desk.adapters.journal.verified_file import verified_file
from returns_desk.adapters.keeping import manifests
from returns_desk.adapters.keeping.archive_copies import ARCHIVES, keep_archives
from returns_desk.adapters.keeping.backup_places import BackupPlaces, backup_name
from returns_desk.adapters.keeping.database_copies import check_database, copy_database
from returns_desk.adapters.keeping.evidence_copies import copy_evidence
from returns_desk.adapters.keeping.manifests import Manifest, write_manifest
from returns_desk.adapters.keeping.outside_profile import refuse_inside
from returns_desk.adapters.people import formats as people_formats
from returns_desk.adapters.people.damage import people_damage
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.safe_files import (
    Progress,
    copy_safely,
    sha256_of,
    unwatched,
    whole_folder,
    write_safely,
)
from returns_desk.application.keeping import Rotation
from returns_desk.domain.errors import OperatorMistake

CONFIGURATION: Final = "config.toml"
PUBLIC_KEY: Final = "public_key.txt"


@dataclass(frozen=True, slots=True)
class BackupMade:
    """What a backup came to. `people` None where there were no personal data to copy.

    `people_problem`: why those that are there were not copied, with the mend; None where they were.
    """

    folder: Path
    people: Path | None
    sequence: int
    hash: str
    made_at: str
    bytes: int
    removed: int
    people_problem: str | None = None


@dataclass(slots=True)
class _Watched:
    """How far all databases together are."""

    on_progress: Progress
    total: int
    done: int = 0

    def copy(self, source: Path, target: Path) -> None:
        def show(done: int, total: int) -> None:
            self.on_progress(self.done + done, max(self.total, self.done + total))

        copy_database(source, target, show)
        self.done += target.stat().st_size


@dataclass(frozen=True, slots=True)
class _Seal:
    """What every manifest of one backup says."""

    profile: Profile
    end: Link
    made_at: str

    def close(self, folder: Path, kind: str) -> None:
        """Check each database of a folder and write its manifest."""
        for path in folder.glob("*.db"):
            check_database(path)
        files = sorted(each for each in folder.rglob("*") if each.is_file())
        settings, key = self.profile.configuration, self.profile.terminal_key
        manifest = Manifest(
            kind=kind,
            made_at=self.made_at,
            program=__version__,
            store=settings.store.id,
            terminal=settings.terminal,
            installation=settings.installation,
            public_key=key.public_key,
            sequence=self.end.sequence,
            hash=self.end.hash.hex(),
            formats={"journal": schema.FORMAT_VERSION, "people": people_formats.FORMAT_VERSION},
            files={each.relative_to(folder).as_posix(): sha256_of(each) for each in files},
        )
        write_manifest(folder, manifest, key)


def make_backup(
    profile: Profile, folder: Path, rotation: Rotation, on_progress: Progress = unwatched
) -> BackupMade:
    """Copy everything but keys, check the copy, and rotate; a relative folder begins there.

    What `on_progress` raises stops it, and nothing half made is left.

    Raises:
        OperatorMistake: there is no journal yet or it is gone, it does not verify or is not this
            terminal's own, or the folder lies in the profile.
        EnvironmentFault: the folder can't take it.
    """
    mend = "Name a folder for backups elsewhere, on another disk if there is one."
    refuse_inside(profile.directory, profile.directory / folder, mend)
    now, places = profile.clock.now(), backup_places(profile, folder)
    places.rotate_people(now, rotation)
    watched = _Watched(on_progress, _bytes_to_copy(profile))
    target = places.folder(manifests.JOURNAL) / backup_name(now)
    problem = people_damage(profile.people_path)
    with places.none_left_empty(), whole_folder(target) as filling:
        end = _copy_journal(profile, filling / profile.journal_path.name, watched)
        archives = places.folder(ARCHIVES)
        keep_archives(filling / profile.journal_path.name, profile.directory, archives)
        seal = _Seal(profile, end, now.isoformat(timespec="milliseconds"))
        if profile.sales_path.exists():
            watched.copy(profile.sales_path, filling / profile.sales_path.name)
        for name in _configuration_files(profile):
            copy_safely(profile.directory / name, filling / name)
        write_safely(filling / PUBLIC_KEY, f"{profile.terminal_key.public_key}\n".encode())
        seal.close(filling, manifests.JOURNAL)
        people = None if problem else _copy_people(profile, places, target.name, seal, watched)
    removed = places.rotate_journal(now, rotation)
    on_progress(watched.done, watched.done)
    return BackupMade(
        folder=target,
        people=people,
        sequence=end.sequence,
        hash=end.hash.hex(),
        made_at=seal.made_at,
        bytes=watched.done,
        removed=removed,
        people_problem=problem,
    )


def backup_places(profile: Profile, folder: Path, public_key: str | None = None) -> BackupPlaces:
    """Where this terminal's backups lie below a folder, by its key unless one is given."""
    settings, key = profile.configuration, public_key or profile.terminal_key.public_key
    root = profile.directory / folder
    return BackupPlaces.of_terminal(root, settings.store.id, settings.terminal, key)


def _bytes_to_copy(profile: Profile) -> int:
    databases = (profile.journal_path, profile.sales_path, profile.people_path)
    return sum(path.stat().st_size for path in databases if path.exists())


def _copy_journal(profile: Profile, target: Path, watched: _Watched) -> Link:
    """The copy, walked from its first event to its last; its last link."""
    profile.refuse_a_lost_journal()
    if not profile.journal_path.exists():
        message = f"{profile.journal_path}: there is no journal yet. Open the desk once."
        raise OperatorMistake(message, code="no_journal")
    watched.copy(profile.journal_path, target)
    found, _ = verified_file(target, [], None, deep=False, owner=profile.owner)
    if found.bent is not None:
        message = (
            f"{profile.journal_path}: {found.bent.message} No backup was made of it, and the last "
            "good one was kept. Run 'returns-desk journal verify'."
        )
        raise OperatorMistake(message, code="journal_bent")
    with closing(open_to_read(target)) as reading, sqlite_faults(target):
        row = reading.execute(SELECT_LAST).fetchone()
    if row is None:
        message = f"{profile.journal_path}: nothing is recorded yet. Open the desk once."
        raise OperatorMistake(message, code="no_journal")
    return stored_link(row)


def _copy_people(
    profile: Profile, places: BackupPlaces, name: str, seal: _Seal, watched: _Watched
) -> Path | None:
    """Personal data in a folder of their own, which goes sooner than the rest."""
    if not profile.people_path.exists():
        return None
    target = places.folder(manifests.PEOPLE) / name
    with whole_folder(target) as filling:
        watched.copy(profile.people_path, filling / profile.people_path.name)
        watched.done += copy_evidence(profile.directory, filling, target.parent)
        seal.close(filling, manifests.PEOPLE)
    return target


def _configuration_files(profile: Profile) -> Iterator[str]:
    """config.toml, the packs that lie in the profile, and the keys of trusted terminals."""
    yield CONFIGURATION
    for name in dict.fromkeys(profile.configuration.packs):
        is_inside = not PurePath(name).is_absolute() and ".." not in PurePath(name).parts
        if is_inside and (profile.directory / name).is_file():
            yield PurePath(name).as_posix()
    for path in sorted((profile.directory / TERMINALS).glob("*.toml")):
        yield f"{TERMINALS}/{path.name}"
