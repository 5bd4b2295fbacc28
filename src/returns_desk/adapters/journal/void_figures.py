"""What a return that was taken back takes off the figures of its day.

Owns that it counts no more among the cases that ended, on the day of its completion, and that it
counts as taken back on its own, which is the same but where a part stood in doubt overnight.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from returns_desk.adapters.journal.codec import read_time
from returns_desk.application.business_days import DayOf
from returns_desk.application.ports import Event

TAKEN_BACK: Final = "taken_back"
MEANING: Final = (
    TAKEN_BACK,
    "why it was taken back",
    "minor units of the store's currency",
    (
        "Returns that were completed and taken back that day, with a second person; they count "
        "among no other cases. The total is what came back to the shop."
    ),
)

Tally = tuple[str, str, int, int]
"""Figure, which of it, what is added to its count, and to its total."""


def voided_tallies(
    event: Event, day_of: DayOf, asked: str | None, opened_at: str | None
) -> Iterator[tuple[str, Tally]]:
    """What the event adds to the figures, by day; `asked` and `opened_at` are of its case."""
    payload = event.payload
    given = payload["amount"] if isinstance(payload["amount"], int) else 0
    yield day_of(event).isoformat(), (TAKEN_BACK, str(payload["reason"]), 1, given)
    completed_at = datetime.fromisoformat(str(payload["completed_at"]))
    day = day_of(replace(event, at=completed_at)).isoformat()
    seconds = _seconds(opened_at, completed_at)
    for tally in _no_more(str(payload["option"]), given, asked, seconds):
        yield day, tally


def _no_more(option: str, given: int, asked: str | None, seconds: int | None) -> Iterator[Tally]:
    yield "cases", "completed", -1, 0
    yield "remedies", option, -1, -given
    if asked is not None:
        yield "first_asked", asked, -1, 0
    if asked == option:
        yield "got_first_asked", option, -1, 0
    if seconds is not None:
        yield "time_at_counter", "completed", -1, -seconds


def _seconds(opened_at: str | None, completed_at: datetime) -> int | None:
    if opened_at is None:
        return None
    return max(int((completed_at - read_time(opened_at)).total_seconds()), 0)
