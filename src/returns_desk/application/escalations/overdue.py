"""Cases that are open longer than the shop wants to let anybody wait.

Owns which they are at a moment. Nobody has to ask or touch anything: the desk looks every minute.
"""

from datetime import datetime, timedelta
from typing import Final

from returns_desk.application.boards import escalate
from returns_desk.application.case_fold import record_of
from returns_desk.application.escalations.raising import raise_for_case
from returns_desk.application.session import Session
from returns_desk.application.turn import Turn
from returns_desk.domain.board import Trigger

OPEN_TOO_LONG: Final = "open_too_long"


def hand_on_overdue(turn: Turn) -> None:
    """Hand on, once each, the cases at the counter and of parked customers that took too long."""
    minutes = turn.services.shop.escalations.open_too_long_minutes
    since = turn.now - timedelta(minutes=minutes)
    if _is_at_counter_since(turn.session, since):
        escalate(turn, [Trigger(OPEN_TOO_LONG)])
    for case_id in _parked_since(turn.session, since):
        record = record_of(turn.services.journal.read(case_id=case_id))
        if (OPEN_TOO_LONG, None) not in record.raised:
            raise_for_case(turn, case_id, Trigger(OPEN_TOO_LONG))


def _is_at_counter_since(session: Session, since: datetime) -> bool:
    record = session.record
    if record is None or session.board is None or record.is_completed:
        return False
    return record.opened_at <= since


def _parked_since(session: Session, since: datetime) -> tuple[str, ...]:
    offers = (each for each in session.offered if each.parked_at is not None)
    return tuple(each.case_id for each in offers if each.opened_at <= since)
