"""Money and days as the reader writes them; no minus sign that the fonts lack."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.domain.errors import Defect
from returns_desk.domain.money import CURRENCY_DIGITS
from returns_desk.ui.kit.dates import (
    clock_text,
    day_text,
    moment_text,
    running_text,
    weekday_text,
)
from returns_desk.ui.kit.money_text import amount_text, money_text


@pytest.mark.parametrize(
    ("minor_units", "currency", "language", "text"),
    [
        pytest.param(2136, "USD", "en", "$21.36", id="dollar"),
        pytest.param(2495, "EUR", "et", "24,95\u00a0€", id="euro in Estonian"),
        pytest.param(123456, "EUR", "lv", "1\u00a0234,56\u00a0€", id="euro in Latvian"),
        pytest.param(854000, "AMD", "hy", "8\u00a0540,00\u00a0֏", id="dram"),
        pytest.param(500, "JPY", "en", "¥500", id="no decimals"),
        pytest.param(1234567, "KWD", "en", "KWD\u00a01,234.567", id="three decimals"),
        pytest.param(0, "USD", "en", "$0.00", id="nothing"),
    ],
)
def test_money_is_written_in_the_readers_own_form(
    minor_units: int, currency: str, language: str, text: str
) -> None:
    assert money_text(minor_units, currency, language) == text


def test_the_dram_is_shown_whole_unless_a_digit_would_be_hidden() -> None:
    assert money_text(854000, "AMD", "hy", shown_decimals=0) == "8\u00a0540\u00a0֏"
    assert money_text(854050, "AMD", "hy", shown_decimals=0) == "8\u00a0540,50\u00a0֏"


def test_an_amount_without_its_currency_keeps_its_decimals() -> None:
    assert amount_text(2000, "EUR", "et") == "20,00"
    assert amount_text(500, "JPY", "en") == "500"


def test_an_unknown_currency_is_a_defect() -> None:
    with pytest.raises(Defect):
        money_text(1, "XYZ", "en")


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from(sorted(CURRENCY_DIGITS)),
    st.sampled_from(["en", "et", "lv", "hy", "ru", "fr"]),
)
def test_money_text_keeps_every_digit_and_can_be_drawn(
    minor_units: int, currency: str, language: str
) -> None:
    text = money_text(minor_units, currency, language)

    digits = int("".join(sign for sign in text if sign in "0123456789"))
    assert digits == abs(minor_units)
    assert not {" ", "\u202f", "\u2212"} & set(text)


@pytest.mark.parametrize(
    ("language", "weekday", "day"),
    [
        pytest.param("en", "Fri 4 Dec", "4 Dec 2026", id="English"),
        pytest.param("et", "R, 4. dets", "4. dets 2026", id="Estonian"),
        pytest.param("lv", "piektd., 4. dec.", "2026. gada 4. dec.", id="Latvian"),
    ],
)
def test_days_are_said_as_people_say_them(language: str, weekday: str, day: str) -> None:
    assert weekday_text(date(2026, 12, 4), language) == weekday
    assert day_text(date(2026, 12, 4), language) == day


def test_a_moment_has_its_day_and_its_time_of_24_hours() -> None:
    moment = datetime(2026, 11, 7, 18, 2, 9, tzinfo=UTC)

    assert moment_text(moment, "en") == "7 Nov 2026, 18:02"
    assert clock_text(moment, "en", seconds=True) == "18:02:09"


@pytest.mark.parametrize(
    ("seconds", "text"), [(9, "0:09"), (750, "12:30"), (3750, "1:02:30"), (-3, "0:00")]
)
def test_running_time_is_short(seconds: int, text: str) -> None:
    assert running_text(seconds) == text


def test_one_moment_reads_by_the_clock_of_its_own_zone() -> None:
    at = datetime(2026, 11, 7, 23, 30, tzinfo=UTC)
    there = at.astimezone(timezone(timedelta(hours=2)))

    assert at == there
    assert moment_text(at, "en") == "7 Nov 2026, 23:30"
    assert moment_text(there, "en") == "8 Nov 2026, 01:30"
