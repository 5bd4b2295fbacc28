"""What a shop's rules say below the floor of the law, with the rule of law that beats them.

Owns the comparison of a merchant's rules with the rights of one place. A right stands whatever
the shop writes; the point is that the shop should know. The law of places where the shop trades is
told rule by rule; where nobody said where that is, all law is summed up in one note.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from returns_desk.application.policy_lab.bench import Bench, can_be_tried, tests_of
from returns_desk.application.policy_lab.in_force import MERCHANT_LAYERS
from returns_desk.application.policy_lab.report import Kind, LabFinding, named
from returns_desk.domain.policy import Conjunction, Effect, FieldTest, Rule

DAYS_OF = {
    "days_since_sale": 1,
    "days_since_delivery": 1,
    "days_from_delivery_to_notice": 1,
    "months_since_sale": 31,
    "months_since_delivery": 31,
}
"""Fields that are windows of time, with the days of their unit at most."""

Beaten = tuple[Kind, Rule, Rule, str]
"""How a rule is beaten, the rule, the right that beats it, and the place."""


def law_findings(benches: Iterable[Bench]) -> tuple[LabFinding, ...]:
    """What the rules say below the law of the shop's places, one finding per rule."""
    by_rule: dict[tuple[str, Kind], list[Beaten]] = {}
    for beaten in _of_places(benches):
        by_rule.setdefault((beaten[1].id, beaten[0]), []).append(beaten)
    return tuple(_finding(kind, found) for (_, kind), found in by_rule.items())


def law_elsewhere(benches: Iterable[Bench]) -> Iterator[LabFinding]:
    """One note for a shop that has not said where it trades."""
    places: dict[str, set[str]] = {}
    options: set[str] = set()
    for kind, rule, right, where in _of_places(benches):
        if kind is Kind.BELOW_THE_LAW:
            places.setdefault(rule.id, set()).add(where)
            options |= rule.options & right.options
    if not places:
        return
    every = sorted(set[str]().union(*places.values()))
    message = (
        f"nobody said where the shop trades; {named(tuple(places))} would fall short of the law"
        f" somewhere ({', '.join(every)}). Your place's law stands anyway; write jurisdiction ="
        ' "EE" (or US-MN, …) at the top of the pack, or add --place, to see it rule by rule.'
    )
    yield LabFinding(
        Kind.BELOW_THE_LAW_ELSEWHERE,
        message,
        tuple(places),
        tuple(sorted(options)),
        tuple(every),
    )


def _of_places(benches: Iterable[Bench]) -> Iterator[Beaten]:
    for bench in benches:
        yield from _of_place(bench)


def _of_place(bench: Bench) -> Iterator[Beaten]:
    rights = [r for r in bench.rules if _may_count(bench, r)]
    for rule in bench.rules:
        if rule.layer not in MERCHANT_LAYERS or not can_be_tried(rule, bench.spaces):
            continue
        for right in rights:
            if bench.must_stop():
                return
            kind = _beaten(bench, rule, right)
            if kind is not None:
                yield kind, rule, right, right.pack or bench.surroundings.place


def _may_count(bench: Bench, right: Rule) -> bool:
    """Whether a shop like this one can meet the right, and the right was read.

    One that rests on a policy which nobody could see is met by no shop whose pack says that its
    policy hangs on the wall.
    """
    if right.effect is not Effect.RIGHT or not right.verified:
        return False
    is_shown = any(pack.settings.policy_disclosed for pack in bench.policy.packs)
    hidden = FieldTest("policy_disclosed", any_of=frozenset({False}))
    return not (is_shown and hidden in right.when)


def _beaten(bench: Bench, rule: Rule, right: Rule) -> Kind | None:
    """Whether the right beats the rule somewhere, and whether it is a window that falls short."""
    options = rule.options & right.options
    if not options:
        return None
    if rule.effect is Effect.ALLOW:
        is_short = _is_same_ground(rule, right) and _is_shorter(bench, rule, right, min(options))
        return Kind.BELOW_THE_LAW if is_short else None
    if bench.find_quickly([right, rule]) is None:
        return None
    is_early = _is_same_ground(rule, right) and _begins_early(rule, right)
    return Kind.BELOW_THE_LAW if is_early else Kind.AGAINST_THE_LAW


def _is_same_ground(rule: Rule, right: Rule) -> bool:
    """Whether the two speak of the same kind of return.

    A rule that asks for no reason is the shop's word on a change of mind. A right that needs a
    reason, such as a fault, stands beside it and leaves nothing to mend in it.
    """
    needs_reason = any(test.field == "reason" for test in right.when)
    asked = (*rule.when, *(test for each in rule.any for test in each))
    return not needs_reason or any(test.field == "reason" for test in asked)


def _begins_early(rule: Rule, right: Rule) -> bool:
    """Whether the rule sets in by time while the right, counted from the same day, goes on."""
    begins = [
        test.at_least * DAYS_OF[test.field]
        for test in tests_of(rule)
        if test.field in DAYS_OF and test.at_least is not None
    ]
    end = _end_days(right)
    return bool(begins) and (end is None or min(begins) <= end)


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


def _finding(kind: Kind, found: list[Beaten]) -> LabFinding:
    rule = found[0][1]
    rights = tuple(dict.fromkeys(right.id for _, _, right, _ in found))
    places = tuple(sorted({where for _, _, _, where in found}))
    verbs = ("gives", "stands") if len(rights) == 1 else ("give", "stand")
    said = (
        f"'{rule.id}' falls short of the law ({', '.join(places)}): {named(rights)} {verbs[0]} more"
        f" and {verbs[1]} above it; write at least what the law gives."
        if kind is Kind.BELOW_THE_LAW
        else f"'{rule.id}' does not hold against the law ({', '.join(places)}): where"
        f" {named(rights)} applies, the customer has a right."
    )
    options = tuple(sorted(rule.options & frozenset().union(*(r.options for _, _, r, _ in found))))
    return LabFinding(kind, said, (rule.id, *rights), options, places)
