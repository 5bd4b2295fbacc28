"""What a completed return notes for its hand-over.

Owns which returns are for the till. A repair is not: no money moves and the goods stay the
customer's.
"""

from returns_desk.application.case_record import Plan
from returns_desk.application.goods_places import open_document
from returns_desk.application.ports import Event, Json
from returns_desk.application.slips import payout_reference
from returns_desk.application.turn import Turn

NOT_FOR_THE_TILL = frozenset({"repair"})
"""Remedies that neither money nor stock follows."""


def due_document(turn: Turn, plan: Plan) -> dict[str, Json]:
    """What `case_completed` says more: the reference, where this return is for the till.

    In the same event as the completion, so that no crash can part the two. The errand is woken
    once the event is recorded; where goods stay with the shop, once their places are.
    """
    opened = open_document(plan)
    is_for_the_till = plan.option.partition("/")[0] not in NOT_FOR_THE_TILL
    if not (is_for_the_till and turn.services.hand_over.state().is_configured):
        return opened
    return {**opened, **_due(turn, plan.key, wakes=not opened)}


def void_due(turn: Turn, completed: Event, key: str) -> dict[str, Json]:
    """What `case_voided` says more: a reference of its own, where the return was for the till."""
    return _due(turn, key, wakes=True) if "hand_over" in completed.payload else {}


def _due(turn: Turn, key: str, *, wakes: bool) -> dict[str, Json]:
    hand_over, case_id = turn.services.hand_over, turn.record.case_id
    if wakes:
        turn.afterwards(lambda: hand_over.completed(case_id))
    return {"hand_over": payout_reference(turn.record.number, key)}
