"""Which items an option covers, and the least and most it pays.

Owns the join over items: items are decided one by one under the shared facts and then
joined, never as a product over items.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from returns_desk.domain.board import FactValue, Standing
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.shares import ItemMoney, capacity_of, item_money, legs_for
from returns_desk.domain.engine.verdicts import Row, Table, Verdict, takes_money

JOINT_LIMIT = 4096
"""Above so many joint completions each item's own extremes are added up instead."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One item with its table under one option."""

    item: Item
    table: Table


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


def cover(option: str, decided: Sequence[Decided]) -> Cover:
    """All items of the best standing, in their order while the tenders can carry them.

    Where they can carry none of it, the next standing has its turn.
    """
    not_carried: list[NotCarried] = []
    for standing in POSSIBLE:
        candidates = [each for each in decided if each.table.standing is standing]
        covered, too_much = _within_capacity(option, candidates)
        not_carried += too_much
        if covered:
            least, most = _extremes(option, covered)
            return Cover(standing, tuple(covered), tuple(not_carried), least, most)
    return Cover(Standing.NOT_POSSIBLE, (), tuple(not_carried), (), ())


def possible_rows(table: Table) -> list[Row]:
    """The completions in which the option is possible."""
    return [row for row in table.rows if row.outcome.verdict is not Verdict.NOT]


def _within_capacity(
    option: str, candidates: Sequence[Decided]
) -> tuple[list[Decided], list[NotCarried]]:
    if not takes_money(option):
        return list(candidates), []
    left: dict[str | None, int | None] = {}
    full: set[str | None] = set()
    covered: list[Decided] = []
    not_carried: list[NotCarried] = []
    for each in candidates:
        receipt = each.item.receipt
        room = left.setdefault(receipt, capacity_of(each.item))
        most = max(_amounts(option, each))
        if receipt in full or (room is not None and most > room):
            full.add(receipt)
            not_carried.append(NotCarried(each, "exceeds_refundable_amount"))
            continue
        covered.append(each)
        left[receipt] = None if room is None else room - most
    return covered, not_carried


def _amounts(option: str, each: Decided) -> list[int]:
    outcomes = dict.fromkeys(row.outcome for row in possible_rows(each.table))
    return [item_money(option, each.item, outcome).amount for outcome in outcomes]


def within_drawer(option: str, covering: Cover, drawer_cash: int | None) -> Cover:
    """The cover less the last items, while its cash legs are more than the drawer holds."""
    if drawer_cash is None or covering.standing is Standing.NOT_POSSIBLE:
        return covering
    count = len(covering.covered)
    while count and _cash(option, covering.most[:count]) > drawer_cash:
        count -= 1
    if count == len(covering.covered):
        return covering
    short = [NotCarried(each, "drawer_short_of_cash") for each in covering.covered[count:]]
    return Cover(
        covering.standing if count else Standing.NOT_POSSIBLE,
        covering.covered[:count],
        (*covering.not_carried, *short),
        covering.least[:count],
        covering.most[:count],
    )


def _cash(option: str, covered: Sequence[ItemMoney]) -> int:
    """What the drawer has to give, rounding included."""
    legs = legs_for(option, covered)
    return sum(leg.amount + leg.rounding for leg in legs if leg.means == "cash")


Extremes = tuple[tuple[ItemMoney, ...], tuple[ItemMoney, ...]]


def _extremes(option: str, covered: Sequence[Decided]) -> Extremes:
    """The joint completion that pays least, and the one that pays most."""
    if len(covered) == 1 or all(len(set(_amounts(option, each))) == 1 for each in covered):
        return _own_extremes(option, covered)
    shared = _shared_values(covered)
    size = 1
    for values in shared.values():
        size *= len(values)
    if size > JOINT_LIMIT:
        return _own_extremes(option, covered)
    found = [
        extremes
        for choice in product(*shared.values())
        if (extremes := _extremes_given(option, covered, dict(zip(shared, choice, strict=True))))
    ]
    if not found:
        return _own_extremes(option, covered)
    least = min((each[0] for each in found), key=_total)
    return least, max((each[1] for each in found), key=_total)


def _total(money: Sequence[ItemMoney]) -> int:
    return sum(each.amount for each in money)


def _own_extremes(option: str, covered: Sequence[Decided]) -> Extremes:
    each_money = [
        [item_money(option, x.item, row.outcome) for row in possible_rows(x.table)] for x in covered
    ]
    least = tuple(min(money, key=lambda m: m.amount) for money in each_money)
    most = tuple(max(money, key=lambda m: m.amount) for money in each_money)
    return least, most


def _shared_values(covered: Sequence[Decided]) -> dict[str, tuple[FactValue, ...]]:
    """Every value of every shared fact that some covered item depends on."""
    values: dict[str, tuple[FactValue, ...]] = {}
    for each in covered:
        for fact in each.table.facts:
            if fact.is_shared:
                all_values = tuple(v for cls in fact.classes for v in cls.values)
                values[fact.name] = tuple(dict.fromkeys((*values.get(fact.name, ()), *all_values)))
    return values


def _extremes_given(
    option: str, covered: Sequence[Decided], given: Mapping[str, FactValue]
) -> Extremes | None:
    least: list[ItemMoney] = []
    most: list[ItemMoney] = []
    for each in covered:
        rows = [row for row in rows_given(each.table, given) if row.outcome.verdict < Verdict.NOT]
        if not rows:
            return None
        money = [item_money(option, each.item, row.outcome) for row in rows]
        least.append(min(money, key=lambda m: m.amount))
        most.append(max(money, key=lambda m: m.amount))
    return tuple(least), tuple(most)


def rows_given(table: Table, given: Mapping[str, FactValue]) -> list[Row]:
    """The completions in which the given facts (by their local names) have those values."""
    fixed = [
        (place, fact.class_of(given[fact.name]))
        for place, fact in enumerate(table.facts)
        if fact.name in given
    ]
    return [row for row in table.rows if all(row.choice[at] == cls for at, cls in fixed)]
