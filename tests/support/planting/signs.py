"""What a review may say of a journal, and what it should say of a planted one.

Owns the small language between the planter and whoever looks for signs; neither knows the other.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from support.planting.facts import Planted


class SignKind(StrEnum):
    """What a sign is about."""

    STEERING = "steering"
    ITEM = "item"
    UNEQUAL_ANSWERS = "unequal_answers"
    ALWAYS_APPROVED = "always_approved"
    BROKEN_PROMISES = "broken_promises"
    WALK_AWAYS = "walk_aways"


class Sign(NamedTuple):
    """One sign, and which item, rule, kind or hour it is about; "" where there is only one."""

    kind: SignKind
    about: str = ""


class FindSigns(Protocol):
    """Looks through a journal whose tables are brought up."""

    def __call__(self, journal: Path, today: date) -> Collection[Sign]:
        """Every sign that it would show on that day."""


def planted_signs(planted: Planted) -> frozenset[Sign]:
    """The signs that the planted facts ought to give."""
    signs = set()
    if planted.steering:
        signs.add(Sign(SignKind.STEERING))
    if planted.bad_item:
        signs.add(Sign(SignKind.ITEM, planted.bad_item.sku))
    if planted.unequal_answers:
        signs.add(Sign(SignKind.UNEQUAL_ANSWERS, planted.unequal_answers.rule))
    if planted.always_approved:
        signs.add(Sign(SignKind.ALWAYS_APPROVED, planted.always_approved.rule))
    if planted.broken_promises:
        signs.add(Sign(SignKind.BROKEN_PROMISES, planted.broken_promises.kind))
    if planted.walk_aways:
        signs.add(Sign(SignKind.WALK_AWAYS, str(planted.walk_aways.hour)))
    return frozenset(signs)
