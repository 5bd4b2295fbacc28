"""What waits for a person with authority, and in which order; pure.

Owns what a row of the queue tells and what comes first. Who reads it from where is the journal's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from returns_desk.application.escalations.life import EscalationLife


@dataclass(frozen=True, slots=True)
class Waiting:
    """One escalation that has not ended, with what names its case for people."""

    case_id: str
    number: int
    clerk: str
    life: EscalationLife
    is_at_counter: bool
    """Whether the customer is still here: the case is neither complete nor left."""


def in_order(
    found: Iterable[Waiting], person: str, now: datetime, reminder_minutes: int
) -> tuple[Waiting, ...]:
    """What waits for an answer: overdue first, then handed to that person, then oldest first."""
    waiting = [each for each in found if each.life.waits]
    return tuple(
        sorted(
            waiting,
            key=lambda each: (
                not is_overdue(each, now, reminder_minutes),
                each.life.handed_to not in {None, person},
                each.life.raised_at,
            ),
        )
    )


def is_overdue(waiting: Waiting, now: datetime, reminder_minutes: int) -> bool:
    """True where it waits longer than the shop says; then it is said again."""
    return now - waiting.life.raised_at >= timedelta(minutes=reminder_minutes)
