"""A profile as the command line uses it: opened late, locked only while it writes.

Owns how long files and the lock are held. It must not print.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.keeping.backup_anchors import backup_anchors
from returns_desk.adapters.operators import OperatorsFile
from returns_desk.adapters.people.stored_hashes import stored_hashes
from returns_desk.adapters.profile import Profile
from returns_desk.application.archived_events import ARCHIVE_AWAY
from returns_desk.application.personal_data import ERASED, KEPT
from returns_desk.application.ports import BentEvent
from returns_desk.application.side_data import first_contradiction
from returns_desk.domain.errors import EnvironmentFault


class JournalAccess:
    """The journal of a profile, for `journal ...` commands."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def look_in(self, folders: Sequence[Path]) -> None:
        """Look for archives in these folders too."""
        self._profile.archive_folders = tuple(folders)

    @contextmanager
    def reading(self) -> Iterator[JournalReader]:
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

    def side_problem(self) -> BentEvent | None:
        """What lies beside the journal and is not as the journal says, or None.

        Personal data first, by case, then the index that finds cases.
        A desk that runs beside may be between the two: only what is seen twice is told.
        """
        try:
            once = self._contradiction()
            return once if once is not None and once == self._contradiction() else None
        except EnvironmentFault as fault:
            # What was said of them lies in an archive that is away; `verify` says that.
            if fault.code != ARCHIVE_AWAY:
                raise
            return None

    def _contradiction(self) -> BentEvent | None:
        with self.reading() as journal:
            events = list(journal.read(types=(KEPT, ERASED)))
            about_people = first_contradiction(events, stored_hashes(self._profile.people_path))
            return about_people or journal.search_problem()

    @contextmanager
    def writing(self) -> Iterator[SqliteJournal]:
        """The journal to write, with the profile locked.

        Raises:
            OperatorMistake: Another process has the profile open; names it.

        """
        with self._profile.locked(), self._profile.open_journal() as journal:
            yield journal


class OperatorsAccess:
    """Who may sign in at a profile, for `operators ...` commands."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    @contextmanager
    def reading(self) -> Iterator[OperatorsFile]:
        """The people, to read, also beside a running desk."""
        yield self._profile.operators()

    @contextmanager
    def writing(self) -> Iterator[OperatorsFile]:
        """The people, to change, with the profile locked.

        Raises:
            OperatorMistake: Another process has the profile open; names it.

        """
        with self._profile.locked():
            yield self._profile.operators()
