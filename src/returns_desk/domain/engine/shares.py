"""Money to tenders: what an item brings back, and the legs that pay it.

Owns fees, the split over the original tenders, and cash rounding. The same plan that is
shown is the plan that is paid (DESIGN.md, "The quote pays").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from returns_desk.domain.board import Leg
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.parts import TenderPart
from returns_desk.domain.engine.tables import Outcome
from returns_desk.domain.engine.verdicts import TAKES_MONEY
from returns_desk.domain.errors import ensure
from returns_desk.domain.money import (
    allocate,
    basis_points_of,
    cash_rounding,
    fill_in_order,
    round_half_up,
)
from returns_desk.domain.sale import TenderType


@dataclass(frozen=True, slots=True)
class ItemMoney:
    """What one covered item gets: `amount` is net of `fee`."""

    item: Item
    amount: int
    tax: int
    fee: int
    routes: tuple[str, ...] = ()


def worth_of(option: str, item: Item) -> int:
    """What an option gives for an item before fees, in minor units; 0 for goods."""
    if option == "price_reduction/original":
        return item.reduction or 0
    return item.share if option in TAKES_MONEY else 0


def item_money(option: str, item: Item, outcome: Outcome) -> ItemMoney:
    """The money of one item in one completion."""
    worth = worth_of(option, item)
    fee = _fee_of(worth, outcome)
    tax = _tax_of(item, worth) if option in TAKES_MONEY else 0
    return ItemMoney(item, worth - fee, tax, fee, outcome.routes)


def _fee_of(worth: int, outcome: Outcome) -> int:
    """What is kept of it; never more than it is worth."""
    if not outcome.fee_basis_points and not outcome.fee_fixed:
        return 0
    return min(worth, basis_points_of(worth, outcome.fee_basis_points) + outcome.fee_fixed)


def _tax_of(item: Item, worth: int) -> int:
    """The tax inside what comes back: all of it, or its share of a price reduction."""
    if worth == item.share:
        return item.tax
    return min(worth, round_half_up(Fraction(worth * item.tax, item.share)))


def capacity_of(item: Item) -> int | None:
    """What the tenders of the item's receipt can still give back; None without a receipt."""
    if item.receipt is None:
        return None
    return sum(part.can_give for part in item.parts)


def legs_for(option: str, covered: Sequence[ItemMoney]) -> tuple[Leg, ...]:
    """The legs that pay the covered items; they add up to their amounts."""
    destination = option.split("/")[1]
    if option.split("/", maxsplit=1)[0] == "exchange":
        destination = "none"
    legs: list[Leg] = []
    by_receipt: dict[str | None, list[ItemMoney]] = {}
    for money in covered:
        by_receipt.setdefault(money.item.receipt, []).append(money)
    for of_receipt in by_receipt.values():
        legs.extend(_legs_of_receipt(destination, of_receipt))
    return rounded(legs, covered)


def _legs_of_receipt(destination: str, covered: Sequence[ItemMoney]) -> list[Leg]:
    total = sum(money.amount for money in covered)
    item = covered[0].item
    if total == 0:
        return []
    if item.receipt is None:
        return [Leg(None, destination, total, _means(destination, None))]
    routes = covered[0].routes or (destination,) * len(item.parts)
    return [
        Leg(part.key, route, amount, _means(route, part))
        for part, amount, route in zip(item.parts, split(total, item), routes, strict=True)
        if amount
    ]


def split(total: int, item: Item) -> tuple[int, ...]:
    """An amount over the parts of the item's receipt, each within what it can give back."""
    capacities = [part.can_give for part in item.parts]
    ensure(total <= sum(capacities), "no more goes back than the tenders can give")
    order = item.sight.book.settings.split_order
    if not order:
        return allocate(total, capacities)
    ranks = sorted(range(len(capacities)), key=lambda i: (_rank(item.parts[i], order), i))
    filled = fill_in_order(total, [capacities[i] for i in ranks])
    by_index = dict(zip(ranks, filled, strict=True))
    return tuple(by_index[i] for i in range(len(capacities)))


def _rank(part: TenderPart, order: tuple[TenderType, ...]) -> int:
    return order.index(part.type) if part.type in order else len(order)


def _means(destination: str, part: TenderPart | None) -> str:
    """How a leg is paid out."""
    if destination == "none":
        return "goods"
    return part.means if destination == "original" and part is not None else destination


def rounded(legs: Sequence[Leg], covered: Sequence[ItemMoney]) -> tuple[Leg, ...]:
    """The legs with cash rounding on the last cash leg, taken on all the cash together."""
    cash = [index for index, leg in enumerate(legs) if leg.means == "cash"]
    if not cash:
        return tuple(legs)
    step = covered[0].item.sight.cash_rounding_step
    rounding = cash_rounding(sum(legs[index].amount for index in cash), step)
    last = cash[-1]
    return tuple(
        replace(leg, rounding=rounding) if index == last else leg for index, leg in enumerate(legs)
    )
