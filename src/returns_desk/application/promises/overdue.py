"""An overdue promise is handed on by itself, once, with the board that was shown last.

Owns when, and that a clock which can't be right hands on nothing. It runs after every command and
while the window stands; a restart finds what became overdue meanwhile.
"""

from typing import TYPE_CHECKING, Final, cast

from returns_desk.application.case_fold import record_of
from returns_desk.application.case_record import CaseRecord
from returns_desk.application.clock_guard import ClockStanding, ClockWatch, standing_of
from returns_desk.application.folded_values import whole_of
from returns_desk.application.ports import Json
from returns_desk.application.promises.making import note_about
from returns_desk.application.promises.promise import OVERDUE, Promise, Urgency
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session
from returns_desk.application.turn import Turn
from returns_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TRIGGER: Final = "promise_overdue"


def hand_on_overdue(services: DeskServices, session: Session, watch: ClockWatch) -> Session:
    """Hand on what is over and was not handed on yet; the session with what was noted.

    A second commit, as the slip's: should it fail, the next command or look tries again.
    """
    turn = Turn(services, session)
    if standing_of(watch, turn.now, services.elapsed()) is not ClockStanding.RIGHT:
        return session
    over = [each for each in services.promises.open(services.journal) if _waits(each, turn)]
    for promise in over:
        note_about(turn, promise.case_id, OVERDUE, {"promise": promise.id})
        note_about(turn, promise.case_id, "escalation_raised", _document(turn, promise))
    try:
        return turn.commit() if over else session
    except EnvironmentFault:
        return session


def _waits(promise: Promise, turn: Turn) -> bool:
    return promise.urgency(turn.now) is Urgency.OVERDUE and not promise.is_raised


def _document(turn: Turn, promise: Promise) -> dict[str, Json]:
    record = _record(turn, promise.case_id)
    first = record.first_ask
    option = first.option if first else None
    operator = turn.session.operator
    return {
        "triggers": [TRIGGER],
        "option": option,
        "amount": _amount(record, option),
        "board": record.board,
        "about": [{"code": TRIGGER, "option": None, "item": None}],
        "offered": [],
        "asked": [
            {"option": ask.option, "at": ask.at.isoformat(), "by": ask.operator}
            for ask in record.asks
        ],
        "raised_by": operator.id if operator else None,
        "promise": promise.id,
    }


def _record(turn: Turn, case_id: str) -> CaseRecord:
    at_hand = turn.session.record
    if at_hand is not None and at_hand.case_id == case_id:
        return at_hand
    return record_of(turn.services.journal.read(case_id=case_id))


def _amount(record: CaseRecord, option: str | None) -> int:
    """What the option came to on the board shown last; 0 where it was not on it."""
    options = cast("Sequence[Mapping[str, Json]]", record.board.get("options", ()))
    amounts = {each["id"]: each.get("amount", 0) for each in options}
    return whole_of(amounts.get(option, 0))
