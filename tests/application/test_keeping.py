"""When a backup is due, and which backups stay."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.application.keeping import (
    BackupState,
    NoBackups,
    Rotation,
    is_due,
    kept,
    people_expired,
)

CLOSE = time(21, 30)
TALLINN = ZoneInfo("Europe/Tallinn")
MOMENTS = st.lists(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 -- hypothesis adds the zone
    unique=True,
    max_size=40,
)
ROTATIONS = st.builds(
    Rotation, st.integers(1, 9), st.integers(0, 9), st.integers(0, 9), st.integers(1, 30)
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TALLINN)


@pytest.mark.parametrize(
    ("now", "last", "due"),
    [
        (at(22, 12), None, True),
        (at(22, 21, 29), at(21, 21, 30), False),
        (at(22, 21, 30), at(21, 21, 30), True),
        (at(22, 21, 31), at(22, 21, 30), False),
        (at(23, 9), at(21, 21, 30), True),
        (at(23, 9), at(22, 21, 45), False),
    ],
    ids=[
        "never before",
        "not yet",
        "the very minute",
        "made already",
        "missed last evening",
        "made last evening",
    ],
)
def test_it_is_due_once_the_day_s_moment_has_passed(
    now: datetime, last: datetime | None, due: bool
) -> None:
    assert is_due(now, CLOSE, last) is due


def test_the_newest_of_each_day_week_and_month_stays() -> None:
    evenings = [at(22, 21) - timedelta(days=days) for days in range(90)]
    noon = at(22, 12)

    stay = kept([*evenings, noon], Rotation(days=3, weeks=2, months=3))

    assert sorted(f"{each:%m-%d %H}" for each in stay) == [
        *("09-30 21", "10-31 21", "11-15 21"),
        *("11-20 21", "11-21 21", "11-22 21"),
    ]


@given(MOMENTS, ROTATIONS)
def test_the_newest_always_stays_and_no_more_than_said(
    moments: list[datetime], rotation: Rotation
) -> None:
    stay = kept(moments, rotation)

    assert stay <= set(moments)
    assert not moments or max(moments) in stay
    assert len(stay) <= 1 + rotation.days + rotation.weeks + rotation.months


@given(MOMENTS, ROTATIONS)
def test_rotating_twice_is_rotating_once(moments: list[datetime], rotation: Rotation) -> None:
    once = kept(moments, rotation)

    assert kept(once, rotation) == once


@given(MOMENTS, ROTATIONS)
def test_no_personal_data_outlive_their_days(moments: list[datetime], rotation: Rotation) -> None:
    today = datetime(2027, 12, 31, tzinfo=UTC).date()

    left = set(moments) - people_expired(moments, today, rotation)

    assert all((today - each.date()).days < rotation.people_days for each in left)


def test_a_desk_without_a_folder_has_no_backups_and_no_trouble() -> None:
    assert NoBackups().state() == BackupState(is_configured=False, problem=None)
