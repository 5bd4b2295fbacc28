"""Moving old years of a profile's journal into an archive, with the desk closed.

Owns the order: the journal is verified, the search index brought up to its end, the file written,
the events moved, the space given back. Which events may go is application/archived_years.py's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.archive_files import (
    archivable,
    commit_archive,
    give_back,
    write_archive,
)
from returns_desk.adapters.journal.archives import FOLDER
from returns_desk.adapters.journal.hash_chain import Origin
from returns_desk.adapters.journal.restored import Restorer
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.keeping.archive_copies import archives_of
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.safe_files import Progress, unwatched
from returns_desk.adapters.system import SystemIds, zone_named
from returns_desk.application.archived_years import NEWEST_STAY, Choice, last_that_may_go
from returns_desk.application.ports import Event
from returns_desk.domain.business_day import business_day_of
from returns_desk.domain.errors import OperatorMistake


@dataclass(frozen=True, slots=True)
class ArchivingDone:
    """What was moved; `file` None where nothing was.

    `first` and `last` are the sequences that the file holds. `held_case` is the number of the case
    that keeps later events, `held_why` the reason as a code; empty where none does.
    """

    file: Path | None
    first: int = 0
    last: int = 0
    freed_bytes: int = 0
    held_case: str = ""
    held_why: str = ""


class ArchivingAccess:
    """The archiving of a profile, for `journal archive`."""

    def __init__(self, profile: Profile, newest_stay: int = NEWEST_STAY) -> None:
        self._profile, self._newest_stay = profile, newest_stay

    def archive(self, before: int, on_progress: Progress = unwatched) -> ArchivingDone:
        """Move what was recorded before that year; what `on_progress` raises stops it.

        Raises:
            OperatorMistake: a desk runs, there is no journal, it does not verify, or the year is
                not over before this one begins.
            EnvironmentFault: the disk can't take it; the journal is whole.
        """
        profile = self._profile
        self._refuse_this_year(before)
        with profile.locked():
            choice, held_case = self._choose(before)
            why = str(choice.held.why) if choice.held else ""
            if not choice.last:
                return ArchivingDone(None, held_case=held_case, held_why=why)
            path = profile.journal_path
            with archivable(path) as source:
                folder = profile.directory / FOLDER
                archive = write_archive(source, folder, choice.last, on_progress)
                joined = source.joined
            commit_archive(path, archive, self._restorer(), profile.terminal_key)
            for each in joined:
                with file_faults(folder):
                    (folder / each.file).unlink(missing_ok=True)
            # The keystore remembers the new end when the journal is closed.
            profile.open_journal().close()
            freed = give_back(path, on_progress)
            file = folder / archive.file
            return ArchivingDone(file, archive.first, archive.last, freed, held_case, why)

    def _refuse_this_year(self, before: int) -> None:
        end = self._profile.configuration.business_day.end()
        this_year = business_day_of(self._profile.clock.now(), end).year
        if before > this_year:
            message = f"--before {before}: this year's events stay. The latest is {this_year}."
            raise OperatorMistake(message, code="year_not_over")

    def _choose(self, before: int) -> tuple[Choice, str]:
        """The last event that goes, and the number of the case that keeps the others."""
        with self._profile.open_journal() as journal, self._profile.open_people() as people:
            _refuse_bent(journal)
            journal.search("-", 1)  # Its index follows the journal up to its end, and no further.
            archived_to = max((each.last for each in archives_of(journal.path)), default=0)
            choice = last_that_may_go(
                journal, archived_to, self._is_before(before), people.cases(), self._newest_stay
            )
            return choice, _number(journal, choice)

    def _is_before(self, year: int) -> Callable[[Event], bool]:
        settings = self._profile.configuration
        zone, end = zone_named(settings.store.zone), settings.business_day.end()
        first_day = date(year, 1, 1)
        return lambda event: business_day_of(event.at.astimezone(zone), end) < first_day

    def _restorer(self) -> Restorer:
        settings, key = self._profile.configuration, self._profile.terminal_key
        origin = Origin(settings.installation, settings.terminal)
        return Restorer(origin, key.public_key, self._profile.clock, SystemIds())


def _refuse_bent(journal: SqliteJournal) -> None:
    """Raises OperatorMistake: what does not verify stays where it is, as evidence."""
    bent = journal.verify().bent
    if bent is not None:
        message = f"{journal.path}: {bent.message} Nothing was archived."
        raise OperatorMistake(message, code="journal_bent")


def _number(journal: SqliteJournal, choice: Choice) -> str:
    """The number that a person knows the case by; its id where it has none."""
    if choice.held is None:
        return ""
    case_id = choice.held.case_id
    opened = next(journal.read(case_id=case_id, types=("case_opened",)), None)
    return case_id if opened is None else str(opened.payload["number"])
