"""Puts a backup in the place of a profile's journal, under a new installation id.

Owns what is refused, what is taken from the backup and what stays. The journal goes on after an
event that names the new installation, so that a clone is told apart and what was paid back before
stays known. Files of the profile that are whole stay as they are: they are newer than the backup.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from returns_desk.adapters.credit.trusted_terminals import FOLDER as TERMINALS
from returns_desk.adapters.credit.trusted_terminals import TrustedTerminal, terminal_text
from returns_desk.adapters.evidence_files import UNSETTLED
from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.anchors import KEYSTORE, Anchor
from returns_desk.adapters.journal.hash_chain import Origin
from returns_desk.adapters.journal.restored import Restorer, record_restored
from returns_desk.adapters.journal.verified_file import verified_file
from returns_desk.adapters.keeping.archive_copies import bring_archives, strange_archives
from returns_desk.adapters.keeping.database_copies import check_database, is_whole_database
from returns_desk.adapters.keeping.finding_backups import find_backup, people_of
from returns_desk.adapters.keeping.local_state import LocalState, local_state
from returns_desk.adapters.keeping.manifests import Manifest
from returns_desk.adapters.keeping.restored_people import (
    PEOPLE,
    RESTORED,
    STAYED,
    erased_after,
    erased_cases,
    reconciled,
    stage_people,
)
from returns_desk.adapters.keeping.switching import (
    drop_staging,
    finish_switch,
    staging_folder,
    switch,
)
from returns_desk.adapters.keys.places import holder, stage_anchor
from returns_desk.adapters.profile_configuration import (
    Configuration,
    read_configuration,
    write_configuration,
)
from returns_desk.adapters.profile_lock import ProfileLock
from returns_desk.adapters.safe_files import Progress, copy_safely, unwatched, write_safely
from returns_desk.adapters.system import SystemClock, SystemIds
from returns_desk.application.ports import Event, Json, NewEvent
from returns_desk.domain.errors import OperatorMistake, ensure

_JOURNAL: Final = "journal.db"
_SEARCH: Final = "search.db"
_KEY_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to.

    `lost_events`: how many events this terminal remembers beyond the backup. `people`: `restored`,
    `stayed`, `unreadable` (they need the old profile's key) or `none`. `has_operators`: somebody
    was let in to this profile before; no backup brings that.
    """

    backup: Path
    kept: Path
    installation: str
    earlier_installation: str
    sequence: int
    lost_events: int
    people: str
    restored: tuple[str, ...]
    has_operators: bool


def restore_backup(
    directory: Path,
    source: Path,
    *,
    as_replacement: bool = False,
    on_progress: Progress = unwatched,
) -> Restored:
    """Put a backup in place; what was in the profile is kept in a folder beside it.

    Raises:
        OperatorMistake: a desk runs, or the backup is damaged, foreign or a newer version's.
        EnvironmentFault: a file can't be read or written; the profile is as before.
    """
    backup, manifest = find_backup(source)
    finish_switch(directory)
    with _locked(directory):
        local = local_state(directory)
        _refuse_foreign(directory, local, manifest, as_replacement=as_replacement)
        return _Restore(directory, backup, manifest, local, on_progress).run()


class _Restore:
    """One restore, all of it prepared before anything of the profile is touched."""

    def __init__(
        self,
        directory: Path,
        backup: Path,
        manifest: Manifest,
        local: LocalState,
        on_progress: Progress,
    ) -> None:
        self._directory, self._backup, self._manifest = directory, backup, manifest
        self._local, self._on_progress = local, on_progress
        self._is_own = local.public_key == manifest.public_key
        self._new_id = SystemIds().new_id()
        self._staging = directory
        newer = (path for path in backup.parent.glob(f"*/{_JOURNAL}") if path.parent > backup)
        own = [directory / _JOURNAL] if self._is_own else []
        self._lost_erasures = erased_after([*newer, *own], manifest.sequence)

    def run(self) -> Restored:
        """Stage everything, then switch; what can't be staged leaves nothing behind."""
        self._staging = staging_folder(self._directory)
        try:
            return self._run()
        finally:
            drop_staging(self._directory)

    def _run(self) -> Restored:
        total = 4
        self._stage_journal()
        self._on_progress(1, total)
        configuration = self._stage_configuration()
        self._stage_rest()
        people = self._stage_people()
        self._on_progress(2, total)
        event = self._record(configuration, people)
        self._on_progress(3, total)
        self._drop_empty_logs()
        staged = (each for each in self._staging.rglob("*") if each.is_file())
        files = tuple(sorted(each.name for each in staged if each.parent.parent.name != UNSETTLED))
        strange = strange_archives(self._staging / _JOURNAL, self._directory, files)
        kept = switch(self._directory, (_SEARCH, *strange))
        self._on_progress(total, total)
        return Restored(
            backup=self._backup,
            kept=kept,
            installation=self._new_id,
            earlier_installation=self._manifest.installation,
            sequence=event.sequence,
            lost_events=self._lost(),
            people=people,
            restored=files,
            has_operators=(self._directory / "operators.json").exists(),
        )

    def _stage_journal(self) -> None:
        target = self._staging / _JOURNAL
        copy_safely(self._backup / _JOURNAL, target)
        bring_archives(target, self._directory, self._backup, self._staging)
        anchors = [self._manifest.anchor(), *self._local_anchors()]
        found, _ = verified_file(target, anchors, None, deep=False)
        if found.bent is not None:
            message = (
                f"{self._backup / _JOURNAL}: {found.bent.message} It was not restored; choose "
                "another backup."
            )
            raise OperatorMistake(message, code="backup_damaged")
        check_database(target)

    def _local_anchors(self) -> list[Anchor]:
        """What this terminal remembers of the same journal, as far as the backup reaches."""
        anchor = self._local.anchor
        if anchor is None or not self._is_own or anchor.sequence > self._manifest.sequence:
            return []
        return [Anchor("anchor of this terminal", anchor.sequence, anchor.hash)]

    def _stage_configuration(self) -> Configuration:
        """The profile's own settings where they are readable and its own, else the backup's."""
        settings = self._local.configuration if self._is_own else None
        if settings is None:
            settings = read_configuration(self._backup / "config.toml")
            for name in self._manifest.files:
                is_setting = name not in {_JOURNAL, "sales.db", "config.toml", "public_key.txt"}
                if is_setting and not (self._directory / name).exists():
                    copy_safely(self._backup / name, self._staging / name)
        own = {"installation": self._new_id, "keys": self._local.keys}
        named = settings.model_copy(update=own)
        write_configuration(self._staging / "config.toml", named)
        return named

    def _record(self, configuration: Configuration, people: str) -> Event:
        origin = Origin(self._new_id, configuration.terminal)
        clock = SystemClock(configuration.store.zone)
        restorer = Restorer(origin, self._local.public_key, clock, SystemIds())
        payload: dict[str, Json] = {
            "installation": self._manifest.installation,
            "sequence": self._manifest.sequence,
            "hash": self._manifest.hash,
            "backup_made_at": self._manifest.made_at,
            "lost_events": self._lost(),
        }
        path = self._staging / _JOURNAL
        more = tuple(self._about_people(path, people))
        event = record_restored(path, restorer, payload, more)
        end = Anchor(KEYSTORE, event.sequence, event.hash, self._local.public_key, self._new_id)
        settings = self._local.configuration
        before = settings.installation if settings else None
        keys = holder(self._directory / "keys", self._local.keys.place)
        stage_anchor(keys, self._staging / "keys", end, installation_before=before)
        return event

    def _stage_rest(self) -> None:
        """Sales where the profile's are gone or damaged; the key that old vouchers are known by."""
        sales = self._directory / "sales.db"
        stays = self._is_own and is_whole_database(sales)
        if not stays and "sales.db" in self._manifest.files:
            copy_safely(self._backup / "sales.db", self._staging / "sales.db")
        earlier = self._manifest
        trusted = TrustedTerminal(earlier.installation, earlier.terminal, earlier.public_key)
        folder = self._staging / TERMINALS
        folder.mkdir(exist_ok=True)
        name = f"restored-{earlier.installation}.toml"
        write_safely(folder / name, terminal_text(trusted).encode("utf-8"))

    def _stage_people(self) -> str:
        return stage_people(
            self._directory,
            self._staging,
            people_of(self._backup, self._manifest),
            self._erased(),
            stays=self._is_own,
        )

    def _erased(self) -> frozenset[str]:
        lost = {str(each.case_id) for each in self._lost_erasures}
        return erased_cases(self._staging / _JOURNAL) | lost

    def _about_people(self, journal: Path, people: str) -> Iterable[NewEvent]:
        """What the journal has to say of personal data that came, stayed or can never come.

        Where this terminal's own did not come, their loss stays to be seen and mended. Those of
        another key open in this profile never: the journal says that they are not here.
        """
        if people == STAYED:
            return reconciled(journal, self._lost_erasures, self._directory / PEOPLE)
        if people == RESTORED or not self._is_own:
            return reconciled(journal, self._lost_erasures, self._staging / PEOPLE)
        return self._lost_erasures

    def _drop_empty_logs(self) -> None:
        """Whoever only read a staged database left its log behind, and nothing is in it."""
        with file_faults(self._staging):
            for log in self._staging.glob("*-wal"):
                ensure(log.stat().st_size == 0, "What was staged lies in the file itself.")
                log.unlink()
            for shared in self._staging.glob("*-shm"):
                shared.unlink()

    def _lost(self) -> int:
        known = self._local.last_sequence if self._is_own else 0
        return max(0, known - self._manifest.sequence)


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    """Raises OperatorMistake while a desk runs, or where the folder is a file."""
    if directory.is_file():
        message = f"{directory}: this is a file; give --profile a folder."
        raise OperatorMistake(message, code="no_profile")
    with file_faults(directory):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = ProfileLock(directory / "profile.lock")
    lock.acquire(datetime.now(UTC).isoformat(timespec="seconds"))
    try:
        yield
    finally:
        lock.release()


def _refuse_foreign(
    directory: Path, local: LocalState, manifest: Manifest, *, as_replacement: bool
) -> None:
    """Raises OperatorMistake where another terminal's backup would replace this one's journal."""
    if local.public_key == manifest.public_key or as_replacement or not local.is_profile:
        return
    message = (
        f"{directory}: this backup is of another terminal ({manifest.terminal} of store "
        f"{manifest.store}, key {manifest.public_key[:_KEY_DIGITS]}; the key here is "
        f"{local.public_key[:_KEY_DIGITS]}). Restore it into an empty folder, or say "
        "--as-replacement if this computer takes that terminal's place."
    )
    raise OperatorMistake(message, code="foreign_backup")
