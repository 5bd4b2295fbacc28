"""The journal as the commands of a profile read it: also cases whose ids are known.

Owns that question, and whether the next start makes the tables afresh. It must not write.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal import read_models
from returns_desk.adapters.journal.escalation_queue import equal_cases, open_escalations
from returns_desk.adapters.journal.event_places import Wanted
from returns_desk.adapters.journal.found_cases import FoundCase, found_cases
from returns_desk.adapters.journal.hash_chain import Link
from returns_desk.adapters.journal.opening import open_to_read
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.application.escalations.equal_cases import EqualCases
from returns_desk.application.escalations.queue import Waiting
from returns_desk.domain.errors import ReturnsError

Answer = TypeVar("Answer")


class ProfileJournal(JournalReader):
    """The journal of a profile, read only. Use it as a context manager."""

    def cases(self, case_ids: Sequence[str]) -> tuple[FoundCase, ...]:
        """The cases of these ids, newest first; those that the journal does not know are left out.

        Raises:
            EnvironmentFault: The file can't be read, or an older version made its tables.

        """
        self._bring_up(review=True)
        with self._read_lock, sqlite_faults(self.path):
            self._refuse_older_tables()
            found = found_cases(self._reading, case_ids)
        return tuple(sorted(found, key=lambda each: each.number or 0, reverse=True))

    def ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """What a question to the manager's tables gives, once they know every event.

        Raises:
            EnvironmentFault: The file can't be read, or an older version made its tables.

        """
        self._bring_up(review=True)
        with self._read_lock, sqlite_faults(self.path):
            self._refuse_older_tables()
            return question(self._reading)

    def escalations(self) -> tuple[Waiting, ...]:
        """Every escalation that has not ended, oldest first.

        Raises:
            EnvironmentFault: The file can't be read, or an older version made its tables.

        """
        self._bring_up(review=True)
        with self._read_lock, sqlite_faults(self.path):
            self._refuse_older_tables()
            return open_escalations(self._reading)

    def equal_cases(self, case_id: str, option: str) -> EqualCases:
        """How cases like this one were decided before.

        Raises:
            EnvironmentFault: The file can't be read, or an older version made its tables.

        """
        self._bring_up(review=True)
        with self._read_lock, sqlite_faults(self.path):
            self._refuse_older_tables()
            return equal_cases(self._reading, case_id, option)

    def links_after(self, sequence: int) -> list[Link]:
        """Some hundreds of events after that one as they lie on the disk; none where it is the end.

        Raises:
            EnvironmentFault: The file can't be read, or events lie in an archive that is away.

        """
        with self._read_lock, sqlite_faults(self.path):
            self._archives.refuse_what_is_away(sequence, None)
        return self._links(Wanted(), sequence)


def will_be_remade(path: Path) -> bool:
    """Whether opening this journal to write makes its tables afresh, as after an update.

    False where there is no journal or it can't be read; opening it says why.
    """
    try:
        with closing(open_to_read(path)) as connection, sqlite_faults(path):
            return not read_models.is_current(connection)
    except ReturnsError:
        return False
