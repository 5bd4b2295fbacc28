"""The counter's memory of promises: read from the journal once, then event by event.

Owns nothing but that memory; the journal stays the truth, and a restart reads it anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from returns_desk.application.archived_events import read_here
from returns_desk.application.ports import Event
from returns_desk.application.promises.promise import MADE, TYPES, Promise, changed


class ReadableJournal(Protocol):
    """As much of a journal as is read here."""

    def read(self, *, after: int = 0, types: Sequence[str] = ()) -> Iterator[Event]:
        """Events in sequence order, of some types."""
        ...

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        ...


class PromiseBook:
    """Promises by id. Not thread-safe: the counter's worker alone asks."""

    def __init__(self) -> None:
        """Begin before the first event."""
        self._at = 0
        self._all: dict[str, Promise] = {}

    def all(self, journal: ReadableJournal) -> Mapping[str, Promise]:
        """Every promise as the journal tells it by now."""
        head = journal.head()[0]
        if head > self._at:
            for event in read_here(journal, after=self._at, types=TYPES):
                # What was promised in an archive that is away was ended there or is not known.
                if event.type != MADE and str(event.payload["promise"]) not in self._all:
                    continue
                promise = changed(self._all, event)
                self._all[promise.id] = promise
            self._at = head
        return self._all

    def open(self, journal: ReadableJournal) -> tuple[Promise, ...]:
        """Those that nobody has ended, the next due first."""
        found = (each for each in self.all(journal).values() if each.is_open)
        return tuple(sorted(found, key=lambda each: (each.due, each.id)))
