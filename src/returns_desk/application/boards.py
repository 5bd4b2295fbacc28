"""The board of the open case, kept up to date, with the escalations that follow by themselves.

Owns when a board is proposed, noted and numbered, and which triggers are logged. The engine owns
what stands on it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.desk_state import Tone
from returns_desk.application.earlier_returns import together, with_earlier_returns
from returns_desk.application.escalations.visits import third_visit
from returns_desk.application.looking_up import note_background
from returns_desk.application.numbering import with_numbers
from returns_desk.application.ports import SaleDoubt
from returns_desk.application.readiness import Readiness, holding_approval, readiness_of
from returns_desk.application.services import DeskServices
from returns_desk.application.shown_board import VERSION, offered_document, shown_document
from returns_desk.application.turn import Turn
from returns_desk.domain.board import Board, Standing, Trigger
from returns_desk.domain.case import Case, Store
from returns_desk.domain.sale import Sale


def known_sale(services: DeskServices, receipt: str) -> Sale | None:
    """The sale with what this journal already gave back, or None where the store lacks it.

    What is handed to the till comes back with the till's log; it is counted from here alone. What
    other counters gave back is asked of the hub, where there is one.
    """
    sale = services.sales.receipt(receipt)
    if sale is None:
        return None
    numbers = services.sales.numbers(sale.receipt)
    if services.claims.look_at(sale.store, numbers):
        sale = services.sales.receipt(sale.receipt) or sale
    returned = together(services.journal.returned_so_far(each) for each in numbers)
    if returned.references:
        sale = services.sales.receipt(sale.receipt, returned.references) or sale
    return with_earlier_returns(sale, returned)


def known_doubts(services: DeskServices, receipt: str) -> tuple[SaleDoubt, ...]:
    """What does not add up in the sale; our own returns in the till's log are no doubt."""
    numbers = services.sales.numbers(receipt)
    returned = together(services.journal.returned_so_far(each) for each in numbers)
    return services.sales.doubts(receipt, returned.references)


def refresh_board(turn: Turn) -> None:
    """Propose the board anew; note it where it changed, and hand on what must be handed on."""
    note_background(turn)
    case = _case_now(turn)
    board = turn.services.propose(case, turn.services.policies.policy())
    document = turn.services.board_document(board, case)
    was_ready = _asked_and_ready(turn)
    turn.set(board=board)
    if document["digest"] != turn.record.digest:
        numbers = with_numbers(board, turn.record.numbers)
        shown = shown_document(board, str(document["digest"]), numbers, turn.now)
        turn.note("board_shown", shown, VERSION)
    escalate(turn, (*board.triggers, *third_visit(turn)))
    _settle_marks(turn, board)
    ready = _asked_and_ready(turn)
    # The answer that opens what was asked for marks it: nobody has to ask again (R5).
    if turn.session.chosen is None and ready != was_ready:
        turn.set(chosen=ready)


def _asked_and_ready(turn: Turn) -> str | None:
    """What was asked for last, where nothing stands in its way."""
    asks = turn.record.asks
    board = turn.session.board
    if not asks or board is None:
        return None
    readiness = readiness_of(turn.record, board, asks[-1].option, turn.now)
    return asks[-1].option if readiness is Readiness.READY else None


def _case_now(turn: Turn) -> Case:
    """The open case at this moment."""
    return case_of(turn.record, turn.session.sales, turn.services, turn.now)


def case_of(
    record: CaseRecord, sales: Iterable[Sale], services: DeskServices, now: datetime
) -> Case:
    """The case as the engine takes it."""
    return case_at(record, sales, services.shop.store, now)


def case_at(record: CaseRecord, sales: Iterable[Sale], store: Store, now: datetime) -> Case:
    """The same for whoever has no counter, as a replay of the journal."""
    dated = tuple(_delivered(sale, record.delivered.get(sale.receipt), now) for sale in sales)
    return Case(now=now, store=store, sales=dated, claim=record.claim)


def _delivered(sale: Sale, day: str | None, now: datetime) -> Sale:
    if day is None:
        return sale
    at = datetime.combine(date.fromisoformat(day), time(), now.tzinfo)
    return replace(sale, delivered_at=at)


def escalate(turn: Turn, triggers: Iterable[Trigger], *, again: bool = False) -> None:
    """Log the triggers that were not logged yet, with the whole board; nobody has to ask.

    `again` logs also those that were answered before.
    """
    record = turn.record
    new = [x for x in triggers if again or (x.code, x.option) not in record.raised]
    if not new:
        return
    first = record.first_ask
    asked = first.option if first else None
    option = next((each.option for each in new if each.option), asked)
    turn.note(
        "escalation_raised",
        {
            "triggers": [each.code for each in new],
            "option": option,
            "amount": turn.board.option(option).amount if option else 0,
            "board": turn.services.board_document(turn.board, _case_now(turn)),
            "about": [
                {"code": each.code, "option": each.option, "item": each.item} for each in new
            ],
            "offered": offered_document(turn.board, record.numbers),
            "asked": [
                {"option": ask.option, "at": ask.at.isoformat(), "by": ask.operator}
                for ask in record.asks
            ],
            "raised_by": turn.session.operator.id if turn.session.operator else None,
        },
    )


def _settle_marks(turn: Turn, board: Board) -> None:
    """Take back what the new board no longer bears: a mark, a request, an approval."""
    session = turn.session
    if session.chosen and board.option(session.chosen).standing is Standing.NOT_POSSIBLE:
        turn.set(chosen=None)
    requested = session.requested
    if requested and board.option(requested).standing is not Standing.NEEDS_APPROVAL:
        turn.set(requested=None, is_approving=False, approver=None)
    given = turn.before.approval if turn.before else None
    if given and not turn.record.decline and not holding_approval(turn.record, board, turn.now):
        code = "approval_expired" if turn.now >= given.expires_at else "approval_void"
        turn.say(code, Tone.ATTENTION, option=given.option)
