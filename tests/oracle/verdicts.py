"""What the rules say of one item under one option when every fact is known.

Owns the order of rules as CONTRACT.md and DESIGN.md section 4 have it; must not know of
unknown facts, which `oracle.board` tries one completion at a time.
"""

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from fractions import Fraction

from oracle.money import can_give_back, half_up
from oracle.subjects import Subject, value_of
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.case import (
    Case,
    RefundAuthorisation,
)
from returns_desk.domain.policy import (
    Conjunction,
    Effect,
    FieldTest,
    Layer,
    Pack,
    Policy,
    Rule,
    jurisdictions_of,
)
from returns_desk.domain.sale import Sale, SaleTender

NOT, APPROVAL, PERMITTED = 0, 1, 2
"""Verdicts from worst to best."""

GOODS_REMEDIES = frozenset({"even_exchange", "replacement", "exchange", "repair"})
LAYER_ORDER = list(Layer)
MIXED = "refund/mixed"
WAYS = (
    "refund/original",
    "refund/other_card",
    "refund/cash",
    "refund/bank_transfer",
    "refund/cheque",
)
"""The ways that refund/mixed is made of, earlier ones first."""

Fired = dict[SaleTender | None, list[Rule]]
"""The rules that apply, by the tender they are asked about."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One item under one option: how far it is permitted, and for how much."""

    kind: int
    right: bool = False
    amount: int = 0
    fee: int = 0
    routes: tuple[str, ...] = ()


def packs_in_force(case: Case, sale: Sale | None, policy: Policy) -> list[Pack]:
    """The packs that apply to a sale today: of its jurisdiction, inside their dates."""
    place = (sale and sale.jurisdiction) or case.store.jurisdiction
    return [pack for pack in policy.packs if _applies(pack, place, case.now.date())]


def rules_in_force(subject: Subject, policy: Policy) -> list[Rule]:
    """The rules of all packs that apply to this sale, without those that are replaced."""
    packs = packs_in_force(subject.case, subject.sale, policy)
    rules = [rule for pack in packs for rule in pack.rules]
    return [rule for rule in rules if not any(_replaces(other, rule) for other in rules)]


def _applies(pack: Pack, place: str, today: date) -> bool:
    if pack.layer is Layer.LAW and pack.jurisdiction not in jurisdictions_of(place):
        return False
    begun = pack.effective_from is None or pack.effective_from <= today
    return begun and (pack.effective_until is None or today <= pack.effective_until)


def _replaces(other: Rule, rule: Rule) -> bool:
    more_specific = LAYER_ORDER.index(other.layer) > LAYER_ORDER.index(rule.layer)
    return rule.id in other.replaces and more_specific and rule.layer is not Layer.LAW


def verdicts_of(subject: Subject, policy: Policy) -> dict[str, Verdict]:
    """Every option for one item: the worst over the tenders that carry a part of its money."""
    rules = rules_in_force(subject, policy)
    tenders = carriers_of(subject)
    fired = {t: [r for r in rules if applies_to(r, subject, t)] for t in {None, *tenders}}
    found = {option: _verdict(subject, option, tenders, fired) for option in CATALOGUE}
    return found | {MIXED: mixed_verdict(subject, tenders, fired)}


def _verdict(subject: Subject, option: str, tenders: list[SaleTender], fired: Fired) -> Verdict:
    if _is_barred(subject, option):
        return Verdict(NOT)
    worth = _worth(subject, option)
    if option.split("/", maxsplit=1)[0] in GOODS_REMEDIES or not tenders:
        return of_rules(worth, [rule for rule in fired[None] if option in rule.options])
    found = [way_of(subject, option, tender, fired, worth) for tender in tenders]
    return min(found, key=lambda verdict: (verdict.kind, verdict.right, verdict.amount))


def way_of(subject: Subject, option: str, tender: SaleTender, fired: Fired, worth: int) -> Verdict:
    """What becomes of the money that one tender carries, under one option."""
    if _is_declined(subject, option, tender):
        return Verdict(NOT)
    return of_rules(worth, [rule for rule in fired[tender] if option in rule.options])


def mixed_verdict(subject: Subject, tenders: list[SaleTender], fired: Fired) -> Verdict:
    """Each tender's money by the best way that is open to it, earlier ways first."""
    if subject.quantity == 0 or subject.sale is None or not tenders:
        return Verdict(NOT)
    ways = [
        min(
            ((way_of(subject, way, tender, fired, subject.paid), way) for way in WAYS),
            key=lambda found: -found[0].kind,
        )
        for tender in tenders
    ]
    routes = tuple(way.split("/")[1] for _, way in ways)
    kind = min(verdict.kind for verdict, _ in ways)
    if kind == NOT or len(set(routes)) == 1:
        return Verdict(NOT)
    fee = max(verdict.fee for verdict, _ in ways)
    right = all(verdict.right for verdict, _ in ways)
    return Verdict(kind, right, subject.paid - fee, fee, routes)


def _worth(subject: Subject, option: str) -> int:
    """What the option gives for the item before fees; goods alone are no money."""
    remedy = option.split("/", maxsplit=1)[0]
    if remedy == "price_reduction":
        return lowered_by(subject) or 0
    return 0 if remedy in GOODS_REMEDIES - {"exchange"} else subject.paid


def lowered_by(subject: Subject) -> int | None:
    """What the new price is lower for what comes back; None where there is no new price."""
    price = getattr(subject.item, "new_unit_price", None)
    if price is None:
        return None
    return max(0, subject.paid - half_up(Fraction(price) * Fraction(subject.quantity)))


def risen_by(subject: Subject) -> int:
    """What the same goods cost more now than was paid for them; 0 where that is not known."""
    price = getattr(subject.item, "new_unit_price", None) or 0
    return max(0, half_up(Fraction(price) * Fraction(subject.quantity)) - subject.paid)


def _is_barred(subject: Subject, option: str) -> bool:
    """Nothing left to return, nothing in stock to exchange, or no lower price to speak of."""
    out_of_stock = not subject.case.claim.facts.even_exchange_in_stock
    is_unpaid_for = subject.sale is not None and subject.paid > 0 and not carriers_of(subject)
    return (
        subject.quantity == 0
        or (option == "even_exchange/none" and out_of_stock)
        or (option == "price_reduction/original" and not lowered_by(subject))
        or (option.endswith("/original") and subject.sale is None)
        or (is_unpaid_for and takes_money(option))
    )


def takes_money(option: str) -> bool:
    """Whether the option uses up what the tenders can still give back."""
    return option.split("/", maxsplit=1)[0] not in GOODS_REMEDIES - {"exchange"}


def carriers_of(subject: Subject) -> list[SaleTender]:
    """The original tenders that can still give back a part of the item's money."""
    if subject.sale is None or subject.paid == 0:
        return []
    return [tender for tender in subject.sale.tenders if can_give_back(tender) > 0]


def of_rules(worth: int, fired: list[Rule]) -> Verdict:
    effects = {rule.effect for rule in fired if rule.verified or rule.effect is not Effect.RIGHT}
    if Effect.RIGHT in effects:
        return Verdict(PERMITTED, right=True, amount=worth)
    kind = _of_shop(effects)
    if kind == NOT and any(r.effect is Effect.RIGHT and not r.verified for r in fired):
        kind = APPROVAL
    if kind == NOT:
        return Verdict(NOT)
    fee = _fee(worth, [rule for rule in fired if rule.effect is Effect.FEE])
    return Verdict(kind, amount=worth - fee, fee=fee)


def _of_shop(effects: set[Effect]) -> int:
    if Effect.FORBID in effects:
        return NOT
    if Effect.APPROVE in effects:
        return APPROVAL
    return PERMITTED if Effect.ALLOW in effects else NOT


def _fee(paid: int, rules: list[Rule]) -> int:
    """All fees of the item together, rounded once, and never more than the item brings."""
    rate = sum(rule.fee_basis_points for rule in rules)
    fixed = sum(rule.fee_fixed for rule in rules)
    return min(paid, half_up(Fraction(paid * rate, 10_000)) + fixed)


def _is_declined(subject: Subject, option: str, tender: SaleTender) -> bool:
    assert subject.sale is not None
    if option.split("/")[1] != "original":
        return False
    said = subject.case.claim.facts.refund_authorisation
    key = f"{subject.sale.receipt}/{tender.tender}"
    return said.get(key) is RefundAuthorisation.DECLINED


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
    assert isinstance(value, int)
    above = test.at_least is None or value >= test.at_least
    return above and (test.at_most is None or value <= test.at_most)
