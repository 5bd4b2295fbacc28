"""What is kept from one item, and what is kept once from everything that comes back together.

Owns the arithmetic of fees; which rules apply is `oracle.verdicts`' business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from oracle.money import half_up, share
from oracle.subjects import Subject
from oracle.worths import goods_stay, lowered_by, takes_money, worth
from returns_desk.domain.policy import Deduct, FeePer, Rule

Once = tuple[str, int]
"""A rule whose fee is kept once for the return, and the fee."""

CARRIAGE = "carriage back"
"""Stands for every rule that keeps what the carriage back costs."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Fees by their kinds; two rules keep the same value of the goods but once."""

    rate: int = 0
    per_item: int = 0
    per_unit: int = 0
    values: frozenset[Deduct] = frozenset()
    once: frozenset[Once] = frozenset()


NOTHING = Kept()


def kept_by(rules: Sequence[Rule]) -> Kept:
    """What all these rules keep together."""
    if not rules:
        return NOTHING

    def fixed(per: FeePer) -> list[tuple[str, int]]:
        return [(rule.id, rule.fee_fixed) for rule in rules if rule.fee_per is per]

    return Kept(
        rate=sum(rule.fee_basis_points for rule in rules),
        per_item=sum(fee for _, fee in fixed(FeePer.ITEM)),
        per_unit=sum(fee for _, fee in fixed(FeePer.UNIT)),
        values=frozenset(rule.deduct for rule in rules if rule.deduct is not None),
        once=frozenset(fixed(FeePer.RETURN)),
    )


def most_of_each(found: Sequence[Kept]) -> Kept:
    """What several tenders bear together: the more of each kind."""
    if len(found) == 1:
        return found[0]
    return Kept(
        max(each.rate for each in found),
        max(each.per_item for each in found),
        max(each.per_unit for each in found),
        frozenset[Deduct]().union(*(each.values for each in found)),
        frozenset[Once]().union(*(each.once for each in found)),
    )


def least_of_each(found: Sequence[Kept]) -> Kept:
    """What is kept where any of them would do: the less of each kind."""
    return Kept(
        min(each.rate for each in found),
        min(each.per_item for each in found),
        min(each.per_unit for each in found),
        frozenset.intersection(*(each.values for each in found)),
        frozenset.intersection(*(each.once for each in found)),
    )


def fee_of(subject: Subject, option: str, kept: Kept) -> int:
    """All fees of the item together, rounded once, and never more than the item brings."""
    if kept is NOTHING:
        return 0
    brought = worth(subject, option)
    per_units = kept.per_unit * ceil(subject.quantity)
    values = sum(_value(subject, option, deduct) for deduct in kept.values)
    rated = half_up(Fraction(brought * kept.rate, 10_000))
    return min(brought, rated + kept.per_item + per_units + values)


def _value(subject: Subject, option: str, deduct: Deduct) -> int:
    """The value that leaves with the units that come back."""
    line = subject.line
    if line is None or goods_stay(subject, option) or deduct is Deduct.RETURN_SHIPPING:
        return 0
    if deduct is Deduct.TAX:
        return subject.tax
    if deduct is Deduct.PRICE_DROP:
        return lowered_by(subject) or 0
    if deduct is Deduct.DIMINISHED_VALUE:
        return getattr(subject.item, deduct.value, 0)
    return share(getattr(line, deduct.value), line.quantity, subject.before, subject.quantity)


def once_of(subject: Subject, option: str, kept: Kept) -> frozenset[Once]:
    """What the whole return bears once, as far as it is due for this item."""
    if not takes_money(option):
        return frozenset()
    carriage = subject.case.claim.return_shipping
    comes_back = not goods_stay(subject, option)
    if Deduct.RETURN_SHIPPING in kept.values and comes_back and carriage:
        return kept.once | {(CARRIAGE, carriage)}
    return kept.once


def borne(amounts: Sequence[int], due: Sequence[frozenset[Once]]) -> list[int]:
    """What each item bears of the fees that are kept once: the first items until they are whole."""
    rest = list(amounts)
    open_fees = dict(frozenset[Once]().union(*due))
    for place, each in enumerate(due):
        for name, _ in sorted(each):
            part = min(rest[place], open_fees[name])
            rest[place] -= part
            open_fees[name] -= part
    return [amount - left for amount, left in zip(amounts, rest, strict=True)]
