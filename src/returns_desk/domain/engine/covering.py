"""Which items an option covers, and the least and most it pays.

Owns the join over items: items are decided one by one under the shared facts and then
joined, never as a product over items.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import NamedTuple

from returns_desk.domain.board import FactValue, Standing
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.fees import kept_once
from returns_desk.domain.engine.item_money import ItemMoney, Once
from returns_desk.domain.engine.shares import capacity_of, cash_paid, item_money, totals_of
from returns_desk.domain.engine.tables import Table
from returns_desk.domain.engine.verdicts import TAKES_MONEY

JOINT_LIMIT = 4096
"""Above so many joint completions each item's own extremes are added up instead."""


class Decided(NamedTuple):
    """One item with its table under one option."""

    item: Item
    table: Table


class Priced(NamedTuple):
    """An item with its money in each outcome of its table, in the table's order.

    `least` and `most` are the first ones where several outcomes give as much.
    """

    decided: Decided
    money: tuple[ItemMoney, ...]
    least: ItemMoney
    most: ItemMoney


@dataclass(frozen=True, slots=True)
class NotCarried:
    """An item of the best standing whose money a joint limit leaves out; `code` names the limit."""

    decided: Decided
    code: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What an option covers: the items, and what they get at least and at most."""

    standing: Standing
    covered: tuple[Decided, ...]
    not_carried: tuple[NotCarried, ...]
    least: tuple[ItemMoney, ...]
    most: tuple[ItemMoney, ...]


POSSIBLE = (Standing.AVAILABLE, Standing.CONDITIONAL, Standing.NEEDS_APPROVAL)
"""Standings of what can be done somehow, best first."""


def cover(option: str, decided: Sequence[Decided], drawer_cash: int | None = None) -> Cover:
    """All items of the best standing, in their order while tenders and drawer can carry them.

    Where they can carry none of it, the next standing has its turn. `drawer_cash` in minor units.
    """
    not_carried: list[NotCarried] = []
    by_standing: dict[Standing, list[Decided]] = {}
    for each in decided:
        by_standing.setdefault(each.table.standing, []).append(each)
    for standing in POSSIBLE:
        if standing not in by_standing:
            continue
        candidates = [priced(option, each) for each in by_standing[standing]]
        carried, too_much = _within_capacity(option, candidates)
        covered, short = _within_drawer(option, carried, drawer_cash)
        not_carried += [*too_much, *short]
        if covered:
            least, most = _extremes(covered)
            all_covered = tuple([each.decided for each in covered])
            return Cover(standing, all_covered, tuple(not_carried), least, most)
    return Cover(Standing.NOT_POSSIBLE, (), tuple(not_carried), (), ())


def best_standing(option: str, decided: Sequence[Decided]) -> Standing:
    """Where `cover` will stand: on the best standing of which the tenders can carry an item."""
    for standing in POSSIBLE:
        candidates = [each for each in decided if each.table.standing is standing]
        if candidates and _carries_any(option, candidates):
            return standing
    return Standing.NOT_POSSIBLE


def _carries_any(option: str, candidates: Sequence[Decided]) -> bool:
    """Whether the tenders of some receipt can carry its first item."""
    if option not in TAKES_MONEY:
        return True
    first: dict[str | None, Decided] = {}
    for each in candidates:
        first.setdefault(each.item.receipt, each)
    return any(_is_carried(option, each) for each in first.values())


def _is_carried(option: str, each: Decided) -> bool:
    """Whether the tenders can carry it; no item brings more than it is worth."""
    room = capacity_of(each.item)
    if room is None or max(each.item.share, each.item.reduction or 0) <= room:
        return True
    return priced(option, each).most.amount <= room


def priced(option: str, each: Decided) -> Priced:
    """The item with its money in each outcome; for items that are possible somehow."""
    outcomes = each.table.outcomes
    if len(outcomes) == 1:
        only = item_money(option, each.item, outcomes[0])
        return Priced(each, (only,), only, only)
    money = tuple(item_money(option, each.item, outcome) for outcome in outcomes)
    return Priced(each, money, min(money, key=_amount), max(money, key=_amount))


def _amount(money: ItemMoney) -> int:
    return money.amount


def _within_capacity(
    option: str, candidates: list[Priced]
) -> tuple[list[Priced], list[NotCarried]]:
    if option not in TAKES_MONEY or _carry_all(candidates):
        return candidates, []
    left: dict[str | None, int | None] = {}
    full: set[str | None] = set()
    covered: list[Priced] = []
    not_carried: list[NotCarried] = []
    for each in candidates:
        item = each.decided.item
        receipt = item.receipt
        if receipt not in left:
            left[receipt] = capacity_of(item)
        room = left[receipt]
        most = each.most.amount
        if receipt in full or (room is not None and most > room):
            full.add(receipt)
            not_carried.append(NotCarried(each.decided, "exceeds_refundable_amount"))
            continue
        covered.append(each)
        left[receipt] = None if room is None else room - most
    return covered, not_carried


def _carry_all(candidates: Sequence[Priced]) -> bool:
    """Whether the tenders of every receipt can carry all of it: then in any order."""
    most: dict[str | None, int] = {}
    first: dict[str | None, Item] = {}
    for each in candidates:
        item = each.decided.item
        receipt = item.receipt
        if receipt in most:
            most[receipt] += each.most.amount
        else:
            most[receipt], first[receipt] = each.most.amount, item
    rooms = [(capacity_of(item), most[receipt]) for receipt, item in first.items()]
    return all(room is None or total <= room for room, total in rooms)


def _within_drawer(
    option: str, carried: list[Priced], drawer_cash: int | None
) -> tuple[list[Priced], list[NotCarried]]:
    """All of them, or where the cash is not there as many as it is there for, rights first.

    A right never waits behind what the shop gives of itself (R14), nor small money behind large.
    """
    places = range(len(carried))
    if drawer_cash is None or not carried or _is_there(option, carried, places, drawer_cash):
        return carried, []
    kept: list[int] = []
    for at in sorted(places, key=lambda at: not carried[at].decided.table.is_right):
        if _is_there(option, carried, some := sorted([*kept, at]), drawer_cash):
            kept = some
    short = [carried[at].decided for at in sorted(set(places).difference(kept))]
    return [carried[at] for at in kept], [NotCarried(x, "drawer_short_of_cash") for x in short]


def _is_there(
    option: str, carried: Sequence[Priced], some: Sequence[int], drawer_cash: int
) -> bool:
    """Whether the drawer holds the most that these may bring in cash."""
    totals = totals_of(_most([carried[at] for at in some]))
    return cash_paid(option, totals) <= drawer_cash


def _most(covered: Sequence[Priced]) -> Sequence[ItemMoney]:
    """The most of these; fewer items may have another completion that pays most."""
    if any(len(each.money) > 1 or each.most.once for each in covered):
        return _extremes(covered)[1]
    return [each.most for each in covered]


# --- the least and the most ---------------------------------------------------------------------

Extremes = tuple[tuple[ItemMoney, ...], tuple[ItemMoney, ...]]


def _extremes(covered: Sequence[Priced]) -> Extremes:
    """The joint completion that pays least, and the one that pays most."""
    if [money for each in covered for money in each.money if money.once]:
        return _extremes_with_once(covered)
    unsettled = [each for each in covered if each.least.amount != each.most.amount]
    if len(covered) == 1 or not unsettled:
        return _own_extremes(covered)
    choices = _shared_choices(covered)
    if choices is None:
        return _own_extremes(covered)
    found = [extremes for choice in choices if (extremes := _extremes_given(covered, choice))]
    if not found:
        return _own_extremes(covered)
    least = min((each[0] for each in found), key=_total)
    return least, max((each[1] for each in found), key=_total)


def _shared_choices(covered: Sequence[Priced]) -> list[Mapping[str, FactValue]] | None:
    """Every choice of values for the shared facts; None where those are too many."""
    shared = _shared_values(covered)
    if prod(len(values) for values in shared.values()) > JOINT_LIMIT:
        return None
    return [dict(zip(shared, choice, strict=True)) for choice in product(*shared.values())]


def _total(money: Sequence[ItemMoney]) -> int:
    return sum(each.amount for each in money)


def _own_extremes(covered: Sequence[Priced]) -> Extremes:
    return tuple([each.least for each in covered]), tuple([each.most for each in covered])


def _shared_values(covered: Sequence[Priced]) -> dict[str, tuple[FactValue, ...]]:
    """Every value of every shared fact that some covered item depends on."""
    values: dict[str, tuple[FactValue, ...]] = {}
    for table in dict.fromkeys(each.decided.table for each in covered):
        for fact in table.facts:
            if fact.is_shared:
                all_values = tuple(v for of_class in fact.classes for v in of_class)
                values[fact.name] = tuple(dict.fromkeys((*values.get(fact.name, ()), *all_values)))
    return values


def _extremes_given(covered: Sequence[Priced], given: Mapping[str, FactValue]) -> Extremes | None:
    least: list[ItemMoney] = []
    most: list[ItemMoney] = []
    for money in _money_given(covered, given):
        if not money:
            return None
        least.append(min(money, key=_amount))
        most.append(max(money, key=_amount))
    return tuple(least), tuple(most)


def _money_given(
    covered: Sequence[Priced], given: Mapping[str, FactValue]
) -> list[list[ItemMoney]]:
    """What each item may get where the given shared facts have those values."""
    places_of: dict[Table, list[int]] = {}
    for table in dict.fromkeys(each.decided.table for each in covered):
        places_of[table] = table.outcomes_in(table.rows_given(given))
    return [[each.money[place] for place in places_of[each.decided.table]] for each in covered]


# --- with fees that the whole return bears once --------------------------------------------------


def _extremes_with_once(covered: Sequence[Priced]) -> Extremes:
    """The same where items share a fee: then the least of each is not the least of all."""
    found: list[tuple[ItemMoney, ...]] = []
    for given in _shared_choices(covered) or ():
        money = _money_given(covered, given)
        if len(found) + prod(len(each) for each in money) > JOINT_LIMIT:
            found.clear()
            break
        found += [kept_once(chosen) for chosen in product(*money)]
    if not found:
        return _bounds_with_once(covered)
    return min(found, key=_total), max(found, key=_total)


def _bounds_with_once(covered: Sequence[Priced]) -> Extremes:
    """Too many to try: all that any answer may keep, and no more than every answer keeps."""
    least, most = [], []
    for each in covered:
        once = [money.once for money in each.money]
        least.append(each.least._replace(once=frozenset[Once]().union(*once)))
        most.append(each.most._replace(once=once[0].intersection(*once)))
    return kept_once(least), kept_once(most)
