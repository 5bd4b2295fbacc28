"""One escalation from its first trigger to its end, as the events of its case tell it; pure.

Owns the phases and the table of what leads from one to the next. One is open in a case at a time:
what is raised later joins it, and what is raised after its end begins the next. The table is
total: an event that does not fit a phase leaves it as it is, so that any order of events gives a
legal state, and no trigger is ever lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from returns_desk.application.folded_values import list_of, text_of, whole_of
from returns_desk.application.ports import Event

RAISED: Final = "escalation_raised"
SEEN: Final = "escalation_seen"
TAKEN: Final = "escalation_taken"
HANDED_ON: Final = "escalation_handed_on"
CLOSED: Final = "escalation_closed"
APPROVED: Final = "approval_given"
DECLINED: Final = "approval_declined"
COMPLETED: Final = "case_completed"
LEFT: Final = "case_left"
VOIDED: Final = "case_voided"

CARRIED_OUT: Final = "carried_out"
"""The outcome where the customer got exactly what was approved."""


class Phase(StrEnum):
    """How far an escalation came; the first three wait for a decision."""

    WAITING = "waiting"
    SEEN = "seen"
    TAKEN = "taken"
    APPROVED = "approved"
    DECLINED = "declined"
    CLOSED = "closed"


WAITS: Final = frozenset({Phase.WAITING, Phase.SEEN, Phase.TAKEN})
DECIDED: Final = frozenset({Phase.APPROVED, Phase.DECLINED})

_ENDS: Final = dict.fromkeys((CLOSED, COMPLETED, LEFT, VOIDED), Phase.CLOSED)
_DECISIONS: Final = {APPROVED: Phase.APPROVED, DECLINED: Phase.DECLINED, **_ENDS}

TRANSITIONS: Final[Mapping[Phase, Mapping[str, Phase]]] = MappingProxyType(
    {
        Phase.WAITING: {SEEN: Phase.SEEN, TAKEN: Phase.TAKEN, **_DECISIONS},
        Phase.SEEN: {TAKEN: Phase.TAKEN, HANDED_ON: Phase.WAITING, **_DECISIONS},
        Phase.TAKEN: {TAKEN: Phase.TAKEN, HANDED_ON: Phase.WAITING, **_DECISIONS},
        # What is raised after a decision was not decided with it.
        Phase.APPROVED: {RAISED: Phase.WAITING, **_DECISIONS},
        Phase.DECLINED: {RAISED: Phase.WAITING, **_DECISIONS},
        Phase.CLOSED: {},
    }
)
"""What leads from a phase to another; every other event leaves it."""

OUTLIVES_LEAVING: Final = frozenset(
    {
        "declined_all",
        "approval_not_carried_out",
        "double_refund",
        "promise_overdue",
        "statutory_right_refused_by_shop",
    }
)
"""Somebody still has something to do when the customer has gone."""
OUTLIVES_COMPLETION: Final = frozenset({"double_refund", "promise_overdue"})


@dataclass(frozen=True, slots=True)
class EscalationLife:
    """One escalation now. `nth` counts from 1 in its case; people are named by their ids.

    `handed_*` is about the latest handing on, `decided_*` about the latest decision, which is
    forgotten where something new was raised after it (the case's events keep it).
    """

    nth: int
    phase: Phase
    raised_at: datetime
    triggers: tuple[str, ...]
    option: str | None
    amount: int
    raised_by: str | None = None
    seen_at: datetime | None = None
    seen_by: str | None = None
    taken_at: datetime | None = None
    owner: str | None = None
    handed_at: datetime | None = None
    handed_by: str | None = None
    handed_to: str | None = None
    handed_why: str | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    decided_option: str | None = None
    decided_why: str | None = None
    alternative: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    outcome: str | None = None

    @property
    def waits(self) -> bool:
        """True while nobody decided."""
        return self.phase in WAITS

    @property
    def is_open(self) -> bool:
        """True until it ends."""
        return self.phase is not Phase.CLOSED


def after(life: EscalationLife | None, event: Event) -> EscalationLife | None:
    """The case's latest escalation after one more event of the case; None where there is none."""
    if event.type == RAISED:
        return _raised(life, event)
    if life is None or not _is_moved(life, event):
        return life
    phase = TRANSITIONS[life.phase][event.type]
    return replace(_MADE[event.type](life, event), phase=phase)


def _is_moved(life: EscalationLife, event: Event) -> bool:
    if event.type not in TRANSITIONS[life.phase]:
        return False
    outlives = {LEFT: OUTLIVES_LEAVING, COMPLETED: OUTLIVES_COMPLETION}.get(event.type, frozenset())
    return not (life.waits and outlives & set(life.triggers))


def _raised(life: EscalationLife | None, event: Event) -> EscalationLife:
    payload = event.payload
    # Whoever keeps a table of it reads events of every form, and what one lacks is not told.
    codes = tuple(str(code) for code in list_of(payload.get("triggers", ())))
    option = text_of(payload.get("option"))
    amount = whole_of(payload.get("amount", 0))
    if life is None or not life.is_open:
        nth = life.nth + 1 if life else 1
        triggers = tuple(dict.fromkeys(codes))
        made = EscalationLife(nth, Phase.WAITING, event.at, triggers, option, amount)
        return replace(made, raised_by=event.operator)
    joined = replace(life, triggers=tuple(dict.fromkeys((*life.triggers, *codes))))
    if option is not None:
        joined = replace(joined, option=option, amount=amount)
    return joined if life.waits else _waits_again(joined, event)


def _waits_again(life: EscalationLife, event: Event) -> EscalationLife:
    """Something new after a decision: it waits since then, and nobody has seen it yet."""
    anew = EscalationLife(
        life.nth, Phase.WAITING, event.at, life.triggers, life.option, life.amount
    )
    return replace(anew, raised_by=event.operator)


def _seen(life: EscalationLife, event: Event) -> EscalationLife:
    return replace(life, seen_at=event.at, seen_by=event.operator)


def _taken(life: EscalationLife, event: Event) -> EscalationLife:
    seen_at, seen_by = life.seen_at or event.at, life.seen_by or event.operator
    owned = replace(life, taken_at=event.at, owner=event.operator)
    return replace(owned, seen_at=seen_at, seen_by=seen_by)


def _handed_on(life: EscalationLife, event: Event) -> EscalationLife:
    to, why = text_of(event.payload.get("to")), text_of(event.payload.get("why"))
    handed = replace(life, handed_at=event.at, handed_by=event.operator)
    return replace(handed, handed_to=to, handed_why=why, owner=None, taken_at=None)


def _decided(life: EscalationLife, event: Event) -> EscalationLife:
    payload = event.payload
    return replace(
        life,
        decided_at=event.at,
        decided_by=text_of(payload.get("approver")),
        decided_option=text_of(payload.get("option")),
        decided_why=text_of(payload.get("reason")),
        alternative=text_of(payload.get("alternative")),
    )


def _ended(life: EscalationLife, event: Event) -> EscalationLife:
    ended = replace(life, closed_at=event.at, closed_by=event.operator)
    return replace(ended, outcome=_outcome(life, event))


def _outcome(life: EscalationLife, event: Event) -> str | None:
    if event.type == CLOSED:
        return text_of(event.payload.get("outcome"))
    done = event.payload.get("option") if event.type == COMPLETED else None
    is_carried_out = life.phase is Phase.APPROVED and done == life.decided_option
    return CARRIED_OUT if is_carried_out else event.type


_MADE: Final = MappingProxyType(
    {
        SEEN: _seen,
        TAKEN: _taken,
        HANDED_ON: _handed_on,
        APPROVED: _decided,
        DECLINED: _decided,
        **dict.fromkeys(_ENDS, _ended),
    }
)
EVENTS: Final = (RAISED, *_MADE)
"""Every type of event that is part of such a life."""
