"""Calendar arithmetic on local dates: days and months since, and back again; hours on instants.

Windows count local calendar dates; the day of sale is day 0 and the last day counts whole
(CONTRACT.md, "Which packs apply").
"""

from calendar import monthrange
from datetime import date, datetime, timedelta

HOUR = timedelta(hours=1)
SATURDAY = 5
YEAR = 10_000
"""A day number's distance to that of the same day a year later."""


def days_between(earlier: date, later: date) -> int:
    """Whole days from one date to another; never below 0."""
    return max(0, (later - earlier).days)


def business_days_between(earlier: date, later: date) -> int:
    """Mondays to Fridays after the earlier date, up to the later one; holidays are not known."""
    weeks, rest = divmod(days_between(earlier, later), 7)
    days = (earlier.weekday() + step for step in range(1, rest + 1))
    return 5 * weeks + sum(day % 7 < SATURDAY for day in days)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(earlier: date, later: date) -> int:
    """The least number of months whose end is not before `later`; 0 on the same day.

    So "at most 24" holds up to and on the day two years later.
    """
    months = max(0, (later.year - earlier.year) * 12 + later.month - earlier.month)
    while add_months(earlier, months) < later:
        months += 1
    return months


def days_ago_of_months(later: date, months: int, longest_days: int) -> int:
    """The greatest number of days back at which `months_between` is at most `months`."""
    back = min(longest_days, (later - add_months(later, -months - 1)).days)
    while back > 0 and months_between(later - timedelta(days=back), later) > months:
        back -= 1
    return back


def day_of_year(day: date) -> int:
    """The day as any year has it: month * 100 + day.

    >>> day_of_year(date(2026, 12, 24))
    1224
    """
    return day.month * 100 + day.day


def is_in_season(day: int, first: int, last: int) -> bool:
    """Whether a day of any year lies from the first to the last; they may go over New Year."""
    return first <= day <= last if first <= last else day >= first or day <= last


def day_number(day: date) -> int:
    """The day as one number that grows with time: year * 10000 + month * 100 + day."""
    return day.year * YEAR + day_of_year(day)


def is_until(day: int, last: int, since: int) -> bool:
    """Whether the day is not past the first `last` on or after `since`.

    `last` is a day of any year, the others are day numbers. As nothing lies between 28 February and
    1 March of a common year, 29 February needs no word.
    """
    year, begun = divmod(since, YEAR)
    return day <= (year + (last < begun)) * YEAR + last


def hours_begun(earlier: datetime, later: datetime) -> int:
    """Hours that have begun since an instant, never below 0: "at most 48" holds to the second."""
    return max(0, -((earlier - later) // HOUR))


def hours_left(now: datetime, until: datetime) -> int:
    """Whole hours until an instant, never below 0: "at least 48" holds to the second."""
    return max(0, (until - now) // HOUR)
