"""refund/mixed: each part of the money takes the best way that is open to it.

What a single destination can't carry serves here: original tenders first, then other money
in the catalogue's order. Where one way carries everything, that way is the option, not this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from returns_desk.domain.board import Finding
from returns_desk.domain.engine.claimed import Sight
from returns_desk.domain.engine.completions import Scope
from returns_desk.domain.engine.judging import Before, before_of, judge_all
from returns_desk.domain.engine.rule_index import RuleIndex
from returns_desk.domain.engine.tables import (
    MOST_TABLES_KEPT,
    Portion,
    Table,
    built_in,
    findings_of,
    refused_table,
    table_of,
)
from returns_desk.domain.engine.verdicts import Judged, physical_bar, scopes_of

MIXED = "refund/mixed"
SAME_AS = "same_as:"
Said = TypeVar("Said")
WAYS = (
    "refund/original",
    "refund/other_card",
    "refund/cash",
    "refund/bank_transfer",
    "refund/cheque",
)


@dataclass(frozen=True, slots=True)
class _Way(Portion):
    """The completions in which one part takes this way, since none before it is better."""

    destination: str


def decide_mixed(sight: Sight, language: str) -> Table:
    """The table of refund/mixed for an item whose money came from several tenders."""
    bar = physical_bar(MIXED, sight)
    if bar is not None:
        return refused_table(bar)
    scopes = tuple(scope for way in WAYS for scope in scopes_of(way, sight))
    return _decided(sight.book.index, scopes, before_of(WAYS, sight), language)


@lru_cache(maxsize=MOST_TABLES_KEPT)
def _decided(index: RuleIndex, scopes: tuple[Scope, ...], before: Before, language: str) -> Table:
    """The table of what is seen so; `scopes` run over the parts of the first way, then the next."""
    completions, judged = judge_all(scopes, before, index)
    everywhere = completions.everywhere
    count = len(scopes) // len(WAYS)
    parts = [_ways(judged[part::count], everywhere) for part in range(count)]
    routes = _routes(parts, everywhere)
    refusals = _refusals(routes, everywhere)
    mixed = {each: rows for each, rows in routes.items() if len(set(each)) > 1}
    if not mixed:
        return table_of(completions, parts, {}, _why_not(refusals))
    ways = [(way, way.rows & sum(mixed.values())) for ways in parts for way in ways]
    said = [(rule, rows & taken) for way, taken in ways for rule, rows in way.judged.said]
    own = [(code, rows & taken) for way, taken in ways for code, rows in way.judged.own]
    own += [(code, rows) for code, rows in refusals.items() if not code.startswith(SAME_AS)]
    findings = findings_of(_heard(said), _heard(own), everywhere, language)
    return table_of(completions, parts, mixed, findings)


def _heard(said: Iterable[tuple[Said, int]]) -> list[tuple[Said, int]]:
    return [(each, rows) for each, rows in said if rows]


def _ways(judged: Sequence[Judged], everywhere: int) -> list[_Way]:
    """The best way of one part in each completion: permitted before approval, in order."""
    free = everywhere
    taken = [0] * len(WAYS)
    for rows_of in (_permitted, _approval):
        for place, each in enumerate(judged):
            rows = rows_of(each) & free
            taken[place] |= rows
            free &= ~rows
    return [
        _Way(each, rows, way.split("/")[1])
        for way, each, rows in zip(WAYS, judged, taken, strict=True)
    ]


def _permitted(judged: Judged) -> int:
    return judged.permitted


def _approval(judged: Judged) -> int:
    return judged.approval


Routes = Mapping[tuple[str, ...], int]
"""Completions by the destination of each part."""


def _routes(parts: Sequence[Sequence[_Way]], everywhere: int) -> Routes:
    """Where the parts go together; completions in which a part has no way are left out."""
    routes: dict[tuple[str, ...], int] = {(): everywhere}
    for ways in parts:
        routes = {
            (*before, way.destination): rows & way.rows
            for before, rows in routes.items()
            for way in ways
            if rows & way.rows
        }
    return routes


def _refusals(routes: Routes, everywhere: int) -> Mapping[str, int]:
    """Why it is not possible: one way carries all, or none carries a part."""
    refusals: dict[str, int] = {}
    for each, rows in routes.items():
        everywhere &= ~rows
        if len(set(each)) == 1:
            code = "same_as:refund/original" if each[0] == "original" else "one_destination"
            refusals[code] = refusals.get(code, 0) | rows
    return {**refusals, "no_way_for_a_part": everywhere} if everywhere else refusals


def _why_not(refusals: Iterable[str]) -> tuple[Finding, ...]:
    """Why no completion opens it; the same as the original only where that is all there is."""
    codes = set(refusals)
    own = {code for code in codes if not code.startswith(SAME_AS)} or codes
    return tuple(built_in(code) for code in sorted(own))
