"""Known facts that can still change, each supposed otherwise: "come back with the card".

Owns the list of what can still change about a case; the standing after it is decided by
the same code as the board's.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from returns_desk.domain.board import FactValue
from returns_desk.domain.case import Case, Facts, Reason, RefundAuthorisation
from returns_desk.domain.sale import CARD_LIKE, TenderType

Part = TypeVar("Part")

MOST_ITEMS_SUPPOSED = 20
"""Reasons of so many items are supposed otherwise; in larger claims nobody reads them."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """A fact, another value, the field that rules know it by, and the case it would make.

    `only_goods`: it is supposed for remedies that give goods alone; what a customer said of the
    reason is no key to money.
    """

    fact: str
    value: FactValue
    field: str
    case: Case
    only_goods: bool = False


def suppositions(case: Case, fields: Collection[str]) -> Iterator[Supposition]:
    """What could still come true of what is known not to be so, where these fields have a say."""
    if "original_tender_present" in fields:
        yield from _absent_tenders(case)
    if "refund_authorisation" in fields:
        yield from _declined_refunds(case)
    if "tender_cleared" in fields:
        yield from _uncleared_cheques(case)
    yield from _evidence(case, fields)
    yield from _flags(case, fields)
    if "reason" in fields:
        yield from _faults(case)


def _with_facts(case: Case, facts: Facts) -> Case:
    return replace(case, claim=replace(case.claim, facts=facts))


def _absent_tenders(case: Case) -> Iterator[Supposition]:
    facts = case.claim.facts
    for key, present in facts.original_tender_present.items():
        if not present:
            changed = replace(
                facts, original_tender_present={**facts.original_tender_present, key: True}
            )
            name = f"original_tender_present:{key}"
            yield Supposition(name, True, "original_tender_present", _with_facts(case, changed))


def _declined_refunds(case: Case) -> Iterator[Supposition]:
    """A refund that the issuer might still decline opens other ways."""
    facts = case.claim.facts
    claimed = {item.receipt for item in case.claim.items}
    for sale in case.sales:
        for tender in sale.tenders:
            key = f"{sale.receipt}/{tender.tender}"
            is_card = tender.type in CARD_LIKE
            if not is_card or sale.receipt not in claimed or key in facts.refund_authorisation:
                continue
            declined = {**facts.refund_authorisation, key: RefundAuthorisation.DECLINED}
            changed = _with_facts(case, replace(facts, refund_authorisation=declined))
            name = f"refund_authorisation:{key}"
            yield Supposition(name, "declined", "refund_authorisation", changed)


def _uncleared_cheques(case: Case) -> Iterator[Supposition]:
    """A cheque that still has to clear will, or its bank will say so."""
    claimed = {item.receipt for item in case.claim.items}
    for index, sale in enumerate(case.sales):
        for place, tender in enumerate(sale.tenders):
            if (
                tender.type is not TenderType.CHEQUE
                or tender.cleared
                or sale.receipt not in claimed
            ):
                continue
            cleared = _replaced(sale.tenders, place, replace(tender, cleared=True))
            sales = _replaced(case.sales, index, replace(sale, tenders=cleared))
            name = f"cleared:{sale.receipt}/{tender.tender}"
            yield Supposition(name, True, "tender_cleared", replace(case, sales=sales))


def _evidence(case: Case, fields: Collection[str]) -> Iterator[Supposition]:
    for kind, is_there in case.claim.evidence.items():
        if not is_there and f"evidence.{kind}" in fields:
            evidence = {**case.claim.evidence, kind: True}
            changed = replace(case, claim=replace(case.claim, evidence=evidence))
            yield Supposition(f"evidence:{kind}", True, f"evidence.{kind}", changed)


_SEEN: tuple[tuple[str, Callable[[Facts], object], Callable[[Facts], Facts]], ...] = (
    ("photo_id_seen", attrgetter("photo_id_seen"), lambda f: replace(f, photo_id_seen=True)),
    ("is_purchaser", attrgetter("is_purchaser"), lambda f: replace(f, is_purchaser=True)),
    (
        "gift_card_present",
        attrgetter("gift_card_present"),
        lambda f: replace(f, gift_card_present=True),
    ),
)
"""What can still be seen: its name, whether it was, and the facts once it is."""


def _flags(case: Case, fields: Collection[str]) -> Iterator[Supposition]:
    facts = case.claim.facts
    for name, is_seen, seen in _SEEN:
        if is_seen(facts) is False and name in fields:
            yield Supposition(name, True, name, _with_facts(case, seen(facts)))
    if facts.other_card is not None and facts.other_card.same_customer is False:
        card = replace(facts.other_card, same_customer=True)
        name = "other_card.same_customer"
        yield Supposition(name, True, name, _with_facts(case, replace(facts, other_card=card)))
    if not facts.even_exchange_in_stock:
        changed = replace(facts, even_exchange_in_stock=True)
        name = "even_exchange_in_stock"
        yield Supposition(name, True, name, _with_facts(case, changed))


def _faults(case: Case) -> Iterator[Supposition]:
    """Goods that would turn out faulty."""
    if len(case.claim.items) > MOST_ITEMS_SUPPOSED:
        return
    for index, item in enumerate(case.claim.items):
        if item.reason not in {None, Reason.FAULTY}:
            items = _replaced(case.claim.items, index, replace(item, reason=Reason.FAULTY))
            changed = replace(case, claim=replace(case.claim, items=items))
            yield Supposition(f"reason:{index}", "faulty", "reason", changed, only_goods=True)


def _replaced(those: tuple[Part, ...], index: int, part: Part) -> tuple[Part, ...]:
    return (*those[:index], part, *those[index + 1 :])
