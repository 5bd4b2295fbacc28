"""What recorded events change in the counter's tables, kept until somebody is about to ask.

Owns when that is: most appends write the event alone, and a case's changes meet here, so that each
row is written once. It begins and ends no commit, and knows no event's meaning.
"""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.journal import following
from returns_desk.adapters.journal.table_changes import Gathered, Removal
from returns_desk.adapters.journal.void_changes import every_change
from returns_desk.application.ports import Event

if TYPE_CHECKING:
    from returns_desk.adapters.journal.projections import Change

ASKED_NEXT: Final = frozenset({"case_completed", "case_left", "case_voided"})
"""After these the counter asks for the number of a next case, and what is complete counts for what
came back. Their commit takes along what waits, which would else need one of its own."""


class WaitingChanges:
    """Changes of events that are on disk, and of those that a commit is just recording."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._gathered, self._reached = Gathered(), 0
        self._heard: list[Change | Removal] = []
        self._is_asked_next = False

    def __bool__(self) -> bool:
        return bool(self._gathered)

    def touches(self, *tables: str) -> bool:
        """Whether changes to one of these tables wait."""
        return self._gathered.touches(tables)

    def hear(self, events: Sequence[Event]) -> None:
        """Take note of events that are being recorded; a commit that fails leaves nothing of it.

        Raises:
            Defect: An event does not hold what its type promises.

        """
        self._heard = [change for event in events for change in every_change(event)]
        self._is_asked_next = any(event.type in ASKED_NEXT for event in events)

    def write_what_is_asked_next(self, connection: sqlite3.Connection, reached: int) -> None:
        """Inside the commit that records the events: write all, where the counter asks at once."""
        if self._is_asked_next:
            self._gathered.write(connection)
            now = Gathered()
            now.take(self._heard)
            following.write_counter(connection, now, reached)

    def keep(self, reached: int) -> None:
        """The commit is on disk: what was not written waits, up to that event."""
        if self._is_asked_next:
            self.forget()
        else:
            self._gathered.take(self._heard)
            self._reached = reached

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what waits, inside the caller's commit; it goes on waiting until `forget`."""
        following.write_counter(connection, self._gathered, self._reached)

    def forget(self) -> None:
        """What waited is on disk."""
        self._gathered = Gathered()
