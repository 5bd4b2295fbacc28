"""What must come true for an option, and what one answer would make of it.

Owns the reasoning over tables: a smallest set of answers that opens an option, and the
standing after each single answer. Answering `needs` as listed makes the option available.
What a table says is worked out once for all items that share it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, product

from returns_desk.domain.board import STANDING_RANK, Change, FactValue, Need, Standing
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.covering import Decided
from returns_desk.domain.engine.open_facts import Group, OpenFact
from returns_desk.domain.engine.tables import MOST_TABLES_KEPT, Table

LARGEST_SEARCHED = 2
"""Sets of answers up to this size are searched exhaustively; larger ones are grown."""

_STANDINGS = tuple(Standing)


def board_name(item: Item, fact: OpenFact) -> str:
    """The name of a fact on the board."""
    return fact.name if fact.is_shared else f"{fact.name}:{item.index}"


# --- needs --------------------------------------------------------------------------------

Opening = Mapping[int, int]
"""Places of facts with the place of the class that each needs."""


@dataclass(frozen=True, slots=True)
class Answer:
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
    for each in covered:
        places = tuple(each.table.places_given(given).items()) if given else ()
        for answer in answers_that_open(each.table, places, standing):
            name = board_name(each.item, answer.fact)
            needs.setdefault(name, Need(name, answer.value, answer.any_of))
            if answer.fact.is_shared:
                given.setdefault(name, answer.value)
    return tuple(needs.values())


@lru_cache(maxsize=MOST_TABLES_KEPT)
def answers_that_open(
    table: Table, given: tuple[tuple[int, int], ...], standing: Standing
) -> tuple[Answer, ...]:
    """As few answers as possible, given what is needed already; without that where it bars."""
    good = table.rows_as_good_as(standing)
    told = dict(given)
    if not table.rows_where(told) & good:
        told = {}
    opening = _smallest_opening(table, told, good)
    return tuple(_answer(table, place, {**told, **opening}, good) for place in opening)


def _answer(table: Table, at: int, opening: Opening, good: int) -> Answer:
    """One fact of an opening with all its values that do."""
    fact = table.facts[at]
    first = fact.classes[opening[at]][0]
    doing = (
        value
        for place, values in enumerate(fact.classes)
        if place == opening[at] or opens(table, {**opening, at: place}, good)
        for value in values
    )
    values = tuple(dict.fromkeys((first, *doing)))
    return Answer(fact, first, values if len(values) > 1 else ())


def _smallest_opening(table: Table, told: Opening, good: int) -> Opening:
    """Facts that are not told yet with the class that each needs, as few as possible."""
    untold = [place for place in range(len(table.facts)) if place not in told]
    for size in range(LARGEST_SEARCHED + 1):
        for chosen in combinations(untold, size):
            for places in product(*(range(len(table.facts[at].classes)) for at in chosen)):
                opening = dict(zip(chosen, places, strict=True))
                if opens(table, {**told, **opening}, good):
                    return opening
    return _grown_opening(table, told, good)


def _grown_opening(table: Table, told: Opening, good: int) -> Opening:
    """Start from a completion that opens and drop what is not needed, last facts first."""
    rows = table.rows_where(told) & good
    opening = dict(told)
    for at, fact in enumerate(table.facts):
        if at not in opening:
            places = range(len(fact.classes))
            opening[at] = next(p for p in places if table.rows_where({**opening, at: p}) & rows)
    for at in sorted(opening.keys() - told.keys(), reverse=True):
        fewer = {other: place for other, place in opening.items() if other != at}
        if opens(table, fewer, good):
            opening = fewer
    return {at: place for at, place in opening.items() if at not in told}


def opens(table: Table, opening: Opening, good: int) -> bool:
    """Whether every completion that agrees with the answers is as good as wanted."""
    matching = table.rows_where(opening)
    return bool(matching) and not matching & ~good


# --- changes ------------------------------------------------------------------------------


def changes_of(
    standing: Standing, decided: Sequence[Decided], needs: Iterable[Need]
) -> tuple[Change, ...]:
    """Every single answer that would give the option another standing, less the needs."""
    needed = {(need.fact, value) for need in needs for value in (need.value, *need.any_of)}
    changes = (*_shared_changes(standing, decided), *_own_changes(standing, decided))
    if not needed:
        return changes
    return tuple([each for each in changes if (each.fact, each.value) not in needed])


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


def _own_changes(standing: Standing, decided: Sequence[Decided]) -> list[Change]:
    """Answers about one item; the best of the other items stands beside it."""
    changes: list[Change] = []
    ranks = sorted([STANDING_RANK[each.table.standing] for each in decided])
    ranks.append(STANDING_RANK[Standing.NOT_POSSIBLE])
    known: dict[Table, tuple[_OwnChange, ...]] = {}
    for each in decided:
        table = each.table
        if table not in known:
            others = ranks[1] if STANDING_RANK[table.standing] == ranks[0] else ranks[0]
            known[table] = tuple(_own_changes_of(table, standing, _STANDINGS[others]))
        for change in known[table]:
            name, after = board_name(each.item, change.fact), change.after
            changes += [Change(name, value, after) for value in change.values]
    return changes


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

    known: dict[tuple[Table, tuple[int, ...], bool], tuple[OpenFact, ...]] = field(
        default_factory=dict
    )
    sure: dict[Table, tuple[OpenFact, ...]] = field(default_factory=dict)

    def sure_facts(self, table: Table) -> tuple[OpenFact, ...]:
        """The same for a table of one outcome, which tells no facts apart by what it brings."""
        if table not in self.sure:
            self.sure[table] = self.facts(table, ((),))
        return self.sure[table]

    def facts(self, table: Table, shown: Shown, *, by_right: bool = False) -> tuple[OpenFact, ...]:
        """The facts that matter where the outcomes show so; alike ones count as one.

        `by_right`: it also matters whether the law gives it.
        """
        first = {each: place for place, each in reversed(tuple(enumerate(shown)))}
        alike = tuple(first[each] for each in shown)
        key = table, alike, by_right
        if key not in self.known:
            self.known[key] = tuple(_facts_that_matter(*key))
        return self.known[key]


def _facts_that_matter(
    table: Table,
    alike: tuple[int, ...],
    by_right: bool,  # noqa: FBT001 -- it is a key's part
) -> Iterator[OpenFact]:
    rows_of: dict[int, int] = {}
    for place, outcome in zip(alike, table.outcomes, strict=True):
        rows_of[place] = rows_of.get(place, 0) | outcome.rows
    effects = {
        rows & verdict for rows in rows_of.values() for verdict in (table.permitted, table.approval)
    }
    if by_right:
        effects.add(table.right)
    parts_of: dict[Group, list[int]] = {}
    for fact in table.facts:
        if fact.group not in parts_of:
            parts_of[fact.group] = [p for effect in effects for p in fact.group.alike(effect)]
        if fact.tells(parts_of[fact.group]):
            yield fact
