"""What is noted as a return begins to be taken back; whole, so that books read no other event.

Owns the payload of `void_begun`.
"""

from typing import cast

from returns_desk.application.ports import Event, Json, Operator
from returns_desk.application.presence import there
from returns_desk.application.turn import Turn


def begin_document(turn: Turn, completed: Event, person: Operator, reason: str) -> dict[str, Json]:
    """Everything that the books need to reverse the return, so that they read no other event."""
    record = turn.record
    plan = there(turn.record.plan, "a completed case has a plan")
    events = tuple(turn.services.journal.read(case_id=record.case_id))
    planned = _last(events, "plan_made", plan.key)
    chosen = _last(events, "option_chosen", plan.key)
    goods: dict[str, Json] = {
        name: planned[name] for name in ("items", "without_receipt", "legs") if name in planned
    }
    return {
        "key": turn.services.ids.new_id(),
        "payout": plan.key,
        "reason": reason,
        "approver": person.id,
        "role": person.role,
        "number": record.number,
        "currency": str(record.board["currency"]),
        "option": plan.option,
        "amount": cast("int", completed.payload["amount"]),
        "absorbed": chosen.get("absorbed", 0),
        **goods,
    }


def _last(events: tuple[Event, ...], event_type: str, key: str) -> dict[str, Json]:
    found = (each for each in reversed(events) if each.type == event_type)
    return next(dict(each.payload) for each in found if each.payload["key"] == key)


def completed_event(turn: Turn) -> Event:
    """The event with which the return in sight was complete."""
    events = turn.services.journal.read(case_id=turn.record.case_id, types=("case_completed",))
    return there(next(iter(events), None), "what is taken back was completed")


def goods_event(turn: Turn) -> int | None:
    """The number of the event by which the goods count as returned; None where none do."""
    record = turn.record
    key = there(record.plan, "a completed case has a plan").key
    taken = turn.services.journal.read(case_id=record.case_id, types=("goods_taken",))
    return next((event.sequence for event in taken if event.payload["key"] == key), None)
