"""Exchanges: what the new goods take, what is left over, what is absorbed.

A difference within the policy's tolerance stands only in `absorbed` (R6): the books and the
manager see it, no customer text does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from returns_desk.domain.board import Arrival, CoveredItem, Leg, Option, Standing
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.covering import Decided, cover
from returns_desk.domain.engine.explaining import changes_of
from returns_desk.domain.engine.item_money import ItemMoney
from returns_desk.domain.engine.shares import legs_for
from returns_desk.domain.engine.tables import built_in
from returns_desk.domain.engine.verdicts import highest_role
from returns_desk.domain.money import allocate, round_half_up

REST_WAYS = (
    "refund/original",
    "refund/other_card",
    "refund/cash",
    "refund/bank_transfer",
    "refund/cheque",
    "refund/gift_card",
    "store_credit/store_credit",
)
"""Where the rest of an exchange can go: money as it was paid, other money, then credit."""


Ways = Callable[[str], Option]
"""Another option of the same case, by its id."""

_OPEN = frozenset({Standing.AVAILABLE, Standing.CONDITIONAL})


def with_absorbed(option: Option, decided: Sequence[Decided]) -> Option:
    """The even exchange with the difference that the books see; above tolerance a manager's."""
    if option.standing is Standing.NOT_POSSIBLE:
        return option
    items = {each.item.index: each.item for each in decided}
    absorbed = sum(max(0, _price_rise(items[covered.item])) for covered in option.items)
    if absorbed <= _tolerance(decided):
        return replace(option, absorbed=absorbed)
    finding = replace(built_in("difference_above_tolerance"), public=False)
    return replace(
        option,
        absorbed=absorbed,
        standing=Standing.NEEDS_APPROVAL,
        approval_role=option.approval_role or "manager",
        reasons=(finding, *option.reasons),
    )


def _tolerance(decided: Sequence[Decided]) -> int:
    """The difference that the policy absorbs, in minor units; 0 where it is silent."""
    return decided[0].item.sight.book.settings.exchange_tolerance or 0


def _price_rise(item: Item) -> int:
    """What the same goods cost now above what was paid for them; 0 where it is not known."""
    if item.new_unit_price is None:
        return 0
    return round_half_up(Fraction(item.new_unit_price) * Fraction(item.quantity)) - item.share


def with_new_goods(
    option: Option,
    exchange_total: int | None,
    decided: Sequence[Decided],
    ways: Ways,
) -> Option:
    """The exchange once the new goods are chosen: the customer pays, or gets the rest back."""
    if exchange_total is None or option.standing is Standing.NOT_POSSIBLE:
        return option
    difference = exchange_total - option.amount
    if difference < 0:
        return _with_rest(option, -difference, decided, ways)
    is_absorbed = difference <= _tolerance(decided)
    return replace(
        option,
        amount=0,
        amount_max=0,
        fee=0,
        tax=0,
        items=tuple(_with_money(item, 0) for item in option.items),
        legs=(),
        customer_pays=0 if is_absorbed else difference,
        absorbed=difference if is_absorbed else 0,
    )


def _with_rest(option: Option, rest: int, decided: Sequence[Decided], ways: Ways) -> Option:
    """The rest goes the first way that is open; its conditions become the exchange's."""
    least = cover(option.id, decided).least
    parts = allocate(rest, [money.amount for money in least])
    scaled = [_scaled(money, part) for money, part in zip(least, parts, strict=True)]
    found = {receipt: _way_of(receipt, scaled, ways) for receipt in _receipts(scaled)}
    taken = {receipt: way for receipt, way in found.items() if way is not None}
    open_ways = list(taken.values())
    if len(taken) < len(found):
        finding = built_in("no_way_for_the_rest")
        return Option(option.id, Standing.NOT_POSSIBLE, option.basis, reasons=(finding,))
    standing = max((option.standing, *(w.standing for w in open_ways)), key=list(Standing).index)
    items = tuple(_with_money(i, part) for i, part in zip(option.items, parts, strict=True))
    return replace(
        option,
        standing=standing,
        amount=rest,
        amount_max=rest,
        fee=0,
        tax=sum(item.tax for item in items),
        items=items,
        legs=_legs_of_rest(scaled, taken),
        customer_pays=0,
        needs=tuple(dict.fromkeys((*option.needs, *(n for w in open_ways for n in w.needs)))),
        approval_role=option.approval_role or highest_role(_roles(open_ways)),
        arrives=_latest(way.arrives for way in open_ways),
        changes_if=changes_of(standing, decided, ()),
    )


def _receipts(money: Sequence[ItemMoney]) -> tuple[str | None, ...]:
    return tuple(dict.fromkeys(each.item.receipt for each in money))


def _way_of(receipt: str | None, money: Sequence[ItemMoney], ways: Ways) -> Option | None:
    """The first way that carries all exchanged items of a receipt.

    Money that waits for an answer comes before credit that waits for none (R4).
    """
    wanted = {each.item.index for each in money if each.item.receipt == receipt}
    carrying = [way for way in map(ways, REST_WAYS) if wanted <= {item.item for item in way.items}]
    open_ways = [way for way in carrying if way.standing in _OPEN]
    return next(iter((*open_ways, *carrying)), None)


def _legs_of_rest(
    money: Sequence[ItemMoney], taken: Mapping[str | None, Option]
) -> tuple[Leg, ...]:
    legs: list[Leg] = []
    for receipt, way in taken.items():
        legs += legs_for(way.id, [each for each in money if each.item.receipt == receipt])
    return tuple(legs)


def _roles(ways: Sequence[Option]) -> list[str]:
    return [way.approval_role for way in ways if way.approval_role]


def _latest(arrivals: Iterable[Arrival | None]) -> Arrival | None:
    """When the last of it is there; unknown where one part's is."""
    known = list(arrivals)
    days = [each for each in known if each is not None]
    if len(days) < len(known):
        return None
    least = max(each.business_days_min for each in days)
    return Arrival(least, max(each.business_days_max for each in days))


def _with_money(item: CoveredItem, amount: int) -> CoveredItem:
    """The item once new goods took their part: what is left of its money, tax in proportion."""
    if item.amount == 0:
        return replace(item, amount=amount, tax=0, fee=0)
    tax = round_half_up(Fraction(amount * item.tax, item.amount))
    return replace(item, amount=amount, tax=min(tax, amount), fee=0)


def _scaled(money: ItemMoney, amount: int) -> ItemMoney:
    return replace(money, amount=amount, fee=0, routes=())
