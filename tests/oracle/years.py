"""Days that come back every year: seasons, and the first such day after a sale, day by day.

Owns the walking of the calendar; knows nothing of rules but the two days that a test names.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta

from returns_desk.domain.policy import FieldTest

LEAP_YEAR = 2024
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """The day that is judged; with the day of the sale where that says which year is meant."""

    day: date
    sold: date | None = None


def holds_of_days(test: FieldTest, days: Days) -> bool:
    """Whether the day lies in the season, or not past the day that comes after the sale."""
    assert test.at_most is not None
    if days.sold is not None:
        return days.day <= _next(test.at_most, days.sold)
    assert test.at_least is not None
    return (days.day.month, days.day.day) in _season(test.at_least, test.at_most)


def _next(wanted: int, sold: date) -> date:
    """The first such day from the sale on; where a year has no 29 February, the 28th."""
    day = sold
    while not _is(wanted, day):
        day += DAY
    return day


def _is(wanted: int, day: date) -> bool:
    month, number = divmod(wanted, 100)
    if (month, number) == (2, 29) and not isleap(day.year):
        number = 28
    return (day.month, day.day) == (month, number)


def _season(first: int, last: int) -> set[tuple[int, int]]:
    """Every day from the first to the last, from December on to January; of leap years too."""
    day = date(LEAP_YEAR, *divmod(first, 100))
    found = {(day.month, day.day)}
    while (day.month, day.day) != divmod(last, 100):
        day += DAY
        # The same year again, since the next has no 29 February.
        day = date(LEAP_YEAR, day.month, day.day)
        found.add((day.month, day.day))
    return found
