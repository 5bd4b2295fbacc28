"""Rules that contradict, never apply, are always beaten, or never matter.

Owns what is said of single rules and pairs of them. Exact where the search came to its end;
what was not proved is not said.
"""

from collections.abc import Iterator
from itertools import combinations

from returns_desk.application.policy_lab.bench import (
    Bench,
    Visit,
    can_be_tried,
    paid_with,
    tests_of,
    without_rule,
)
from returns_desk.application.policy_lab.report import Kind, LabFinding
from returns_desk.application.policy_lab.single_days import single_days
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.policy import Effect, Layer, Rule
from returns_desk.domain.sale import TenderType

MOST_CASES_PER_RULE = 48
"""A rule that changes none of so many boards made for it is said never to matter."""

OTHER_TENDERS = (TenderType.CREDIT_CARD, TenderType.GIFT_CARD)
"""Where cash would only do the same as the original, these tell the two apart."""

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
    if not _matters(bench, rule):
        message = (
            f"'{rule.id}' decides nothing in the cases tried: it adds its sentence to the board and"
            " changes no standing and no amount; leave it out unless the sentence helps."
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


def _matters(bench: Bench, rule: Rule) -> bool:
    """Whether some board is another without the rule; True where the search was ended."""
    if rule.deduct is not None:
        # Invented goods have no rebate, gift, wear or carriage that a fee could keep.
        return True
    less = without_rule(bench.policy, rule)
    for count, visit in enumerate(_telling_visits(bench, rule)):
        if count == MOST_CASES_PER_RULE or bench.must_stop():
            break
        whole, rest = bench.board(visit), bench.board(visit, less)
        if _deeds(whole) != _deeds(rest) or _is_only_word(rule, whole, rest):
            return True
    return bench.must_stop()


def _is_only_word(rule: Rule, whole: Board, rest: Board) -> bool:
    """Whether a closed option would stand there without a reason, were it not for this rule."""
    return rule.effect is Effect.FORBID and any(
        option.standing is Standing.NOT_POSSIBLE
        and any(reason.rule == rule.id for reason in whole.option(option.id).reasons)
        and all(reason.layer == "engine" for reason in option.reasons)
        for option in rest.options
    )


def _telling_visits(bench: Bench, rule: Rule) -> Iterator[Visit]:
    """Visits in which the rule is most likely to decide alone."""
    for option in sorted(rule.options):
        stronger = bench.on(option, *BEATEN_BY.get(rule.effect, ()))
        alike = tuple(r for r in bench.on(option, rule.effect) if r is not rule)
        others = (*bench.on(option, Effect.RIGHT), *stronger, *alike)
        silent = tuple(each for each in others if not each.only_if_not)
        for other in (rule, *_beside(bench, rule, option)):
            for regions in bench.spaces:
                visit = bench.find_in(regions, (rule, other), silent)
                if visit is not None:
                    yield visit


def _beside(bench: Bench, rule: Rule, option: str) -> tuple[Rule, ...]:
    """Rules beside which this one shows: what it takes from, or what closes other ways."""
    if rule.effect in {Effect.FORBID, Effect.FEE}:
        return bench.on(option, Effect.ALLOW, Effect.APPROVE)
    closing = {Effect.FORBID, Effect.APPROVE}
    closed = (r for r in bench.rules if r.effect in closing and option not in r.options)
    return (*map(paid_with, OTHER_TENDERS), *closed)


def _deeds(board: Board) -> tuple[object, ...]:
    """What a board does, its words apart."""
    options = tuple(
        (o.id, o.standing, o.basis, o.amount, o.amount_max, o.fee, o.approval_role, o.legs)
        for o in board.options
    )
    return options, board.questions, board.triggers
