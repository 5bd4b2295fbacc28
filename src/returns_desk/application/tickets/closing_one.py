"""The customer is here for the goods: handed over mended, new ones instead, or as they were.

Owns what follows from each. Goods that could not be mended open a case of their own on the same
receipt: why they come back is known, and so is one more repair, so nothing of it is asked (R5) and
the board shows what the law gives now.
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
from returns_desk.application.tickets.ticket import CLOSED, NOT_MENDED, OUTCOMES, Ticket
from returns_desk.application.turn import Turn
from returns_desk.domain.case import EvidenceKind, Fault, Reason
from returns_desk.domain.errors import OperatorMistake

_SEEN: Final = (EvidenceKind.RECEIPT,)


def close_ticket(turn: Turn, outcome: str) -> None:
    """Say what became of the goods; what could not be mended is decided anew at once.

    Raises:
        OperatorMistake: the outcome is none of OUTCOMES, or no goods are here for repair.
    """
    ticket = open_ticket_of(turn)
    if outcome not in OUTCOMES:
        raise OperatorMistake("Choose one of the reasons.", code="unknown_reason")
    turn.note(CLOSED, {"ticket": ticket.id, "outcome": outcome})
    if outcome == NOT_MENDED:
        if is_promised(turn, ticket):
            turn.note(WITHDRAWN, {"promise": ticket.promise, "note": "settled_otherwise"})
        _decide_anew(turn, ticket)
    else:
        if is_promised(turn, ticket):
            turn.note(KEPT, {"promise": ticket.promise, "note": "collected"})
        turn.say("ticket_closed", Tone.NOW)


def _decide_anew(turn: Turn, ticket: Ticket) -> None:
    earlier = turn.record
    repairs = {(each.receipt, each.line): each.fault for each in earlier.claim.items}
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
    for number, item in enumerate(turn.record.claim.items):
        before = repairs.get((item.receipt, item.line)) or Fault()
        claiming.set_reason(turn, (item.receipt, item.line), Reason.FAULTY)
        fault = replace(before, repairs=(before.repairs or 0) + 1)
        claiming.note_fact(turn, f"fault:{number}", fault)
    refresh_board(turn)
    turn.say("not_mended", Tone.NOW, number=earlier.number)
