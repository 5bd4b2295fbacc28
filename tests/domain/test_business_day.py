"""A business day that ends after midnight, also in the nights when an hour comes twice or never."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.domain.business_day import LATEST_END, business_day_of

TALLINN = ZoneInfo("Europe/Tallinn")
THREE = time(3)


@pytest.mark.parametrize(
    ("at", "ends_at", "day"),
    [
        ("2026-11-22T02:59:59.999999+02:00", "03:00", "2026-11-21"),
        ("2026-11-22T03:00:00+02:00", "03:00", "2026-11-22"),
        ("2026-11-22T00:00:00+02:00", "00:00", "2026-11-22"),
        ("2026-11-22T23:59:00+02:00", "00:00", "2026-11-22"),
        ("2027-01-01T01:00:00+02:00", "03:00", "2026-12-31"),
        ("0001-01-01T00:00:00+00:00", "03:00", "0001-01-01"),
    ],
)
def test_it_ends_when_the_shop_says(at: str, ends_at: str, day: str) -> None:
    moment = datetime.fromisoformat(at)

    assert business_day_of(moment, time.fromisoformat(ends_at)) == date.fromisoformat(day)


def test_both_times_of_the_doubled_hour_are_one_day() -> None:
    # Tallinn goes from 04:00 back to 03:00 in this night, so 03:30 comes twice.
    first = datetime(2026, 10, 25, 3, 30, tzinfo=TALLINN)
    second = first.replace(fold=1)

    assert first.utcoffset() != second.utcoffset()
    for ends_at in (THREE, time(3, 45), time(4)):
        assert business_day_of(first, ends_at) == business_day_of(second, ends_at)


def test_a_day_ends_though_its_end_is_skipped() -> None:
    # 03:00 to 04:00 never comes in this night.
    before = datetime(2026, 3, 29, 2, 59, tzinfo=TALLINN).astimezone(UTC)
    after = (before + timedelta(minutes=1)).astimezone(TALLINN)

    assert after.time() == time(4)
    assert business_day_of(before.astimezone(TALLINN), time(3, 30)) == date(2026, 3, 28)
    assert business_day_of(after, time(3, 30)) == date(2026, 3, 29)


@given(
    minutes=st.integers(min_value=0, max_value=400 * 24 * 60),
    ends_at=st.times(max_value=LATEST_END),
)
def test_it_is_the_calendar_day_or_the_one_before(minutes: int, ends_at: time) -> None:
    moment = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(TALLINN)

    late = moment.date() - business_day_of(moment, ends_at)

    assert late == timedelta(days=moment.replace(tzinfo=None).time() < ends_at)
