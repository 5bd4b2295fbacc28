"""Which proofs of a purchase the law of this place counts, whatever the shop asks for (R14).

Owns the look into the law packs in force; decides nothing of a case.
"""

from itertools import chain

from returns_desk.application.proofs import Rung
from returns_desk.application.turn import Turn
from returns_desk.domain.engine.rulebook import rulebook_for
from returns_desk.domain.policy import Layer, Rule

_FIELDS = {
    "evidence.card_lookup": Rung.CARD,
    "evidence.customer_record": Rung.CUSTOMER,
    "evidence.serial_record": Rung.SERIAL,
    "evidence.bank_statement": Rung.BANK_STATEMENT,
}


def counted_by_law(turn: Turn) -> frozenset[Rung]:
    """The rungs that some rule of law in force at this counter names as proof."""
    jurisdiction = turn.services.shop.store.jurisdiction
    book = rulebook_for(turn.services.policies.policy(), jurisdiction, turn.now.date())
    of_law = (rule for rule in book.index.rules if rule.layer is Layer.LAW)
    return frozenset(rung for rule in of_law for rung in _named(rule))


def _named(rule: Rule) -> set[Rung]:
    tests = chain(rule.when, *rule.any)
    return {_FIELDS[test.field] for test in tests if test.field in _FIELDS}
