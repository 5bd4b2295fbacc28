"""Which rules of a policy apply at one place on one day, as `policy check` and loading count them.

Owns that selection. What rules decide is the engine's affair.
"""

from datetime import date

from returns_desk.domain.policy import Layer, Pack, Policy, Rule, jurisdictions_of

MERCHANT_LAYERS = frozenset({Layer.SHOP, Layer.STORE, Layer.CAMPAIGN})
"""Layers that a shop writes itself."""


def rules_at(policy: Policy, place: str, day: date) -> tuple[Rule, ...]:
    """The rules of all packs that apply there and then, less those that others replace."""
    packs = [pack for pack in policy.packs if _is_in_force(pack, place, day)]
    rules = [rule for pack in packs for rule in pack.rules]
    replaced = {name for rule in rules if rule.layer in MERCHANT_LAYERS for name in rule.replaces}
    return tuple(rule for rule in rules if rule.id not in replaced)


def _is_in_force(pack: Pack, place: str, day: date) -> bool:
    if pack.layer is Layer.LAW and pack.jurisdiction not in {None, *jurisdictions_of(place)}:
        return False
    begun = pack.effective_from is None or pack.effective_from <= day
    return begun and (pack.effective_until is None or day <= pack.effective_until)
