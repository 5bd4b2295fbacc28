"""How far each completed return came on its way into the till's books.

Owns the booking's states and how events lead from one to the next. The journal is the truth: a
ledger is only what its events say, caught up from a cursor. It must not touch a folder.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol, cast

from returns_desk.application.archived_events import read_here
from returns_desk.application.handing_over import AnswerKind, HandedFile
from returns_desk.application.place_folds import GOODS_PLACED
from returns_desk.application.ports import Event, Json
from returns_desk.application.presence import there
from returns_desk.application.void_record import VOIDED

COMPLETED: Final = "case_completed"
BEGUN: Final = "booking_begun"
HANDED_OVER: Final = "booking_handed_over"
ANSWERS: Final = MappingProxyType(
    {
        AnswerKind.TAKEN: "booking_taken",
        AnswerKind.REFUSED: "booking_refused",
        AnswerKind.CONFIRMED: "booking_confirmed",
    }
)
"""The event that each answer of the folder becomes."""

TYPES: Final = (COMPLETED, GOODS_PLACED, VOIDED, BEGUN, HANDED_OVER, *ANSWERS.values())


class BookingState(StrEnum):
    """Where a completed return is."""

    WAITING = "waiting"
    HANDED_OVER = "handed_over"
    TAKEN = "taken"
    REFUSED = "refused"
    CONFIRMED = "confirmed"


_STATE_AFTER: Final = MappingProxyType(
    {
        BEGUN: BookingState.WAITING,
        HANDED_OVER: BookingState.HANDED_OVER,
        "booking_taken": BookingState.TAKEN,
        "booking_refused": BookingState.REFUSED,
        "booking_confirmed": BookingState.CONFIRMED,
    }
)

_MAY_FOLLOW: Final = MappingProxyType(
    {
        BookingState.HANDED_OVER: frozenset(
            {AnswerKind.TAKEN, AnswerKind.REFUSED, AnswerKind.CONFIRMED}
        ),
        BookingState.TAKEN: frozenset({AnswerKind.REFUSED, AnswerKind.CONFIRMED}),
        BookingState.REFUSED: frozenset({AnswerKind.CONFIRMED}),
    }
)
"""Which answers are news in which state."""


@dataclass(frozen=True, slots=True)
class Booking:
    """One completed return on its way. `amount` in minor units; `at` is of the last step.

    `files` are known from the moment that the hand-over was begun, with the folder they are in;
    `text` is the till's reason where it refused.
    """

    case_id: str
    reference: str
    option: str
    amount: int
    completed_at: datetime
    state: BookingState = BookingState.WAITING
    at: datetime | None = None
    files: tuple[HandedFile, ...] = ()
    folder: str = ""
    text: str = ""
    is_void: bool = False
    """Whether it tells the till that an earlier return of the case was taken back."""

    @property
    def is_begun(self) -> bool:
        """True where files were prepared, and only a crash can have kept them from the till."""
        return self.state is BookingState.WAITING and bool(self.files)

    def is_news(self, answer: AnswerKind) -> bool:
        """Tell whether this answer leads anywhere from here."""
        return answer in _MAY_FOLLOW.get(self.state, frozenset())


class ReadableEvents(Protocol):
    """A journal, to read: open to write, or read beside a running desk."""

    def read(self, *, after: int = 0, types: Sequence[str] = ()) -> Iterator[Event]:
        """Events of some types in sequence order."""
        ...


class Ledger:
    """Every booking of a journal, in the order of completion."""

    def __init__(self) -> None:
        """Begin before the first event."""
        self._bookings: dict[str, Booking] = {}
        self._held: dict[str, Booking] = {}
        """Returns of which the places of the goods are not noted yet; they are due with these."""
        self._read_to = 0

    def catch_up(self, journal: ReadableEvents) -> None:
        """Take what was recorded since the last time.

        Returns in an archive that is away are with the till, and are passed over.

        Raises:
            EnvironmentFault: the journal can't be read.
        """
        for event in read_here(journal, after=self._read_to, types=TYPES):
            self._take(event)
            self._read_to = event.sequence

    def all(self) -> tuple[Booking, ...]:
        """Every booking, the first completed first."""
        return tuple(self._bookings.values())

    def in_state(self, *states: BookingState) -> tuple[Booking, ...]:
        """The bookings in one of these states, the first completed first."""
        return tuple(each for each in self._bookings.values() if each.state in states)

    def find(self, reference: str) -> Booking | None:
        """The booking of that reference, or None."""
        return self._bookings.get(reference)

    def knows(self, folder: str) -> bool:
        """Tell whether anything was ever put into that folder."""
        return any(each.folder == folder for each in self._bookings.values())

    def _take(self, event: Event) -> None:
        case_id = there(event.case_id, "a booking belongs to a case")
        if event.type in {COMPLETED, VOIDED}:
            if "hand_over" in event.payload:
                due = _due(case_id, event)
                if "places" in event.payload:
                    self._held[case_id] = due
                else:
                    self._bookings[due.reference] = due
            return
        if event.type == GOODS_PLACED:
            held = self._held.pop(case_id, None)
            if held is not None:
                self._bookings[held.reference] = held
            return
        booking = self._booking_of(event)
        if booking is not None:
            self._bookings[booking.reference] = _after(booking, event)

    def _booking_of(self, event: Event) -> Booking | None:
        """The booking that the event names; else the return of its case, which has one."""
        named = self._bookings.get(str(event.payload.get("reference")))
        returns = (x for x in self._bookings.values() if not x.is_void)
        return named or next((x for x in returns if x.case_id == event.case_id), None)


def files_document(files: Iterable[HandedFile]) -> list[Json]:
    """Files as an event holds them."""
    return [{"name": each.name, "sha256": each.sha256} for each in files]


def _due(case_id: str, event: Event) -> Booking:
    return Booking(
        case_id=case_id,
        reference=str(event.payload["hand_over"]),
        option=str(event.payload["option"]),
        amount=cast("int", event.payload["amount"]),
        completed_at=event.at,
        is_void=event.type == VOIDED,
    )


def _after(booking: Booking, event: Event) -> Booking:
    text = str(event.payload.get("text", ""))
    moved = replace(booking, state=_STATE_AFTER[event.type], at=event.at, text=text)
    if event.type != BEGUN:
        return moved
    files = cast("Sequence[Mapping[str, Json]]", event.payload["files"])
    handed = tuple(HandedFile(str(each["name"]), str(each["sha256"])) for each in files)
    return replace(moved, files=handed, folder=str(event.payload["folder"]))
