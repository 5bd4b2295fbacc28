"""In which visits rules apply, and whether there is one in which some do and others do not.

Owns the search: exact over the choices of a space, since those are all that rules tell apart.
Knows nothing of options or money.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from returns_desk.application.policy_lab.factors import Space
from returns_desk.application.policy_lab.passing import passes
from returns_desk.domain.policy import Conjunction, FieldTest, Rule

MOST_TRIES = 100_000
"""A search that tries more ways than this is given up and proves nothing."""
MOST_WAYS = 200
"""A rule with more ways not to apply is not searched."""

Chosen = tuple[int, ...]
"""The index of one choice per factor of a space."""

Narrowing = tuple[tuple[int, int], ...]
"""Factors with the choices (a mask) that are still allowed in them; all must hold."""

Clause = tuple[Narrowing, ...]
"""Ways of which at least one must hold."""


class GivenUp(Exception):
    """The search would take too long; nothing is proved."""


@dataclass(slots=True)
class Regions:
    """Searches one space."""

    space: Space
    tries: int = 0
    _known_masks: dict[FieldTest, tuple[int, int]] = field(default_factory=dict)
    _known_clauses: dict[int, tuple[Rule, tuple[Clause, ...]]] = field(default_factory=dict)

    def example(self, applying: Iterable[Rule], silent: Iterable[Rule] = ()) -> Chosen | None:
        """A visit in which these rules apply and those do not; None where there is none.

        Raises:
            GivenUp: it would take too long to know.
        """
        clauses = [clause for rule in applying for clause in self._applies(rule)]
        clauses += [self._is_silent(rule) for rule in silent]
        everything = [(1 << len(f.choices)) - 1 for f in self.space.factors]
        left = [MOST_TRIES]
        try:
            return _search(everything, clauses, left)
        finally:
            self.tries += MOST_TRIES - left[0]

    def applies(self, rule: Rule, chosen: Chosen) -> bool:
        """Whether the rule applies in that visit."""
        return all(
            any(all(mask >> chosen[factor] & 1 for factor, mask in way) for way in clause)
            for clause in self._applies(rule)
        )

    def _applies(self, rule: Rule) -> tuple[Clause, ...]:
        """What must hold for the rule to apply; made once, and the rule kept beside it."""
        if id(rule) not in self._known_clauses:
            self._known_clauses[id(rule)] = (rule, tuple(self._clauses(rule)))
        return self._known_clauses[id(rule)][1]

    def _clauses(self, rule: Rule) -> Iterator[Clause]:
        yield (self._holds(rule.when),)
        if rule.any:
            yield tuple(self._holds(each) for each in rule.any)
        for each in rule.unless:
            yield self._fails(each)

    def _is_silent(self, rule: Rule) -> Clause:
        """The ways in which the rule does not apply."""
        if len(rule.when) + prod(map(len, rule.any)) + len(rule.unless) > MOST_WAYS:
            raise GivenUp
        none_of_any = product(*(self._fails(each) for each in rule.any)) if rule.any else ()
        return (
            *self._fails(rule.when),
            *(tuple(part for fail in fails for part in fail) for fails in none_of_any),
            *(self._holds(each) for each in rule.unless),
        )

    def _holds(self, conjunction: Conjunction) -> Narrowing:
        return tuple(map(self._mask, conjunction))

    def _fails(self, conjunction: Conjunction) -> Clause:
        return tuple((self._failing(test),) for test in conjunction)

    def _mask(self, test: FieldTest) -> tuple[int, int]:
        if test not in self._known_masks:
            self._known_masks[test] = self._passing(test)
        return self._known_masks[test]

    def _passing(self, test: FieldTest) -> tuple[int, int]:
        """The factor that decides the field, and its choices that pass; none where none does."""
        for index, factor in enumerate(self.space.factors):
            if test.field in factor.choices[0].fields:
                passing = (passes(test, each.fields[test.field]) for each in factor.choices)
                return index, sum(1 << place for place, good in enumerate(passing) if good)
        return 0, 0

    def _failing(self, test: FieldTest) -> tuple[int, int]:
        index, mask = self._mask(test)
        return index, ~mask & ((1 << len(self.space.factors[index].choices)) - 1)


def _search(allowed: list[int], clauses: Sequence[Clause], left: list[int]) -> Chosen | None:
    """The plainest visit found by trying the clause with the fewest ways first."""
    left[0] -= 1 + sum(map(len, clauses))
    if left[0] < 0:
        raise GivenUp
    open_clauses: list[tuple[list[list[int]], Clause]] = []
    for clause in clauses:
        tries = (_narrowed(allowed, way) for way in clause)
        narrowed = [each for each in tries if each is not None]
        if not narrowed:
            return None
        if allowed not in narrowed:
            open_clauses.append((narrowed, clause))
    if not open_clauses:
        return tuple((mask & -mask).bit_length() - 1 for mask in allowed)
    tightest, _ = min(open_clauses, key=lambda each: len(each[0]))
    rest = [clause for _, clause in open_clauses]
    found = (_search(each, rest, left) for each in tightest)
    return next((chosen for chosen in found if chosen is not None), None)


def _narrowed(allowed: list[int], way: Narrowing) -> list[int] | None:
    """The choices that are left, or None where a factor has none left."""
    narrowed = list(allowed)
    for factor, mask in way:
        narrowed[factor] &= mask
        if not narrowed[factor]:
            return None
    return narrowed
