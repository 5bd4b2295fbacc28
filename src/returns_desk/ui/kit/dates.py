"""Owns dates and times as people say them; knows no clock: what "today" is comes in."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_day_names

if TYPE_CHECKING:
    from datetime import datetime

_ENGLISH_DAY: Final = "EEE d MMM"
_ENGLISH_DATE: Final = "d MMM y"
_NO_BREAK: Final = {ord("\u202f"): "\u00a0"}


def weekday_text(day: date, language: str) -> str:
    """Return a near day with its weekday and no year: "Fri 4 Dec"."""
    locale = Locale.parse(language)
    if locale.language == "en":
        return format_date(day, _ENGLISH_DAY, locale=locale)
    return format_skeleton("MMMEd", day, locale=locale).translate(_NO_BREAK)


def short_weekday_text(day: date, language: str) -> str:
    """Return the weekday alone, short: "Fri"."""
    return str(get_day_names("abbreviated", locale=language)[day.weekday()])


def day_text(day: date, language: str) -> str:
    """Return a day with its year: "7 Nov 2026"."""
    return _day(day.year, day.month, day.day, language)


def day_and_month_text(day: date, language: str) -> str:
    """Return a day without its year, short: "7 Nov"."""
    locale = Locale.parse(language)
    if locale.language == "en":
        return format_date(day, "d MMM", locale=locale)
    return format_skeleton("MMMd", day, locale=locale).translate(_NO_BREAK)


def clock_text(moment: datetime | time, language: str, *, seconds: bool = False) -> str:
    """Return a time of the day with 24 hours: "11:02", as a till prints it."""
    pattern = "HH:mm:ss" if seconds else "HH:mm"
    return _clock(moment.hour, moment.minute, moment.second, pattern, language)


def moment_text(moment: datetime, language: str) -> str:
    """Return day and time in the moment's own zone: "7 Nov 2026, 11:02"."""
    return f"{day_text(moment.date(), language)}, {clock_text(moment.timetz(), language)}"


def running_text(seconds: int) -> str:
    """Return a running time: "0:09", "12:30", "1:02:30"; seconds below zero count as zero."""
    minutes, rest = divmod(max(seconds, 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


# By what a clock and a calendar show: moments of two zones are equal and read differently.
@lru_cache(maxsize=512)
def _day(year: int, month: int, day: int, language: str) -> str:
    locale = Locale.parse(language)
    pattern = _ENGLISH_DATE if locale.language == "en" else "medium"
    return format_date(date(year, month, day), pattern, locale=locale).translate(_NO_BREAK)


@lru_cache(maxsize=512)
def _clock(hour: int, minute: int, second: int, pattern: str, language: str) -> str:
    return format_time(time(hour, minute, second), pattern, locale=Locale.parse(language))
