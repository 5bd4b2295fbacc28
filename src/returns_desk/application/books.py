"""The books that the journal's events make: dated postings, numbered credit notes, open items.

Owns which event posts what, and a case's memory between its events. Pure: the same events give the
same postings for ever, and later events never change an earlier day. A day is the shop's business
day, as the journal says when it ends. Payloads of every version are read; what an older one lacks
is zero.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from returns_desk.application.book_memory import (
    Leg,
    Memory,
    integer,
    planned_goods,
    planned_legs,
    text,
)
from returns_desk.application.books_without_case import OF_NO_CASE, Document, documents_without_case
from returns_desk.application.business_days import (
    BUSINESS_DAY_SET,
    BusinessDays,
    DayOf,
    calendar_day,
)
from returns_desk.application.ports import Event
from returns_desk.application.void_books import CANCELLATION, VOID_TYPES, void_step
from returns_desk.domain.books import (
    Entry,
    credit_note,
    in_doubt,
    payout,
    reversed_entries,
)

CREDIT_NOTE: Final = "credit_note"
PAYOUT: Final = "payout"
PAYOUT_REVERSED: Final = "payout_reversed"
IN_DOUBT: Final = "in_doubt"
DOUBT_SETTLED: Final = "doubt_settled"

NextNumber = Callable[[str, int], int]
"""The next number of a series in that year; credit notes' series has the terminal's name."""


@dataclass(frozen=True, slots=True)
class Around:
    """What an event is posted with: the numbers of credit notes, and its business day."""

    next_number: NextNumber
    day_of: DayOf


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry in the books, with its document. `event` and `position` name it in the journal.

    All postings of one `document` add up to zero. `reference` is what the till or card reader
    gave; `number` is the credit note's own, without a gap within a terminal and a year.
    """

    event: int
    position: int
    day: str
    terminal: str
    kind: str
    document: str
    case_id: str | None
    case_number: int | None
    option: str
    currency: str
    entry: Entry
    reference: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What one event does: postings, the memory after it, and the event of postings to withdraw.

    Only a doubt that ended on the day on which it began is withdrawn: then there was none.
    """

    memory: Memory | None
    postings: tuple[Posting, ...] = ()
    withdrawn: int | None = None


def booked(
    memory: Memory | None, event: Event, next_number: NextNumber, day_of: DayOf = calendar_day
) -> Step:
    """What the event does to the books, given what is remembered of its case."""
    around = Around(next_number, day_of)
    documents = documents_without_case(event)
    if documents is not None:
        about = Memory(currency=text(event.payload.get("currency")))
        return Step(memory, _postings(event, about, documents, around))
    handle = _BY_TYPE.get(event.type)
    if handle is None or event.case_id is None:
        return Step(memory)
    return handle(memory or Memory(), event, around)


class Books:
    """The postings of events read one after another, kept in memory."""

    def __init__(self) -> None:
        """Begin before the first event."""
        self._memories: dict[str | None, Memory] = {}
        self._numbers: dict[tuple[str, int], int] = {}
        self._by_event: dict[int, tuple[Posting, ...]] = {}
        self._days = BusinessDays()

    def take(self, events: Iterable[Event]) -> None:
        """Post more events, in the order of the journal."""
        for event in events:
            self._days.take(event)
            before = self._memories.pop(event.case_id, None)
            step = booked(before, event, self._next_number, self._days.day_of)
            if step.memory is not None:
                self._memories[event.case_id] = step.memory
            if step.withdrawn is not None:
                self._by_event.pop(step.withdrawn, None)
            if step.postings:
                self._by_event[event.sequence] = step.postings

    def postings(self) -> tuple[Posting, ...]:
        """Every posting, in the order of the journal."""
        return tuple(each for one_event in self._by_event.values() for each in one_event)

    def _next_number(self, terminal: str, year: int) -> int:
        number = self._numbers.get((terminal, year), 0) + 1
        self._numbers[terminal, year] = number
        return number


# --- events that are only remembered -------------------------------------------------------


def _opened(memory: Memory, event: Event, _: Around) -> Step:
    return Step(memory.but(number=integer(event.payload.get("number"))))


def _shown(memory: Memory, event: Event, _: Around) -> Step:
    board = event.payload.get("board")
    currency = text(board.get("currency")) if isinstance(board, Mapping) else ""
    return Step(memory.but(currency=currency) if currency else memory)


def _chosen(memory: Memory, event: Event, _: Around) -> Step:
    absorbed = max(0, integer(event.payload.get("absorbed")))
    return Step(memory.but(absorbed=absorbed) if absorbed != memory.absorbed else memory)


def _planned(memory: Memory, event: Event, _: Around) -> Step:
    option = text(event.payload.get("option"))
    legs = {**memory.legs, **planned_legs(event.payload)}
    return Step(memory.but(option=option, goods=planned_goods(event.payload), legs=legs))


# --- legs ----------------------------------------------------------------------------------


def _begun(memory: Memory, event: Event, around: Around) -> Step:
    leg = memory.leg(event)
    if leg.is_begun or leg.is_booked:
        return Step(memory)
    begun = Leg(leg.means, leg.amount, leg.rounding, event.sequence, _day(event, around))
    entries = in_doubt(leg.means, leg.amount + leg.rounding)
    postings = _postings(event, memory, [(IN_DOUBT, "OPEN", entries, "")], around)
    return Step(memory.with_leg(event, begun), postings)


def _booked(memory: Memory, event: Event, around: Around) -> Step:
    return _outcome(memory, event, around, is_paid=True, was_in_doubt=False)


def _failed(memory: Memory, event: Event, around: Around) -> Step:
    return _outcome(memory, event, around, is_paid=False, was_in_doubt=False)


def _settled(memory: Memory, event: Event, around: Around) -> Step:
    is_paid = event.payload.get("happened") is True
    return _outcome(memory, event, around, is_paid=is_paid, was_in_doubt=True)


def _outcome(
    memory: Memory, event: Event, around: Around, *, is_paid: bool, was_in_doubt: bool
) -> Step:
    leg = memory.leg(event)
    documents: list[Document] = []
    withdrawn = None
    if leg.is_begun and (was_in_doubt or leg.begun_day != _day(event, around)):
        doubt = reversed_entries(in_doubt(leg.means, leg.amount + leg.rounding))
        documents.append((DOUBT_SETTLED, f"OPEN {leg.begun_event} settled", doubt, ""))
    elif leg.is_begun:
        withdrawn = leg.begun_event
    if leg.is_booked:
        undone = reversed_entries(payout(leg.means, leg.amount, leg.rounding))
        documents.append((PAYOUT_REVERSED, "PAY reversed", undone, ""))
    ended = Leg(leg.means, leg.amount, leg.rounding)
    if is_paid:
        amount = integer(event.payload.get("amount", leg.amount))
        rounding = integer(event.payload.get("rounding", leg.rounding))
        ended = Leg(leg.means, amount, rounding, is_booked=True)
        paid = payout(ended.means, ended.amount, ended.rounding)
        documents.append((PAYOUT, "PAY", paid, text(event.payload.get("reference"))))
    postings = _postings(event, memory, documents, around)
    return Step(memory.with_leg(event, ended), postings, withdrawn)


def _completed(memory: Memory, event: Event, around: Around) -> Step:
    amount = integer(event.payload.get("amount"))
    option = text(event.payload.get("option"))
    entries = credit_note(option, memory.goods, amount, memory.absorbed)
    if not entries:
        return Step(None)
    year = around.day_of(event).year
    number = around.next_number(event.terminal, year)
    document = f"CN {event.terminal}/{year}/{number:06d}"
    about = memory.but(option=option)
    documents: list[Document] = [(CREDIT_NOTE, document, entries, "")]
    return Step(None, _postings(event, about, documents, around, number))


def _left(_memory: Memory, _event: Event, _: Around) -> Step:
    return Step(None)


def _voided(memory: Memory, event: Event, around: Around) -> Step:
    step = void_step(memory, event, _day(event, around), around.next_number)
    postings = _postings(event, step.memory or memory, step.documents, around, step.number)
    return Step(step.memory, postings, step.withdrawn)


_BY_TYPE: Final[Mapping[str, Callable[[Memory, Event, Around], Step]]] = {
    "case_opened": _opened,
    "board_shown": _shown,
    "option_chosen": _chosen,
    "plan_made": _planned,
    "leg_begun": _begun,
    "leg_booked": _booked,
    "leg_failed": _failed,
    "leg_settled": _settled,
    "case_completed": _completed,
    "case_left": _left,
    **dict.fromkeys(VOID_TYPES, _voided),
}

TYPES: Final = (*_BY_TYPE, *OF_NO_CASE, BUSINESS_DAY_SET)
"""The events that the books are made of."""


def _postings(
    event: Event,
    memory: Memory,
    documents: Sequence[Document],
    around: Around,
    number: int | None = None,
) -> tuple[Posting, ...]:
    flat = [
        (kind, name, entry, reference)
        for kind, name, entries, reference in documents
        for entry in entries
        if entry.amount
    ]
    day = _day(event, around)
    return tuple(
        Posting(
            event=event.sequence,
            position=position,
            day=day,
            terminal=event.terminal,
            kind=kind,
            document=name if kind in {CREDIT_NOTE, CANCELLATION} else f"{name} {event.sequence}",
            case_id=event.case_id,
            case_number=memory.number,
            option=memory.option,
            currency=memory.currency,
            entry=entry,
            reference=reference,
            number=number,
        )
        for position, (kind, name, entry, reference) in enumerate(flat)
    )


def _day(event: Event, around: Around) -> str:
    return around.day_of(event).isoformat()
