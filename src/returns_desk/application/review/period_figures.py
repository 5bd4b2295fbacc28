"""What a period is told in figures, and how two periods are set beside each other; pure.

Owns what each number means. Times in whole seconds, money in minor units.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from returns_desk.application.review.overview import OptionCount, Period, Share

LEFT: Final = "left"
"""Stands where an option would, of a customer who left."""
STRETCHES: Final = 6
DAYS_ALONE: Final = 8
_NINE_IN_TEN: Final = 90
_WHOLE: Final = 100
_WEEKS_IN_A_YEAR: Final = 52
_NONE: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Spread:
    """Of so many times the middle one, and the one that nine in ten do not pass."""

    count: int
    median: int
    p90: int


def spread(values: Iterable[int]) -> Spread | None:
    """By nearest rank; None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    return Spread(len(ordered), _ranked(ordered, _WHOLE // 2), _ranked(ordered, _NINE_IN_TEN))


def _ranked(ordered: list[int], percent: int) -> int:
    """The smallest value that so many in a hundred do not pass."""
    return ordered[(len(ordered) * percent + _WHOLE - 1) // _WHOLE - 1]


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place on the board, from 1: how many last boards had it, and how often it was taken."""

    place: int
    offered: int
    chosen: int


@dataclass(frozen=True, slots=True)
class Amounts:
    """So many, and their money together."""

    count: int = 0
    money: int = 0


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """One period. Mappings go by option, hour, reason or trigger, as their names say."""

    period: Period
    wish: Share = field(default_factory=Share)
    stretches: tuple[tuple[Period, Share], ...] = ()
    options: tuple[OptionCount, ...] = ()
    places: tuple[PlaceCount, ...] = ()
    times: Mapping[str, Spread] = field(default_factory=lambda: MappingProxyType({}))
    """By the option carried out, or LEFT."""
    hours: Mapping[int, Spread] = field(default_factory=lambda: MappingProxyType({}))
    """By the hour in which the case ended."""
    left: Mapping[str, int] = field(default_factory=lambda: _NONE)
    triggers: Mapping[str, int] = field(default_factory=lambda: _NONE)
    approved: int = 0
    declined: int = 0
    answers: Spread | None = None
    """From raising an escalation to the decision."""
    promises: Mapping[str, int] = field(default_factory=lambda: _NONE)
    """By status, of what was due in these days."""
    feedback: Mapping[str, int] = field(default_factory=lambda: _NONE)
    remedies: Mapping[str, Amounts] = field(default_factory=lambda: MappingProxyType({}))
    cash_over: Amounts = field(default_factory=Amounts)
    cash_short: Amounts = field(default_factory=Amounts)
    """Days, and how much less than expected was in the drawer; not below zero."""


def year_before(period: Period) -> Period:
    """The same days of the week, 52 weeks earlier."""
    back = timedelta(weeks=_WEEKS_IN_A_YEAR)
    return Period(period.first - back, period.last - back)


def stretches_of(period: Period) -> Iterator[Period]:
    """The period cut into days, or, where it is long, into a few stretches, nearly as long."""
    days = (period.last - period.first).days + 1
    pieces = days if days <= DAYS_ALONE else STRETCHES
    for piece in range(pieces):
        first, after = days * piece // pieces, days * (piece + 1) // pieces
        yield Period(_later(period.first, first), _later(period.first, after - 1))


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)
