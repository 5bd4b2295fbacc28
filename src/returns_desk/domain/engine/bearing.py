"""Unknown facts that change what items bear of the fees that a whole return bears but once.

Owns that alone: whether such a fee is due for one more item often changes nothing, since an
earlier item bears all of it. What the fees come to is the business of `fees`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from math import prod
from typing import NamedTuple

from returns_desk.domain.board import FactValue
from returns_desk.domain.engine.covering import JOINT_LIMIT, Priced
from returns_desk.domain.engine.fees import Rest, borne
from returns_desk.domain.engine.item_money import Once
from returns_desk.domain.engine.open_facts import OpenFact
from returns_desk.domain.engine.tables import Table


class Bearing(NamedTuple):
    """What an item brings in one completion before fees that are kept once, and those due for it.

    `worth` is before any fee. Nothing at all where the option is not possible for it.
    """

    amount: int = 0
    once: frozenset[Once] = frozenset()
    worth: int = 0


Pairs = frozenset[tuple[Bearing, Bearing]]
"""One item in any two completions that differ in one fact alone."""

Rests = frozenset[tuple[Rest, Rest]]
"""What may be still to be borne in either of the two."""

START: Rests = frozenset({((), ())})

MOST_RESTS = 64
"""Above so many the fact counts as felt; fees that are kept once are few and mostly borne whole."""

Given = Mapping[str, FactValue]
"""Shared facts by name."""

Grid = tuple[tuple[tuple[int, ...], int | None], ...]
"""By the classes of an item's own facts: the place of the outcome, None where there is none."""


@dataclass(slots=True)
class Bearers:
    """The items that an option covers, gone through one by one, never as a product over them."""

    covered: Sequence[Priced]
    grids: dict[tuple[Table, tuple[tuple[int, int], ...]], Grid] = field(default_factory=dict)

    def is_felt(self, fact: OpenFact, at: int) -> bool:
        """Whether two answers to that fact, met at the item at that place, part what any gets.

        Where there are too many completions to try, the fact counts as felt.
        """
        shared = self._shared_values()
        if prod([len(each) for each in shared.values()]) * self._most_own() > JOINT_LIMIT:
            return True
        flipped = shared.pop(fact.name) if fact.is_shared else ()
        choices = (dict(zip(shared, choice, strict=True)) for choice in product(*shared.values()))
        if not fact.is_shared:
            return any(self._is_felt_of_own(fact, at, given) for given in choices)
        return any(
            self._is_felt_of_shared({**given, fact.name: one}, {**given, fact.name: other})
            for given in choices
            for one, other in combinations(flipped, 2)
        )

    def _is_felt_of_own(self, fact: OpenFact, at: int, given: Given) -> bool:
        same = [self._pairs(each, given, given) for each in self.covered]
        flips = self._flips(self.covered[at], fact, given)
        parted = _after(_after(START, same[:at]), [flips])
        return _after(parted, same[at + 1 :], only_parted=True) is None

    def _is_felt_of_shared(self, one: Given, other: Given) -> bool:
        pairs = [self._pairs(each, one, other) for each in self.covered]
        return _after(START, pairs) is None

    def _pairs(self, each: Priced, one: Given, other: Given) -> Pairs:
        """The item where its own facts are the same, and the shared ones are these."""
        grids = (self._grid(each.decided.table, given) for given in (one, other))
        return frozenset(
            (_bearing(each, first), _bearing(each, second))
            for (_, first), (_, second) in zip(*grids, strict=True)
        )

    def _flips(self, each: Priced, fact: OpenFact, given: Given) -> Pairs:
        """The item in completions that differ in that fact of its own alone."""
        table = each.decided.table
        turn = _own(table).index(table.facts.index(fact))
        alike: dict[tuple[int, ...], list[Bearing]] = {}
        for places, outcome in self._grid(table, given):
            rest = (*places[:turn], *places[turn + 1 :])
            alike.setdefault(rest, []).append(_bearing(each, outcome))
        return frozenset(pair for found in alike.values() for pair in combinations(found, 2))

    def _grid(self, table: Table, given: Given) -> Grid:
        chosen = table.places_given(given)
        key = table, tuple(chosen.items())
        if key not in self.grids:
            self.grids[key] = tuple(_grid(table, chosen))
        return self.grids[key]

    def _tables(self) -> tuple[Table, ...]:
        return tuple(dict.fromkeys(each.decided.table for each in self.covered))

    def _most_own(self) -> int:
        """The most completions that one item's own facts have."""
        tables = self._tables()
        return max(prod([len(t.facts[at].classes) for at in _own(t)]) for t in tables)

    def _shared_values(self) -> dict[str, tuple[FactValue, ...]]:
        """For every shared fact one value of those that no table tells apart."""
        facts: dict[str, list[OpenFact]] = {}
        for table in self._tables():
            for fact in table.facts:
                if fact.is_shared:
                    facts.setdefault(fact.name, []).append(fact)
        return {name: tuple(told_apart_values(found)) for name, found in facts.items()}


def told_apart_values(facts: Sequence[OpenFact]) -> Iterable[FactValue]:
    """The first value of each way in which these views of one fact class it."""
    found: dict[tuple[int, ...], FactValue] = {}
    for value in [value for fact in facts for values in fact.classes for value in values]:
        found.setdefault(tuple([fact.class_with(value) for fact in facts]), value)
    return found.values()


def _own(table: Table) -> list[int]:
    """The places of the facts that are one item's own."""
    return [at for at, fact in enumerate(table.facts) if not fact.is_shared]


def _grid(table: Table, chosen: Mapping[int, int]) -> Iterator[tuple[tuple[int, ...], int | None]]:
    own = _own(table)
    for places in product(*(range(len(table.facts[at].classes)) for at in own)):
        rows = table.rows_where({**chosen, **dict(zip(own, places, strict=True))})
        yield places, next(iter(table.outcomes_in(rows)), None)


def _bearing(each: Priced, outcome: int | None) -> Bearing:
    if outcome is None:
        return Bearing()
    money = each.money[outcome]
    return Bearing(money.amount, money.once, money.amount + money.fee)


def _after(
    rests: Rests | None, items: Iterable[Pairs], *, only_parted: bool = False
) -> Rests | None:
    """What is still to be borne after these items; None where one of them gets not the same.

    Nor is anything known after too many to follow. `only_parted`: rests that are the same in both
    stay so from there on, and are dropped.
    """
    for pairs in items:
        if rests is None or len(rests) > MOST_RESTS:
            return None
        after: set[tuple[Rest, Rest]] = set()
        for (one, other), (first, second) in product(rests, pairs):
            if only_parted and one == other:
                continue
            kept, one_after = borne(first.amount, first.once, one, worth=first.worth)
            kept_too, other_after = borne(second.amount, second.once, other, worth=second.worth)
            if first.amount - kept != second.amount - kept_too:
                return None
            after.add((one_after, other_after))
        rests = frozenset(after)
    return rests
