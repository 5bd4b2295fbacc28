"""Card numbers that the sale store cut: noted beside the sales, until the journal has them.

Owns the notes: the field in which one stood, never its digits. They are written in the transaction
that keeps the sales, so that a power cut loses neither or both. A command beside a running desk
can't write the journal; the desk does it at its next start, and forgets a note only afterwards.
"""

import dataclasses
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol

from returns_desk.application.ports import Event, NewEvent
from returns_desk.domain.card_guard import CARD_NUMBER_CUT, CardGuard
from returns_desk.domain.errors import EnvironmentFault

TABLE: Final = "CREATE TABLE card_cuts (id INTEGER PRIMARY KEY, place TEXT NOT NULL) STRICT"
_NOTE: Final = "INSERT INTO card_cuts (place) VALUES (?)"
_NOTED: Final = "SELECT id, place FROM card_cuts ORDER BY id"
_FORGET: Final = "DELETE FROM card_cuts WHERE id <= ?"


@dataclass(frozen=True, slots=True)
class NoticingGuard(CardGuard):
    """The guard of one shop that remembers in which fields it cut something."""

    places: set[str] = dataclasses.field(default_factory=set)

    def text(self, text: str) -> str:
        """Free text; every card number in it is cut."""
        return self._noticed("text", text, CardGuard.text(self, text))

    def field(self, name: str, text: str) -> str:
        """The text of a named field: whole where it is what the field is for."""
        return self._noticed(name or "text", text, CardGuard.field(self, name, text))

    def _noticed(self, name: str, text: str, kept: str) -> str:
        if kept != text:
            self.places.add(f"sales/{name}")
        return kept


@dataclass(frozen=True, slots=True)
class CardCuts:
    """What was noted: the fields, each once, and the last note that tells of them."""

    last: int
    places: tuple[str, ...]


class CutStore(Protocol):
    """Where cuts are noted."""

    def card_cuts(self) -> CardCuts:
        """What was noted so far."""
        ...

    def forget_card_cuts(self, cuts: CardCuts) -> None:
        """Forget what the journal has."""
        ...


class WritableJournal(Protocol):
    """As much of a journal as is written."""

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        """Record the events in one commit."""
        ...


def note_cuts(connection: sqlite3.Connection, guard: CardGuard) -> None:
    """Note what the guard cut since the last time, inside the caller's transaction."""
    if isinstance(guard, NoticingGuard) and guard.places:
        connection.executemany(_NOTE, [(place,) for place in sorted(guard.places)])
        guard.places.clear()


def noted_cuts(connection: sqlite3.Connection) -> CardCuts:
    """What was noted and not forgotten."""
    rows = connection.execute(_NOTED).fetchall()
    places = tuple(sorted({str(place) for _, place in rows}))
    return CardCuts(rows[-1][0] if rows else 0, places)


def forget_cuts(connection: sqlite3.Connection, cuts: CardCuts) -> None:
    """Forget these notes; what was noted since stays."""
    connection.execute(_FORGET, [cuts.last])


def journal_cuts(store: CutStore, journal: WritableJournal) -> None:
    """Record what was noted. Where a disk can't take it, the notes stay for the next start."""
    with suppress(EnvironmentFault):
        cuts = store.card_cuts()
        if cuts.places:
            journal.append(NewEvent(CARD_NUMBER_CUT, {"where": list(cuts.places)}))
            store.forget_card_cuts(cuts)
