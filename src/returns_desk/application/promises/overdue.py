"""An overdue promise is handed on by itself, once, with the board that was shown last.

Owns when, and that a clock which can't be right hands on nothing. It runs after every command and
while the window stands; a restart finds what became overdue meanwhile.
"""

from typing import Final

from returns_desk.application.clock_guard import ClockStanding, ClockWatch, standing_of
from returns_desk.application.escalations.raising import raise_for_case
from returns_desk.application.promises.making import note_about
from returns_desk.application.promises.promise import OVERDUE, Promise, Urgency
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session
from returns_desk.application.turn import Turn
from returns_desk.domain.board import Trigger
from returns_desk.domain.errors import EnvironmentFault

TRIGGER: Final = "promise_overdue"


def hand_on_overdue(services: DeskServices, session: Session, watch: ClockWatch) -> Session:
    """Hand on what is over and was not handed on yet; the session with what was noted.

    Two promises of one case are one escalation. A second commit, as the slip's: should it fail,
    the next command or look tries again.
    """
    turn = Turn(services, session)
    if standing_of(watch, turn.now, services.elapsed()) is not ClockStanding.RIGHT:
        return session
    over = [each for each in services.promises.open(services.journal) if _waits(each, turn)]
    for promise in over:
        note_about(turn, promise.case_id, OVERDUE, {"promise": promise.id})
    for case_id in dict.fromkeys(each.case_id for each in over):
        raise_for_case(turn, case_id, Trigger(TRIGGER))
    try:
        return turn.commit() if over else session
    except EnvironmentFault:
        return session


def _waits(promise: Promise, turn: Turn) -> bool:
    return promise.urgency(turn.now) is Urgency.OVERDUE and not promise.is_raised
