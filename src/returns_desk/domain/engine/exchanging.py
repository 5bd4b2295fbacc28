"""Exchanges: what the new goods take, what is left over, what is absorbed.

A difference within the policy's tolerance stands only in `absorbed` (R6): the books and the
manager see it, no customer text does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from returns_desk.domain.board import Arrival, Basis, CoveredItem, Leg, Need, Option, Standing
from returns_desk.domain.engine.both_open import Both, Half, can_be_both, needs_of_both
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.covering import Cover, Decided, NotCarried, cover
from returns_desk.domain.engine.explaining import changes_of
from returns_desk.domain.engine.fees import tax_inside
from returns_desk.domain.engine.item_money import ItemMoney
from returns_desk.domain.engine.options import not_possible
from returns_desk.domain.engine.rights_alone import right_or_asked
from returns_desk.domain.engine.shares import legs_by_ways, totals_of
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


@dataclass(frozen=True, slots=True)
class Ways:
    """The other options of the same case, by their ids, and each item's table under them."""

    option: Callable[[str], Option]
    decided: Callable[[str], Sequence[Decided]]

    def together(self, exchange: Option, way: Option, wanted: Iterable[int]) -> tuple[Both, ...]:
        """The wanted items, each under the exchange and under a way that carries its rest.

        None where either is available: the other is open together with it or not at all.
        """
        if Standing.AVAILABLE in {exchange.standing, way.standing}:
            return ()
        tables = [{d.item.index: d for d in self.decided(each.id)} for each in (exchange, way)]
        return tuple(
            Both(
                tables[0][index].item,
                Half(tables[0][index].table, exchange.standing),
                Half(tables[1][index].table, way.standing),
            )
            for index in wanted
        )


NO_WAY = "no_way_for_the_rest"
_NO_WAY = built_in(NO_WAY, certain=False)
_OPEN = frozenset({Standing.AVAILABLE, Standing.CONDITIONAL})


def within_tolerance(decided: Sequence[Decided]) -> Sequence[Decided]:
    """The tables of an even exchange: dearer goods use up the tolerance, then they are a manager's.

    What is open counts before what is conditional, and each in the claim's order. A right costs
    the customer nothing (Directive (EU) 2019/771 Art. 14(1)(a)): it needs no tolerance.
    """
    left = _tolerance(decided)
    told = list(decided)
    for standing in (Standing.AVAILABLE, Standing.CONDITIONAL):
        for place, (item, table) in enumerate(decided):
            rise = _price_rise(item)
            if table.standing is not standing or table.is_right or rise <= 0:
                continue
            if rise <= left:
                left -= rise
            else:
                told[place] = Decided(item, right_or_asked(table, "difference_above_tolerance"))
    return told


def with_absorbed(option: Option, decided: Sequence[Decided]) -> Option:
    """The even exchange with what the books see of its covered goods."""
    items = {each.item.index: each.item for each in decided}
    absorbed = sum(max(0, _price_rise(items[covered.item])) for covered in option.items)
    return replace(option, absorbed=absorbed) if absorbed else option


def _tolerance(decided: Sequence[Decided]) -> int:
    """The difference that the policy absorbs, in minor units; 0 where it is silent."""
    return decided[0].item.sight.book.settings.exchange_tolerance or 0


def _price_rise(item: Item) -> int:
    """What the same goods cost now above what was paid for them; 0 where it is not known."""
    if item.new_unit_price is None:
        return 0
    return round_half_up(Fraction(item.new_unit_price) * Fraction(item.quantity)) - item.share


class Exchanged(NamedTuple):
    """What is left over, at least and at most, and what stands for the least of it.

    `customer_pays` or else `absorbed` is what the new goods cost more, all in minor units.
    """

    amount: int
    amount_max: int
    customer_pays: int
    absorbed: int
    items: tuple[CoveredItem, ...]


def with_new_goods(
    option: Option,
    exchange_total: int | None,
    decided: Sequence[Decided],
    ways: Ways,
) -> Option:
    """The exchange once the new goods are chosen: the customer pays, or gets the rest back.

    While the worth of the goods is open, what stands for the least of it is paid and charged.
    """
    if exchange_total is None or option.standing is Standing.NOT_POSSIBLE:
        return option
    covering = cover(option.id, decided)
    exchanged = _exchanged(option, covering, exchange_total, _tolerance(decided))
    if exchanged.amount_max:
        return _with_rest(option, exchanged, covering, decided, ways)
    return _settled(option, exchanged, ())


def _exchanged(option: Option, covering: Cover, exchange_total: int, tolerance: int) -> Exchanged:
    rest = max(0, option.amount - exchange_total)
    difference = max(0, exchange_total - option.amount)
    is_absorbed = difference <= tolerance
    parts = allocate(rest, [money.amount for money in covering.least])
    priced = zip(option.items, covering.least, parts, strict=True)
    return Exchanged(
        amount=rest,
        amount_max=max(0, option.amount_max - exchange_total),
        customer_pays=0 if is_absorbed else difference,
        absorbed=difference if is_absorbed else 0,
        items=tuple(with_money(item, money, part) for item, money, part in priced),
    )


def _settled(option: Option, exchanged: Exchanged, legs: tuple[Leg, ...]) -> Option:
    return replace(
        option,
        amount=exchanged.amount,
        amount_max=exchanged.amount_max,
        tax=sum(item.tax for item in exchanged.items),
        items=exchanged.items,
        legs=legs,
        customer_pays=exchanged.customer_pays,
        absorbed=exchanged.absorbed,
    )


def _with_rest(
    option: Option, exchanged: Exchanged, covering: Cover, decided: Sequence[Decided], ways: Ways
) -> Option:
    """The rest goes the first way that is open; its conditions become the exchange's.

    Where only some answers leave a rest, what closes its way closes the exchange for those alone.
    """
    rest = [scaled(*each) for each in zip(covering.least, exchanged.items, strict=True)]
    wanted = _by_receipt(rest)
    found = {receipt: _way_of(option, own, ways) for receipt, own in wanted.items()}
    taken = {receipt: way for receipt, way in found.items() if way is not None}
    is_closed = len(taken) < len(found)
    if is_closed and exchanged.amount:
        return _without_way(option.id, covering, decided)
    open_ways = [] if is_closed else list(taken.values())
    worst = Standing.NOT_POSSIBLE if is_closed else _worst(way.standing for way in open_ways)
    if not exchanged.amount:
        worst = min(worst, Standing.CONDITIONAL, key=list(Standing).index)
    standing = _worst((option.standing, worst))
    possible = exchanged._replace(amount_max=0) if is_closed else exchanged
    return replace(
        _settled(option, possible, _legs_of_rest(rest, taken) if exchanged.amount else ()),
        standing=standing,
        needs=option.needs if is_closed else _needs(option, wanted, taken, ways),
        approval_role=option.approval_role or highest_role(_roles(open_ways)),
        arrives=_latest(way.arrives for way in open_ways) if open_ways else option.arrives,
        reasons=(*option.reasons, _NO_WAY) if is_closed else option.reasons,
        changes_if=() if is_closed else changes_of(standing, decided, ()),
    )


def _worst(standings: Iterable[Standing]) -> Standing:
    return max(standings, key=list(Standing).index)


def _without_way(option: str, covering: Cover, decided: Sequence[Decided]) -> Option:
    """Not possible; all that it would have covered is left, with the reason."""
    closed = tuple(NotCarried(each, NO_WAY) for each in covering.covered)
    nothing = Cover(Standing.NOT_POSSIBLE, (), (*covering.not_carried, *closed), (), ())
    return not_possible(option, decided, nothing)


def _by_receipt(money: Sequence[ItemMoney]) -> Mapping[str | None, tuple[int, ...]]:
    """The exchanged items of each receipt."""
    receipts = dict.fromkeys(each.item.receipt for each in money)
    return {
        receipt: tuple(each.item.index for each in money if each.item.receipt == receipt)
        for receipt in receipts
    }


def _way_of(exchange: Option, wanted: Sequence[int], ways: Ways) -> Option | None:
    """The first way that carries all these items, and can be open while their exchange is.

    Money that waits for an answer comes before credit that waits for none (R4).
    """
    options = map(ways.option, REST_WAYS)
    carrying = [way for way in options if {*wanted} <= {item.item for item in way.items}]
    open_ways = [way for way in carrying if way.standing in _OPEN]
    others = [way for way in carrying if way.standing not in _OPEN]
    for way in (*open_ways, *others):
        if all(map(can_be_both, ways.together(exchange, way, wanted))):
            return way
    return None


def _needs(
    exchange: Option,
    wanted: Mapping[str | None, Sequence[int]],
    taken: Mapping[str | None, Option],
    ways: Ways,
) -> tuple[Need, ...]:
    """What opens the exchange and the ways of its rest: one answer for each question."""
    own = [*exchange.needs, *(need for way in taken.values() for need in way.needs)]
    pairs = [
        both
        for receipt, own_items in wanted.items()
        for both in ways.together(exchange, taken[receipt], own_items)
    ]
    together = needs_of_both(pairs) if any(both.common for both in pairs) else ()
    tested = {name for both in pairs for name in both.names} if together else set()
    others = [need for need in own if need.fact not in tested]
    needs: dict[str, Need] = {}
    for need in (*others, *together):
        needs.setdefault(need.fact, need)
    return tuple(needs.values())


def _legs_of_rest(
    money: Sequence[ItemMoney], taken: Mapping[str | None, Option]
) -> tuple[Leg, ...]:
    """All receipts' legs together: one return rounds its cash once."""
    ways = []
    for receipt, way in taken.items():
        is_right = way.basis is Basis.RIGHT
        own = [each._replace(is_right=is_right) for each in money if each.item.receipt == receipt]
        ways += [(way.id, total) for total in totals_of(own).values()]
    return legs_by_ways(ways)


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


def with_money(item: CoveredItem, money: ItemMoney, amount: int) -> CoveredItem:
    """The item once new goods took their part: what is left of its money, and the tax in it.

    Its fee stays: the new goods took what the goods brought without it.
    """
    return replace(item, amount=amount, tax=_tax_in_rest(money, amount))


def _tax_in_rest(money: ItemMoney, amount: int) -> int:
    """The tax in proportion, rounded once; where fees leave it alone it is all in the net money."""
    if money.item.sight.book.settings.fee_reduces_tax:
        return tax_inside(money.item, amount)
    if not money.amount:
        return 0
    return min(amount, round_half_up(Fraction(amount * money.tax, money.amount)))


def scaled(money: ItemMoney, item: CoveredItem) -> ItemMoney:
    """The money of an item of which less is paid; its legs are made of it."""
    return money._replace(amount=item.amount, fee=0, routes=())
