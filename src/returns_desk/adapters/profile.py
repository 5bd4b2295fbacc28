"""One installation in one folder: configuration, keys, journal, people, sales, logs.

Owns where everything lies and how a profile is made, opened and locked. It must not decide which
windows or commands run on it.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import platformdirs

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.business_day_said import saying_business_day
from returns_desk.adapters.journal.hash_chain import Origin
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.remembering_journal import FurthestAnchor, RememberingJournal
from returns_desk.adapters.journal.sqlite_journal import Recorder, SqliteJournal
from returns_desk.adapters.keeping.switching import finish_switch
from returns_desk.adapters.keys.places import holder_there, keys_in, make_keys
from returns_desk.adapters.operators import OperatorsFile
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.people import SqlitePeopleStore
from returns_desk.adapters.profile_configuration import (
    Configuration,
    demo_configuration,
    read_configuration,
    write_configuration,
)
from returns_desk.adapters.profile_keys import ProfileKeys, TerminalKey
from returns_desk.adapters.profile_lock import LockOwner, ProfileLock
from returns_desk.adapters.scanning.receipt_patterns import read_patterns
from returns_desk.adapters.system import SystemClock, SystemIds
from returns_desk.application.ports import Clock, IdSource
from returns_desk.domain.card_guard import CardGuard
from returns_desk.domain.errors import OperatorMistake, ensure


@dataclass(frozen=True, slots=True)
class DemoOperator:
    """A person of the demo shop; these PINs are public and worth nothing anywhere else."""

    id: str
    name: str
    role: str
    pin: str


DEMO_OPERATORS: Final = (
    DemoOperator("mara", "Mara K.", "clerk", "428713"),
    DemoOperator("tom", "Tom B.", "clerk", "573902"),
    DemoOperator("lind", "J. Lind", "manager", "904162"),
)

DEMO_PIN_COST: Final = PinCost(passes=1, memory_kib=8_192)
"""Guarding a public PIN is worth no wait at the start of the demo."""


class Profile:
    """An opened profile. As a context manager it gives its lock back, and a demo's folder with it.

    Attributes:
        directory: The profile's folder.
        configuration: What config.toml says.
        clock: This computer's time in the shop's zone.
        is_temporary: Whether the folder goes away on `close`.
        archive_folders: Where archives of the journal lie beside its own folder of them.

    """

    def __init__(self, directory: Path, configuration: Configuration, keys: ProfileKeys) -> None:
        """Called by `open` and `demo`; use those."""
        self.directory = directory
        self.configuration = configuration
        self.clock: Clock = SystemClock(configuration.store.zone)
        self._keys = keys
        self._lock = ProfileLock(directory / "profile.lock")
        self.is_temporary = False
        self.archive_folders: tuple[Path, ...] = ()

    @classmethod
    def open(cls, directory: Path, *, create: Configuration | None = None) -> Self:
        """The profile in a folder; where there is none, a new one if `create` says what of.

        Raises:
            OperatorMistake: No profile there, keys gone or in another place than config.toml says,
                config.toml can't be understood, or a newer version wrote it.
            EnvironmentFault: The folder can't be read or written, or a keyring not reached.

        """
        finish_switch(directory)
        settings = directory / "config.toml"
        with file_faults(directory):
            is_there = settings.exists()
        if not is_there:
            if directory.is_file():
                message = f"{directory}: this is a file; give --profile a folder."
                raise OperatorMistake(message, code="no_profile")
            if create is None:
                message = (
                    f"{directory}: there is no profile here. Check --profile, or try the demo "
                    "shop with --demo."
                )
                raise OperatorMistake(message, code="no_profile")
            _make(directory, create)
        configuration = read_configuration(settings)
        return cls(directory, configuration, keys_in(directory / "keys", configuration.keys.place))

    @classmethod
    def demo(cls, directory: Path | None = None, *, pin_cost: PinCost | None = None) -> Self:
        """The demo shop's profile with its three people, in a fresh folder unless one is given.

        Raises:
            OperatorMistake: The folder holds a real shop's profile.
            EnvironmentFault: The folder can't be written.

        """
        place = directory or Path(tempfile.mkdtemp(prefix="returns-desk-demo-"))
        profile = cls.open(place, create=demo_configuration())
        profile.is_temporary = directory is None
        if not profile.configuration.demo:
            message = f"{place}: a real shop's profile is here; choose another folder for --demo."
            raise OperatorMistake(message, code="not_a_demo")
        people = profile.operators(pin_cost=pin_cost or DEMO_PIN_COST)
        if not profile.operators_path.exists():
            for each in DEMO_OPERATORS:
                people.add(each.id, each.name, each.role, each.pin)
        return profile

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the lock back; a demo's own folder goes away."""
        self._lock.release()
        if self.is_temporary:
            shutil.rmtree(self.directory, ignore_errors=True)

    @property
    def journal_path(self) -> Path:
        """The journal's file."""
        return self.directory / "journal.db"

    @property
    def people_path(self) -> Path:
        """The file with encrypted personal data."""
        return self.directory / "people.db"

    @property
    def sales_path(self) -> Path:
        """The local sale store's file."""
        return self.directory / "sales.db"

    @property
    def operators_path(self) -> Path:
        """The file of who may sign in."""
        return self.directory / "operators.json"

    @property
    def logs(self) -> Path:
        """The folder of logs."""
        return self.directory / "logs"

    @property
    def terminal_key(self) -> TerminalKey:
        """The terminal's key; it signs, and is never shown."""
        return self._keys.terminal

    @property
    def card_guard(self) -> CardGuard:
        """The guard against card numbers, with this shop's patterns of receipt numbers."""
        patterns = read_patterns(self.configuration.scanner.receipts)
        return CardGuard(lambda text: any(each.is_receipt(text) for each in patterns))

    @property
    def packs(self) -> tuple[Path, ...]:
        """The pack files that config.toml names, relative ones from the profile's folder."""
        return tuple(self.directory / name for name in self.configuration.packs)

    def lock(self) -> None:
        """Take the right to write this profile, until `close`.

        Raises:
            OperatorMistake: Another process has it; names its id and since when.
            EnvironmentFault: The folder can't be written.

        """
        if not self._lock.is_held:
            self._lock.acquire(self.clock.now().isoformat(timespec="seconds"))

    def lock_owner(self) -> LockOwner | None:
        """Who writes this profile now, or None."""
        return self._lock.owner()

    @contextmanager
    def locked(self) -> Iterator[Self]:
        """The profile, to be written inside this block only; one already locked stays so.

        Raises:
            OperatorMistake: Another process has it; names its id and since when.

        """
        was_held = self._lock.is_held
        self.lock()
        try:
            yield self
        finally:
            if not was_held:
                self._lock.release()

    def open_journal(
        self, *, clock: Clock | None = None, ids: IdSource | None = None
    ) -> SqliteJournal:
        """The journal, to write; the profile is locked before.

        Raises:
            OperatorMistake: A newer version's journal, or the journal is gone.
            EnvironmentFault: The file or its folder can't be written.

        """
        ensure(self._lock.is_held, "Who writes the journal has locked its profile.")
        origin = Origin(self.configuration.installation, self.configuration.terminal)
        recorder = Recorder(
            origin, self._keys.terminal, clock or self.clock, ids or SystemIds(), self.card_guard
        )
        path, folders = self.journal_path, self.archive_folders
        journal = RememberingJournal(path, recorder, self._anchors(), archive_folders=folders)
        return saying_business_day(journal, self.configuration.business_day.end())

    def read_journal(self) -> JournalReader:
        """The journal, to read only, also while another process writes it.

        Raises:
            OperatorMistake: There is no journal yet, or it is a newer version's.
            EnvironmentFault: The file can't be read.

        """
        folders = self.archive_folders
        return JournalReader(self.journal_path, self._anchors(), archive_folders=folders)

    def open_people(self) -> SqlitePeopleStore:
        """The personal data of this profile's cases.

        Raises:
            OperatorMistake: A newer version wrote it.
            EnvironmentFault: The file or its folder can't be written.

        """
        return SqlitePeopleStore(self.people_path, self._keys.derived("people"))

    def operators(
        self, *, clock: Clock | None = None, pin_cost: PinCost | None = None
    ) -> OperatorsFile:
        """Who may sign in here."""
        key = self._keys.profile_key
        return OperatorsFile(self.operators_path, key, clock or self.clock, cost=pin_cost)

    def _anchors(self) -> FurthestAnchor:
        told = self.configuration
        keys = holder_there(self.directory / "keys", told.keys.place)
        return FurthestAnchor(keys.anchors(told.installation), self.directory, told.installation)


def default_directory() -> Path:
    """Where a profile lives on this platform when nobody says otherwise."""
    return platformdirs.user_data_path("returns-desk", appauthor=False)


def _make(directory: Path, configuration: Configuration) -> None:
    """Make folder and keys first and config.toml last: where it stands, the profile is whole.

    Raises:
        OperatorMistake: A journal lies there without the configuration that it was begun under.

    """
    with file_faults(directory):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        (directory / "logs").mkdir(exist_ok=True)
    if (directory / "journal.db").exists():
        message = (
            f"{directory / 'config.toml'}: this file is gone, but the profile's journal is here. "
            "Put it back from the last backup."
        )
        raise OperatorMistake(message, code="config_gone")
    make_keys(directory / "keys", configuration.keys.place)
    named = configuration.model_copy(update={"installation": SystemIds().new_id()})
    write_configuration(directory / "config.toml", named)
