"""When an invented sale was made, delivered and withdrawn from, and through which channel.

Owns days, months and dates that hang together: each choice is one course of events. Decides
nothing.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from returns_desk.application.policy_lab.thresholds import Made, Tests, numbers_of
from returns_desk.domain.sale import Channel

LONGEST_DAYS = 36_500
"""No invented sale is older than this."""
PLAINEST_AGE_DAYS = 1
NOTICE = "days_from_delivery_to_notice"


def days_alone(tests: Tests, today: date) -> Made:
    """Visits without a sale: only the day itself."""
    for day in _days(tests, today):
        yield {"today": day.toordinal()}, {"today": day}


def time_choices(tests: Tests, today: date) -> Made:
    """Bought in the shop at every age that rules tell apart, then bought elsewhere."""
    channels = _telling_channels(tests)
    for day in _days(tests, today):
        sold = _ages(tests, day, "sale")
        delivered = _ages(tests, day, "delivery")
        for age in _in_order({*sold, *delivered}):
            yield _course(day, Channel.IN_STORE, age, age, None)
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


def _course(
    day: date, channel: Channel, age: int, delivered: int, notice: int | None
) -> tuple[dict[str, object], dict[str, object]]:
    """One course of events; `notice` is in days from delivery, the others back from the day."""
    sold = day - timedelta(days=age)
    arrived = day - timedelta(days=delivered)
    seen: dict[str, object] = {
        "today": day.toordinal(),
        "sold_on": sold.toordinal(),
        "channel": channel,
        "days_since_sale": age,
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


def _days(tests: Tests, today: date) -> Iterator[date]:
    """The day itself, then days on which some rule turns."""
    yield today
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
