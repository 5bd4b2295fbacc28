"""One installation in one folder: configuration, keys, journal, people, sales, logs.

Owns where everything lies and how a profile is made, opened and locked. It must not decide which
windows or commands run on it.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from returns_desk.adapters.configuration_layers import effective_configuration
from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.anchors import AnchorStore
from returns_desk.adapters.journal.business_day_said import saying_business_day
from returns_desk.adapters.journal.hash_chain import Origin
from returns_desk.adapters.journal.lost_journal import refuse_a_lost_journal
from returns_desk.adapters.journal.ownership import Owner
from returns_desk.adapters.journal.remembering_journal import RememberingJournal
from returns_desk.adapters.journal.sqlite_journal import Recorder, SqliteJournal
from returns_desk.adapters.keeping.switching import finish_switch
from returns_desk.adapters.keys.places import keys_in
from returns_desk.adapters.operators import StaffFile
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.people import SqlitePeopleStore
from returns_desk.adapters.people.stored_names import cases_named
from returns_desk.adapters.profile_anchors import anchors_in_reach, anchors_of
from returns_desk.adapters.profile_configuration import (
    Configuration,
    demo_configuration,
)
from returns_desk.adapters.profile_demo import DEMO_OPERATORS, DEMO_PIN_COST
from returns_desk.adapters.profile_journal import ProfileJournal
from returns_desk.adapters.profile_keys import ProfileKeys, TerminalKey
from returns_desk.adapters.profile_lock import LockOwner, ProfileLock
from returns_desk.adapters.profile_making import make_profile
from returns_desk.adapters.profile_places import ProfilePlaces
from returns_desk.adapters.safe_files import Progress, unwatched
from returns_desk.adapters.system import SystemClock, SystemIds
from returns_desk.application.ports import Clock, IdSource
from returns_desk.domain.errors import OperatorMistake, ReturnsError, ensure

__all__ = ["DEMO_OPERATORS", "Profile"]


class Profile(ProfilePlaces):
    """An opened profile. As a context manager it gives its lock back, and a demo's folder with it.

    Attributes:
        clock: This computer's time in the shop's zone.
        is_temporary: Whether the folder goes away on `close`.
        archive_folders: Where archives of the journal lie beside its own folder of them.
        on_remaking: Hears how far it is where opening the journal makes its tables afresh.

    """

    def __init__(self, directory: Path, configuration: Configuration) -> None:
        """Called by `open`, `open_to_read` and `demo`; use those."""
        super().__init__(directory, configuration)
        self.clock: Clock = SystemClock(configuration.store.zone)
        self._lock = ProfileLock(directory / "profile.lock")
        self.is_temporary = False
        self.archive_folders: tuple[Path, ...] = ()
        self.on_remaking: Progress = unwatched

    @classmethod
    def open(cls, directory: Path, *, create: Configuration | None = None) -> Self:
        """The profile in a folder; where there is none, a new one if `create` says what of.

        Raises:
            OperatorMistake: No profile there, keys gone or in another place than config.toml says,
                config.toml can't be understood, or a newer version wrote it.
            EnvironmentFault: The folder can't be read or written, or a keyring not reached.

        """
        profile = cls.open_to_read(directory, create=create)
        problem = profile.key_problem()
        if problem is not None:
            raise problem
        return profile

    @classmethod
    def open_to_read(cls, directory: Path, *, create: Configuration | None = None) -> Self:
        """The same, but its keys are read when something first needs them.

        Raises:
            OperatorMistake: As `open`, but for the keys.
            EnvironmentFault: The folder can't be read or written.

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
            make_profile(directory, create)
        return cls(directory, effective_configuration(settings).configuration)

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
    def terminal_key(self) -> TerminalKey:
        """The terminal's key; it signs, and is never shown."""
        return self._keys.terminal

    @property
    def owner(self) -> Owner:
        """Whose the journal has to be: this installation with its terminal's key."""
        return Owner(self.configuration.installation, self.terminal_key.public_key)

    def key_problem(self) -> ReturnsError | None:
        """Why the keys could not be read when they were first needed, or None where they could."""
        found = self._keys_or_problem
        return found if isinstance(found, ReturnsError) else None

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
        told = self.configuration
        recorder = Recorder(
            Origin(told.installation, told.terminal),
            self._keys.terminal,
            clock or self.clock,
            ids or SystemIds(),
            self.card_guard,
        )
        anchors = anchors_of(self.directory, told.installation, told.keys.place)
        journal = RememberingJournal(
            self.journal_path,
            recorder,
            anchors,
            archive_folders=self.archive_folders,
            on_progress=self.on_remaking,
        )
        return saying_business_day(journal, told.business_day.end())

    def read_journal(self) -> ProfileJournal:
        """The journal, to read only, also while another process writes it.

        Raises:
            OperatorMistake: There is no journal yet, or it is a newer version's.
            EnvironmentFault: The file can't be read.

        """
        folders = self.archive_folders
        return ProfileJournal(self.journal_path, self.anchors, archive_folders=folders)

    def refuse_a_lost_journal(self) -> None:
        """A journal that is gone though this terminal remembers one is not called new.

        Raises:
            OperatorMistake: It is gone or empty; says how many events were recorded.

        """
        refuse_a_lost_journal(self.journal_path, self.anchors)

    def open_people(self) -> SqlitePeopleStore:
        """The personal data of this profile's cases.

        Raises:
            OperatorMistake: A newer version wrote it.
            EnvironmentFault: The file or its folder can't be written.

        """
        return SqlitePeopleStore(self.people_path, self._keys.derived("people"))

    def cases_named(self, name: str) -> tuple[str, ...]:
        """Cases kept under this name, read beside a running desk.

        Raises:
            OperatorMistake: A newer version wrote the file, or the keys are gone.
            EnvironmentFault: The file or the keys can't be read.

        """
        return cases_named(self.people_path, self._keys.derived("people"), name)

    def operators(
        self, *, clock: Clock | None = None, pin_cost: PinCost | None = None
    ) -> StaffFile:
        """Who may sign in here."""
        key = self._keys.profile_key
        return StaffFile(self.operators_path, key, clock or self.clock, cost=pin_cost)

    @property
    def _keys(self) -> ProfileKeys:
        found = self._keys_or_problem
        if isinstance(found, ReturnsError):
            raise found
        return found

    @cached_property
    def _keys_or_problem(self) -> ProfileKeys | ReturnsError:
        """Kept also where it failed: each try at a locked keyring may ask a person to open it."""
        try:
            return keys_in(self.directory / "keys", self.configuration.keys.place)
        except ReturnsError as problem:
            return problem

    @cached_property
    def anchors(self) -> AnchorStore:
        """For who only reads; keys out of reach hide no journal, and are asked for once."""
        told = self.configuration
        look = anchors_of if self.key_problem() is None else anchors_in_reach
        return look(self.directory, told.installation, told.keys.place)
