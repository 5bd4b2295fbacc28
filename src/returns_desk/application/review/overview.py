"""A period at a glance: what a manager sees first; pure.

Owns what each number means. The first is the share of customers who got what they first asked for;
nothing here rewards keeping a customer's money (R4). Money in minor units.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Final

from returns_desk.domain.errors import ensure

DAYS_SHOWN: Final = 8
_WHOLE: Final = 100
_NONE: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Period:
    """Business days from first to last, both counted."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        ensure(self.first <= self.last, "A period has a first and a last day.")

    @property
    def before(self) -> "Period":
        """As many days, just before it."""
        length = self.last - self.first + timedelta(days=1)
        return Period(self.first - length, self.last - length)


def day_alone(day: date) -> Period:
    """One business day."""
    return Period(day, day)


def days_to(last: date, count: int) -> Period:
    """So many days, the last of them `last`."""
    return Period(last - timedelta(days=count - 1), last)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    got: int = 0
    of: int = 0

    def __post_init__(self) -> None:
        """A part is no larger than the whole."""
        ensure(0 <= self.got <= self.of, "A share is a part of a whole.")

    @property
    def percent(self) -> int | None:
        """Rounded half up; None of nothing."""
        if not self.of:
            return None
        exact = Decimal(self.got * _WHOLE) / self.of
        return int(exact.to_integral_value(ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class OptionCount:
    """On how many last boards of ended cases an option stood as possible; how often it was it."""

    option: str
    offered: int
    chosen: int


@dataclass(frozen=True, slots=True)
class Overview:
    """One period. `days` are the last ones up to its end, each with its own first figure."""

    period: Period
    first_wish: Share
    before: Share
    days: tuple[tuple[date, Share], ...] = ()
    options: tuple[OptionCount, ...] = ()
    ended: int = 0
    left: Mapping[str, int] = field(default_factory=lambda: _NONE)
    """Cases that the customer left, by the reason."""
    seconds_at_counter: int = 0
    """All ended cases together."""
    handed_on: int = 0
    approved: int = 0
    declined: int = 0
    feedback: Mapping[str, int] = field(default_factory=lambda: _NONE)
    entries: int = 0
    """Events in the journal, of all time."""

    @property
    def left_in_all(self) -> int:
        """Customers who left without a solution."""
        return sum(self.left.values())

    @property
    def seconds_per_case(self) -> int | None:
        """The mean time at the counter of cases that ended; None where none did."""
        return self.seconds_at_counter // self.ended if self.ended else None

    @property
    def points_up(self) -> int | None:
        """Points of the first figure above the period before; None where one has no share."""
        now, then = self.first_wish.percent, self.before.percent
        return None if now is None or then is None else now - then


def value_at_risk(left: int, visit_value: int, visits_a_year: int) -> int:
    """What customers who left may spend elsewhere in a year: visits times what one is worth."""
    return left * visit_value * visits_a_year
