"""One option for one item as a table: what becomes of it in every completion of what is unknown.

Owns the tables and what is read off them once for all items that share one: the standing, the
fees, who must approve, the findings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_, or_

from returns_desk.domain.board import FactValue, Finding, Standing
from returns_desk.domain.engine.claimed import Sight
from returns_desk.domain.engine.completions import Completions, Scope
from returns_desk.domain.engine.fees import NO_FEES, Fees
from returns_desk.domain.engine.judging import Before, before_of, judge_all
from returns_desk.domain.engine.open_facts import OpenFact, rows_where
from returns_desk.domain.engine.right_fees import ByFees, fees_by_rules, split
from returns_desk.domain.engine.rule_index import RuleIndex
from returns_desk.domain.engine.rulebook import PRICE_ADJUSTMENT, finding_order
from returns_desk.domain.engine.verdicts import Judged, physical_bar, scopes_of
from returns_desk.domain.policy import Effect, Rule

MOST_TABLES_KEPT = 2048
"""Tables are kept from board to board: a shop's cases are much alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What is kept from the money, and where it goes, in the completions `rows`.

    `routes` names the destination per tender part where it differs by part (refund/mixed).
    `is_right`: the law gives it in all of them.
    """

    fees: Fees
    routes: tuple[str, ...]
    rows: int
    is_right: bool


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """All completions of one option for one item; each number has one bit per completion.

    `outcomes` are the different ways in which the option is possible, in the order in which they
    come up first. `right` is part of `permitted`; in `recalled` the law gives it as far as it was
    only recalled. `roles` must approve, where that is needed.
    """

    facts: tuple[OpenFact, ...]
    everywhere: int
    permitted: int
    approval: int
    right: int
    recalled: int
    outcomes: tuple[Outcome, ...]
    roles: frozenset[str]
    findings: tuple[Finding, ...]
    standing: Standing

    @property
    def is_right(self) -> bool:
        """Whether the law gives it in every completion."""
        return self.right == self.everywhere

    def standing_in(self, rows: int) -> Standing:
        """{P}: available; {P, …}: conditional; {A}, {A, N}: needs approval; {N}: not possible."""
        return _standing(rows, self.permitted, self.approval)

    def rows_as_good_as(self, standing: Standing) -> int:
        """The completions that are permitted; for what needs approval, also those that ask it."""
        asked = self.approval if standing is Standing.NEEDS_APPROVAL else 0
        return self.permitted | asked

    def rows_given(self, given: Mapping[str, FactValue]) -> int:
        """The completions in which the given facts (by their local names) have those values."""
        return self.rows_where(self.places_given(given))

    def places_given(self, given: Mapping[str, FactValue]) -> Mapping[int, int]:
        """Those of the given facts that are open here, with the place of the class of each."""
        return {
            place: fact.class_with(given[fact.name])
            for place, fact in enumerate(self.facts)
            if fact.name in given
        }

    def rows_where(self, chosen: Mapping[int, int]) -> int:
        """The completions in which the facts at these places have these classes."""
        facts = self.facts
        return rows_where([(facts[at], place) for at, place in chosen.items()], self.everywhere)

    def outcomes_in(self, rows: int) -> list[int]:
        """The places of the outcomes that come up there, in the order in which they do."""
        found = [
            (lowest & -lowest, place)
            for place, outcome in enumerate(self.outcomes)
            if (lowest := outcome.rows & rows)
        ]
        return [place for _, place in sorted(found)]


def _standing(rows: int, permitted: int, approval: int) -> Standing:
    if rows & permitted:
        return Standing.CONDITIONAL if rows & ~permitted else Standing.AVAILABLE
    return Standing.NEEDS_APPROVAL if rows & approval else Standing.NOT_POSSIBLE


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of the money with what is judged of it, in the completions `rows` only."""

    judged: Judged
    rows: int


Parts = Sequence[Sequence[Portion]]
"""Per part of the money its portions; no two of them share a completion."""


def decide(option: str, sight: Sight, language: str) -> Table:
    """The table of one option for an item that is seen so."""
    bar = physical_bar(option, sight)
    if bar is not None:
        return refused_table(bar)
    before = before_of((option,), sight)
    return _decided(sight.book.index, scopes_of(option, sight), before, language)


@lru_cache(maxsize=MOST_TABLES_KEPT)
def _decided(index: RuleIndex, scopes: tuple[Scope, ...], before: Before, language: str) -> Table:
    """The table of what is seen so: facts that rules can't tell apart share one."""
    completions, judged = judge_all(scopes, before, index)
    everywhere = completions.everywhere
    possible = reduce(and_, (each.permitted | each.approval for each in judged))
    return table_of(
        completions,
        [[Portion(each, everywhere)] for each in judged],
        {(): possible},
        findings_of(
            [said for each in judged for said in each.said],
            [own for each in judged for own in each.own],
            everywhere,
            language,
        ),
    )


def table_of(
    completions: Completions,
    parts: Parts,
    possible_by_routes: Mapping[tuple[str, ...], int],
    findings: tuple[Finding, ...],
) -> Table:
    """The table of what is possible, by where the money goes; an approval of one part is needed."""
    possible = reduce(or_, possible_by_routes.values(), 0)
    approval = possible & reduce(
        or_, (p.judged.approval & p.rows for portions in parts for p in portions), 0
    )
    right = reduce(and_, (_right(portions) for portions in parts), possible)
    lawful = reduce(and_, (_lawful(portions) for portions in parts), possible)
    everywhere = completions.everywhere
    permitted = possible & ~approval
    return Table(
        facts=completions.facts,
        everywhere=everywhere,
        permitted=permitted,
        approval=approval,
        right=right,
        recalled=lawful & ~right,
        outcomes=_outcomes(parts, possible_by_routes, right),
        roles=frozenset(_roles(parts, approval)) if approval else frozenset(),
        findings=findings,
        standing=_standing(everywhere, permitted, approval),
    )


@lru_cache
def refused_table(code: str) -> Table:
    """The table of an option that is not possible whatever the unknown facts are."""
    return table_of(Completions((), 1, (), ()), (), {}, (built_in(code),))


def _right(portions: Sequence[Portion]) -> int:
    return reduce(or_, (each.judged.right & each.rows for each in portions))


def _lawful(portions: Sequence[Portion]) -> int:
    """Where the law gives it, be that read in a source or only recalled."""
    return reduce(
        or_, ((each.judged.right | each.judged.recalled) & each.rows for each in portions)
    )


def _roles(parts: Parts, approval: int) -> Iterable[str]:
    """Who must approve; a right that was only recalled goes to a manager."""
    for portion in (each for portions in parts for each in portions):
        rest = portion.judged.approval & portion.rows & approval
        unasked = rest
        for rule, rows in portion.judged.with_effect(Effect.APPROVE):
            unasked &= ~rows
            if rows & rest:
                yield rule.role
        if unasked:
            yield "manager"


def _outcomes(
    parts: Parts, possible_by_routes: Mapping[tuple[str, ...], int], right: int
) -> tuple[Outcome, ...]:
    """The highest fees of any part."""
    found: list[Outcome] = []
    for routes, possible in possible_by_routes.items():
        fees: ByFees = {NO_FEES: possible}
        for portions in parts:
            fees = _highest(fees, _fees(portions))
        found += [
            Outcome(fee, routes, rows, not rows & ~right) for fee, rows in fees.items() if rows
        ]
    return tuple(sorted(found, key=lambda each: each.rows & -each.rows))


def _fees(portions: Sequence[Portion]) -> ByFees:
    fees: ByFees = {}
    for portion in portions:
        own = fees_by_rules(portion.judged, portion.rows)
        if portion.judged.adjusted:
            own = split(own, PRICE_ADJUSTMENT, portion.judged.adjusted)
        for fee, rows in own.items():
            fees[fee] = fees.get(fee, 0) | rows
    return fees


def _highest(fees: ByFees, others: ByFees) -> ByFees:
    highest: ByFees = {}
    for fee, rows in fees.items():
        for other, where in others.items():
            both = fee if fee is other else fee.highest(other)
            highest[both] = highest.get(both, 0) | rows & where
    return highest


# --- findings -------------------------------------------------------------------------------


def built_in(code: str, *, certain: bool = True) -> Finding:
    """A finding of the engine itself; its words are the reader's affair."""
    return Finding(code, "engine", code, "", "", public=True, effect=Effect.FORBID, certain=certain)


def findings_of(
    said: Iterable[tuple[Rule, int]],
    own: Iterable[tuple[str, int]],
    everywhere: int,
    language: str,
) -> tuple[Finding, ...]:
    """What every rule that applies in some completion says; the strongest layer first."""
    codes: dict[str, int] = {}
    for code, rows in own:
        codes[code] = codes.get(code, 0) | rows
    rules: dict[int, int] = {}
    by_id: dict[int, Rule] = {}
    for rule, rows in said:
        by_id[id(rule)] = rule
        rules[id(rule)] = rules.get(id(rule), 0) | rows
    ordered = sorted(by_id.values(), key=finding_order)
    return (
        *(built_in(code, certain=codes[code] == everywhere) for code in sorted(codes)),
        *(_finding(rule, language, certain=rules[id(rule)] == everywhere) for rule in ordered),
    )


def _finding(rule: Rule, language: str, *, certain: bool) -> Finding:
    return Finding(
        code=rule.code,
        layer=rule.layer,
        rule=rule.id,
        text=_in_language(rule.text, language),
        source=rule.source,
        public=rule.public,
        effect=rule.effect,
        certain=certain,
        note=_in_language(rule.internal, language),
    )


def _in_language(sentences: Mapping[str, str], language: str) -> str:
    """The sentence in that language, else in English, else the first; empty where none is."""
    return sentences.get(language) or sentences.get("en") or next(iter(sentences.values()), "")
