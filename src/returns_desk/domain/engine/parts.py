"""The tenders that money of a receipt came from, as rules see them.

Owns what a tender can still give back and which of its facts are unknown. Decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from returns_desk.domain.case import Case, RefundAuthorisation
from returns_desk.domain.engine.calendar import days_between
from returns_desk.domain.engine.rulebook import Rulebook
from returns_desk.domain.engine.unknowns import Known, Unknown, flag, split_known
from returns_desk.domain.sale import CARD_LIKE, Sale, SaleTender, TenderType

DEFAULT_CHEQUE_HOLD_DAYS = 10


@dataclass(frozen=True, slots=True)
class TenderPart:
    """One original tender that money of an item came from."""

    key: str
    tender: SaleTender
    known: Known
    unknown: Mapping[str, Unknown]
    means: str
    is_declined: bool


def parts_of(case: Case, sale: Sale, book: Rulebook) -> tuple[TenderPart, ...]:
    """The tenders that can still give something back, as rules see them."""
    return tuple(
        _part(case, sale, tender, book) for tender in sale.tenders if tender.refundable_amount > 0
    )


def _part(case: Case, sale: Sale, tender: SaleTender, book: Rulebook) -> TenderPart:
    key = f"{sale.receipt}/{tender.tender}"
    authorisation = case.claim.facts.refund_authorisation.get(key, RefundAuthorisation.APPROVED)
    without_card = _refundable_without_card(tender, book)
    cleared = _is_cleared(case, sale, tender, book)
    facts: dict[str, Unknown | object] = {
        "tender": tender.type,
        "scheme": tender.scheme,
        "tender_cleared": cleared,
        "refundable_without_card": without_card,
        "refund_authorisation": authorisation,
        "original_tender_present": _presence(case, key, tender, without_card=without_card),
    }
    known, unknown = split_known(facts, book)
    return TenderPart(
        key=key,
        tender=tender,
        known=known,
        unknown=unknown,
        means=_means(tender, book, is_cleared=cleared),
        is_declined=authorisation is RefundAuthorisation.DECLINED,
    )


def _presence(case: Case, key: str, tender: SaleTender, *, without_card: bool) -> Unknown | bool:
    """Only what the customer carries can be absent, and only where its presence matters."""
    if without_card:
        return True
    stated = case.claim.facts.original_tender_present.get(key)
    if stated is None and tender.type not in CARD_LIKE:
        return True
    return flag(f"original_tender_present:{key}", "original_tender_present", stated)


def _refundable_without_card(tender: SaleTender, book: Rulebook) -> bool:
    if tender.refundable_without_card is not None:
        return tender.refundable_without_card
    return tender.type in (book.settings.refundable_without_card or ())


def _is_cleared(case: Case, sale: Sale, tender: SaleTender, book: Rulebook) -> bool:
    if tender.cleared is not None or tender.type is not TenderType.CHEQUE:
        return tender.cleared is not False
    hold = book.settings.cheque_hold_days
    hold = DEFAULT_CHEQUE_HOLD_DAYS if hold is None else hold
    return days_between(sale.sold_at.date(), case.now.date()) >= hold


def _means(tender: SaleTender, book: Rulebook, *, is_cleared: bool) -> str:
    """How the original tender is given back; a cleared cheque in cash where the pack says so."""
    if tender.type is TenderType.CHEQUE and is_cleared and book.settings.cheque_cleared_as_cash:
        return TenderType.CASH
    return tender.type
