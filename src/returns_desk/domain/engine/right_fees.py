"""What is kept of the money in each completion: the shop's fees, and those the law itself names.

Owns that a shop's fee never touches a right, and that of several rights the customer has the best.
What fees come to is the business of `fees`.
"""

from functools import reduce
from operator import or_

from returns_desk.domain.engine.fees import NO_FEES, Fees
from returns_desk.domain.engine.verdicts import Judged
from returns_desk.domain.policy import Effect, Rule

ByFees = dict[Fees, int]
"""Completions by what is kept in them."""


def split(fees: ByFees, rule: Rule, charged: int) -> ByFees:
    """The same completions, with the rule's fee on top where it is charged."""
    split: ByFees = {}
    for fee, rows in fees.items():
        for kept, where in ((fee, rows & ~charged), (fee.with_rule(rule), rows & charged)):
            split[kept] = split.get(kept, 0) | where
    return split


def fees_by_rules(judged: Judged, everywhere: int) -> ByFees:
    """What rules keep in these completions."""
    fee_rules = [*judged.with_effect(Effect.FEE), *_ceilings(judged)]
    if judged.right and any(_bears_fee(rule) for rule, _ in judged.said):
        return _with_rights(judged, _summed(fee_rules, everywhere), everywhere)
    return _summed([(rule, rows & ~judged.right) for rule, rows in fee_rules], everywhere)


def _ceilings(judged: Judged) -> list[tuple[Rule, int]]:
    """The rules that permit it up to an amount, each where no other permits more."""
    if all(rule.amount_at_most is None for rule, _ in judged.said):
        return []
    refused = reduce(or_, (rows for _, rows in judged.with_effect(Effect.FORBID)), 0)
    permits = [(rule, rows & ~judged.approval) for rule, rows in judged.with_effect(Effect.ALLOW)]
    permits += [(rule, rows & ~refused) for rule, rows in judged.with_effect(Effect.APPROVE)]
    found, settled = [], 0
    for rule, rows in sorted(permits, key=lambda each: _most_first(each[0])):
        if rule.amount_at_most is not None:
            found.append((rule, rows & ~settled))
        settled |= rows
    return found


def _most_first(rule: Rule) -> tuple[bool, int, str, str]:
    most = rule.amount_at_most
    return most is not None, -(most or 0), rule.pack, rule.id


def _bears_fee(rule: Rule) -> bool:
    """Whether the law itself lets something be kept."""
    has_fee = bool(rule.fee_basis_points or rule.fee_fixed or rule.deduct)
    return rule.effect is Effect.RIGHT and has_fee


def _summed(fee_rules: list[tuple[Rule, int]], everywhere: int) -> ByFees:
    fees: ByFees = {NO_FEES: everywhere}
    for rule, rows in fee_rules:
        fees = split(fees, rule, rows)
    return fees


def _with_rights(judged: Judged, of_shop: ByFees, everywhere: int) -> ByFees:
    """The shop's fees; where there is a right, the least of its fee and of what the shop keeps."""
    granted = _granted_by_shop(judged)
    ways = [(fee, rows & granted) for fee, rows in of_shop.items()]
    for rule, rows in judged.with_effect(Effect.RIGHT):
        if rule.verified:
            ways.append((NO_FEES.with_rule(rule), rows))
    kept: dict[Fees | None, int] = {None: judged.right & everywhere}
    for fee, rows in ways:
        kept = _lowered(kept, fee, rows)
    found = {fee: rows & ~judged.right for fee, rows in of_shop.items()}
    for least, rows in kept.items():
        if least is not None:
            found[least] = found.get(least, 0) | rows
    return found


def _granted_by_shop(judged: Judged) -> int:
    """Where the option would be open without a manager if there were no right."""
    said = {
        effect: reduce(or_, (rows for _, rows in judged.with_effect(effect)), 0)
        for effect in (Effect.ALLOW, Effect.APPROVE, Effect.FORBID)
    }
    return said[Effect.ALLOW] & ~said[Effect.APPROVE] & ~said[Effect.FORBID]


def _lowered(kept: dict[Fees | None, int], fee: Fees, where: int) -> dict[Fees | None, int]:
    """The same completions, with one more way there."""
    lowered: dict[Fees | None, int] = {}
    for known, rows in kept.items():
        least = fee if known is None else known.lowest(fee)
        for each, those in ((known, rows & ~where), (least, rows & where)):
            lowered[each] = lowered.get(each, 0) | those
    return lowered
