"""Rules that never matter: proved from when rules apply, never guessed from a few boards.

Owns the proof. A rule of which it is not certain that it decides nothing is left in peace: to
advise an owner to delete a rule that matters is worse than to say nothing of one that does not.
"""

from collections.abc import Iterator

from returns_desk.application.policy_lab.bench import Bench, can_be_tried
from returns_desk.application.policy_lab.report import named
from returns_desk.domain.policy import Effect, Rule

OPENING = (Effect.ALLOW, Effect.APPROVE)


def why_idle(bench: Bench, rule: Rule) -> str | None:
    """Why the rule decides nothing, as part of a sentence; None where that is not certain."""
    if rule.replaces:
        # Without it, those that it replaces would come back.
        return None
    if rule.effect is Effect.FEE:
        return _why_idle_fee(bench, rule)
    same = _saying_the_same(bench, rule)
    if not same:
        return None
    verb = "says" if len(same) == 1 else "say"
    return f"wherever it applies, {named(same)} {verb} the same"


def _why_idle_fee(bench: Bench, rule: Rule) -> str | None:
    if rule.deduct is None and _takes_nothing(rule):
        return "its fee is nothing"
    if any(rule.options & right.options for right in _rights_anywhere(bench)):
        # What law gives somewhere may be given with a fee where it was only recalled.
        return None
    opening = {r.id: r for option in rule.options for r in bench.on(option, *OPENING)}
    if not all(can_be_tried(each, bench.spaces) for each in opening.values()):
        return None
    if not all(bench.is_proved_impossible([rule, each]) for each in opening.values()):
        return None
    return "no rule opens what it would take from"


def _rights_anywhere(bench: Bench) -> Iterator[Rule]:
    rules = (rule for pack in bench.policy.packs for rule in pack.rules)
    return (rule for rule in rules if rule.effect is Effect.RIGHT)


def _takes_nothing(rule: Rule) -> bool:
    is_capped_at_nothing = rule.fee_at_most == 0
    return is_capped_at_nothing or not (
        rule.fee_basis_points or rule.fee_fixed or rule.fee_at_least
    )


def _saying_the_same(bench: Bench, rule: Rule) -> tuple[str, ...]:
    """The rules that together say the same on every option wherever it applies; none else."""
    same: dict[str, None] = {}
    for option in sorted(rule.options):
        alike = tuple(_alike(bench, rule, option))
        if not alike or not bench.is_proved_impossible([rule], alike):
            return ()
        alone = [each for each in alike if bench.is_proved_impossible([rule], [each])]
        same |= {each.id: None for each in alone[:1] or alike}
    return tuple(same)


def _alike(bench: Bench, rule: Rule, option: str) -> Iterator[Rule]:
    """Rules of the same pack that do at least as much for the option.

    Another pack may end on another day or be left at home; its rules take the place of none here.
    """
    for other in bench.on(option, rule.effect):
        is_beside = other is not rule and (other.layer, other.pack) == (rule.layer, rule.pack)
        if is_beside and _does_as_much(other, rule) and can_be_tried(other, bench.spaces):
            yield other


def _does_as_much(other: Rule, rule: Rule) -> bool:
    """Whether the other asks the same person, and stops at no lower amount."""
    if other.role != rule.role:
        return False
    if other.amount_at_most is None:
        return True
    return rule.amount_at_most is not None and rule.amount_at_most <= other.amount_at_most
