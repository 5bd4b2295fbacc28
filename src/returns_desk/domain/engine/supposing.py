"""Known facts that can still change, each supposed otherwise: "come back with the card".

Owns the list of what can still change about a case. How rules see the case then is the business
of `looking`; the standing after it is decided by the same code as the board's.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from returns_desk.domain.board import FactValue
from returns_desk.domain.case import Case, EvidenceKind, Reason
from returns_desk.domain.sale import CARD_LIKE, SaleTender, TenderType

MOST_ITEMS_SUPPOSED = 20
"""Reasons of so many items are supposed otherwise; in larger claims nobody reads them."""


class Supposition(NamedTuple):
    """A fact, another value that it could take, and the field that rules know it by.

    `of`: the tender's key or the item's index where it is theirs; None for facts of the visit.
    `only_goods`: it is supposed for remedies that give goods alone; what a customer said of the
    reason is no key to money.
    """

    fact: str
    value: FactValue
    field: str
    of: str | int | None = None
    only_goods: bool = False

    @property
    def is_of_visit(self) -> bool:
        """Whether the goods, and the ways in which money can go out, stay as they are."""
        return self.of is None


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


def _absent_tenders(case: Case) -> Iterator[Supposition]:
    for key, present in case.claim.facts.original_tender_present.items():
        if not present:
            name = f"original_tender_present:{key}"
            yield Supposition(name, True, "original_tender_present", of=key)


def _declined_refunds(case: Case) -> Iterator[Supposition]:
    """A refund that the issuer might still decline opens other ways."""
    tried = case.claim.facts.refund_authorisation
    for key, tender in _claimed_tenders(case):
        if tender.type in CARD_LIKE and key not in tried:
            name = f"refund_authorisation:{key}"
            yield Supposition(name, "declined", "refund_authorisation", of=key)


def _uncleared_cheques(case: Case) -> Iterator[Supposition]:
    """A cheque that still has to clear will, or its bank will say so."""
    for key, tender in _claimed_tenders(case):
        if tender.type is TenderType.CHEQUE and not tender.cleared:
            yield Supposition(f"cleared:{key}", True, "tender_cleared", of=key)


def _claimed_tenders(case: Case) -> Iterator[tuple[str, SaleTender]]:
    """The tenders of the claimed receipts, by their keys."""
    claimed = {item.receipt for item in case.claim.items}
    for sale in case.sales:
        if sale.receipt in claimed:
            for tender in sale.tenders:
                yield f"{sale.receipt}/{tender.tender}", tender


_EVIDENCE = {kind: (f"evidence:{kind}", f"evidence.{kind}") for kind in EvidenceKind}
"""What proves the purchase: its name on the board, and its field."""


def _evidence(case: Case, fields: Collection[str]) -> Iterator[Supposition]:
    for kind, is_there in case.claim.evidence.items():
        name, field = _EVIDENCE[kind]
        if not is_there and field in fields:
            yield Supposition(name, True, field)


def _flags(case: Case, fields: Collection[str]) -> Iterator[Supposition]:
    """What can still be seen."""
    facts = case.claim.facts
    seen = {
        "photo_id_seen": facts.photo_id_seen,
        "is_purchaser": facts.is_purchaser,
        "gift_card_present": facts.gift_card_present,
    }
    for name, is_seen in seen.items():
        if is_seen is False and name in fields:
            yield Supposition(name, True, name)
    if facts.other_card is not None and facts.other_card.same_customer is False:
        yield Supposition("other_card.same_customer", True, "other_card.same_customer")
    if not facts.even_exchange_in_stock:
        yield Supposition("even_exchange_in_stock", True, "even_exchange_in_stock")


def _faults(case: Case) -> Iterator[Supposition]:
    """Goods that would turn out faulty."""
    if len(case.claim.items) > MOST_ITEMS_SUPPOSED:
        return
    for index, item in enumerate(case.claim.items):
        if item.reason not in {None, Reason.FAULTY}:
            yield Supposition(f"reason:{index}", "faulty", "reason", of=index, only_goods=True)
