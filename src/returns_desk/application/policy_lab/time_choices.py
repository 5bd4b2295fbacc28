"""When an invented sale was made, delivered and withdrawn from, and through which channel.

Owns days, months and dates that hang together: each choice is one course of events. Decides
nothing.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from returns_desk.application.policy_lab.days_of_year import (
    day_number,
    day_of_year,
    days_of_year,
    turns_of_year,
)
from returns_desk.application.policy_lab.thresholds import Made, Tests, numbers_of
from returns_desk.domain.case import Weekday
from returns_desk.domain.sale import Channel

LONGEST_DAYS = 36_500
"""No invented sale is older than this."""
PLAINEST_AGE_DAYS = 1
NOTICE = "days_from_delivery_to_notice"
HOURS = "hours_since_sale"
BUSINESS_DAYS = "business_days_since_sale"
FRIDAY = 5
TOLD = "days_since_fault_told"

Course = tuple[dict[str, object], dict[str, Any]]
"""What rules see of one course of events, and what a sketch changes."""


def days_alone(tests: Tests, today: date) -> Made:
    """Visits without a sale: only the day itself."""
    for day in _days(tests, today):
        yield _of_today(day), {"today": day}


def time_choices(tests: Tests, today: date) -> Made:
    """Bought in the shop at every age that rules tell apart, then bought elsewhere."""
    channels = _telling_channels(tests)
    for day in _days(tests, today):
        sold = _ages(tests, day, "sale")
        delivered = _ages(tests, day, "delivery")
        for age in _in_order({*sold, *delivered}):
            yield from _told_before(_course(day, Channel.IN_STORE, age, age, None), tests)
        for hours in numbers_of(tests, HOURS):
            yield _hours_ago(day, hours)
        notices = tuple(n for n in numbers_of(tests, NOTICE) if n >= 0)
        for channel in channels:
            for age in sold:
                for arrived in (age, *(d for d in delivered if d < age)):
                    yield from _withdrawals(day, channel, age, arrived, notices)


def _telling_channels(tests: Tests) -> list[Channel]:
    """Channels of a distance or doorstep sale, one of each kind that tests tell apart."""
    mine = [test for test in tests if test.field == "channel"]
    kinds: dict[tuple[bool, ...], Channel] = {}
    for channel in (Channel.ONLINE, Channel.PHONE, Channel.DOORSTEP):
        kinds.setdefault(tuple(channel in test.any_of for test in mine), channel)
    return list(kinds.values())


def _withdrawals(
    day: date, channel: Channel, age: int, delivered: int, notices: tuple[int, ...]
) -> Made:
    """The same delivery with no notice of withdrawal, and with one on each telling day."""
    yield _course(day, channel, age, delivered, None)
    for notice in notices:
        if notice < delivered:
            yield _course(day, channel, age, delivered, notice)


def _course(day: date, channel: Channel, age: int, delivered: int, notice: int | None) -> Course:
    """One course of events; `notice` is in days from delivery, the others back from the day."""
    sold = day - timedelta(days=age)
    arrived = day - timedelta(days=delivered)
    seen: dict[str, object] = {
        **_of_today(day),
        "sold_on": sold.toordinal(),
        "sold_in_season": day_of_year(sold),
        "return_until": (day_number(sold), day_number(day)),
        "channel": channel,
        "days_since_sale": age,
        HOURS: 24 * age,
        BUSINESS_DAYS: _business_days(sold, day),
        "days_from_sale_to_notice": age if notice is None else age - delivered + notice,
        TOLD: 0,
        "months_since_sale": months_between(sold, day),
        "days_since_delivery": delivered,
        "months_since_delivery": months_between(arrived, day),
        "days_from_delivery_to_notice": delivered if notice is None else notice,
    }
    return seen, {
        "today": day,
        "channel": channel,
        "sold_days_ago": age,
        "delivered_days_ago": None if channel is Channel.IN_STORE else delivered,
        "noticed_days_ago": None if notice is None else delivered - notice,
    }


def _told_before(course: Course, tests: Tests) -> Made:
    """The same sale with no fault told before, and with one on each telling day."""
    yield course
    seen, sketch = course
    for days in numbers_of(tests, TOLD):
        if 0 < days <= sketch["sold_days_ago"]:
            # The months of a liability count to the day on which the fault was told.
            told = sketch["today"] - timedelta(days=days)
            sold = sketch["today"] - timedelta(days=sketch["sold_days_ago"])
            counted = {"months_since_delivery": months_between(sold, told), TOLD: days}
            yield {**seen, **counted}, {**sketch, "fault_told_days_ago": days}


def _hours_ago(day: date, hours: int) -> Course:
    """Bought in the shop so many hours before noon."""
    noon = datetime.combine(day, time(12))
    age = (day - (noon - timedelta(hours=max(0, hours))).date()).days
    seen, sketch = _course(day, Channel.IN_STORE, age, age, None)
    return {**seen, HOURS: max(0, hours)}, {**sketch, "sold_hours_ago": max(0, hours) - 24 * age}


def _business_days(sold: date, day: date) -> int:
    """Mondays to Fridays after the sale, up to the day; five in every whole week."""
    weeks, rest = divmod((day - sold).days, 7)
    after = (day - timedelta(days=step) for step in range(rest))
    return 5 * weeks + sum(each.isoweekday() <= FRIDAY for each in after)


def _of_today(day: date) -> dict[str, object]:
    """What rules see of the day alone."""
    weekday = tuple(Weekday)[day.weekday()]
    return {
        "today": day.toordinal(),
        "weekday": weekday,
        "today_in_season": day_of_year(day),
    }


def _days(tests: Tests, today: date) -> Iterator[date]:
    """The day itself, then days on which some rule turns."""
    yield today
    if any(test.field == "weekday" for test in tests):
        yield from (today + timedelta(days=days) for days in range(1, 7))
    yield from days_of_year(tests, today)
    for ordinal in numbers_of(tests, "today"):
        if LONGEST_DAYS < ordinal < date.max.toordinal() - LONGEST_DAYS:
            yield date.fromordinal(ordinal)


def _ages(tests: Tests, day: date, since: str) -> tuple[int, ...]:
    """Days back at which some rule's answer turns, the plainest first."""
    ages = {0, *numbers_of(tests, f"days_since_{since}")}
    for months in numbers_of(tests, f"months_since_{since}"):
        ages |= _days_of_months(day, months)
    if since == "delivery":
        ages.update(numbers_of(tests, NOTICE))
    else:
        ages.update(day.toordinal() - ordinal for ordinal in numbers_of(tests, "sold_on"))
        for yearly in ("sold_in_season", "return_until"):
            ages.update((day - turn).days for turn in turns_of_year(tests, yearly, day))
        ages.update(numbers_of(tests, "days_from_sale_to_notice"))
        ages.update(numbers_of(tests, TOLD))
        for count in numbers_of(tests, BUSINESS_DAYS):
            # So many working days end on one of these calendar days.
            ages.update(range(count * 7 // 5 - 1, count * 7 // 5 + 4))
        latest = max((*numbers_of(tests, "days_since_delivery"), *ages))
        # An order may be far older than its delivery.
        ages.add(latest + PLAINEST_AGE_DAYS)
    return _in_order(ages)


def _in_order(ages: set[int]) -> tuple[int, ...]:
    known = sorted(age for age in ages if 0 <= age <= LONGEST_DAYS)
    return tuple(dict.fromkeys((PLAINEST_AGE_DAYS, *known)))


def _days_of_months(day: date, months: int) -> set[int]:
    """Ages around the end of so many months back from the day."""
    if not 0 <= months <= LONGEST_DAYS // 31:
        return set()
    back = (day - _months_earlier(day, months)).days
    return {back - 1, back, back + 1}


def _months_earlier(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(earlier: date, later: date) -> int:
    """The least number of months, counted from the earlier day, that reach the later one.

    >>> months_between(date(2026, 1, 31), date(2026, 2, 28))
    1
    """
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months if _months_earlier(earlier, -months) >= later else months + 1
