"""What opens two options for one item at once, where both hang on the same questions.

An exchange that leaves money over is open only where a way for that money is open too. Owns that
question for one item and the answers that it takes; which ways there are is `exchanging`'s.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from returns_desk.domain.board import FactValue, Need, Standing
from returns_desk.domain.engine.bearing import told_apart_values
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.explaining import Answer, answers_that_open, board_name, opens
from returns_desk.domain.engine.open_facts import OpenFact
from returns_desk.domain.engine.tables import Table

Told = Mapping[str, FactValue]
"""Answers by the facts' names in the tables."""


class Half(NamedTuple):
    """One of the two options for an item: its table, and the standing that is wanted of it."""

    table: Table
    standing: Standing

    @property
    def good(self) -> int:
        """The completions in which it stands so, or better."""
        return self.table.rows_as_good_as(self.standing)

    @property
    def is_sure(self) -> bool:
        """Whether it stands so whatever is answered."""
        return self.good == self.table.everywhere

    def may_be(self, told: Told) -> bool:
        """Whether these answers leave it open."""
        return bool(self.table.rows_given(told) & self.good)

    def is_open(self, told: Told) -> bool:
        """Whether it is open by these answers alone."""
        return opens(self.table, self.table.places_given(told), self.good)

    def answers(self, told: Told) -> tuple[Answer, ...]:
        """What else must be answered for it."""
        places = tuple(self.table.places_given(told).items())
        return answers_that_open(self.table, places, self.standing)


class Both(NamedTuple):
    """An item under two options that must be open together."""

    item: Item
    one: Half
    other: Half

    @property
    def common(self) -> Mapping[str, Sequence[OpenFact]]:
        """The facts on which both hang, each as either sees it; none where one is sure."""
        if self.one.is_sure or self.other.is_sure:
            return {}
        others = {fact.name: fact for fact in self.other.table.facts}
        mine = self.one.table.facts
        return {f.name: (f, others[f.name]) for f in mine if f.name in others}

    @property
    def names(self) -> frozenset[str]:
        """The facts on which either hangs, as the board names them."""
        facts = (*self.one.table.facts, *self.other.table.facts)
        return frozenset(board_name(self.item, fact) for fact in facts)


def can_be_both(both: Both) -> bool:
    """Whether some answers open the two together."""
    return not both.common or next(_leaving_both(both, {}), None) is not None


def needs_of_both(pairs: Iterable[Both]) -> tuple[Need, ...]:
    """The answers that open the two for every item, one for each question.

    What an earlier item needs of the visit holds for later ones, where it does not bar them.
    """
    needs: dict[str, Need] = {}
    given: dict[str, FactValue] = {}
    for each in pairs:
        for fact, need in _needs(each, given):
            needs.setdefault(need.fact, need)
            if fact.is_shared:
                given.setdefault(fact.name, need.value)
    return tuple(needs.values())


def _leaving_both(both: Both, given: Told) -> Iterator[Told]:
    """Choices of what both hang on that bar neither; each has few, as packs are limited."""
    common = both.common
    values = [
        [given[name]] if name in given else [*told_apart_values(seen)]
        for name, seen in common.items()
    ]
    for choice in product(*values):
        told = {**given, **dict(zip(common, choice, strict=True))}
        if both.one.may_be(told) and both.other.may_be(told):
            yield told


def _needs(both: Both, given: Told) -> list[tuple[OpenFact, Need]]:
    start = next(_leaving_both(both, given), None) or next(_leaving_both(both, {}))
    told, found = dict(start), []
    for half in (both.one, both.other):
        for answer in () if half.is_sure else half.answers(told):
            told[answer.fact.name] = answer.value
            name = board_name(both.item, answer.fact)
            found.append((answer.fact, Need(name, answer.value, answer.any_of)))
    return _needed_of_common(both, told, given) + found


def _needed_of_common(
    both: Both, told: dict[str, FactValue], given: Told
) -> list[tuple[OpenFact, Need]]:
    """What both hang on, less what is not needed, with every answer that does as well."""
    needed = []
    for name, (fact, other) in reversed([*both.common.items()]):
        if name in given:
            continue
        doing = [v for v in _values(fact, other) if _opens_both(both, {**told, name: v})]
        without = {each: value for each, value in told.items() if each != name}
        if _opens_both(both, without):
            del told[name]
            continue
        values = tuple(dict.fromkeys((told[name], *doing)))
        any_of = values if len(values) > 1 else ()
        needed.append((fact, Need(board_name(both.item, fact), told[name], any_of)))
    return needed[::-1]


def _opens_both(both: Both, told: Told) -> bool:
    return both.one.is_open(told) and both.other.is_open(told)


def _values(*seen: OpenFact) -> tuple[FactValue, ...]:
    return tuple(value for fact in seen for values in fact.classes for value in values)
