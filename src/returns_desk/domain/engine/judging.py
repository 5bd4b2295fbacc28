"""Scopes judged together: an option with those that its rules look at ("if not …, then …").

Owns the order of judging. What becomes of one scope is the business of `verdicts`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_

from returns_desk.domain.engine.claimed import Sight
from returns_desk.domain.engine.completions import Completions, Scope, completions_of
from returns_desk.domain.engine.rule_index import RuleIndex
from returns_desk.domain.engine.verdicts import Judged, judge, physical_bar, scopes_of
from returns_desk.domain.policy import Rule

Before = tuple[tuple[str, tuple[Scope, ...]], ...]
"""Options that are judged first, in order, with their scopes; none where nothing can open it."""

Said = list[tuple[Rule, int]]
"""Rules with the completions in which they apply."""


def before_of(options: Iterable[str], sight: Sight) -> Before:
    """What must be judged before these options for an item seen so."""
    hangs_on = sight.book.hangs_on
    names = dict.fromkeys(name for option in options for name in hangs_on[option])
    return tuple((name, _scopes_before(name, sight)) for name in names)


def _scopes_before(option: str, sight: Sight) -> tuple[Scope, ...]:
    return () if physical_bar(option, sight) else scopes_of(option, sight)


def judge_all(
    scopes: Sequence[Scope], before: Before, index: RuleIndex
) -> tuple[Completions, list[Judged]]:
    """What becomes of each scope in every completion of what is open in any of them."""
    first = [scope for _, each in before for scope in each]
    completions = completions_of([*first, *scopes], index)
    judging = _Judging(index, completions)
    for name, each in before:
        judged = [judging.next(scope) for scope in each]
        judging.permitted[name] = reduce(and_, (one.permitted for one in judged)) if judged else 0
    return completions, [judging.next(scope) for scope in scopes]


class _Judging:
    """Judges the scopes one after the other, knowing what is permitted by then."""

    def __init__(self, index: RuleIndex, completions: Completions) -> None:
        self.permitted: dict[str, int] = {}
        self._index = index
        self._everywhere = completions.everywhere
        self._seen = iter(zip(completions.held, completions.rows_of, strict=True))

    def next(self, scope: Scope) -> Judged:
        held, rows_of = next(self._seen)
        said = self._index.fired_in(held, rows_of, self._everywhere)
        if self.permitted:
            said = _in_force(said, self.permitted)
        return judge(scope, said, self._everywhere)


def _in_force(said: Said, permitted: Mapping[str, int]) -> Said:
    """Less what applies only where an option is not permitted that is."""
    found = []
    for rule, rows in said:
        barred = reduce(or_, (permitted.get(name, 0) for name in rule.only_if_not), 0)
        if rows & ~barred:
            found.append((rule, rows & ~barred))
    return found
