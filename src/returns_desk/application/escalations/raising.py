"""Handing on a case that nobody has at the counter: a promise that is overdue, a parked customer.

Owns the event's form where no board is at hand, and that nothing is raised twice while it waits.
"""

from collections.abc import Mapping

from returns_desk.application.boards import escalate
from returns_desk.application.case_fold import record_of
from returns_desk.application.case_record import CaseRecord
from returns_desk.application.escalations.life import RAISED
from returns_desk.application.folded_values import list_of
from returns_desk.application.ports import Json
from returns_desk.application.turn import Turn
from returns_desk.domain.board import Trigger


def raise_for_case(turn: Turn, case_id: str, trigger: Trigger) -> bool:
    """Hand on a case by a trigger, at the counter or not; True where it was not waiting for it.

    It joins what is open of the case, else begins anew, also for a case that ended. Nobody need
    be signed in. While the same trigger still waits, nothing is noted.
    """
    at_hand = turn.session.record
    is_here = at_hand is not None and at_hand.case_id == case_id
    record = at_hand if at_hand is not None and is_here else _read(turn, case_id)
    if _waits_for(record, trigger):
        return False
    if is_here and turn.session.board is not None:
        escalate(turn, [trigger], again=True)
    else:
        turn.note_for(case_id, RAISED, _document(turn, record, trigger))
    return True


def _read(turn: Turn, case_id: str) -> CaseRecord:
    return record_of(turn.services.journal.read(case_id=case_id))


def _waits_for(record: CaseRecord, trigger: Trigger) -> bool:
    life = record.life
    return life is not None and life.waits and trigger.code in life.triggers


def _document(turn: Turn, record: CaseRecord, trigger: Trigger) -> Mapping[str, Json]:
    """The board is the one that was shown last; what it offered stands in its own event."""
    asked = record.first_ask
    option = trigger.option or (asked.option if asked else None)
    operator = turn.session.operator
    return {
        "triggers": [trigger.code],
        "option": option,
        "amount": _amount(record, option),
        "board": record.board,
        "about": [{"code": trigger.code, "option": trigger.option, "item": trigger.item}],
        "offered": [],
        "asked": [
            {"option": ask.option, "at": ask.at.isoformat(), "by": ask.operator}
            for ask in record.asks
        ],
        "raised_by": operator.id if operator else None,
    }


def _amount(record: CaseRecord, option: str | None) -> int:
    for each in list_of(record.board.get("options", ())):
        if isinstance(each, Mapping) and each.get("id") == option:
            amount = each.get("amount")
            return amount if isinstance(amount, int) else 0
    return 0
