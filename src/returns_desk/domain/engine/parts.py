"""The tenders that money of a receipt came from, as rules see them.

Owns what a tender can still give back and which of its facts are unknown. Decides nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from returns_desk.domain.case import Case, RefundAuthorisation
from returns_desk.domain.engine.calendar import days_between
from returns_desk.domain.engine.item_facts import look
from returns_desk.domain.engine.rulebook import Rulebook
from returns_desk.domain.engine.unknowns import Unknown
from returns_desk.domain.sale import CARD_LIKE, Sale, SaleTender, TenderType

DEFAULT_CHEQUE_HOLD_DAYS = 10

MOST_NAMES_KEPT = 256
"""The same tender is asked about on board after board of its case."""


@dataclass(frozen=True, slots=True, eq=False)
class TenderPart:
    """One original tender that money of an item came from.

    `held` are the conjunctions that its known facts leave standing. `can_give` is in minor units.
    """

    key: str
    type: TenderType
    can_give: int
    held: int
    unknown: tuple[Unknown, ...]
    means: str
    is_declined: bool


@dataclass(frozen=True, slots=True)
class Paid:
    """A tender of a sale, with what the case and the book say of it."""

    key: str
    tender: SaleTender
    authorisation: RefundAuthorisation
    is_cleared: bool
    is_present: bool | None
    without_card: bool


TENDER_FACTS: Mapping[str, Callable[[Paid], object]] = {
    "tender": attrgetter("tender.type"),
    "scheme": attrgetter("tender.scheme"),
    "tender_amount": lambda paid: paid.tender.amount - paid.tender.change - paid.tender.rounding,
    "tender_cleared": attrgetter("is_cleared"),
    "refundable_without_card": attrgetter("without_card"),
    "refund_authorisation": attrgetter("authorisation"),
    "original_tender_present": attrgetter("is_present"),
}


def parts_of(case: Case, sale: Sale, book: Rulebook) -> tuple[TenderPart, ...]:
    """The tenders that can still give something back, as rules see them."""
    return tuple(
        _part(_paid(case, sale, tender, book), book)
        for tender in sale.tenders
        if tender.refundable_amount > 0
    )


def _paid(case: Case, sale: Sale, tender: SaleTender, book: Rulebook) -> Paid:
    key = f"{sale.receipt}/{tender.tender}"
    said = case.claim.facts.refund_authorisation
    without_card = _refundable_without_card(tender, book)
    return Paid(
        key=key,
        tender=tender,
        authorisation=said.get(key, RefundAuthorisation.APPROVED),
        is_cleared=_is_cleared(case, sale, tender, book),
        is_present=_presence(case, key, tender, without_card=without_card),
        without_card=without_card,
    )


def _part(paid: Paid, book: Rulebook) -> TenderPart:
    columns = book.index.columns.get("tender", ())
    held, unknown = look(columns, TENDER_FACTS, paid, book.index.every)
    names = dict.fromkeys(unknown)
    return TenderPart(
        key=paid.key,
        type=paid.tender.type,
        can_give=paid.tender.refundable_amount,
        held=held,
        unknown=tuple(_of_part(book.unknown[name], paid.key) for name in names),
        means=_means(paid.tender, book, is_cleared=paid.is_cleared),
        is_declined=paid.authorisation is RefundAuthorisation.DECLINED,
    )


@lru_cache(maxsize=MOST_NAMES_KEPT)
def _of_part(unknown: Unknown, key: str) -> Unknown:
    """The unknown fact under the name that it has for this tender."""
    return replace(unknown, name=f"{unknown.name}:{key}")


def _presence(case: Case, key: str, tender: SaleTender, *, without_card: bool) -> bool | None:
    """Only what the customer carries can be absent, and only where its presence matters."""
    if without_card:
        return True
    stated = case.claim.facts.original_tender_present.get(key)
    if stated is None and tender.type not in CARD_LIKE:
        return True
    return stated


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
