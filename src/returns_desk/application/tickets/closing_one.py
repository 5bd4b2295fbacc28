"""The customer is here for the goods: handed over mended, new ones instead, or neither came about.

Owns what follows from each. Goods that could not be mended, and new ones that can't be had, open a
case of their own on the same receipt: why the goods come back is known, and so is one more repair,
so nothing of it is asked (R5) and the board shows what the law gives now.
"""

from dataclasses import replace
from typing import Final

from returns_desk.application import claiming
from returns_desk.application.boards import known_sale, refresh_board
from returns_desk.application.closing import clear_case
from returns_desk.application.desk_state import Tone
from returns_desk.application.promises.promise import KEPT, WITHDRAWN
from returns_desk.application.receipts_of_case import add_receipt
from returns_desk.application.tickets.opening import is_promised, open_ticket_of
from returns_desk.application.tickets.ticket import (
    CLOSED,
    FAILED,
    NOT_MENDED,
    OUTCOMES,
    Ticket,
)
from returns_desk.application.turn import Turn
from returns_desk.domain.case import Claim, EvidenceKind, Fault, Reason
from returns_desk.domain.errors import OperatorMistake

_SEEN: Final = (EvidenceKind.RECEIPT,)


def close_ticket(turn: Turn, outcome: str) -> None:
    """Say what became of the goods; what came to nothing is decided anew at once.

    Raises:
        OperatorMistake: the outcome is none of the ticket's OUTCOMES, or nobody waits for goods.
    """
    ticket = open_ticket_of(turn)
    if outcome not in OUTCOMES[ticket.kind]:
        raise OperatorMistake("Choose one of the reasons.", code="unknown_reason")
    turn.note(CLOSED, {"ticket": ticket.id, "outcome": outcome})
    if outcome in FAILED:
        if is_promised(turn, ticket):
            turn.note(WITHDRAWN, {"promise": ticket.promise, "note": "settled_otherwise"})
        _decide_anew(turn, ticket, outcome)
    else:
        if is_promised(turn, ticket):
            turn.note(KEPT, {"promise": ticket.promise, "note": "collected"})
        turn.say("ticket_closed", Tone.NOW)


def _decide_anew(turn: Turn, ticket: Ticket, outcome: str) -> None:
    earlier = turn.record
    clear_case(turn)
    turn.set(after=earlier.case_id)
    for receipt in dict.fromkeys(each.receipt for each in ticket.goods):
        sale = known_sale(turn.services, receipt)
        if sale is not None:
            lines = [each.line for each in ticket.goods if each.receipt == receipt]
            add_receipt(turn, sale, _SEEN, lines)
    if turn.session.record is None:
        message = "The purchase of these goods is no longer here. Find it another way: F3."
        raise OperatorMistake(message, code="purchase_gone")
    _say_why_again(turn, earlier.claim, more_repairs=int(outcome == NOT_MENDED))
    refresh_board(turn)
    turn.say(outcome, Tone.NOW, number=earlier.number)


def _say_why_again(turn: Turn, earlier: Claim, more_repairs: int) -> None:
    """The reason and the fault of each line as they were said, and one more repair."""
    known = {(each.receipt, each.line): each for each in earlier.items}
    for number, item in enumerate(turn.record.claim.items):
        before = known[item.receipt, item.line]
        claiming.set_reason(turn, (item.receipt, item.line), before.reason or Reason.FAULTY)
        if before.fault is not None or before.reason in {None, Reason.FAULTY}:
            fault = before.fault or Fault()
            repairs = (fault.repairs or 0) + more_repairs
            claiming.note_fact(turn, f"fault:{number}", replace(fault, repairs=repairs))
