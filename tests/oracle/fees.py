"""What is kept from one item, and what is kept once from everything that comes back together.

Owns the arithmetic of fees; which rules apply is `oracle.verdicts`' business.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from oracle.money import half_up, share
from oracle.subjects import Subject
from oracle.worths import goods_stay, lowered_by, takes_money, worth
from returns_desk.domain.policy import Deduct, FeePer, Rule


@dataclass(frozen=True, slots=True)
class Share:
    """What one rule keeps of money: a rate and an amount together, within its floor and cap."""

    rate: int
    amount: int
    floor: int = 0
    cap: int | None = None
    is_ceiling: bool = False

    def of(self, money: int, times: int = 1) -> int:
        """All but the rate counts so many times; of a ceiling all that is above the amount."""
        if self.is_ceiling:
            return max(0, money - self.amount)
        kept = half_up(Fraction(money * self.rate, 10_000)) + self.amount * times
        kept = max(kept, self.floor * times)
        return kept if self.cap is None else min(kept, self.cap * times)


Once = tuple[str, Share]
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
    bounded: frozenset[tuple[str, FeePer, Share]] = frozenset()


NOTHING = Kept()


def kept_by(rules: Sequence[Rule]) -> Kept:
    """What all these rules keep together."""
    if not rules:
        return NOTHING

    plain = [rule for rule in rules if not _is_bounded(rule)]
    shares = [(rule.id, rule.fee_per, _share_of(rule)) for rule in rules if _is_bounded(rule)]

    def fixed(per: FeePer) -> list[tuple[str, int]]:
        return [(rule.id, rule.fee_fixed) for rule in plain if rule.fee_per is per]

    whole = [(name, Share(0, fee)) for name, fee in fixed(FeePer.RETURN)]
    whole += [(name, share) for name, per, share in shares if per is FeePer.RETURN]
    return Kept(
        rate=sum(rule.fee_basis_points for rule in plain),
        per_item=sum(fee for _, fee in fixed(FeePer.ITEM)),
        per_unit=sum(fee for _, fee in fixed(FeePer.UNIT)),
        values=frozenset(rule.deduct for rule in rules if rule.deduct is not None),
        once=frozenset(whole),
        bounded=frozenset(each for each in shares if each[1] is not FeePer.RETURN),
    )


def with_ceiling(kept: Kept, permits: Sequence[Rule]) -> Kept:
    """What is kept, and all above the most that any of these rules permits."""
    if any(rule.amount_at_most is None for rule in permits):
        return kept
    best = max(rule.amount_at_most or 0 for rule in permits)
    name = min((r.pack, r.id) for r in permits if r.amount_at_most == best)[1]
    return replace(kept, once=kept.once | {(name, Share(0, best, is_ceiling=True))})


def _is_bounded(rule: Rule) -> bool:
    return bool(rule.fee_at_least) or rule.fee_at_most is not None


def _share_of(rule: Rule) -> Share:
    return Share(rule.fee_basis_points, rule.fee_fixed, rule.fee_at_least, rule.fee_at_most)


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
        frozenset(share for each in found for share in each.bounded),
    )


def least_of_each(found: Sequence[Kept]) -> Kept:
    """What is kept where any of them would do: the less of each kind."""
    return Kept(
        min(each.rate for each in found),
        min(each.per_item for each in found),
        min(each.per_unit for each in found),
        frozenset.intersection(*(each.values for each in found)),
        frozenset.intersection(*(each.once for each in found)),
        frozenset.intersection(*(each.bounded for each in found)),
    )


def fee_of(subject: Subject, option: str, kept: Kept) -> int:
    """All fees of the item together, and never more than the item brings.

    The rates are rounded once, but for those with a floor or a cap.
    """
    if kept is NOTHING:
        return 0
    brought = worth(subject, option)
    per_units = kept.per_unit * ceil(subject.quantity)
    values = sum(_value(subject, option, deduct) for deduct in kept.values)
    rated = half_up(Fraction(brought * kept.rate, 10_000))
    units = {FeePer.ITEM: 1, FeePer.UNIT: ceil(subject.quantity)}
    shares = sum(share.of(brought, units[per]) for _, per, share in kept.bounded)
    return min(brought, rated + kept.per_item + per_units + values + shares)


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
        return kept.once | {(CARRIAGE, Share(0, carriage))}
    return kept.once


def borne(
    amounts: Sequence[int], worths: Sequence[int], due: Sequence[frozenset[Once]]
) -> list[int]:
    """What each item bears of the fees that are kept once: the first items until they are whole.

    A fee with a rate is whole, after so many items, when it is kept of all their worths together; a
    ceiling is held, after all other fees, to what is left of them together.
    """
    rest = list(amounts)
    kept = dict.fromkeys((name for each in due for name, _ in each), 0)
    together = dict(kept)
    for place, each in enumerate(due):
        for name, fee in sorted(each, key=lambda named: (named[1].is_ceiling, named[0])):
            together[name] += rest[place] if fee.is_ceiling else worths[place]
            part = min(rest[place], fee.of(together[name]) - kept[name])
            rest[place] -= part
            kept[name] += part
    return [amount - left for amount, left in zip(amounts, rest, strict=True)]
