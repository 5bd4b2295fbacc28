"""What becomes of cases when one policy gives way to another.

Owns the comparison of two boards of one case and the sum over many. Decides nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from returns_desk.domain.board import STANDING_RANK, Board, Option


class Aspect(StrEnum):
    """What can differ between two boards."""

    STANDING = "standing"
    AMOUNT = "amount"
    APPROVAL = "approval"
    BASIS = "basis"
    ORDER = "order"
    QUESTIONS = "questions"
    ESCALATION = "escalation"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; `option` is empty for the board as a whole.

    `direction`: 1 better for the customer, -1 worse, 0 neither.
    """

    aspect: Aspect
    option: str
    before: Any
    after: Any
    direction: int = 0

    def as_json(self) -> dict[str, Any]:
        """The difference as JSON-able values."""
        return {
            "aspect": self.aspect,
            "option": self.option or None,
            "before": self.before,
            "after": self.after,
            "direction": self.direction,
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over all cases: by aspect, and for how many customers it is better or worse."""

    cases: int
    changed: int
    better: int
    worse: int
    by_aspect: dict[str, int]


def differences(before: Board, after: Board) -> tuple[Difference, ...]:
    """Everything that a customer, a clerk or a manager would notice, words apart."""
    found: list[Difference] = []
    for old in before.options:
        found += _of_option(old, after.option(old.id))
    whole = (
        (Aspect.ORDER, _order(before), _order(after)),
        (Aspect.QUESTIONS, _questions(before), _questions(after)),
        (Aspect.ESCALATION, _triggers(before), _triggers(after)),
    )
    found += [Difference(aspect, "", old, new) for aspect, old, new in whole if old != new]
    return tuple(found)


def summary_of(cases: Iterable[tuple[Difference, ...]]) -> Summary:
    """The sum of what was found case by case."""
    by_aspect = {aspect.value: 0 for aspect in Aspect}
    count = changed = better = worse = 0
    for found in cases:
        count += 1
        changed += bool(found)
        better += any(each.direction > 0 for each in found)
        worse += any(each.direction < 0 for each in found)
        for aspect in {each.aspect for each in found}:
            by_aspect[aspect] += 1
    return Summary(count, changed, better, worse, by_aspect)


def _of_option(old: Option, new: Option) -> list[Difference]:
    found = []
    if old.standing is not new.standing:
        better = STANDING_RANK[old.standing] > STANDING_RANK[new.standing]
        sign = 1 if better else -1
        found.append(Difference(Aspect.STANDING, old.id, old.standing, new.standing, sign))
    amounts = (old.amount, old.amount_max), (new.amount, new.amount_max)
    if amounts[0] != amounts[1]:
        sign = 1 if amounts[1] > amounts[0] else -1
        before, after = map(list, amounts)
        found.append(Difference(Aspect.AMOUNT, old.id, before, after, sign))
    if old.approval_role != new.approval_role:
        found.append(Difference(Aspect.APPROVAL, old.id, old.approval_role, new.approval_role))
    if old.basis is not new.basis:
        found.append(Difference(Aspect.BASIS, old.id, old.basis, new.basis))
    return found


def _order(board: Board) -> list[str]:
    """The options that a screen shows, as it groups them: by standing, in the board's order."""
    shown = [option for option in board.options if option.same_as is None]
    return [o.id for o in sorted(shown, key=lambda each: STANDING_RANK[each.standing])]


def _questions(board: Board) -> list[str]:
    return [question.fact for question in board.questions]


def _triggers(board: Board) -> list[str]:
    return [": ".join(part for part in (t.code, t.option) if part) for t in board.triggers]
