"""Windows that one rule opens and another closes halfway: 30 days, of which the last 16 are shut.

Owns that comparison of two rules of one layer. Exact where the search came to its end.
"""

from collections.abc import Iterator
from dataclasses import replace

from returns_desk.application.policy_lab.bench import Bench, can_be_tried
from returns_desk.application.policy_lab.passing import INTERVALS
from returns_desk.application.policy_lab.report import Kind, LabFinding
from returns_desk.domain.policy import FIELDS, Effect, FieldTest, Rule

Part = tuple[FieldTest, FieldTest]
"""A window and the part of it that another rule closes."""


def clashing_windows(bench: Bench) -> Iterator[LabFinding]:
    """One finding per pair of rules of which the second always closes a part of the first."""
    tried = [rule for rule in bench.rules if can_be_tried(rule, bench.spaces)]
    closing = [rule for rule in tried if rule.effect is Effect.FORBID]
    opening = [rule for rule in tried if rule.effect is Effect.ALLOW]
    for one, other in ((one, other) for one in opening for other in closing):
        options = tuple(sorted(one.options & other.options))
        if one.layer is not other.layer or not options:
            continue
        if bench.must_stop():
            return
        for window, closed in _parts(one, other):
            if _is_always_closed(bench, one, other, (window, closed)):
                yield _finding(one, other, options, (window, closed))
                break


def _parts(one: Rule, other: Rule) -> Iterator[Part]:
    """Windows of `when` in one rule with the part, not the whole, that the other's bounds cover."""
    bounds = {test.field: test for test in other.when if FIELDS[test.field].kind in INTERVALS}
    for window in one.when:
        if window.field in bounds:
            closed = _overlap(window, bounds[window.field])
            if closed not in {None, window}:
                yield window, closed


def _overlap(window: FieldTest, bound: FieldTest) -> FieldTest | None:
    """What lies in both; None where nothing does."""
    lows = [test.at_least for test in (window, bound) if test.at_least is not None]
    highs = [test.at_most for test in (window, bound) if test.at_most is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return None
    return FieldTest(window.field, at_least=low, at_most=high)


def _is_always_closed(bench: Bench, one: Rule, other: Rule, part: Part) -> bool:
    """Whether the first reaches that part of its window, and the other applies all over it."""
    window, closed = part
    there = replace(one, when=tuple(closed if test is window else test for test in one.when))
    return (
        bench.find_quickly([there]) is not None
        and bench.is_proved_impossible([there], [other])
        and bench.find_quickly([one], [other]) is not None
    )


def _finding(one: Rule, other: Rule, options: tuple[str, ...], part: Part) -> LabFinding:
    field = part[0].field
    message = (
        f"'{one.id}' opens {', '.join(options)} where {field} is {_said(part[0])}, but"
        f" '{other.id}' always closes it where {field} is {_said(part[1])}; let the two meet at"
        " the same number."
    )
    return LabFinding(Kind.CLASHING_WINDOWS, message, (one.id, other.id), options, facts=(field,))


def _said(window: FieldTest) -> str:
    if window.at_least is None:
        return f"at most {window.at_most}"
    if window.at_most is None:
        return f"at least {window.at_least}"
    return f"{window.at_least} to {window.at_most}"
