"""All completions of the unknown facts that matter, with what acts alike joined.

A fact's values collapse into the classes that rules tell apart. Facts that rules test together (all
evidence; all that is said of one item) collapse jointly once more: combinations of their values act
alike where the same rules apply whatever else is unknown. Every choice of one joint class per group
is a completion, and has one bit. So what holds in which completions is one number. Owns the
collapsing and the enumeration; knows nothing of money or verdicts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from math import prod
from operator import or_

from returns_desk.domain.engine.open_facts import Group, OpenFact
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
class Completions:
    """The open facts, shared ones first, and all completions as bits: the last group runs fastest.

    `rows_of` has, for each scope, the completions of the conjunctions that hold in some only.
    `held` are the conjunctions that hold at least in some, for each scope.
    """

    facts: tuple[OpenFact, ...]
    everywhere: int
    held: tuple[int, ...]
    rows_of: tuple[Mapping[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class InPlay:
    """An unknown fact that some conjunction speaks of, with the places of its values by class.

    `seen` are the conjunctions that have a say with it, of all scopes.
    """

    unknown: Unknown
    seen: int
    classes: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Facts of one group, and their joint classes in the order of their first combinations.

    `masks` are the conjunctions that a class leaves standing, of those in `seen`; `combinations` as
    in `Group`.
    """

    facts: tuple[InPlay, ...]
    seen: int
    masks: tuple[int, ...]
    combinations: tuple[int, ...]


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
    held, groups = told_apart(scopes, index)
    if not groups:
        return Completions((), 1, held, ({},) * len(scopes))
    everywhere = (1 << count_of(groups)) - 1
    opened = _opened(groups)
    together = list(zip(groups, opened, strict=True))
    rows_of = tuple(
        _rows_of(scope, each, together, everywhere)
        for scope, each in zip(scopes, held, strict=True)
    )
    facts = tuple(fact for group, each in together for fact in _open_facts(group, each))
    return Completions(facts, everywhere, held, rows_of)


def count_of(groups: Iterable[Together]) -> int:
    """How many completions there are of facts that are told apart so."""
    return prod(len(group.masks) for group in groups)


# --- what acts alike --------------------------------------------------------------------------


def told_apart(
    scopes: Sequence[Scope], index: RuleIndex, doubtful: int = 0
) -> tuple[tuple[int, ...], tuple[Together, ...]]:
    """What can hold in each scope, and the groups of facts with more than one joint class.

    `doubtful` are conjunctions that may or may not hold for other reasons than unknown facts.
    """
    in_play = facts_in_play(scopes, index)
    if not in_play:
        return tuple(scope.held for scope in scopes), ()
    held = tuple(_less_impossible(scope, in_play) for scope in scopes)
    parted = groups_in_play(in_play)
    groups = []
    for facts in parted:
        others = (each.unknown.tested for other in parted if other is not facts for each in other)
        own = [h for s, h in zip(scopes, held, strict=True) if facts[0].unknown in s.unknown]
        group = _together(facts, own, reduce(or_, others, doubtful), index)
        if len(group.masks) > 1:
            groups.append(group)
        else:
            held = tuple(
                each & (group.masks[0] | ~group.seen) if facts[0].unknown in scope.unknown else each
                for scope, each in zip(scopes, held, strict=True)
            )
    return held, tuple(groups)


def facts_in_play(scopes: Iterable[Scope], index: RuleIndex) -> list[InPlay]:
    """The unknown facts that some conjunction in play speaks of."""
    seen_of: dict[Unknown, int] = {}
    for scope in scopes:
        seen = index.seen(scope.held) if scope.unknown else 0
        for unknown in scope.unknown:
            if seen & unknown.tested:
                seen_of[unknown] = seen_of.get(unknown, 0) | seen
    return [InPlay(unknown, seen, _classes(unknown, seen)) for unknown, seen in seen_of.items()]


def _classes(unknown: Unknown, seen: int) -> tuple[tuple[int, ...], ...]:
    """The places of the values that nothing seen tells apart."""
    classes: dict[int, list[int]] = {}
    for place, whole in enumerate(unknown.wholes):
        classes.setdefault(whole & seen, []).append(place)
    return tuple(map(tuple, classes.values()))


def _less_impossible(scope: Scope, in_play: Sequence[InPlay]) -> int:
    """What of a scope's conjunctions can hold with the facts whose values all act alike."""
    held = scope.held
    for each in in_play:
        if len(each.classes) == 1 and each.unknown in scope.unknown:
            held &= each.unknown.wholes[0]
    return held


def _asking_order(each: InPlay) -> tuple[bool, int, str]:
    name = each.unknown.name
    return not each.unknown.is_shared, kind_rank(name), name


def groups_in_play(in_play: Iterable[InPlay]) -> list[tuple[InPlay, ...]]:
    """The facts that tell something, in groups, which follow one another in the order of asking."""
    telling = sorted((each for each in in_play if len(each.classes) > 1), key=_asking_order)
    return [tuple(facts) for _, facts in groupby(telling, key=lambda each: _group(each.unknown))]


def _group(unknown: Unknown) -> str:
    """Evidence is tested together, and so is what is said of one item; others stand alone."""
    if not unknown.is_shared:
        return "item"
    return "evidence" if unknown.name.startswith("evidence:") else unknown.name


def _together(
    facts: tuple[InPlay, ...], scopes_held: Sequence[int], open_elsewhere: int, index: RuleIndex
) -> Together:
    """Combinations with which the same rules apply in each scope, whatever the other facts are.

    The conjunctions that the first of them leaves stand for all.
    """
    seen = reduce(or_, (each.seen for each in facts))
    joined = index.joined(scopes_held)
    found: dict[tuple[tuple[int, int], ...], tuple[int, int]] = {}
    for mask, combinations in _combined(facts, seen):
        told = tuple(index.told(held & mask, open_elsewhere) for held in joined)
        first, others = found.get(told, (mask, 0))
        found[told] = first, others | combinations
    masks, all_combinations = zip(*found.values(), strict=True)
    return Together(facts, seen, masks, all_combinations)


def _combined(facts: Iterable[InPlay], seen: int) -> list[tuple[int, int]]:
    """What combinations leave of `seen`, each with all that leave as much; the first first."""
    found = {seen: 1}
    stride = 1
    for each in reversed(tuple(facts)):
        before, found = found, {}
        for number, whole in enumerate(_wholes(each)):
            for mask, combinations in before.items():
                left = mask & whole
                found[left] = found.get(left, 0) | combinations << stride * number
        stride *= len(each.classes)
    return sorted(found.items(), key=lambda each: each[1] & -each[1])


def _wholes(each: InPlay) -> list[int]:
    """What each class of a fact leaves standing."""
    return [each.unknown.wholes[places[0]] for places in each.classes]


# --- where it holds ---------------------------------------------------------------------------


def _opened(groups: Sequence[Together]) -> list[Group]:
    """The groups with the completions of each class: the last runs fastest."""
    opened: list[Group] = []
    stride, count = 1, count_of(groups)
    for group in reversed(groups):
        size = len(group.masks)
        rows = _periods(stride, size, count)
        opened.append(Group(group.combinations, rows, stride, is_joint=len(group.facts) > 1))
        stride *= size
    return opened[::-1]


def _periods(stride: int, size: int, count: int) -> tuple[int, ...]:
    """Of `count` bits those of each of `size` classes, which take turns after `stride` bits."""
    period = stride * size
    begins = ((1 << count) - 1) // ((1 << period) - 1)
    block = (1 << stride) - 1
    return tuple(begins * (block << stride * place) for place in range(size))


def _open_facts(together: Together, group: Group) -> list[OpenFact]:
    """The facts of a group with the combinations and completions of each of their classes."""
    facts: list[OpenFact] = []
    stride, count = 1, prod(len(each.classes) for each in together.facts)
    for each in reversed(together.facts):
        unknown, size = each.unknown, len(each.classes)
        within = _periods(stride, size, count)
        facts.append(
            OpenFact(
                name=unknown.name,
                is_shared=unknown.is_shared,
                classes=tuple(tuple(unknown.values[p] for p in c) for c in each.classes),
                group=group,
                within=within,
                stride=stride,
                rows=tuple(group.rows_of(own) for own in within),
            )
        )
        stride *= size
    return facts[::-1]


def _rows_of(
    scope: Scope, held: int, together: Iterable[tuple[Together, Group]], everywhere: int
) -> Mapping[int, int]:
    """In which completions each conjunction holds that an open fact of the scope decides."""
    rows_of: dict[int, int] = {}
    for each, group in together:
        if each.facts[0].unknown not in scope.unknown:
            continue
        tested = reduce(or_, (fact.unknown.tested for fact in each.facts))
        rest = held & each.seen & tested
        while rest:
            bit = rest & -rest
            rest ^= bit
            pairs = zip(group.rows, each.masks, strict=True)
            rows = sum(rows for rows, mask in pairs if mask & bit)
            rows_of[bit] = rows_of.get(bit, everywhere) & rows
    return rows_of
