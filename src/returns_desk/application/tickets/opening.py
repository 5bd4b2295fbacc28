"""A ticket is opened with the repair, or where new goods are ordered; it may get another day.

Owns what a ticket says of the goods, and how long a repair takes where nobody says. Whoever waits
is found by the slip or the receipt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from returns_desk.application.case_fold import record_of
from returns_desk.application.case_record import CaseRecord, Plan
from returns_desk.application.desk_state import Tone
from returns_desk.application.ports import Json
from returns_desk.application.presence import there
from returns_desk.application.promises.entry import PromiseEntry
from returns_desk.application.promises.making import note_promise
from returns_desk.application.promises.promise import WITHDRAWN
from returns_desk.application.slips import payout_reference
from returns_desk.application.tickets.ticket import (
    CLOSED,
    OPENED,
    REPLACEMENT,
    TAKEN_BACK,
    Ticket,
)
from returns_desk.application.turn import Turn
from returns_desk.domain.errors import OperatorMistake

REPAIR: Final = "repair/none"
REPLACED: Final = "replacement/none"
WEEKS: Final = (1, 2, 4)
"""What is offered; the repairer's own word is typed as a promise."""
_USUAL_WEEKS: Final = 2
_CLOSING: Final = time(17)


def open_ticket(turn: Turn, plan: Plan) -> None:
    """Open a ticket where the goods stay for repair; nothing happens with any other remedy."""
    if plan.option == REPAIR:
        _note(turn, _New(turn.services.ids.new_id(), _goods(plan)), _USUAL_WEEKS)


def order_in(turn: Turn, weeks: int) -> None:
    """The goods that replace those brought are not here: they are ready in so many weeks.

    Raises:
        OperatorMistake: the choice is none of WEEKS, or nothing is to be replaced, or it was
            ordered already.
    """
    _check_weeks(weeks)
    record = turn.record
    plan = there(record.plan, "a return with a slip was planned")
    if not may_order(record):
        message = "Nothing of this return waits for new goods."
        raise OperatorMistake(message, code="nothing_to_order")
    new = _New(turn.services.ids.new_id(), _goods(plan), is_replacement=True)
    _note(turn, new, weeks)
    turn.say("goods_ordered", Tone.NOW)


def may_order(record: CaseRecord) -> bool:
    """Whether the return gave new goods for those brought, and none were ordered yet."""
    is_replaced = record.plan is not None and record.plan.option == REPLACED
    return is_replaced and record.ticket is None and record.void is None


def expect_in(turn: Turn, weeks: int) -> None:
    """Say that the goods are ready in so many weeks from now.

    Raises:
        OperatorMistake: the choice is none of WEEKS, or the customer waits for no goods.
    """
    _check_weeks(weeks)
    ticket = open_ticket_of(turn)
    turn.note(WITHDRAWN, {"promise": ticket.promise, "note": "settled_otherwise"})
    _note(turn, _New(ticket.id), weeks)
    turn.say("promise_made", Tone.NOW)


def open_ticket_of(turn: Turn) -> Ticket:
    """The ticket of the case in sight, while the customer waits.

    Raises:
        OperatorMistake: `no_open_ticket`.
    """
    ticket = turn.record.ticket
    if ticket is None or not ticket.is_open:
        message = "Nobody waits for goods of this return."
        raise OperatorMistake(message, code="no_open_ticket")
    return ticket


def take_back(turn: Turn) -> None:
    """The return is taken back, and with it the goods: their ticket ends, if they have one."""
    ticket = turn.record.ticket
    if ticket is None or not ticket.is_open:
        return
    turn.note(CLOSED, {"ticket": ticket.id, "outcome": TAKEN_BACK})
    if is_promised(turn, ticket):
        turn.note(WITHDRAWN, {"promise": ticket.promise, "note": "settled_otherwise"})


def is_promised(turn: Turn, ticket: Ticket) -> bool:
    """Whether its promise still holds; somebody may have settled it in the list."""
    return any(each.id == ticket.promise and each.is_open for each in turn.record.promises)


def record_of_ticket(turn: Turn, number: int, scanned: str) -> CaseRecord | None:
    """The case whose customer waits for goods, by its number and the barcode of its slip."""
    for record in _waited_for(turn):
        key = there(record.plan, "what is waited for was planned").key
        if record.number == number and scanned == payout_reference(number, key):
            return record
    return None


def record_of_receipt(turn: Turn, receipt: str) -> CaseRecord | None:
    """The case whose customer waits for goods of that receipt."""
    for record in _waited_for(turn):
        goods = record.ticket.goods if record.ticket else ()
        if any(each.receipt == receipt for each in goods):
            return record
    return None


def _waited_for(turn: Turn) -> Iterator[CaseRecord]:
    """Every case whose customer waits for goods, the first opened first."""
    for ticket in turn.services.tickets.open(turn.services.journal):
        yield record_of(turn.services.journal.read(case_id=ticket.case_id))


def _check_weeks(weeks: int) -> None:
    if weeks not in WEEKS:
        raise OperatorMistake("Choose one of the weeks.", code="unknown_weeks")


@dataclass(frozen=True, slots=True)
class _New:
    """A ticket to note; one that is there already gets no goods again."""

    ticket: str
    goods: tuple[Json, ...] = ()
    is_replacement: bool = False


def _goods(plan: Plan) -> tuple[Json, ...]:
    return tuple(
        {
            "receipt": item.receipt,
            "line": item.line,
            "quantity": str(item.quantity),
            "description": item.description,
        }
        for item in plan.items
    )


def _note(turn: Turn, new: _New, weeks: int) -> None:
    due = datetime.combine(turn.now.date() + timedelta(weeks=weeks), _CLOSING, turn.now.tzinfo)
    told: dict[str, Json] = {
        "ticket": new.ticket,
        "case": turn.record.number,
        "promise": note_promise(turn, PromiseEntry(due, kind="goods_ready")),
        "goods": new.goods,
    }
    turn.note(OPENED, {**told, "kind": REPLACEMENT} if new.is_replacement else told)
