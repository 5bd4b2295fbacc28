"""A profile's backups and exports as the command line uses them; a running desk is asked.

Owns how long the lock is held and who is asked. It must not print.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from returns_desk.adapters.keeping.backing_up import BackupMade, make_backup
from returns_desk.adapters.keeping.exporting import FORMATS, Days, export_lines, write_export
from returns_desk.adapters.keeping.outside_profile import refuse_inside
from returns_desk.adapters.keeping.restoring import Restored, restore_backup
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_archives import archive_folders
from returns_desk.adapters.safe_files import Progress, unwatched
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

AskRunning = Callable[[Path, Path], str | None]
"""Asks the desk that has a profile open for a backup into a folder; None where it is silent."""


def nobody_answers(profile: Path, folder: Path) -> str | None:
    """Where a running desk can't be asked."""
    del profile, folder
    return None


class KeepingAccess:
    """Copies of a profile, for `journal backup`, `restore` and `export`."""

    def __init__(self, directory: Path, ask_running: AskRunning = nobody_answers) -> None:
        self._directory = directory
        self._ask_running = ask_running
        self._archive_folders: tuple[Path, ...] = ()

    def look_in(self, folders: Sequence[Path]) -> None:
        """Look for archives in these folders too, where an export reads them.

        Raises:
            OperatorMistake: one of them is no folder, or holds no archive.
        """
        self._archive_folders = archive_folders(folders)

    def backup(self, folder: Path | None, on_progress: Progress = unwatched) -> BackupMade:
        """Make a backup, into the configured folder unless one is named.

        Where a desk has the profile open, the desk is asked to do it.

        Raises:
            OperatorMistake: no folder is named or configured, there is no journal, or a running
                process does not answer.
            EnvironmentFault: the folder can't take it; nothing half made is left.
        """
        with Profile.open(self._directory) as profile:
            target = folder.absolute() if folder else configured_folder(profile)
            try:
                with profile.locked():
                    rotation = profile.configuration.backup.rotation()
                    return make_backup(profile, target, rotation, on_progress)
            except OperatorMistake as mistake:
                if mistake.code != "profile_in_use":
                    raise
                answer = self._ask_running(profile.directory, target)
                if answer is None:
                    raise
                return backup_from(answer)

    def restore(
        self, source: Path, *, as_replacement: bool, on_progress: Progress = unwatched
    ) -> Restored:
        """Put a backup in the place of this profile's journal; what was here is kept beside it.

        Raises:
            OperatorMistake: a desk runs, or the backup is damaged, foreign or a newer version's.
            EnvironmentFault: a file can't be read or written; the profile is as before.
        """
        return restore_backup(
            self._directory, source, as_replacement=as_replacement, on_progress=on_progress
        )

    @staticmethod
    def formats() -> tuple[str, ...]:
        """Names of the formats of an export, the usual one first."""
        return tuple(FORMATS)

    def export(
        self,
        export_format: str,
        first: date | None,
        before: date | None,
        on_progress: Progress = unwatched,
    ) -> Iterator[str]:
        """The journal in one of these formats, piece by piece; also beside a running desk.

        Raises:
            OperatorMistake: there is no profile or journal, or it is a newer version's.
            EnvironmentFault: a file can't be read, or an event does not bear its hash.
        """
        profile = Profile.open_to_read(self._directory)
        profile.archive_folders = self._archive_folders
        return export_lines(profile, export_format, Days(first, before), on_progress)

    def write(self, path: Path, lines: Iterator[str], *, replace: bool) -> None:
        """Put an export into a file outside the profile, whole or not at all.

        Raises:
            OperatorMistake: the file would lie in the profile, or is there, and nobody said that
                it may be replaced.
            EnvironmentFault: the folder can't take it.
        """
        mend = "Write the export to a file elsewhere; nothing was changed."
        refuse_inside(self._directory, path, mend)
        write_export(path, lines, replace=replace)


def configured_folder(profile: Profile) -> Path:
    """Where backups of this profile go by themselves.

    Raises:
        OperatorMistake: config.toml names no folder.
    """
    folder = profile.configuration.backup.folder
    if not folder:
        message = (
            f"{profile.directory / 'config.toml'}: no folder for backups is named here. Name one "
            'after the command, or add folder = "..." below [backup].'
        )
        raise OperatorMistake(message, code="no_backup_folder")
    return profile.directory / folder


def backup_answer(made: BackupMade) -> str:
    """What the running desk answers to whoever asked for a backup."""
    return json.dumps(asdict(made), default=str)


def problem_answer(message: str) -> str:
    """What the running desk answers where it could not."""
    return json.dumps({"problem": message})


def backup_from(answer: str) -> BackupMade:
    """The backup that a running desk made.

    Raises:
        EnvironmentFault: it could not, and says why.
    """
    told: dict[str, Any] = json.loads(answer)
    if "problem" in told:
        raise EnvironmentFault(str(told["problem"]), code="backup_failed")
    people = Path(told["people"]) if told["people"] else None
    return BackupMade(**{**told, "folder": Path(told["folder"]), "people": people})
