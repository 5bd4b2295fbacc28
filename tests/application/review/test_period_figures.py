"""Spreads of times, and how a period is cut and set beside others."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from returns_desk.application.review.overview import days_to
from returns_desk.application.review.period_figures import (
    DAYS_ALONE,
    STRETCHES,
    spread,
    stretches_of,
    year_before,
)

DAY = date(2026, 11, 21)


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=60))
def test_half_and_nine_in_ten_do_not_pass_what_is_said(values: list[int]) -> None:
    found = spread(values)

    assert found is not None
    assert found.count == len(values)
    for said, percent in ((found.median, 50), (found.p90, 90)):
        assert said in values
        assert 100 * sum(each <= said for each in values) >= percent * len(values)
        assert 100 * sum(each < said for each in values) < percent * len(values)


def test_nothing_has_no_spread() -> None:
    assert spread([]) is None


@given(st.integers(1, 400))
def test_stretches_cover_the_period_day_by_day(count: int) -> None:
    period = days_to(DAY, count)
    pieces = list(stretches_of(period))

    assert len(pieces) == (count if count <= DAYS_ALONE else STRETCHES)
    assert (pieces[0].first, pieces[-1].last) == (period.first, period.last)
    for earlier, later in pairwise(pieces):
        assert earlier.last + timedelta(days=1) == later.first


def test_a_year_before_are_the_same_days_of_the_week() -> None:
    period = days_to(DAY, 7)
    before = year_before(period)

    assert before.first.weekday() == period.first.weekday()
    assert (period.last - before.last).days == 364
    assert before.last - before.first == period.last - period.first
