"""Money to tenders: what an item brings back, and the legs that pay it.

Owns fees, the split over the original tenders, and cash rounding. The same plan that is
shown is the plan that is paid (DESIGN.md, "The quote pays").
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from returns_desk.domain.board import Leg
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.fees import NO_FEES, kept_of, once_of, tax_inside
from returns_desk.domain.engine.item_money import ItemMoney, Once
from returns_desk.domain.engine.parts import TenderPart
from returns_desk.domain.engine.rulebook import Drawer
from returns_desk.domain.engine.tables import Outcome
from returns_desk.domain.engine.verdicts import TAKES_MONEY
from returns_desk.domain.errors import ensure
from returns_desk.domain.money import (
    allocate,
    cash_rounding,
    fill_in_order,
)
from returns_desk.domain.sale import TenderType

CASH = "refund/cash"


class Total(NamedTuple):
    """What all covered items of a receipt get, in minor units, with the first of them.

    `by_right` is what of it the law gives.
    """

    first: ItemMoney
    amount: int
    by_right: int


Totals = dict[str | None, Total]
"""By receipt."""


def worth_of(option: str, item: Item, *, is_adjustment: bool = False) -> int:
    """What an option gives for an item before fees, in minor units; 0 for goods."""
    if option == "price_reduction/original" or is_adjustment:
        return item.reduction or 0
    return item.share if option in TAKES_MONEY else 0


def item_money(option: str, item: Item, outcome: Outcome) -> ItemMoney:
    """The money of one item in one completion, before what the whole return bears once."""
    fees = outcome.fees
    if fees is NO_FEES:
        return _whole_money(option, item, outcome)
    worth = worth_of(option, item, is_adjustment=fees.is_adjustment)
    comes_back = option != "price_reduction/original" and not fees.is_adjustment
    fee = kept_of(item, worth, fees, comes_back=comes_back)
    taxed = worth - fee if item.sight.book.settings.fee_reduces_tax else worth
    tax = tax_inside(item, taxed) if option in TAKES_MONEY else 0
    once = frozenset[Once]()
    if option in TAKES_MONEY:
        once = once_of(item, fees, comes_back=comes_back)
    amount, stays = worth - fee, fees.is_adjustment
    return ItemMoney(item, amount, tax, fee, outcome.routes, once, stays, outcome.is_right)


def _whole_money(option: str, item: Item, outcome: Outcome) -> ItemMoney:
    """The same where nothing is kept, as of most items."""
    amount = worth_of(option, item)
    tax = tax_inside(item, amount) if option in TAKES_MONEY else 0
    return ItemMoney(item, amount, tax, 0, outcome.routes, is_right=outcome.is_right)


def capacity_of(item: Item) -> int | None:
    """What the tenders of the item's receipt can still give back; None without a receipt."""
    if item.receipt is None:
        return None
    return sum([part.can_give for part in item.parts])


def legs_for(option: str, covered: Sequence[ItemMoney]) -> tuple[Leg, ...]:
    """The legs that pay the covered items; they add up to their amounts."""
    return legs_of(option, totals_of(covered))


def totals_of(covered: Sequence[ItemMoney]) -> Totals:
    """What all items of each receipt get together, with the first of them."""
    of_receipt: dict[str | None, list[ItemMoney]] = {}
    for each in covered:
        of_receipt.setdefault(each.item.receipt, []).append(each)
    return {receipt: _total(money) for receipt, money in of_receipt.items()}


def _total(money: Sequence[ItemMoney]) -> Total:
    amount = sum([each.amount for each in money])
    return Total(money[0], amount, sum([each.amount for each in money if each.is_right]))


def legs_of(option: str, totals: Totals) -> tuple[Leg, ...]:
    """The legs that pay these totals of at least one receipt."""
    return legs_by_ways([(option, total) for total in totals.values()])


def cash_paid(option: str, totals: Totals) -> int:
    """What the drawer has to give for these totals, rounding included."""
    return sum(leg.amount + leg.rounding for leg in legs_of(option, totals) if leg.means == "cash")


def legs_by_ways(ways: Sequence[tuple[str, Total]]) -> tuple[Leg, ...]:
    """The legs of one return that pay each receipt's total its own way; at least one is there.

    All their cash counts together: for the limit, and for the rounding.
    """
    drawer = ways[0][1].first.item.sight.drawer
    planned = [(total, _legs_of_receipt(option, total)) for option, total in ways]
    if drawer.limit is not None and any(option != CASH for option, _ in ways):
        planned = _within_limit(planned, drawer)
    return rounded([leg for _, legs in planned for leg in legs], drawer)


def cash_planned(option: str, covered: Sequence[ItemMoney]) -> int:
    """What would go out in cash if there were no limit, before rounding."""
    totals = totals_of(covered).values()
    return cash_of(leg for total in totals for leg in _legs_of_receipt(option, total))


def _within_limit(
    planned: Sequence[tuple[Total, Sequence[Leg]]], drawer: Drawer
) -> list[tuple[Total, list[Leg]]]:
    """Where the cash is too much, all of it goes out by other means; but not what is a right."""
    cash = cash_of(leg for _, legs in planned for leg in legs)
    if not drawer.is_too_much(cash):
        return [(total, list(legs)) for total, legs in planned]
    bound = drawer.is_too_much_for_a_right(cash)
    return [
        (total, [part for leg in legs for part in _otherwise(leg, total, drawer, bound=bound)])
        for total, legs in planned
    ]


def _otherwise(leg: Leg, total: Total, drawer: Drawer, *, bound: bool) -> list[Leg]:
    """A leg by other means where it is cash; its part of a right stays so unless `bound`."""
    if leg.means != "cash":
        return [leg]
    by_right = 0 if bound else total.by_right
    kept, moved = allocate(leg.amount, (by_right, total.amount - by_right))
    legs = (
        replace(leg, amount=kept),
        replace(leg, amount=moved, means=drawer.above_limit),
    )
    return [each for each in legs if each.amount]


def cash_of(legs: Iterable[Leg]) -> int:
    """What these legs give in cash, before rounding."""
    return sum([leg.amount for leg in legs if leg.means == "cash"])


def _legs_of_receipt(option: str, total: Total) -> list[Leg]:
    remedy, destination = option.split("/")
    destination = "none" if remedy == "exchange" else destination
    item = total.first.item
    if total.amount == 0:
        return []
    if item.receipt is None:
        return [Leg(None, destination, total.amount, _means(destination, None))]
    routes = total.first.routes or (destination,) * len(item.parts)
    return [
        Leg(part.key, route, amount, _means(route, part))
        for part, amount, route in zip(item.parts, split(total.amount, item), routes, strict=True)
        if amount
    ]


def split(total: int, item: Item) -> tuple[int, ...]:
    """An amount over the parts of the item's receipt, each within what it can give back."""
    capacities = [part.can_give for part in item.parts]
    ensure(total <= sum(capacities), "no more goes back than the tenders can give")
    order = item.sight.book.settings.split_order
    if len(capacities) == 1:
        return (total,)
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


def rounded(legs: Sequence[Leg], drawer: Drawer) -> tuple[Leg, ...]:
    """The legs with cash rounding on the last cash leg, taken on all the cash together."""
    cash = [index for index, leg in enumerate(legs) if leg.means == "cash"]
    if not cash:
        return tuple(legs)
    rounding = cash_rounding(sum(legs[index].amount for index in cash), drawer.step)
    last = cash[-1]
    return tuple(
        replace(leg, rounding=rounding) if index == last else leg for index, leg in enumerate(legs)
    )
