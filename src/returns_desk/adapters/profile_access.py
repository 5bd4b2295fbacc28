"""A profile as the command line uses it: opened late, locked only while it writes.

Owns how long files and the lock are held. It must not print.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.operators import OperatorsFile
from returns_desk.adapters.profile import Profile


class JournalAccess:
    """The journal of a profile, for `journal ...` commands."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    @contextmanager
    def reading(self) -> Iterator[JournalReader]:
        """The journal to read, also beside a running desk.

        Raises:
            OperatorMistake: There is no journal yet, or it is a newer version's.

        """
        with self._profile.read_journal() as journal:
            yield journal

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
