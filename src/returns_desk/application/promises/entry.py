"""What a promise is made of before it is made: kind, end, channel, who; and the days offered.

Owns the choices and what is offered first. Opening hours are not known here: a choice is an hour
at which shops are usually open, and any other moment may be typed.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from returns_desk.application.promises.promise import CHANNELS, KINDS, WHO

_EVENING: Final = time(17)
_NOON: Final = time(12)
LEAST_AHEAD: Final = timedelta(hours=1)
"""Less than that is no promise that can be kept with a queue at the counter."""

TODAY: Final = "today"
TOMORROW: Final = "tomorrow"
IN_TWO_DAYS: Final = "in_two_days"
IN_A_WEEK: Final = "in_a_week"
_OFFERED: Final = (
    (TODAY, 0, _EVENING),
    (TOMORROW, 1, _NOON),
    (IN_TWO_DAYS, 2, _EVENING),
    (IN_A_WEEK, 7, _EVENING),
)

CHANNEL_OF: Final = {"call_you": "phone", "answer": "email"}
"""The channel that goes without saying; everything else is heard by phone."""


@dataclass(frozen=True, slots=True)
class PromiseEntry:
    """What the clerk says. `words` and `contact` are personal; they never enter an event."""

    due: datetime
    kind: str = KINDS[0]
    channel: str = CHANNELS[0]
    who: str = WHO[0]
    words: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class DueChoice:
    """One end that is offered, by its code."""

    code: str
    at: datetime


def due_choices(now: datetime) -> tuple[DueChoice, ...]:
    """The ends offered at this moment, the soonest first; each is at least an hour away."""
    found = (DueChoice(code, _at(now, days, hour)) for code, days, hour in _OFFERED)
    return tuple(each for each in found if each.at >= now + LEAST_AHEAD)


def _at(now: datetime, days: int, hour: time) -> datetime:
    """That wall-clock time of the shop, whatever its offset will be then."""
    day = now.date() + timedelta(days=days)
    zone = now.tzinfo
    return datetime.combine(day, hour, zone)
