"""A case to its slip, and the case that was opened after it; owns no test."""

from counters import Counter
from returns_desk.application.case_fold import record_of
from returns_desk.application.case_record import CaseRecord
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, Stage
from returns_desk.application.ports import Event

EXCHANGE = "even_exchange/none"
MONEY = "refund/original"


def completed(desk: Desk, option_id: str = EXCHANGE) -> DeskState:
    """The case at hand to its slip."""
    desk.choose(option_id)
    state = desk.confirm()
    return desk.book_leg(1, "004512") if state.stage is Stage.BOOKING else state


def opened(counter: Counter) -> list[Event]:
    return list(counter.journal.read(types=("case_opened",)))


def latest(counter: Counter) -> CaseRecord:
    """The case that was opened last, as the journal tells it."""
    return record_of(counter.journal.read(case_id=opened(counter)[-1].case_id))
