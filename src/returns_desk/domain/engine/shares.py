"""Money to tenders: what an item brings back, and the legs that pay it.

Owns fees, the split over the original tenders, and cash rounding. The same plan that is
shown is the plan that is paid (DESIGN.md, "The quote pays").
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from returns_desk.domain.board import Leg
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.fees import kept_of, net_tax
from returns_desk.domain.engine.item_money import ItemMoney, Once
from returns_desk.domain.engine.parts import TenderPart
from returns_desk.domain.engine.tables import Outcome
from returns_desk.domain.engine.verdicts import TAKES_MONEY
from returns_desk.domain.errors import ensure
from returns_desk.domain.money import (
    allocate,
    cash_rounding,
    fill_in_order,
    round_half_up,
)
from returns_desk.domain.sale import TenderType


def worth_of(option: str, item: Item, *, is_adjustment: bool = False) -> int:
    """What an option gives for an item before fees, in minor units; 0 for goods."""
    if option == "price_reduction/original" or is_adjustment:
        return item.reduction or 0
    return item.share if option in TAKES_MONEY else 0


def item_money(option: str, item: Item, outcome: Outcome) -> ItemMoney:
    """The money of one item in one completion, before what the whole return bears once."""
    fees = outcome.fees
    worth = worth_of(option, item, is_adjustment=fees.is_adjustment)
    comes_back = option != "price_reduction/original" and not fees.is_adjustment
    fee = kept_of(item, worth, fees, comes_back=comes_back)
    tax = _tax_of(item, worth) if option in TAKES_MONEY else 0
    if fee and item.sight.book.settings.fee_reduces_tax:
        tax = net_tax(tax, worth, worth - fee)
    once = fees.once if option in TAKES_MONEY else frozenset[Once]()
    return ItemMoney(item, worth - fee, tax, fee, outcome.routes, once, fees.is_adjustment)


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
    return rounded(_within_limit(option, legs, covered), covered)


def _within_limit(option: str, legs: Sequence[Leg], covered: Sequence[ItemMoney]) -> Sequence[Leg]:
    """Cash above the limit goes out by other means; where cash itself was asked for it stays."""
    drawer = covered[0].item.sight.drawer
    if drawer.limit is None or option == "refund/cash":
        return legs
    return [replace(leg, means=drawer.means(leg.means, leg.amount)) for leg in legs]


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
    step = covered[0].item.sight.drawer.step
    rounding = cash_rounding(sum(legs[index].amount for index in cash), step)
    last = cash[-1]
    return tuple(
        replace(leg, rounding=rounding) if index == last else leg for index, leg in enumerate(legs)
    )
