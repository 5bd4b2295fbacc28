"""Where the backups of a terminal lie, by which names, and which of them go.

Owns the folders FOLDER/<terminal>/journal and FOLDER/<terminal>/people: personal data never lie in
one place with the rest, and go sooner. It must not read or write what is in a backup.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Final, Self

from returns_desk.adapters.keeping.manifests import JOURNAL, MANIFEST, PEOPLE
from returns_desk.adapters.safe_files import copy_faults, remove_folder, sweep
from returns_desk.application.keeping import Rotation, kept, people_expired

_UNFIT: Final = re.compile(r"[^A-Za-z0-9]+")
_STAMP: Final = "%Y%m%dT%H%M%S"
_NAME: Final = re.compile(r"[0-9]{8}T[0-9]{12}Z")
_KEY_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class BackupPlaces:
    """The folders of one terminal below the folder that backups go to."""

    root: Path

    @classmethod
    def of_terminal(cls, folder: Path, store: str, terminal: str, public_key: str) -> Self:
        """Named by the key, which outlives a restore, so that several tills may share a folder."""
        parts = (store, terminal, public_key[:_KEY_DIGITS])
        return cls(folder / "-".join(_UNFIT.sub("_", part) for part in parts))

    def folder(self, kind: str) -> Path:
        """Where backups of that kind lie."""
        return self.root / kind

    def all(self, kind: str, zone: tzinfo | None = None) -> dict[datetime, Path]:
        """Finished backups by their moment; other things in the folder are not ours."""
        return dict(_backups(self.folder(kind), zone or UTC))

    def last_at(self, zone: tzinfo | None = None) -> datetime | None:
        """When the newest backup of the journal was made; None before the first.

        Raises:
            EnvironmentFault: the folder can't be read.
        """
        with copy_faults(self.root):
            return max(self.all(JOURNAL, zone), default=None)

    def rotate_journal(self, now: datetime, rotation: Rotation) -> int:
        """Take away what no period keeps; how many went.

        Raises:
            EnvironmentFault: a folder can't be removed.
        """
        backups = self.all(JOURNAL, now.tzinfo)
        return self._remove(JOURNAL, set(backups) - kept(backups, rotation), backups)

    def rotate_people(self, now: datetime, rotation: Rotation) -> int:
        """Take away personal data that grew too old; how many copies went.

        Raises:
            EnvironmentFault: a folder can't be removed.
        """
        backups = self.all(PEOPLE, now.tzinfo)
        return self._remove(PEOPLE, people_expired(backups, now.date(), rotation), backups)

    @contextmanager
    def none_left_empty(self) -> Iterator[None]:
        """Folders that were made for a backup which came to nothing go again."""
        made = (*map(self.folder, (JOURNAL, PEOPLE)), self.root)
        new = [each for each in made if not each.exists()]
        try:
            yield
        except BaseException:
            for each in new:
                with suppress(OSError):
                    each.rmdir()
            raise

    def _remove(
        self, kind: str, going: set[datetime] | frozenset[datetime], backups: dict[datetime, Path]
    ) -> int:
        with copy_faults(self.folder(kind)):
            sweep(self.folder(kind))
            for moment in sorted(going):
                remove_folder(backups[moment])
        return len(going)


def backup_name(moment: datetime) -> str:
    """The name of a backup's folder: sorted by time whatever the zone."""
    return f"{moment.astimezone(UTC):{_STAMP}%f}Z"


def _backups(folder: Path, zone: tzinfo) -> Iterator[tuple[datetime, Path]]:
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        found = _NAME.fullmatch(each.name)
        if found and (each / MANIFEST).is_file():
            moment = datetime.strptime(each.name, f"{_STAMP}%f%z")
            yield moment.astimezone(zone), each
