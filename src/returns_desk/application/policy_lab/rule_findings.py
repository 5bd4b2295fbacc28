"""Rules that contradict, never apply, are always beaten, or never matter.

Owns what is said of single rules and pairs of them. Exact where the search came to its end;
what was not proved is not said.
"""

from collections.abc import Iterator
from itertools import combinations

from returns_desk.application.policy_lab.bench import Bench, can_be_tried, tests_of
from returns_desk.application.policy_lab.idle_rules import why_idle
from returns_desk.application.policy_lab.report import Kind, LabFinding
from returns_desk.application.policy_lab.single_days import single_days
from returns_desk.domain.policy import Effect, Layer, Rule

BEATEN_BY = {
    Effect.ALLOW: (Effect.FORBID, Effect.APPROVE),
    Effect.APPROVE: (Effect.FORBID,),
    Effect.FEE: (Effect.FORBID,),
}
"""Effects that leave nothing of another where both apply."""


def rule_findings(bench: Bench) -> Iterator[LabFinding]:
    """What there is to say of the rules that are not law."""
    contradicting: set[str] = set()
    for finding in _contradictions(bench):
        contradicting.update(finding.rules)
        yield finding
    for rule in bench.rules:
        if rule.layer is Layer.LAW or rule.id in contradicting:
            continue
        yield from single_days(rule)
        if not can_be_tried(rule, bench.spaces) or bench.must_stop():
            continue
        yield from _of_rule(bench, rule)


def _contradictions(bench: Bench) -> Iterator[LabFinding]:
    """Pairs of one layer that allow and forbid the same under the same conditions."""
    tried = [rule for rule in bench.rules if can_be_tried(rule, bench.spaces)]
    for one, other in combinations(tried, 2):
        same = sorted(one.options & other.options)
        if one.layer is not other.layer or not same:
            continue
        if {one.effect, other.effect} != {Effect.ALLOW, Effect.FORBID}:
            continue
        if bench.must_stop():
            return
        if _apply_together(bench, one, other):
            message = (
                f"'{one.id}' and '{other.id}' say allow and forbid of {', '.join(same)} under the"
                " same conditions; keep one of them."
            )
            yield LabFinding(Kind.CONTRADICTION, message, (one.id, other.id), tuple(same))


def _apply_together(bench: Bench, one: Rule, other: Rule) -> bool:
    """Whether each applies exactly where the other does, and somewhere at all."""
    return (
        bench.is_proved_impossible([one], [other])
        and bench.is_proved_impossible([other], [one])
        and bench.find_quickly([one]) is not None
    )


def _of_rule(bench: Bench, rule: Rule) -> Iterator[LabFinding]:
    options = tuple(sorted(rule.options))
    if bench.is_proved_impossible([rule]):
        yield LabFinding(Kind.DEAD_RULE, _why_dead(bench, rule), (rule.id,), options)
        return
    beating = _always_beaten(bench, rule)
    if beating:
        named = " and ".join(f"'{each}'" for each in beating)
        message = (
            f"'{rule.id}' never comes into effect: wherever it applies, {named} is stronger;"
            " leave it out, or narrow the stronger rule."
        )
        yield LabFinding(Kind.OVERRULED_RULE, message, (rule.id, *beating), options)
        return
    idle = why_idle(bench, rule)
    if idle:
        message = (
            f"'{rule.id}' decides nothing: {idle}; it adds its sentence to the board and changes no"
            " standing and no amount; leave it out unless the sentence helps."
        )
        yield LabFinding(Kind.NEVER_MATTERS, message, (rule.id,), options)


def _why_dead(bench: Bench, rule: Rule) -> str:
    """Which parts of the rule exclude each other, as far as it can be named."""
    begins = f"'{rule.id}' can never apply: "
    for one, other in combinations(rule.when, 2):
        pair = Rule(rule.id, rule.layer, rule.effect, rule.options, rule.code, when=(one, other))
        if bench.is_proved_impossible([pair]):
            return f"{begins}{one.field} and {other.field} exclude each other; mend one of them."
    bare = Rule(rule.id, rule.layer, rule.effect, rule.options, rule.code, rule.when, rule.any)
    if rule.unless and bench.find_quickly([bare]) is not None:
        return f"{begins}`unless` takes away all that the rest gives; narrow it."
    fields = ", ".join(sorted({test.field for test in tests_of(rule)}))
    return f"{begins}its tests of {fields} exclude each other; mend one of them."


def _always_beaten(bench: Bench, rule: Rule) -> tuple[str, ...]:
    """The rules that beat it on every option wherever it applies; none where it counts."""
    stronger_effects = BEATEN_BY.get(rule.effect, ())
    beating: set[str] = set()
    for option in rule.options:
        stronger = bench.on(option, *stronger_effects)
        if not stronger or not all(can_be_tried(each, bench.spaces) for each in stronger):
            return ()
        if not bench.is_proved_impossible([rule], stronger):
            return ()
        alone = [each for each in stronger if bench.is_proved_impossible([rule], [each])]
        beating |= {each.id for each in alone[:1] or stronger}
    return tuple(sorted(beating))
