"""What a shop's rules say below the floor of the law, with the rule of law that beats them.

Owns the comparison of a merchant's rules with the rights of one place. A right stands whatever
the shop writes; the point is that the shop should know.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from returns_desk.application.policy_lab.bench import MERCHANT_LAYERS, Bench, can_be_tried, tests_of
from returns_desk.application.policy_lab.report import Kind, LabFinding
from returns_desk.domain.policy import Conjunction, Effect, FieldTest, Rule

DAYS_OF = {
    "days_since_sale": 1,
    "days_since_delivery": 1,
    "days_from_delivery_to_notice": 1,
    "months_since_sale": 31,
    "months_since_delivery": 31,
}
"""Fields that are windows of time, with the days of their unit at most."""

MOST_NAMED = 4
"""A sentence names no more rules than this; the finding has them all."""


def law_findings(benches: Iterable[Bench]) -> tuple[LabFinding, ...]:
    """What the rules say below the law, one finding per rule over all places."""
    by_rule: dict[tuple[str, Kind], list[tuple[Rule, Rule, str]]] = {}
    for bench in benches:
        for kind, rule, right in _of_place(bench):
            where = right.pack or bench.surroundings.place
            by_rule.setdefault((rule.id, kind), []).append((rule, right, where))
    return tuple(_finding(kind, found) for (_, kind), found in by_rule.items())


def _of_place(bench: Bench) -> Iterator[tuple[Kind, Rule, Rule]]:
    rights = [r for r in bench.rules if r.effect is Effect.RIGHT and r.verified]
    for rule in bench.rules:
        if rule.layer not in MERCHANT_LAYERS or not can_be_tried(rule, bench.spaces):
            continue
        for right in rights:
            if bench.must_stop():
                return
            kind = _beaten(bench, rule, right)
            if kind is not None:
                yield kind, rule, right


def _beaten(bench: Bench, rule: Rule, right: Rule) -> Kind | None:
    """Whether the right beats the rule somewhere, and whether it is a window that falls short."""
    options = rule.options & right.options
    if not options:
        return None
    if rule.effect is Effect.ALLOW:
        return Kind.BELOW_THE_LAW if _is_shorter(bench, rule, right, min(options)) else None
    if bench.find_quickly([right, rule]) is None:
        return None
    begins_late = any(t.field in DAYS_OF and t.at_least is not None for t in tests_of(rule))
    return Kind.BELOW_THE_LAW if begins_late else Kind.AGAINST_THE_LAW


def _is_shorter(bench: Bench, rule: Rule, right: Rule, option: str) -> bool:
    """Whether the rule's window ends while the right goes on, and nothing of the shop's does."""
    end, lawful_end = _end_days(rule), _end_days(right)
    if end is None or lawful_end is None or end >= lawful_end:
        return False
    timeless = replace(rule, when=_less_time(rule.when))
    openings = bench.on(option, Effect.ALLOW, Effect.APPROVE)
    silent = [other for other in openings if other.layer in MERCHANT_LAYERS]
    return bench.find_quickly([right, timeless], silent) is not None


def _end_days(rule: Rule) -> int | None:
    """How many days the window of `when` is long; None where it has no end."""
    ends = [t.at_most * DAYS_OF[t.field] for t in _windows(rule.when) if t.at_most is not None]
    return min(ends, default=None)


def _windows(when: Conjunction) -> list[FieldTest]:
    return [test for test in when if test.field in DAYS_OF]


def _less_time(when: Conjunction) -> Conjunction:
    return tuple(test for test in when if test.field not in DAYS_OF)


def _finding(kind: Kind, found: list[tuple[Rule, Rule, str]]) -> LabFinding:
    rule = found[0][0]
    rights = tuple(dict.fromkeys(right.id for _, right, _ in found))
    places = tuple(sorted({where for _, _, where in found}))
    named = ", ".join(f"'{each}'" for each in rights[:MOST_NAMED])
    named += f" and {len(rights) - MOST_NAMED} more" if len(rights) > MOST_NAMED else ""
    said = (
        f"'{rule.id}' falls short of the law ({', '.join(places)}): {named} gives more and beats"
        " it; write at least what the law gives."
        if kind is Kind.BELOW_THE_LAW
        else f"'{rule.id}' does not hold against the law ({', '.join(places)}): where {named}"
        " applies, the customer has a right."
    )
    options = tuple(sorted(rule.options & frozenset().union(*(r.options for _, r, _ in found))))
    return LabFinding(kind, said, (rule.id, *rights), options, places)
