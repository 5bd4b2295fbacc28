"""What can be planted in a year's journal, each with its strength; and the plan of a year.

Shares are between 0 and 1; hours are those of the shop's clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

LATE: Final = "late-by-manager"
OTHER_CARD: Final = "other-card-by-manager"

EVENING: Final = frozenset({16, 17, 18, 19})
"""The second shift."""


@dataclass(frozen=True, slots=True)
class Steering:
    """A shift moves `share` of those who want money, and may have it, to store credit.

    With `credit_first` its boards list store credit above money as well.
    """

    hours: frozenset[int] = EVENING
    share: float = 0.35
    credit_first: bool = False


@dataclass(frozen=True, slots=True)
class BadItem:
    """One item comes back `times` as often as it is sold would let expect, nearly always faulty."""

    sku: str = "KETTLE-17"
    times: float = 6.0


@dataclass(frozen=True, slots=True)
class UnequalAnswers:
    """Cases of that rule and reason, equal to each other, are allowed with the chance `yes`."""

    rule: str = LATE
    reason: str = "faulty"
    yes: float = 0.5


@dataclass(frozen=True, slots=True)
class AlwaysApproved:
    """Every exception of that rule is allowed but for one reason, about one case in fifteen."""

    rule: str = OTHER_CARD
    but_for: str = "damaged"


@dataclass(frozen=True, slots=True)
class BrokenPromises:
    """Of the promises to call, `share` are broken."""

    kind: str = "call_you"
    share: float = 0.45


@dataclass(frozen=True, slots=True)
class WalkAways:
    """At one hour, `share` of the customers leave before they ask for anything."""

    hour: int = 17
    share: float = 0.3


@dataclass(frozen=True, slots=True)
class Planted:
    """The facts of one journal; None is a fact that is not planted."""

    steering: Steering | None = None
    bad_item: BadItem | None = None
    unequal_answers: UnequalAnswers | None = None
    always_approved: AlwaysApproved | None = None
    broken_promises: BrokenPromises | None = None
    walk_aways: WalkAways | None = None


CLEAN: Final = Planted()


@dataclass(frozen=True, slots=True)
class Plan:
    """One counter's year: how many cases came by its last day, and what is planted in them.

    Equal plans give equal events.
    """

    seed: int
    cases: int
    last_day: date
    planted: Planted = CLEAN
    terminal: str = "07"
    days: int = 365
