"""What the numbers of a period are: shares, periods, what walk-aways may cost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.application.review.overview import (
    Overview,
    Period,
    Share,
    day_alone,
    days_to,
    value_at_risk,
)
from returns_desk.domain.errors import Defect

DAY = date(2026, 11, 21)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_the_days_before_are_as_many_and_touch(last: date, count: int) -> None:
    period = days_to(last, count)

    assert (period.last - period.first).days + 1 == count
    assert period.before.last + timedelta(days=1) == period.first
    assert period.before.last - period.before.first == period.last - period.first


def test_a_period_does_not_end_before_it_begins() -> None:
    assert day_alone(DAY) == Period(DAY, DAY)
    with pytest.raises(Defect):
        Period(DAY, DAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("got", "of", "percent"), [(0, 0, None), (0, 7, 0), (41, 47, 87), (1, 8, 13), (7, 7, 100)]
)
def test_a_share_is_rounded_half_up(got: int, of: int, percent: int | None) -> None:
    assert Share(got, of).percent == percent


@pytest.mark.parametrize(("got", "of"), [(2, 1), (-1, 3)])
def test_a_part_is_never_above_the_whole(got: int, of: int) -> None:
    with pytest.raises(Defect):
        Share(got, of)


@pytest.mark.parametrize(
    ("now", "before", "points"),
    [
        (Share(3, 4), Share(1, 4), 50),
        (Share(1, 4), Share(3, 4), -50),
        (Share(1, 4), Share(), None),
        (Share(), Share(1, 4), None),
    ],
)
def test_points_are_told_where_both_have_a_share(
    now: Share, before: Share, points: int | None
) -> None:
    assert Overview(day_alone(DAY), now, before).points_up == points


def test_what_a_daily_couple_costs_is_what_the_coffee_bar_lost() -> None:
    assert value_at_risk(1, 1500, 365) == 547_500
    assert value_at_risk(1, 2000, 365) == 730_000


def test_the_mean_needs_a_case() -> None:
    empty = Overview(day_alone(DAY), Share(), Share())
    two = Overview(
        day_alone(DAY), Share(), Share(), ended=2, seconds_at_counter=125, left={"a": 2, "b": 1}
    )

    assert empty.seconds_per_case is None
    assert (two.seconds_per_case, two.left_in_all) == (62, 3)
