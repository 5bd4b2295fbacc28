"""A profile as the command line uses it: opened late, locked only while it writes.

Owns how long files and the lock are held. It must not print.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from returns_desk.adapters.evidence_check import evidence_problem
from returns_desk.adapters.journal.anchors import Anchor, read_typed_anchor
from returns_desk.adapters.journal.ownership import Owner
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.keeping.backup_anchors import backup_anchors
from returns_desk.adapters.operators import StaffFile
from returns_desk.adapters.people.stored_hashes import stored_hashes
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_archives import archive_folders
from returns_desk.adapters.profile_journal import ProfileJournal
from returns_desk.adapters.profile_losses import loss_notes, verified_with
from returns_desk.adapters.profile_owner import key_doubts, key_loss, known_owner
from returns_desk.application.archived_events import ARCHIVE_AWAY
from returns_desk.application.evidence.missing import TYPES as FILES_NAMED
from returns_desk.application.personal_data import ERASED, KEPT
from returns_desk.application.ports import BentEvent, Event, NewEvent, Verification
from returns_desk.application.side_data import first_contradiction
from returns_desk.application.staff_changes import StaffChanges
from returns_desk.domain.errors import EnvironmentFault

CASES_NAMED: Final = 5
"""So many case ids are told; the others come when these are gone."""


class JournalAccess:
    """The journal of a profile, for `journal ...` commands."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def now(self) -> datetime:
        """This computer's time in the shop's zone."""
        return self._profile.clock.now()

    def look_in(self, folders: Sequence[Path]) -> None:
        """Look for archives in these folders too.

        Raises:
            OperatorMistake: One of them is no folder, or holds no archive.

        """
        self._profile.archive_folders = archive_folders(folders)

    @contextmanager
    def reading(self) -> Iterator[ProfileJournal]:
        """The journal to read, also beside a running desk.

        Raises:
            OperatorMistake: There is no journal yet, or it is a newer version's.

        """
        with self._profile.read_journal() as journal:
            yield journal

    def backup_anchors(self, manifests: Sequence[Path] = ()) -> tuple[Anchor, ...]:
        """What these manifests remember, and the newest backup in the configured folder.

        Raises:
            OperatorMistake: A file that was named is no manifest of this terminal's backup.

        """
        return backup_anchors(self._profile, manifests)

    @property
    def owner(self) -> Owner | None:
        """Whose the journal has to be: this profile's installation with its terminal's key.

        Where the keys can't be read, as this computer remembers it; None where it does not.
        """
        return known_owner(self._profile)

    def key_doubts(self) -> tuple[str, ...]:
        """What can't be proved because the keys can't be read, one sentence each."""
        return key_doubts(self._profile)

    def key_loss(self) -> BentEvent | None:
        """Keys that are gone or are none; None where they are whole, or only out of reach."""
        return key_loss(self._profile)

    def verify(
        self,
        journal: ProfileJournal,
        slips: Sequence[str] = (),
        manifests: Sequence[Path] = (),
        *,
        deep: bool = False,
    ) -> Verification:
        """What is found in this profile's journal by owner and anchors, and its losses.

        Args:
            journal: The journal, as `reading` gave it; this process has it open nowhere else.
            slips: Anchors as a person reads them from slips, as `JournalReader.verify` has them.
            manifests: Files of backups that a person named, beside the newest within reach.
            deep: As `JournalReader.verify` has it.

        Raises:
            OperatorMistake: What was named is no anchor, or no manifest of this terminal's backup.
            EnvironmentFault: A file can't be read at all.

        """
        backups = self.backup_anchors(manifests)
        named = (*map(read_typed_anchor, slips), *backups[: len(manifests)])
        newest, owner = backups[len(manifests) :], self.owner

        def verify(anchors: Sequence[Anchor]) -> Verification:
            every = (*anchors, *newest)
            return journal.verify(deep=deep, anchors=every, with_help=True, owner=owner)

        found = verified_with(journal, named, verify)
        return replace(found, warnings=(*found.warnings, *loss_notes(journal)))

    def side_problem(self) -> BentEvent | None:
        """What lies beside the journal and is not as the journal says, or None.

        Personal data first, by case, then the files of cases, then the index that finds cases.
        A desk that runs beside may be between the two: only what is seen twice is told.
        """
        try:
            once = self._contradiction()
            return once if once is not None and once == self._contradiction() else None
        except EnvironmentFault as fault:
            # What was said of them lies in an archive that is away; `verify` says that.
            if fault.code != ARCHIVE_AWAY:
                return BentEvent(0, "side_data", fault.message)
            return None

    def side_notes(self) -> tuple[str, ...]:
        """Personal data that lie beside the journal without a word of it there; no contradiction.

        As with contradictions, only what is seen twice is told.
        """
        try:
            unknown = self._unrecorded() & self._unrecorded()
        except EnvironmentFault:
            # `side_problem` says what can't be read.
            return ()
        return (_unrecorded_note(sorted(unknown)),) if unknown else ()

    def _contradiction(self) -> BentEvent | None:
        with self.reading() as journal:
            events = list(journal.read(types=(KEPT, ERASED)))
            about_people = first_contradiction(events, stored_hashes(self._profile.people_path))
            files = journal.read(types=FILES_NAMED)
            about_files = evidence_problem(files, self._profile.directory)
            return about_people or about_files or journal.search_problem()

    def _unrecorded(self) -> set[str]:
        with self.reading() as journal:
            recorded = {each.case_id for each in journal.read(types=(KEPT, ERASED))}
            return set(stored_hashes(self._profile.people_path)) - recorded

    @contextmanager
    def writing(self) -> Iterator[SqliteJournal]:
        """The journal to write, with the profile locked.

        Raises:
            OperatorMistake: Another process has the profile open; names it.

        """
        with self._profile.locked(), self._profile.open_journal() as journal:
            yield journal


def _unrecorded_note(case_ids: Sequence[str]) -> str:
    more = "" if len(case_ids) <= CASES_NAMED else f" and {len(case_ids) - CASES_NAMED} more"
    return (
        "people.db also holds personal data of which this journal records nothing, as a power cut "
        f"or a backup put back leaves them: case {', '.join(case_ids[:CASES_NAMED])}{more}. "
        "'returns-desk journal erase' with that name takes them away."
    )


class OperatorsAccess:
    """Who may sign in at a profile, for `operators ...` commands."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    @contextmanager
    def reading(self) -> Iterator[StaffFile]:
        """The people, to read, also beside a running desk."""
        yield self._profile.operators()

    @contextmanager
    def writing(self) -> Iterator[StaffChanges]:
        """Changes of the people, each recorded, with the profile locked.

        Raises:
            OperatorMistake: Another process has the profile open; names it. Or the journal is gone.

        """
        with self._profile.locked(), ExitStack() as open_now:
            journal = _JournalWhenNeeded(self._profile, open_now)
            yield StaffChanges(self._profile.operators(), journal)


class _JournalWhenNeeded:
    """The journal, opened by the first change: what is refused before leaves no trace in it."""

    def __init__(self, profile: Profile, open_now: ExitStack) -> None:
        self._profile, self._open_now = profile, open_now
        self._opened: SqliteJournal | None = None

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        """Record the events in one commit."""
        return self._journal().append(*events)

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Events in sequence order."""
        return self._journal().read(after=after, case_id=case_id, types=types)

    def _journal(self) -> SqliteJournal:
        if self._opened is None:
            self._opened = self._open_now.enter_context(self._profile.open_journal())
        return self._opened
