"""The fee of a rule: what is kept, of what, how often.

Owns the keys that begin with fee_, and deduct. Must not know the rest of a rule.
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
BOUNDS = ("fee_at_least", "fee_at_most")
KEYS = (*AMOUNTS, "fee_per", *BOUNDS)

Word = TypeVar("Word", FeePer, Deduct)


@dataclass(frozen=True, slots=True)
class Fee:
    """What a rule keeps: a rate, minor units, how often those, its bounds, a value of the line."""

    basis_points: int = 0
    fixed: int = 0
    per: FeePer = FeePer.ITEM
    at_least: int = 0
    at_most: int | None = None
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
        if "fee_per" in given and {"fee_fixed", *BOUNDS}.isdisjoint(given):
            message = "says how often fee_fixed is kept; write fee_fixed too or leave it out."
            self.report(f"{place}.fee_per", message)
        per = self._word(shape.fee_per, FeePer, f"{place}.fee_per")
        fee = Fee(
            basis_points=self._percent(shape, f"{place}.fee_percent"),
            fixed=self._money(shape.fee_fixed, f"{place}.fee_fixed") or 0,
            per=per or FeePer.ITEM,
            at_least=self._money(shape.fee_at_least, f"{place}.fee_at_least") or 0,
            at_most=self._money(shape.fee_at_most, f"{place}.fee_at_most"),
            deduct=self._word(shape.deduct, Deduct, f"{place}.deduct"),
        )
        self._check_bounds(fee, place, given)
        return fee

    def _check_bounds(self, fee: Fee, place: str, given: list[str]) -> None:
        """A floor and a cap are of a share of the money; of a value of the line nothing is cut."""
        bounds = [name for name in BOUNDS if name in given]
        if not bounds:
            return
        if "fee_percent" not in given:
            message = "bounds what fee_percent keeps; write fee_percent too or leave it out."
            self.report(f"{place}.{bounds[0]}", message)
        elif "deduct" in given:
            message = "can't stand beside fee_at_least or fee_at_most; give it a rule of its own."
            self.report(f"{place}.deduct", message)
        elif fee.at_most is not None and fee.at_least > fee.at_most:
            self.report(f"{place}.fee_at_least", "is more than fee_at_most; swap the two amounts.")

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

    def _money(self, text: str | None, place: str) -> int | None:
        if text is None:
            return None
        try:
            return money_from_text(text, self.currency)
        except UnreadableError as problem:
            self.report(place, str(problem))
            return None
