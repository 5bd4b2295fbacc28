"""Both tails are what counting every way gives."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.application.review.chance import by_chance_of_all, by_chance_of_share

COUNT = st.integers(0, 40)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[int, int, int, int]:
    all_of = draw(st.integers(1, 40))
    all_times = draw(st.integers(0, all_of))
    of = draw(st.integers(0, all_of))
    return draw(st.integers(0, of)), of, all_times, all_of


@given(drawn())
def test_of_all_is_what_every_draw_gives(numbers: tuple[int, int, int, int]) -> None:
    times, of, all_times, all_of = numbers
    ways = sum(comb(all_times, k) * comb(all_of - all_times, of - k) for k in range(times, of + 1))
    assert by_chance_of_all(*numbers) == pytest.approx(float(Fraction(ways, comb(all_of, of))))


@given(st.integers(0, 40), COUNT, st.integers(1, 99))
def test_of_a_share_is_what_every_try_gives(of: int, times: int, percent: int) -> None:
    share = Fraction(percent, 100)
    times = min(times, of)
    exact = sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(times, of + 1))
    assert by_chance_of_share(times, of, float(share)) == pytest.approx(float(exact))


def test_many_cases_are_no_harder() -> None:
    assert by_chance_of_all(6_000, 90_000, 12_000, 200_000) == pytest.approx(0.0, abs=1e-9)
    assert by_chance_of_all(5_400, 90_000, 12_000, 200_000) == pytest.approx(0.505, abs=0.01)


def test_more_than_there_are_never_happens() -> None:
    assert by_chance_of_all(3, 3, 2, 10) == 0.0
