"""What a return that is taken back does to the books: each step the other way round, dated anew.

Owns which of its events posts what. Pure. A credit note's number is never used again or taken away:
a document of its own, in a series of its own, cancels it. What came earlier is not changed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from returns_desk.application.book_memory import (
    Leg,
    Memory,
    integer,
    planned_goods,
    planned_legs,
    text,
)
from returns_desk.application.ports import Event
from returns_desk.application.void_record import (
    UNDO_BEGUN,
    UNDO_BOOKED,
    UNDO_FAILED,
    UNDO_SETTLED,
    VOID_BEGUN,
    VOID_GIVEN_UP,
    VOIDED,
)
from returns_desk.domain.books import Entry, credit_note, in_doubt, payout, reversed_entries

CANCELLATION: Final = "credit_note_cancelled"
SERIES: Final = "CX"
"""What cancellations are numbered under, apart from credit notes."""


@dataclass(frozen=True, slots=True)
class VoidStep:
    """What an event of it does. `documents`: kind, name, entries, reference; kinds as in books.py.

    `number` is that of a cancellation.
    """

    memory: Memory | None
    documents: tuple[tuple[str, str, tuple[Entry, ...], str], ...] = ()
    withdrawn: int | None = None
    number: int | None = None


def void_step(
    memory: Memory, event: Event, day: str, next_number: Callable[[str, int], int]
) -> VoidStep:
    """What the event does on that business day, given what is remembered since `void_begun`."""
    if event.type == VOIDED:
        return _over(memory, event, day, next_number)
    return _BY_TYPE[event.type](memory, event, day)


def _begun(_: Memory, event: Event, __: str) -> VoidStep:
    payload = event.payload
    number = payload.get("number")
    legs = {key: replace(leg, is_booked=True) for key, leg in planned_legs(payload).items()}
    memory = Memory(
        number=number if isinstance(number, int) else None,
        currency=text(payload.get("currency")),
        option=text(payload.get("option")),
        absorbed=max(0, integer(payload.get("absorbed"))),
        goods=planned_goods(payload),
        legs=legs,
    )
    return VoidStep(memory)


def _undo_begun(memory: Memory, event: Event, day: str) -> VoidStep:
    leg = memory.leg(event)
    if leg.is_begun or not leg.is_booked:
        return VoidStep(memory)
    begun = replace(leg, begun_event=event.sequence, begun_day=day)
    doubt = reversed_entries(in_doubt(leg.means, leg.amount + leg.rounding))
    return VoidStep(memory.with_leg(event, begun), (("in_doubt", "OPEN", doubt, ""),))


def _came_back(memory: Memory, event: Event, day: str) -> VoidStep:
    return _outcome(memory, event, day, is_back=True, was_in_doubt=False)


def _failed(memory: Memory, event: Event, day: str) -> VoidStep:
    return _outcome(memory, event, day, is_back=False, was_in_doubt=False)


def _settled(memory: Memory, event: Event, day: str) -> VoidStep:
    is_back = event.payload.get("happened") is True
    return _outcome(memory, event, day, is_back=is_back, was_in_doubt=True)


def _outcome(
    memory: Memory, event: Event, day: str, *, is_back: bool, was_in_doubt: bool
) -> VoidStep:
    leg = memory.leg(event)
    documents: list[tuple[str, str, tuple[Entry, ...], str]] = []
    withdrawn = None
    if leg.is_begun and (was_in_doubt or leg.begun_day != day):
        doubt = in_doubt(leg.means, leg.amount + leg.rounding)
        documents.append(("doubt_settled", f"OPEN {leg.begun_event} settled", doubt, ""))
    elif leg.is_begun:
        withdrawn = leg.begun_event
    if is_back and leg.is_booked:
        back = reversed_entries(payout(leg.means, leg.amount, leg.rounding))
        reference = text(event.payload.get("reference"))
        documents.append(("payout_reversed", "PAY reversed", back, reference))
    ended = Leg(leg.means, leg.amount, leg.rounding, is_booked=leg.is_booked and not is_back)
    return VoidStep(memory.with_leg(event, ended), tuple(documents), withdrawn)


def _given_up(_: Memory, __: Event, ___: str) -> VoidStep:
    return VoidStep(None)


def _over(
    memory: Memory, event: Event, day: str, next_number: Callable[[str, int], int]
) -> VoidStep:
    amount = integer(event.payload.get("amount"))
    posted = credit_note(memory.option, memory.goods, amount, memory.absorbed)
    entries = tuple(replace(entry, amount=-entry.amount) for entry in posted)
    if not entries:
        return VoidStep(None)
    year = int(day[:4])
    number = next_number(f"{SERIES} {event.terminal}", year)
    document = f"{SERIES} {event.terminal}/{year}/{number:06d}"
    return VoidStep(None, ((CANCELLATION, document, entries, ""),), number=number)


_BY_TYPE: Final[Mapping[str, Callable[[Memory, Event, str], VoidStep]]] = MappingProxyType(
    {
        VOID_BEGUN: _begun,
        UNDO_BEGUN: _undo_begun,
        UNDO_BOOKED: _came_back,
        UNDO_FAILED: _failed,
        UNDO_SETTLED: _settled,
        VOID_GIVEN_UP: _given_up,
    }
)
VOID_TYPES: Final = (*_BY_TYPE, VOIDED)
"""The events of it that the books are made of."""
