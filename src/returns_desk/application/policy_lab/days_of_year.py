"""Days that come back every year: as rules see them, and the dates about which a season turns.

Owns the laboratory's own reading of such days, kept apart from the engine's. Decides nothing.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from returns_desk.application.policy_lab.thresholds import Tests, numbers_of

LEAP_DAY, DAY_BEFORE = 229, 228
WINDOWS = ("days_since_sale", "days_since_delivery")
LONGEST_MONTH = 31
LONGEST_WINDOW_DAYS = 3_660
"""Of longer windows every season is a part, whatever the day."""


def day_of_year(day: date) -> int:
    """The day as any year has it, like 1224."""
    return day.month * 100 + day.day


def day_number(day: date) -> int:
    """The day with its year, like 20261224."""
    return int(day.strftime("%Y%m%d"))


def turns_of_year(tests: Tests, field: str, day: date) -> Iterator[date]:
    """The dates about every day that tests of the field name, in the year up to `day`."""
    named = {
        bound
        for test in tests
        if test.field == field
        for bound in (test.at_least, test.at_most)
        if bound is not None
    }
    for bound in sorted(named):
        last = _last_before(day, bound)
        yield from (last + timedelta(days=step) for step in (-1, 0, 1))


def days_of_year(tests: Tests, today: date) -> Iterator[date]:
    """Days of a visit on which a season turns, and those on which a window of a season's sale ends.

    Without the latter a rule of December's sales would look dead in summer.
    """
    for field in ("today_in_season", "return_until", "sold_in_season"):
        yield from turns_of_year(tests, field, today)
    ages = {age for field in WINDOWS for age in numbers_of(tests, field)}
    ages |= {LONGEST_MONTH * months for months in numbers_of(tests, "months_since_sale")}
    for sold in turns_of_year(tests, "sold_in_season", today):
        known = (age for age in sorted(ages) if 0 < age <= LONGEST_WINDOW_DAYS)
        yield from (sold + timedelta(days=age) for age in known)


def _last_before(day: date, bound: int) -> date:
    """The last date up to `day` that is that day of the year; 28 February for the 29th."""
    own = date(day.year, *divmod(DAY_BEFORE if bound == LEAP_DAY else bound, 100))
    return own if own <= day else own.replace(year=day.year - 1)
