"""What must come true for an option, and what one answer would make of it.

Owns the reasoning over tables: a smallest set of answers that opens an option, and the
standing after each single answer. Answering `needs` as listed makes the option available.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from returns_desk.domain.board import STANDING_RANK, Change, FactValue, Need, Standing
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.completions import OpenFact
from returns_desk.domain.engine.covering import Decided, rows_given
from returns_desk.domain.engine.shares import item_money
from returns_desk.domain.engine.verdicts import Outcome, Row, Table, Verdict, standing_of

LARGEST_SEARCHED = 2
"""Sets of answers up to this size are searched exhaustively; larger ones are grown."""


def board_name(item: Item, fact: OpenFact) -> str:
    """The name of a fact on the board."""
    return fact.name if fact.is_shared else f"{fact.name}:{item.index}"


# --- needs --------------------------------------------------------------------------------


def needs_of(standing: Standing, covered: Sequence[Decided]) -> tuple[Need, ...]:
    """The answers that open the option for all covered items; empty where none is needed."""
    worst_wanted = {
        Standing.CONDITIONAL: Verdict.PERMITTED,
        Standing.NEEDS_APPROVAL: Verdict.APPROVAL,
    }.get(standing)
    if worst_wanted is None:
        return ()
    needs: dict[str, Need] = {}
    for each in covered:
        given = {name: need.value for name, need in needs.items()}
        for need in _needs_of_item(each, worst_wanted, given):
            needs.setdefault(need.fact, need)
    return tuple(needs.values())


def _needs_of_item(
    each: Decided, wanted: Verdict, given: Mapping[str, FactValue]
) -> tuple[Need, ...]:
    rows = rows_given(each.table, given)
    if not any(row.outcome.verdict <= wanted for row in rows):
        rows = list(each.table.rows)
    chosen = _smallest_opening(each.table, rows, wanted)
    return tuple(_need(each, rows, place, cls, chosen, wanted) for place, cls in chosen.items())


def _smallest_opening(table: Table, rows: Sequence[Row], wanted: Verdict) -> dict[int, int]:
    """Places of facts with the class that each needs, as few as possible."""
    places = range(len(table.facts))
    for size in range(LARGEST_SEARCHED + 1):
        for chosen in combinations(places, size):
            sizes = [range(len(table.facts[place].classes)) for place in chosen]
            for classes in product(*sizes):
                opening = dict(zip(chosen, classes, strict=True))
                if _opens(rows, opening, wanted):
                    return opening
    return _grown_opening(table, rows, wanted)


def _grown_opening(table: Table, rows: Sequence[Row], wanted: Verdict) -> dict[int, int]:
    """Start from a completion that opens and drop what is not needed, last facts first."""
    witness = next(row for row in rows if row.outcome.verdict <= wanted)
    opening = dict(enumerate(witness.choice))
    for place in reversed(range(len(table.facts))):
        fewer = {at: cls for at, cls in opening.items() if at != place}
        if _opens(rows, fewer, wanted):
            opening = fewer
    return opening


def _opens(rows: Sequence[Row], opening: Mapping[int, int], wanted: Verdict) -> bool:
    """Whether every completion that agrees with the answers is as good as wanted."""
    matching = [row for row in rows if all(row.choice[at] == cls for at, cls in opening.items())]
    return bool(matching) and all(row.outcome.verdict <= wanted for row in matching)


def _need(
    each: Decided,
    rows: Sequence[Row],
    place: int,
    cls: int,
    chosen: Mapping[int, int],
    wanted: Verdict,
) -> Need:
    """The need with all other values that would do as well."""
    fact = each.table.facts[place]
    good = [
        index
        for index in range(len(fact.classes))
        if index == cls or _opens(rows, {**chosen, place: index}, wanted)
    ]
    values = tuple(value for index in good for value in fact.classes[index].values)
    first = fact.classes[cls].values[0]
    others = tuple(dict.fromkeys((first, *values)))
    return Need(board_name(each.item, fact), first, others if len(others) > 1 else ())


# --- changes ------------------------------------------------------------------------------


def changes_of(
    standing: Standing, decided: Sequence[Decided], needs: Sequence[Need]
) -> tuple[Change, ...]:
    """Every single answer that would give the option another standing, less the needs."""
    needed = {(need.fact, value) for need in needs for value in (need.value, *need.any_of)}
    changes = [
        Change(answer.fact, value, after)
        for answer in _answers(decided)
        if (after := answer.standing) is not standing
        for value in answer.values
        if (answer.fact, value) not in needed
    ]
    return tuple(changes)


@dataclass(frozen=True, slots=True)
class Answer:
    """Values of one fact that act alike, and the option's standing after any of them."""

    fact: str
    values: tuple[FactValue, ...]
    standing: Standing


def _answers(decided: Sequence[Decided]) -> Iterator[Answer]:
    yield from _shared_answers(decided)
    ranks = sorted(STANDING_RANK[each.table.standing] for each in decided)
    for each in decided:
        others = ranks.copy()
        others.remove(STANDING_RANK[each.table.standing])
        best_other = others[0] if others else STANDING_RANK[Standing.NOT_POSSIBLE]
        for place, fact in enumerate(each.table.facts):
            if not fact.is_shared:
                yield from _own_answers(each, place, fact, best_other)


def _own_answers(each: Decided, place: int, fact: OpenFact, best_other: int) -> Iterator[Answer]:
    for index, cls in enumerate(fact.classes):
        rows = [row for row in each.table.rows if row.choice[place] == index]
        rank = min(best_other, STANDING_RANK[standing_of(rows)])
        yield Answer(board_name(each.item, fact), cls.values, tuple(Standing)[rank])


def _shared_answers(decided: Sequence[Decided]) -> Iterator[Answer]:
    values: dict[str, dict[FactValue, None]] = {}
    for each in decided:
        for fact in each.table.facts:
            if fact.is_shared:
                of_fact = values.setdefault(fact.name, {})
                of_fact.update(dict.fromkeys(v for cls in fact.classes for v in cls.values))
    for name, of_fact in values.items():
        for value in of_fact:
            standings = (standing_of(rows_given(each.table, {name: value})) for each in decided)
            rank = min(STANDING_RANK[standing] for standing in standings)
            yield Answer(name, (value,), tuple(Standing)[rank])


# --- dependence ---------------------------------------------------------------------------


def facts_that_matter(option: str, each: Decided) -> tuple[str, ...]:
    """Facts on which something that shows on the board depends, by board name."""
    shown = {outcome: _shown(option, each, outcome) for outcome in _outcomes(each.table)}
    return tuple(
        board_name(each.item, fact)
        for place, fact in enumerate(each.table.facts)
        if _matters(each.table, place, shown)
    )


def _outcomes(table: Table) -> frozenset[Outcome]:
    return frozenset(row.outcome for row in table.rows)


def _shown(option: str, each: Decided, outcome: Outcome) -> tuple[object, ...]:
    """What of an outcome shows on the board: its verdict, its money, its ways."""
    if outcome.verdict is Verdict.NOT:
        return (Verdict.NOT,)
    money = item_money(option, each.item, outcome)
    return (outcome.verdict, money.amount, money.fee, money.routes)


def _matters(table: Table, place: int, shown: Mapping[Outcome, tuple[object, ...]]) -> bool:
    """Whether two completions that differ in this fact alone show differently."""
    seen: dict[tuple[int, ...], tuple[object, ...]] = {}
    for row in table.rows:
        rest = (*row.choice[:place], *row.choice[place + 1 :])
        effect = shown[row.outcome]
        if seen.setdefault(rest, effect) != effect:
            return True
    return False
