"""Calendar arithmetic on local dates: days and months since, and back again; hours on instants.

Windows count local calendar dates; the day of sale is day 0 and the last day counts whole
(CONTRACT.md, "Which packs apply").
"""

from calendar import monthrange
from datetime import date, datetime, timedelta

HOUR = timedelta(hours=1)
SATURDAY = 5


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


def hours_begun(earlier: datetime, later: datetime) -> int:
    """Hours that have begun since an instant, never below 0: "at most 48" holds to the second."""
    return max(0, -((earlier - later) // HOUR))


def hours_left(now: datetime, until: datetime) -> int:
    """Whole hours until an instant, never below 0: "at least 48" holds to the second."""
    return max(0, (until - now) // HOUR)
