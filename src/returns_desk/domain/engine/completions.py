"""All completions of the unknown facts that matter, with values that act alike joined.

A fact's values collapse into the classes that the rules tell apart; every choice of one class per
fact is a completion, and has one bit. So what holds in which completions is one number. Owns the
enumeration; knows nothing of money or verdicts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from returns_desk.domain.board import FactValue
from returns_desk.domain.engine.rule_index import RuleIndex
from returns_desk.domain.engine.unknowns import Unknown


@dataclass(frozen=True, slots=True)
class Scope:
    """What rules see for one part of the money, or for the whole where no tender has a say.

    `held` are the conjunctions of the option that the known facts leave standing; `bar` is what
    no rule can lift. `is_not_lower`: a new price was named, and it is no lower one.
    """

    held: int
    unknown: tuple[Unknown, ...]
    bar: str | None = None
    is_not_lower: bool = False


@dataclass(frozen=True, slots=True)
class OpenFact:
    """One unknown fact with its classes, in the order of its values.

    Values of one class act alike under all rules in play; the first stands for all. `rows` are
    the completions of each class, which lie `stride` apart from those of the next.
    """

    name: str
    is_shared: bool
    classes: tuple[tuple[FactValue, ...], ...]
    rows: tuple[int, ...]
    stride: int

    def rows_with(self, value: FactValue) -> int:
        """The completions in which the fact has that value; the first class where none has it."""
        found = (
            rows for rows, values in zip(self.rows, self.classes, strict=True) if value in values
        )
        return next(found, self.rows[0])


@dataclass(frozen=True, slots=True)
class Completions:
    """The open facts, shared ones first, and all completions as bits: the last fact runs fastest.

    `rows_of` has, for each scope, the completions of the conjunctions that hold in some only.
    `held` are the conjunctions that hold at least in some, for each scope.
    """

    facts: tuple[OpenFact, ...]
    everywhere: int
    held: tuple[int, ...]
    rows_of: tuple[Mapping[int, int], ...]


@dataclass(frozen=True, slots=True)
class _InPlay:
    """An unknown fact that some conjunction speaks of, with the places of its values by class."""

    unknown: Unknown
    seen: int
    classes: tuple[tuple[int, ...], ...]


_SEEN_FIRST = (
    "original_tender_present",
    "evidence:receipt",
    "evidence",
    "other_card",
    "gift_card_present",
)


def kind_rank(fact: str) -> int:
    """What can be seen on the counter before what has to be asked."""
    found = (rank for rank, kind in enumerate(_SEEN_FIRST) if fact.startswith(kind))
    return next(found, len(_SEEN_FIRST))


def completions_of(scopes: Sequence[Scope], index: RuleIndex) -> Completions:
    """Every completion of what some rule still tests in these scopes."""
    in_play = _in_play(scopes, index)
    if not in_play:
        return Completions((), 1, tuple(scope.held for scope in scopes), ({},) * len(scopes))
    held = tuple(_less_impossible(scope, in_play) for scope in scopes)
    telling = sorted((e for e in in_play if len(e.classes) > 1), key=_asking_order)
    facts = _open_facts(telling)
    everywhere = (1 << prod(len(fact.classes) for fact in facts)) - 1
    rows_of = tuple(
        _rows_of(scope, each, list(zip(telling, facts, strict=True)), everywhere)
        for scope, each in zip(scopes, held, strict=True)
    )
    return Completions(facts, everywhere, held, rows_of)


def _asking_order(each: _InPlay) -> tuple[bool, int, str]:
    name = each.unknown.name
    return not each.unknown.is_shared, kind_rank(name), name


def _in_play(scopes: Sequence[Scope], index: RuleIndex) -> list[_InPlay]:
    """The unknown facts that some conjunction in play speaks of."""
    seen_of: dict[Unknown, int] = {}
    for scope in scopes:
        seen = index.seen(scope.held) if scope.unknown else 0
        for unknown in scope.unknown:
            if seen & unknown.tested:
                seen_of[unknown] = seen_of.get(unknown, 0) | seen
    return [_InPlay(unknown, seen, _classes(unknown, seen)) for unknown, seen in seen_of.items()]


def _classes(unknown: Unknown, seen: int) -> tuple[tuple[int, ...], ...]:
    """The places of the values that nothing seen tells apart."""
    classes: dict[tuple[int, ...], list[int]] = {}
    for place, masks in enumerate(unknown.masks):
        classes.setdefault(tuple(mask & seen for mask in masks), []).append(place)
    return tuple(map(tuple, classes.values()))


def _less_impossible(scope: Scope, in_play: Sequence[_InPlay]) -> int:
    """What of a scope's conjunctions can hold with the facts whose values all act alike."""
    held = scope.held
    for each in in_play:
        if len(each.classes) == 1 and each.unknown in scope.unknown:
            held &= each.unknown.wholes[0]
    return held


def _open_facts(telling: Sequence[_InPlay]) -> tuple[OpenFact, ...]:
    """The facts with the completions of each class: the last runs fastest."""
    facts: list[OpenFact] = []
    stride, count = 1, prod(len(each.classes) for each in telling)
    for each in reversed(telling):
        size = len(each.classes)
        period = stride * size
        begins = ((1 << count) - 1) // ((1 << period) - 1)
        block = (1 << stride) - 1
        facts.append(
            OpenFact(
                name=each.unknown.name,
                is_shared=each.unknown.is_shared,
                classes=tuple(tuple(each.unknown.values[p] for p in c) for c in each.classes),
                rows=tuple(begins * (block << stride * cls) for cls in range(size)),
                stride=stride,
            )
        )
        stride = period
    return tuple(reversed(facts))


def _rows_of(
    scope: Scope, held: int, telling: Sequence[tuple[_InPlay, OpenFact]], everywhere: int
) -> Mapping[int, int]:
    """In which completions each conjunction holds that an open fact of the scope decides."""
    rows_of: dict[int, int] = {}
    for each, fact in telling:
        if each.unknown not in scope.unknown:
            continue
        wholes = [each.unknown.wholes[places[0]] for places in each.classes]
        rest = held & each.seen & each.unknown.tested
        while rest:
            bit = rest & -rest
            rest ^= bit
            rows = sum(r for r, whole in zip(fact.rows, wholes, strict=True) if whole & bit)
            rows_of[bit] = rows_of.get(bit, everywhere) & rows
    return rows_of
