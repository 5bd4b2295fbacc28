"""One round of the errand between journal and till: hand over what waits, note what was answered.

Owns the order that makes a crash harmless. Files are prepared out of the till's sight, then the
hand-over is begun in the journal, then the till may see them, then that is noted. Begun and not
noted, it goes on with the prepared files and never makes them anew: what is gone by then was taken.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from returns_desk.application.handing_over import (
    OTHER_CONTENT,
    AnswerKind,
    HandOverFolder,
)
from returns_desk.application.handing_over_bookings import (
    ANSWERS,
    BEGUN,
    HANDED_OVER,
    Booking,
    BookingState,
    Ledger,
    files_document,
)
from returns_desk.application.handing_over_document import ReturnDocument, return_document_of
from returns_desk.application.handing_over_void import void_document_of
from returns_desk.application.ports import Journal, Json, NewEvent
from returns_desk.application.presence import there
from returns_desk.domain.business_day import MIDNIGHT
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

_MAY_CHANGE = (BookingState.HANDED_OVER, BookingState.TAKEN, BookingState.REFUSED)
"""States in which the till may still say something."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a round works with. `mask` cuts card numbers out of what the till writes."""

    journal: Journal
    folder: HandOverFolder
    ledger: Ledger
    store: str
    mask: Callable[[str], str]
    training: bool = False
    day_ends_at: time = MIDNIGHT


def run_round(errand: Errand, *, accept_folder: bool = False) -> None:
    """Hand over what waits, and note what became of the rest; safe to run at any time.

    `accept_folder`: a person said that another folder than before is right.

    Raises:
        EnvironmentFault: the folder or the journal stands in the way; what was done is noted,
            and the next round goes on from there.
    """
    ledger, folder = errand.ledger, errand.folder
    ledger.catch_up(errand.journal)
    folder.open(is_known=ledger.knows(folder.place) and not accept_folder)
    _note_answers(errand)
    _hand_over_all(errand)


def _hand_over_all(errand: Errand) -> None:
    """A name that other content has taken holds up its own return only."""
    blocked: EnvironmentFault | None = None
    held: set[str] = set()
    for booking in errand.ledger.in_state(BookingState.WAITING):
        if booking.case_id in held:
            continue  # What takes a return back never comes before the return itself.
        try:
            _hand_over(errand, booking)
        except EnvironmentFault as fault:
            if fault.code != OTHER_CONTENT:
                raise
            held.add(booking.case_id)
            blocked = blocked or fault
    if blocked is not None:
        raise blocked


def hand_over_again(errand: Errand, reference: str, *, accept_folder: bool = False) -> None:
    """Hand one return over once more, whatever the till said of it: the same files again.

    Raises:
        OperatorMistake: no return of this counter has that reference.
        EnvironmentFault: as for `run_round`.
    """
    ledger, folder = errand.ledger, errand.folder
    ledger.catch_up(errand.journal)
    booking = ledger.find(reference)
    if booking is None:
        message = (
            f"{reference}: no return of this counter has that reference; see 'returns-desk "
            "bookings list'."
        )
        raise OperatorMistake(message, code="unknown_booking")
    folder.open(is_known=ledger.knows(folder.place) and not accept_folder)
    folder.forget_answers(booking.files)
    _begin(errand, booking)
    _release(errand, booking.reference)


def _hand_over(errand: Errand, booking: Booking) -> None:
    if not (booking.is_begun and booking.folder == errand.folder.place):
        _begin(errand, booking)
    _release(errand, booking.reference)


def _begin(errand: Errand, booking: Booking) -> None:
    files = errand.folder.prepare(_document(errand, booking))
    _note(
        errand,
        booking,
        BEGUN,
        {
            "reference": booking.reference,
            "folder": errand.folder.place,
            "files": files_document(files),
        },
    )


def _release(errand: Errand, reference: str) -> None:
    booking = there(errand.ledger.find(reference), "what is released was begun")
    errand.folder.release(booking.files)
    _note(errand, booking, HANDED_OVER, {"reference": booking.reference})


def _note_answers(errand: Errand) -> None:
    bookings = {
        each.reference: each
        for each in errand.ledger.in_state(*_MAY_CHANGE)
        if each.folder == errand.folder.place
    }
    answers = errand.folder.answers({key: each.files for key, each in bookings.items()})
    for reference, answer in answers.items():
        booking = bookings[reference]
        if not booking.is_news(answer.kind):
            continue
        payload: dict[str, Json] = {"reference": booking.reference}
        if answer.kind is AnswerKind.REFUSED:
            payload["text"] = errand.mask(answer.text)
        _note(errand, booking, ANSWERS[answer.kind], payload)


def _note(errand: Errand, booking: Booking, event_type: str, payload: dict[str, Json]) -> None:
    errand.journal.append(NewEvent(event_type, payload, booking.case_id))
    errand.ledger.catch_up(errand.journal)


def _document(errand: Errand, booking: Booking) -> ReturnDocument:
    events = tuple(errand.journal.read(case_id=booking.case_id))
    document_of = void_document_of if booking.is_void else return_document_of
    return document_of(
        events, errand.store, training=errand.training, day_ends_at=errand.day_ends_at
    )
