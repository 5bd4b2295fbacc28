"""A counter where something was handed on, and a manager at another window."""

from typing import Final

from counters import Counter
from fakes import CLERK, MANAGER, MANAGER_PIN, OTHER_MANAGER
from returns_desk.application.approving import Seen
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState
from returns_desk.application.escalations.answering import Answer
from returns_desk.application.escalations.life import EscalationLife
from returns_desk.application.ports import Operator
from returns_desk.application.presence import there
from support.desk_steps import asked

OTHER_CARD: Final = "refund/other_card"
SEEN: Final = Seen(OTHER_CARD, 2136)
YES: Final = Answer(SEEN, MANAGER_PIN)
NO: Final = Answer(SEEN, MANAGER_PIN, alternative="store_credit/store_credit")


def handed_on(counter: Counter, *people: Operator) -> tuple[Desk, str]:
    """The clerk asked for the other card; the desk and the case."""
    desk = asked(counter, *(people or (CLERK, MANAGER, OTHER_MANAGER)))
    return desk, case_of(desk.state())


def case_of(state: DeskState) -> str:
    """The case at the counter."""
    assert state.case is not None
    return state.case.case_id


def life_of(desk: Desk) -> EscalationLife:
    """The escalation of the case at the counter."""
    return there(there(desk._session.record, "a case is open").life, "it was handed on")
