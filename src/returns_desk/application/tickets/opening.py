"""A ticket is opened with the repair, and may get another day; its goods are found by its slip.

Owns what a ticket says of the goods, and how long a repair takes where nobody says.
"""

from collections.abc import Iterator
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
    TAKEN_BACK,
    Ticket,
)
from returns_desk.application.turn import Turn
from returns_desk.domain.errors import OperatorMistake

REPAIR: Final = "repair/none"
WEEKS: Final = (1, 2, 4)
"""What is offered; the repairer's own word is typed as a promise."""
_USUAL_WEEKS: Final = 2
_CLOSING: Final = time(17)


def open_ticket(turn: Turn, plan: Plan) -> None:
    """Open a ticket where the goods stay for repair; nothing happens with any other remedy."""
    if plan.option != REPAIR:
        return
    goods: list[Json] = [
        {
            "receipt": item.receipt,
            "line": item.line,
            "quantity": str(item.quantity),
            "description": item.description,
        }
        for item in plan.items
    ]
    _note(turn, turn.services.ids.new_id(), goods, _USUAL_WEEKS)


def expect_in(turn: Turn, weeks: int) -> None:
    """Say that the goods are ready in so many weeks from now.

    Raises:
        OperatorMistake: the choice is none of WEEKS, or no goods are here for repair.
    """
    if weeks not in WEEKS:
        raise OperatorMistake("Choose one of the weeks.", code="unknown_weeks")
    ticket = open_ticket_of(turn)
    turn.note(WITHDRAWN, {"promise": ticket.promise, "note": "settled_otherwise"})
    goods: list[Json] = []
    _note(turn, ticket.id, goods, weeks)
    turn.say("promise_made", Tone.NOW)


def open_ticket_of(turn: Turn) -> Ticket:
    """The ticket of the case in sight, while its goods are here.

    Raises:
        OperatorMistake: `no_open_ticket`.
    """
    ticket = turn.record.ticket
    if ticket is None or not ticket.is_open:
        message = "No goods of this return are here for repair."
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
    """The case whose goods are here for repair, by its number and the barcode of its slip."""
    for record in _with_goods_here(turn):
        key = there(record.plan, "what is repaired was planned").key
        if record.number == number and scanned == payout_reference(number, key):
            return record
    return None


def record_of_receipt(turn: Turn, receipt: str) -> CaseRecord | None:
    """The case whose goods of that receipt are here for repair."""
    for record in _with_goods_here(turn):
        goods = record.ticket.goods if record.ticket else ()
        if any(each.receipt == receipt for each in goods):
            return record
    return None


def _with_goods_here(turn: Turn) -> Iterator[CaseRecord]:
    """Every case whose goods are here, the first opened first."""
    for ticket in turn.services.tickets.open(turn.services.journal):
        yield record_of(turn.services.journal.read(case_id=ticket.case_id))


def _note(turn: Turn, ticket: str, goods: list[Json], weeks: int) -> None:
    due = datetime.combine(turn.now.date() + timedelta(weeks=weeks), _CLOSING, turn.now.tzinfo)
    promise = note_promise(turn, PromiseEntry(due, kind="goods_ready"))
    number = turn.record.number
    turn.note(OPENED, {"ticket": ticket, "case": number, "promise": promise, "goods": goods})
