"""What is kept from the money of an item: the fees of its rules, joined, and what they come to.

Owns how fees of several rules add up, and how those of several tenders are joined. Which rules
apply is known already. Money is in minor units.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.item_money import NO_CAP, ItemMoney, Once
from returns_desk.domain.engine.rulebook import PRICE_ADJUSTMENT
from returns_desk.domain.money import basis_points_of, round_half_up
from returns_desk.domain.policy import Deduct, FeePer, Rule


class Bounded(NamedTuple):
    """A share of an item's money with a floor and a cap, by its rule; in minor units.

    Where it is `per_unit`, all but the rate counts for each begun unit.
    """

    pack: str
    rule: str
    basis_points: int
    fixed: int
    floor: int
    cap: int
    per_unit: bool

    def kept(self, worth: int, quantity: Decimal) -> int:
        """What of that worth is kept."""
        times = ceil(quantity) if self.per_unit else 1
        kept = basis_points_of(worth, self.basis_points) + self.fixed * times
        return min(max(kept, self.floor * times), self.cap * times)


class Fees(NamedTuple):
    """All that rules keep of one item.

    `per_item` and `per_unit` are fixed amounts, `once` those that a whole return bears but once,
    `bounded` those with a floor or a cap: of the last two each rule's is kept, and but once.
    `is_adjustment`: nothing comes back, the new lower price alone is made good.
    """

    basis_points: int = 0
    per_item: int = 0
    per_unit: int = 0
    once: frozenset[Once] = frozenset()
    deducts: frozenset[Deduct] = frozenset()
    is_adjustment: bool = False
    bounded: frozenset[Bounded] = frozenset()

    def with_rule(self, rule: Rule) -> "Fees":
        """These fees and one rule's more."""
        if rule is PRICE_ADJUSTMENT:
            return self._replace(is_adjustment=True)
        if rule.amount_at_most is not None:
            ceiling = Once(rule.pack, rule.id, rule.amount_at_most, is_ceiling=True)
            return self._replace(once=self.once | {ceiling})
        if rule.has_fee_bounds:
            return self._with_bounded(rule)
        fixed, per = rule.fee_fixed, rule.fee_per
        is_once = per is FeePer.RETURN and fixed > 0
        return Fees(
            basis_points=self.basis_points + rule.fee_basis_points,
            per_item=self.per_item + (fixed if per is FeePer.ITEM else 0),
            per_unit=self.per_unit + (fixed if per is FeePer.UNIT else 0),
            once=self.once | {Once(rule.pack, rule.id, fixed)} if is_once else self.once,
            deducts=self.deducts | {rule.deduct} if rule.deduct else self.deducts,
            is_adjustment=self.is_adjustment,
            bounded=self.bounded,
        )

    def _with_bounded(self, rule: Rule) -> "Fees":
        """These fees and one more that has a floor or a cap."""
        names, rate, fixed = (rule.pack, rule.id), rule.fee_basis_points, rule.fee_fixed
        bounds = rule.fee_at_least, NO_CAP if rule.fee_at_most is None else rule.fee_at_most
        deducts = self.deducts | {rule.deduct} if rule.deduct else self.deducts
        if rule.fee_per is FeePer.RETURN:
            once = Once(*names, fixed, rate, *bounds)
            return self._replace(once=self.once | {once}, deducts=deducts)
        each = Bounded(*names, rate, fixed, *bounds, per_unit=rule.fee_per is FeePer.UNIT)
        return self._replace(bounded=self.bounded | {each}, deducts=deducts)

    def highest(self, other: "Fees") -> "Fees":
        """What two tenders of the same item bear together: of each kind the more."""
        return Fees(
            basis_points=max(self.basis_points, other.basis_points),
            per_item=max(self.per_item, other.per_item),
            per_unit=max(self.per_unit, other.per_unit),
            once=self.once | other.once,
            deducts=self.deducts | other.deducts,
            is_adjustment=self.is_adjustment or other.is_adjustment,
            bounded=self.bounded | other.bounded,
        )

    def lowest(self, other: "Fees") -> "Fees":
        """What is kept where either would do: of each kind the less, so never above either."""
        return Fees(
            basis_points=min(self.basis_points, other.basis_points),
            per_item=min(self.per_item, other.per_item),
            per_unit=min(self.per_unit, other.per_unit),
            once=self.once & other.once,
            deducts=self.deducts & other.deducts,
            is_adjustment=self.is_adjustment,
            bounded=self.bounded & other.bounded,
        )


NO_FEES = Fees()

CARRIAGE_BACK = ("", Deduct.RETURN_SHIPPING)
"""Stands for the rules that keep the carriage back, of whatever pack: it is kept but once."""


def kept_of(item: Item, worth: int, fees: Fees, *, comes_back: bool) -> int:
    """What is kept of an item's worth, never more than that; what is kept once comes later."""
    kept = basis_points_of(worth, fees.basis_points) + fees.per_item
    kept += fees.per_unit * ceil(item.quantity)
    kept += sum([each.kept(worth, item.quantity) for each in fees.bounded])
    if comes_back:
        kept += sum(_deducted(item, each) for each in fees.deducts)
    return min(worth, kept)


def _deducted(item: Item, deduct: Deduct) -> int:
    """The value that leaves with the units that come back; exact over any sequence of returns."""
    if deduct is Deduct.TAX:
        return item.tax
    if deduct is Deduct.PRICE_DROP:
        return item.reduction or 0
    if deduct is Deduct.DIMINISHED_VALUE:
        return item.diminished_value
    if deduct is Deduct.RETURN_SHIPPING:
        return 0
    return item.line.value_share(getattr(item.line, deduct), item.quantity) if item.line else 0


def tax_inside(item: Item, amount: int) -> int:
    """The tax inside that part of an item's money: all of it, or its exact share rounded once."""
    if amount == item.share:
        return item.tax
    return min(amount, round_half_up(Fraction(amount * item.tax, item.share)))


# --- once for a whole return ------------------------------------------------------------------


def once_of(item: Item, fees: Fees, *, comes_back: bool) -> frozenset[Once]:
    """What the whole return bears once, as far as this item has a say in it."""
    if Deduct.RETURN_SHIPPING in fees.deducts and comes_back and item.return_shipping:
        return fees.once | {Once(*CARRIAGE_BACK, item.return_shipping)}
    return fees.once


Borne = tuple[int, int]
"""What came back already under a fee with a rate, and what is kept of the fee so far."""

Rest = tuple[tuple[Once, Borne], ...]
"""How far each fee is borne that was due already, in the order of fees."""


def kept_once(covered: Sequence[ItemMoney]) -> tuple[ItemMoney, ...]:
    """The covered items less what is kept once: from the first that bear it, until it is whole."""
    rest: Rest = ()
    found = []
    for money in covered:
        kept, rest = borne(money.amount, money.once, rest, worth=money.amount + money.fee)
        found.append(_less(money, kept) if kept else money)
    return tuple(found)


def borne(amount: int, once: frozenset[Once], rest: Rest, *, worth: int) -> tuple[int, Rest]:
    """What an item of that amount bears of the fees that are due for it, and how far they are then.

    `worth` is what it brings before any fee. Of a fee with a rate each item bears what it adds.
    """
    if not once:
        return 0, rest
    found = dict(rest)
    kept = 0
    for each in sorted(once, key=_turn):
        back, before = found.get(each, (0, 0))
        back += each.brought(worth, amount - kept)
        part = min(each.due(back) - before, amount - kept)
        found[each] = back, before + part
        kept += part
    return kept, tuple(sorted(found.items()))


def _turn(once: Once) -> tuple[bool, Once]:
    """Ceilings come last: they are of what is left then."""
    return once.is_ceiling, once


def _less(money: ItemMoney, kept: int) -> ItemMoney:
    amount = money.amount - kept
    nets = money.item.sight.book.settings.fee_reduces_tax
    tax = tax_inside(money.item, amount) if nets else money.tax
    return money._replace(amount=amount, tax=tax, fee=money.fee + kept)
