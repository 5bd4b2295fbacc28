"""What must come true for an option, and what one answer would make of it.

Owns the reasoning over tables: a smallest set of answers that opens an option, and the
standing after each single answer. Answering `needs` as listed makes the option available.
What a table says is worked out once for all items that share it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations, product
from operator import and_

from returns_desk.domain.board import STANDING_RANK, Change, FactValue, Need, Standing
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.completions import OpenFact
from returns_desk.domain.engine.covering import Decided
from returns_desk.domain.engine.tables import Table

LARGEST_SEARCHED = 2
"""Sets of answers up to this size are searched exhaustively; larger ones are grown."""

_STANDINGS = tuple(Standing)


def board_name(item: Item, fact: OpenFact) -> str:
    """The name of a fact on the board."""
    return fact.name if fact.is_shared else f"{fact.name}:{item.index}"


# --- needs --------------------------------------------------------------------------------

Opening = Mapping[int, int]
"""Places of facts with the completions of the class that each needs."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """A fact with the value that opens, and all values that do; the first stands first."""

    fact: OpenFact
    value: FactValue
    any_of: tuple[FactValue, ...]


def needs_of(standing: Standing, covered: Sequence[Decided]) -> tuple[Need, ...]:
    """The answers that open the option for all covered items; empty where none is needed."""
    if standing not in {Standing.CONDITIONAL, Standing.NEEDS_APPROVAL}:
        return ()
    needs: dict[str, Need] = {}
    given: dict[str, FactValue] = {}
    known: dict[tuple[Table, int], tuple[_Answer, ...]] = {}
    for each in covered:
        table = each.table
        rows = table.rows_given(given)
        if (table, rows) not in known:
            known[table, rows] = tuple(_answers_that_open(table, rows, standing))
        for answer in known[table, rows]:
            name = board_name(each.item, answer.fact)
            needs.setdefault(name, Need(name, answer.value, answer.any_of))
            if answer.fact.is_shared:
                given.setdefault(name, answer.value)
    return tuple(needs.values())


def _answers_that_open(table: Table, given: int, standing: Standing) -> Iterator[_Answer]:
    """As few answers as possible, given what is needed already; without that where it bars."""
    good = table.permitted
    if standing is Standing.NEEDS_APPROVAL:
        good |= table.approval
    rows = given if given & good else table.everywhere
    opening = _smallest_opening(table, rows, good)
    for place, chosen in opening.items():
        fact = table.facts[place]
        doing = [
            values
            for values, of_class in zip(fact.classes, fact.rows, strict=True)
            if of_class == chosen or _opens(rows, {**opening, place: of_class}, good)
        ]
        first = fact.classes[fact.rows.index(chosen)][0]
        values = tuple(dict.fromkeys((first, *(value for each in doing for value in each))))
        yield _Answer(fact, first, values if len(values) > 1 else ())


def _smallest_opening(table: Table, rows: int, good: int) -> Opening:
    """Places of facts with the class that each needs, as few as possible."""
    for size in range(LARGEST_SEARCHED + 1):
        for chosen in combinations(range(len(table.facts)), size):
            for classes in product(*(table.facts[place].rows for place in chosen)):
                opening = dict(zip(chosen, classes, strict=True))
                if _opens(rows, opening, good):
                    return opening
    return _grown_opening(table, rows, good)


def _grown_opening(table: Table, rows: int, good: int) -> Opening:
    """Start from a completion that opens and drop what is not needed, last facts first."""
    witness = rows & good & -(rows & good)
    opening = {
        place: next(of_class for of_class in fact.rows if of_class & witness)
        for place, fact in enumerate(table.facts)
    }
    for place in reversed(range(len(table.facts))):
        fewer = {at: of_class for at, of_class in opening.items() if at != place}
        if _opens(rows, fewer, good):
            opening = fewer
    return opening


def _opens(rows: int, opening: Opening, good: int) -> bool:
    """Whether every completion that agrees with the answers is as good as wanted."""
    matching = reduce(and_, opening.values(), rows)
    return bool(matching) and not matching & ~good


# --- changes ------------------------------------------------------------------------------


def changes_of(
    standing: Standing, decided: Sequence[Decided], needs: Iterable[Need]
) -> tuple[Change, ...]:
    """Every single answer that would give the option another standing, less the needs."""
    needed = {(need.fact, value) for need in needs for value in (need.value, *need.any_of)}
    changes = (*_shared_changes(standing, decided), *_own_changes(standing, decided))
    return tuple(each for each in changes if (each.fact, each.value) not in needed)


def _shared_changes(standing: Standing, decided: Sequence[Decided]) -> Iterator[Change]:
    tables = tuple(dict.fromkeys(each.table for each in decided))
    told: dict[str, dict[FactValue, None]] = {}
    for table in tables:
        for fact in table.facts:
            if fact.is_shared:
                of_fact = told.setdefault(fact.name, {})
                of_fact.update(dict.fromkeys(v for values in fact.classes for v in values))
    for name, of_fact in told.items():
        for value in of_fact:
            given = {name: value}
            after = _best(table.standing_in(table.rows_given(given)) for table in tables)
            if after is not standing:
                yield Change(name, value, after)


def _best(standings: Iterable[Standing]) -> Standing:
    return _STANDINGS[min(STANDING_RANK[each] for each in standings)]


def _own_changes(standing: Standing, decided: Sequence[Decided]) -> Iterator[Change]:
    """Answers about one item; the best of the other items stands beside it."""
    ranks = sorted(STANDING_RANK[each.table.standing] for each in decided)
    ranks.append(STANDING_RANK[Standing.NOT_POSSIBLE])
    known: dict[Table, tuple[_OwnChange, ...]] = {}
    for each in decided:
        table = each.table
        if table not in known:
            others = ranks[1] if STANDING_RANK[table.standing] == ranks[0] else ranks[0]
            known[table] = tuple(_own_changes_of(table, standing, _STANDINGS[others]))
        for change in known[table]:
            name = board_name(each.item, change.fact)
            for value in change.values:
                yield Change(name, value, change.after)


@dataclass(frozen=True, slots=True)
class _OwnChange:
    """Values of one fact of an item that act alike, and the option's standing after any."""

    fact: OpenFact
    values: tuple[FactValue, ...]
    after: Standing


def _own_changes_of(table: Table, standing: Standing, others: Standing) -> Iterator[_OwnChange]:
    for fact in table.facts:
        if fact.is_shared:
            continue
        for values, rows in zip(fact.classes, fact.rows, strict=True):
            after = _best((others, table.standing_in(rows)))
            if after is not standing:
                yield _OwnChange(fact, values, after)


# --- dependence ---------------------------------------------------------------------------

Shown = tuple[tuple[object, ...], ...]
"""Per outcome of a table what shows of it: the amount, the fees, the ways."""


@dataclass(slots=True)
class Dependence:
    """Facts on which something that shows on the board depends; each table is searched once."""

    known: dict[tuple[Table, tuple[int, ...]], tuple[OpenFact, ...]] = field(default_factory=dict)

    def facts(self, table: Table, shown: Shown) -> tuple[OpenFact, ...]:
        """The facts that matter where the outcomes show so; alike ones count as one."""
        first = {each: place for place, each in reversed(tuple(enumerate(shown)))}
        alike = tuple(first[each] for each in shown)
        if (table, alike) not in self.known:
            self.known[table, alike] = tuple(_facts_that_matter(table, alike))
        return self.known[table, alike]


def _facts_that_matter(table: Table, alike: tuple[int, ...]) -> Iterator[OpenFact]:
    rows_of: dict[int, int] = {}
    for place, outcome in zip(alike, table.outcomes, strict=True):
        rows_of[place] = rows_of.get(place, 0) | outcome.rows
    effects = [
        rows & verdict for rows in rows_of.values() for verdict in (table.permitted, table.approval)
    ]
    return (fact for fact in table.facts if any(_tells(fact, effect) for effect in effects))


def _tells(fact: OpenFact, effect: int) -> bool:
    """Whether two completions that differ in this fact alone differ in this effect."""
    parts = {(effect & rows) >> fact.stride * cls for cls, rows in enumerate(fact.rows)}
    return len(parts) > 1
