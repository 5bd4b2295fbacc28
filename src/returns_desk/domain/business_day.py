"""The shop's business day, which may end after midnight.

Owns which day the books count a moment to. Windows of days count calendar dates and need none of
this (CONTRACT.md).
"""

from datetime import date, datetime, time, timedelta
from typing import Final

MIDNIGHT: Final = time()
LATEST_END: Final = time(12)
"""A day that ended later would rather be the next one."""


def business_day_of(moment: datetime, ends_at: time = MIDNIGHT) -> date:
    """The business day of a moment, by the clock on the shop's wall.

    Before `ends_at` it is still the day before. `moment` is aware, with the shop's own offset, so
    that in the night when an hour comes twice both times of it are the same day.
    """
    day = moment.date()
    is_late = moment.replace(tzinfo=None).time() < ends_at
    return day - timedelta(days=1) if is_late and day > date.min else day
