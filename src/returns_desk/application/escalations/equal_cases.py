"""How an equal case was decided before (R3).

Owns what equal means: the same option, sent to a manager by the same rule, for goods that came
back for the same reasons and in the same conditions. Amount, customer and clerk do not matter. A
decision that differs is shown beside the earlier one; nothing forbids it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

APPROVED: Final = "approved"
MOST_COMPARED: Final = 200
"""Older decisions tell nothing more."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What decided a case; two cases with equal ones are equal."""

    option: str
    rule: str | None
    reasons: frozenset[str]
    conditions: frozenset[str]


@dataclass(frozen=True, slots=True)
class EarlierDecision:
    """A decision on a case; `decision` is approved or declined, money in minor units."""

    case_id: str
    number: int
    at: datetime
    decision: str
    approver: str
    reason: str
    amount: int
    alternative: str | None
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class EqualCases:
    """The latest decision on an equal case, and how many of all were approved."""

    latest: EarlierDecision | None = None
    approved: int = 0
    total: int = 0

    def differs_from(self, decision: str) -> bool:
        """True where the latest equal case was decided otherwise."""
        return self.latest is not None and self.latest.decision != decision


def equal_to(likeness: Likeness, decisions: Iterable[EarlierDecision]) -> EqualCases:
    """Those of the decisions that are about equal cases; `decisions` stand newest first."""
    equal = [each for each in decisions if each.likeness == likeness]
    approved = sum(each.decision == APPROVED for each in equal)
    return EqualCases(equal[0] if equal else None, approved, len(equal))
