"""What the one before left for whoever signs in: told once, at the first sign-in after it.

Owns the question to the journal; how it is said is the screen's.
"""

from dataclasses import dataclass

from returns_desk.application.archived_events import read_here
from returns_desk.application.day_end.day_record import (
    DAY_CLOSED,
    DayClosed,
    closed_of,
)
from returns_desk.application.day_end.shares import CASE, DOUBT, PROMISE, how_many, shares_of
from returns_desk.application.ports import Journal

SIGNED_IN = "operator_signed_in"


@dataclass(frozen=True, slots=True)
class LeftFor:
    """How much of what was left, and by whom (an operator's id)."""

    by: str
    cases: int
    doubts: int
    promises: int


def left_for(journal: Journal, person_id: str) -> LeftFor | None:
    """What the last end of day left to that person, who has not signed in since; else None."""
    last = None
    for event in read_here(journal, types=(DAY_CLOSED,)):
        last = event
    if last is None:
        return None
    share = shares_of(last).get(person_id)
    if share is None or _was_here(journal, closed_of(last), person_id):
        return None
    return LeftFor(last.operator or "", *(how_many(share, x) for x in (CASE, DOUBT, PROMISE)))


def _was_here(journal: Journal, closed: DayClosed, person_id: str) -> bool:
    since = journal.read(after=closed.sequence, types=(SIGNED_IN,))
    return any(event.operator == person_id for event in since)
