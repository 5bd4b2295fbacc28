"""A manager at another window acts on a case, whether it is at the counter or not.

Owns what of it the counter sees: the case goes on with what was decided, and everything else of
the counter stays as it was. It runs where every command runs, so that the case is one at a time.
"""

from dataclasses import replace

from returns_desk.application.case_fold import record_of
from returns_desk.application.clock_guard import ClockWatch
from returns_desk.application.closing import offers_of, take_up
from returns_desk.application.desk_state import CaseState
from returns_desk.application.ports import Operator
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session
from returns_desk.application.snapshots import case_state
from returns_desk.application.turn import Turn
from returns_desk.domain.board import Standing
from returns_desk.domain.errors import OperatorMistake


def begun(
    services: DeskServices, session: Session, watch: ClockWatch, by: Operator, case_id: str
) -> Turn:
    """A manager's own turn on that case; the board is there only where it is at the counter.

    Raises:
        OperatorMistake: `unknown_case`.
    """
    turn = Turn(services, Session(language=session.language, operator=by), watch)
    record = session.record
    if record is not None and is_at_counter(session, case_id):
        turn.load(record)
        turn.set(sales=session.sales, board=session.board, chosen=session.chosen)
        turn.set(requested=session.requested, is_approving=session.is_approving)
        return turn
    events = tuple(services.journal.read(case_id=case_id))
    if not events:
        raise OperatorMistake("There is no such case here.", code="unknown_case")
    turn.load(record_of(events))
    return turn


def with_board(turn: Turn) -> None:
    """Propose the board of this moment where none is at hand yet."""
    if turn.session.board is None:
        take_up(turn, turn.record)


def has_ended(turn: Turn) -> bool:
    """True where the case is complete or the customer left: no board is to be decided on."""
    return turn.record.is_completed or turn.record.is_left


def looked_at(services: DeskServices, made: Session) -> CaseState | None:
    """The case with what was handed on before the decider; None without a board."""
    record, board = made.record, made.board
    life = record.life if record else None
    option = life.option if life else None
    is_asked = bool(board and option and board.option(option).standing is Standing.NEEDS_APPROVAL)
    return case_state(services, replace(made, requested=option if is_asked else None))


def merged(services: DeskServices, session: Session, made: Session) -> Session:
    """The counter's session after a manager's turn was recorded."""
    record = made.record
    if record is None or not is_at_counter(session, record.case_id):
        return replace(session, offered=offers_of(services, session))
    seen = replace(session, record=record, sales=made.sales, board=made.board)
    if made.notice is None:
        return seen
    answered = replace(seen, notice=made.notice, chosen=made.chosen)
    return replace(answered, requested=made.requested, is_approving=False, approver=None)


def is_at_counter(session: Session, case_id: str) -> bool:
    """True where the case is the one that the counter has in hand."""
    return session.record is not None and session.record.case_id == case_id
