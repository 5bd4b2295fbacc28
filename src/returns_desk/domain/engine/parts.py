"""The tenders that money of a receipt came from, as rules see them.

Owns what a tender can still give back and which of its facts are unknown. Decides nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from operator import attrgetter

from returns_desk.domain.case import Case, RefundAuthorisation
from returns_desk.domain.engine.calendar import days_between
from returns_desk.domain.engine.item_facts import left_standing, values_of
from returns_desk.domain.engine.rulebook import Rulebook
from returns_desk.domain.engine.unknowns import Unknown
from returns_desk.domain.sale import CARD_LIKE, Sale, SaleTender, TenderType

DEFAULT_CHEQUE_HOLD_DAYS = 10

MOST_PLACES_KEPT = 256
"""Unknown facts of tenders: they are the same for every sale paid so."""


@dataclass(frozen=True, slots=True, eq=False)
class TenderPart:
    """One original tender that money of an item came from.

    `held` are the conjunctions that its known facts leave standing. `unknown` are its other facts,
    named by its place among the sale's tenders, so that what is decided of one sale serves the
    next; `names` are their names on the board by those. `values` has one per column of the index.
    `can_give` is in minor units.
    """

    key: str
    type: TenderType
    can_give: int
    held: int
    unknown: tuple[Unknown, ...]
    names: tuple[tuple[str, str], ...]
    means: str
    is_declined: bool
    tender: SaleTender
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Paid:
    """A tender of a sale, with what the case and the book say of it by the names of its fields."""

    key: str
    place: int
    tender: SaleTender
    refund_authorisation: RefundAuthorisation
    tender_cleared: bool
    original_tender_present: bool | None
    refundable_without_card: bool
    is_expired: bool
    has_same_account: bool


TENDER_FACTS: Mapping[str, Callable[[Paid], object]] = {
    "tender": attrgetter("tender.type"),
    "scheme": attrgetter("tender.scheme"),
    "tender_amount": lambda paid: paid.tender.amount - paid.tender.change - paid.tender.rounding,
    "tender_cleared": attrgetter("tender_cleared"),
    "tender_expired": attrgetter("is_expired"),
    "tender_issuer": attrgetter("tender.issuer"),
    "card_entry": attrgetter("tender.entry"),
    "other_card.same_account": attrgetter("has_same_account"),
    "refundable_without_card": attrgetter("refundable_without_card"),
    "refund_authorisation": attrgetter("refund_authorisation"),
    "original_tender_present": attrgetter("original_tender_present"),
}


def parts_of(case: Case, sale: Sale, book: Rulebook) -> tuple[TenderPart, ...]:
    """The tenders that can still give something back, as rules see them."""
    giving = [tender for tender in sale.tenders if tender.refundable_amount > 0]
    places = sorted(_key(sale, tender) for tender in giving)
    paid = [_paid(case, sale, tender, book, places) for tender in giving]
    return tuple(_part(each, book) for each in paid)


def _key(sale: Sale, tender: SaleTender) -> str:
    return f"{sale.receipt}/{tender.tender}"


def part_with(part: TenderPart, book: Rulebook, field: str, value: object) -> TenderPart:
    """The tender, were that field of it otherwise, which is known."""
    columns = book.index.columns.get("tender", ())
    known = zip(columns, part.values, strict=True)
    values = [value if column.field == field else each for column, each in known]
    held, _ = left_standing(columns, values, book.index.every)
    is_declined, means = part.is_declined, part.means
    if field == "refund_authorisation":
        is_declined = value == RefundAuthorisation.DECLINED
    if field == "tender_cleared":
        means = _means(part.tender, book, is_cleared=bool(value))
    return TenderPart(
        key=part.key,
        type=part.type,
        can_give=part.can_give,
        held=held,
        unknown=part.unknown,
        names=part.names,
        means=means,
        is_declined=is_declined,
        tender=part.tender,
        values=part.values,
    )


def _paid(
    case: Case, sale: Sale, tender: SaleTender, book: Rulebook, places: Sequence[str]
) -> Paid:
    key = _key(sale, tender)
    said = case.claim.facts.refund_authorisation
    without_card = _refundable_without_card(tender, book)
    return Paid(
        key=key,
        place=places.index(key),
        tender=tender,
        refund_authorisation=said.get(key, RefundAuthorisation.APPROVED),
        tender_cleared=_is_cleared(case, sale, tender, book),
        original_tender_present=_presence(case, key, tender, without_card=without_card),
        refundable_without_card=without_card,
        is_expired=tender.expires_on is not None and tender.expires_on < case.now.date(),
        has_same_account=_has_same_account(case, tender),
    )


def _part(paid: Paid, book: Rulebook) -> TenderPart:
    columns = book.index.columns.get("tender", ())
    values = values_of(columns, TENDER_FACTS, paid)
    held, unknown = left_standing(columns, values, book.index.every)
    names = tuple(dict.fromkeys(unknown))
    here = tuple([_of_place(book.unknown[name], paid.place) for name in names])
    return TenderPart(
        key=paid.key,
        type=paid.tender.type,
        can_give=paid.tender.refundable_amount,
        held=held,
        unknown=here,
        names=tuple([(each.name, f"{n}:{paid.key}") for each, n in zip(here, names, strict=True)]),
        means=_means(paid.tender, book, is_cleared=paid.tender_cleared),
        is_declined=paid.refund_authorisation == RefundAuthorisation.DECLINED,
        tender=paid.tender,
        values=values,
    )


@lru_cache(maxsize=MOST_PLACES_KEPT)
def _of_place(unknown: Unknown, place: int) -> Unknown:
    """The unknown fact of the tender in that place; the names sort as the tenders' keys do."""
    return replace(unknown, name=f"{unknown.name}:{place:06}")


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
    needing = book.settings.card_needed_for_schemes or ()
    if any(fnmatchcase(tender.scheme or "", pattern) for pattern in needing):
        return False
    return tender.type in (book.settings.refundable_without_card or ())


def _has_same_account(case: Case, tender: SaleTender) -> bool:
    """Whether the card held out is the tender's account by another number: a wallet, a new card."""
    card = case.claim.facts.other_card
    return card is not None and tender.account is not None and card.account == tender.account


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
