"""Which packs and rules are in force for a sale, and whether a rule's tests hold.

Owns the reading of one rule against one item where every fact is known; what the rules that
apply make of an option belongs to `oracle.verdicts`.
"""

from datetime import date
from fnmatch import fnmatchcase

from oracle.subjects import Subject, value_of
from oracle.years import Days, holds_of_days
from returns_desk.domain.case import Case
from returns_desk.domain.policy import (
    Conjunction,
    FieldTest,
    Layer,
    Pack,
    Policy,
    Rule,
    jurisdictions_of,
)
from returns_desk.domain.sale import Sale, SaleTender

LAYER_ORDER = list(Layer)


def packs_in_force(case: Case, sale: Sale | None, policy: Policy) -> list[Pack]:
    """The packs that apply to a sale today: of its jurisdiction, inside their dates."""
    place = (sale and sale.jurisdiction) or case.store.jurisdiction
    return [pack for pack in policy.packs if _applies(pack, place, case.now.date())]


def rules_in_force(subject: Subject, policy: Policy) -> list[Rule]:
    """The rules of all packs that apply to this sale, without those that are replaced."""
    packs = packs_in_force(subject.case, subject.sale, policy)
    rules = [rule for pack in packs for rule in pack.rules]
    return [rule for rule in rules if not any(_replaces(other, rule) for other in rules)]


def setting(case: Case, sale: Sale | None, policy: Policy, name: str) -> object:
    """The value of the most specific pack that is not silent; None where all are."""
    packs = packs_in_force(case, sale, policy)
    said = [
        (LAYER_ORDER.index(pack.layer), getattr(pack.settings, name))
        for pack in packs
        if getattr(pack.settings, name) is not None
    ]
    return max(said, key=lambda pair: pair[0])[1] if said else None


def _applies(pack: Pack, place: str, today: date) -> bool:
    if pack.layer is Layer.LAW and pack.jurisdiction not in jurisdictions_of(place):
        return False
    begun = pack.effective_from is None or pack.effective_from <= today
    return begun and (pack.effective_until is None or today <= pack.effective_until)


def _replaces(other: Rule, rule: Rule) -> bool:
    more_specific = LAYER_ORDER.index(other.layer) > LAYER_ORDER.index(rule.layer)
    return rule.id in other.replaces and more_specific and rule.layer is not Layer.LAW


def applies_to(rule: Rule, subject: Subject, tender: SaleTender | None) -> bool:
    """Whether a rule's tests hold: all of `when`, one of `any`, none of `unless`.

    A test of a tender is false where there is no tender.
    """

    def holds(conjunction: Conjunction) -> bool:
        return all(_test_holds(test, subject, tender) for test in conjunction)

    some = not rule.any or any(holds(c) for c in rule.any)
    return holds(rule.when) and some and not any(holds(c) for c in rule.unless)


def _test_holds(test: FieldTest, subject: Subject, tender: SaleTender | None) -> bool:
    value = value_of(test.field, subject, tender)
    if value is None:
        return False
    if isinstance(value, frozenset):
        return bool(value & test.any_of)
    if test.patterns:
        return any(fnmatchcase(str(value), pattern) for pattern in test.patterns)
    if test.any_of:
        return value in test.any_of
    if isinstance(value, Days):
        return holds_of_days(test, value)
    assert isinstance(value, int)
    above = test.at_least is None or value >= test.at_least
    return above and (test.at_most is None or value <= test.at_most)
