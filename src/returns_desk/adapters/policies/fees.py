"""The fee of a rule: what is kept, of what, how often.

Owns the keys fee_percent, fee_fixed, fee_per and deduct. Must not know the rest of a rule.
"""

from dataclasses import dataclass
from typing import TypeVar

from returns_desk.adapters.policies.conditions import Report
from returns_desk.adapters.policies.problems import nearest, quoted
from returns_desk.adapters.policies.shapes import RuleShape
from returns_desk.adapters.policies.values import (
    UnreadableError,
    basis_points_from_text,
    money_from_text,
)
from returns_desk.domain.policy import Deduct, Effect, FeePer

AMOUNTS = ("fee_percent", "fee_fixed", "deduct")
KEYS = (*AMOUNTS, "fee_per")

Word = TypeVar("Word", FeePer, Deduct)


@dataclass(frozen=True, slots=True)
class Fee:
    """What a rule keeps: a rate, minor units, how often those, a value of the line."""

    basis_points: int = 0
    fixed: int = 0
    per: FeePer = FeePer.ITEM
    deduct: Deduct | None = None


@dataclass(frozen=True, slots=True)
class FeeReader:
    """Reads the fees of one pack; problems go to `report`."""

    currency: str | None
    report: Report

    def read(self, shape: RuleShape, place: str, effect: Effect) -> Fee:
        """The fee of that rule, or what the law lets be kept of a right; problems are reported."""
        given = [name for name in KEYS if getattr(shape, name) is not None]
        if effect is Effect.RIGHT:
            self._check_right(shape, place, given)
        elif effect is not Effect.FEE:
            for name in given:
                self.report(f"{place}.{name}", 'only a rule with effect = "fee" takes one.')
            return Fee()
        elif not set(given) & set(AMOUNTS):
            self.report(f"{place}.fee_percent", "is missing; write it, fee_fixed or deduct.")
        if shape.fee_per is not None and shape.fee_fixed is None:
            message = "says how often fee_fixed is kept; write fee_fixed too or leave it out."
            self.report(f"{place}.fee_per", message)
        per = self._word(shape.fee_per, FeePer, f"{place}.fee_per")
        return Fee(
            basis_points=self._percent(shape, f"{place}.fee_percent"),
            fixed=self._fixed(shape, f"{place}.fee_fixed"),
            per=per or FeePer.ITEM,
            deduct=self._word(shape.deduct, Deduct, f"{place}.deduct"),
        )

    def _check_right(self, shape: RuleShape, place: str, given: list[str]) -> None:
        """What the law lets be kept must have been read there (DESIGN.md, section 4)."""
        if given and not shape.verified:
            message = "a right that was only recalled keeps nothing back; leave the fee out."
            self.report(f"{place}.{given[0]}", message)

    def _word(self, word: str | None, words: type[Word], place: str) -> Word | None:
        if word is None or word in set(words):
            return None if word is None else words(word)
        key = place.rsplit(".", maxsplit=1)[1]
        self.report(place, f"{quoted(word)} is no {key}; {nearest(word, list(words))}")
        return None

    def _percent(self, shape: RuleShape, place: str) -> int:
        if shape.fee_percent is None:
            return 0
        try:
            return basis_points_from_text(shape.fee_percent)
        except UnreadableError as problem:
            self.report(place, str(problem))
            return 0

    def _fixed(self, shape: RuleShape, place: str) -> int:
        if shape.fee_fixed is None:
            return 0
        try:
            return money_from_text(shape.fee_fixed, self.currency)
        except UnreadableError as problem:
            self.report(place, str(problem))
            return 0
