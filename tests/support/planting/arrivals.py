"""When customers come: by season, day of the week and hour, each independent of the others.

Given their number, arrivals of a Poisson process with these rates lie as they are drawn here.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from random import Random

    from support.planting.facts import Plan

ZONE: Final = ZoneInfo("America/Chicago")
BY_MONTH: Final = (190, 95, 90, 90, 95, 90, 80, 85, 95, 100, 120, 170)
"""Weights, January first: what was given in December comes back in January."""
BY_WEEKDAY: Final = (100, 85, 85, 90, 110, 150, 80)
BY_HOUR: Final = dict(
    zip(range(9, 20), (40, 70, 90, 110, 100, 80, 80, 100, 120, 90, 50), strict=True)
)
OPEN_SECONDS: Final = 3_600 * len(BY_HOUR)


def arrivals(plan: Plan, chance: Random) -> list[datetime]:
    """The moments at which the customers of the plan come, in order, in the shop's zone."""
    first = plan.last_day - timedelta(days=plan.days - 1)
    hours: list[datetime] = []
    weights: list[int] = []
    for day in (first + timedelta(days=each) for each in range(plan.days)):
        of_day = BY_MONTH[day.month - 1] * BY_WEEKDAY[day.weekday()]
        for hour, of_hour in BY_HOUR.items():
            hours.append(datetime.combine(day, time(hour), ZONE))
            weights.append(of_day * of_hour)
    drawn = chance.choices(hours, cum_weights=list(accumulate(weights)), k=plan.cases)
    return sorted(each + timedelta(seconds=chance.randrange(3_600)) for each in drawn)
