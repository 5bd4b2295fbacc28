"""Reads how a transaction was paid: what came in, the change, the rounding, what was given back.

Owns which line is which of these. Must not compare them with the goods. Facts of files: change is
a negative cash tender with TenderChange in it (NCR), a TenderChange line of its own (POSLog 6, a
German till) or stands inside the tender (POSLog 6, earlier use). Rounding is a Tender line with
nothing else in it and a direction (Swedish tills) or stands inside the tender. Cashback at a card
is paid out by a change line; where none of the same amount is there, it is change of that card.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from returns_desk.adapters.sales.poslog.book import Book, PlacedElement
from returns_desk.adapters.sales.poslog.elements import Element
from returns_desk.adapters.sales.poslog.tender_kinds import scheme_of, tender_type
from returns_desk.adapters.sales.poslog.values import linked_line, money_in
from returns_desk.adapters.sales.readings import LeftOut
from returns_desk.domain.sale import SaleTender, TenderType

_LAST_FOUR: Final = re.compile(r"[\dxX*#.•\s-]{0,40}(\d{4})\s*", re.ASCII)
_NUMBERS: Final = ("PrimaryAccountNumber", "AccountNumber", "CardNumber", "GiftCardNumber")
_VOIDS: Final = ("VoidFlag", "Void")


@dataclass(slots=True)
class Payment:
    """One tender while change and rounding are still being added to it; minor units."""

    line: int
    type: TenderType
    amount: int
    scheme: str | None = None
    last4: str | None = None
    change: int = 0
    rounding: int = 0
    cashback: int = 0

    @property
    def left(self) -> int:
        """What it paid so far, change and rounding off."""
        return self.amount - self.change - self.rounding


@dataclass(slots=True)
class Payments:
    """Tenders that came in (`paid`) and went out for goods (`refunded`)."""

    paid: list[Payment] = field(default_factory=list)
    refunded: list[Payment] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """What stayed in the till for the goods sold."""
        return sum(x.left for x in self.paid)

    @property
    def given_back(self) -> int:
        """What left the till for goods that came back, before cash rounding."""
        return sum(x.left for x in self.refunded)

    def tenders(self) -> tuple[SaleTender, ...]:
        """The tenders of the sale, in the file's order, numbered from 1."""
        return tuple(
            SaleTender(
                tender=number, type=x.type, amount=x.amount, scheme=x.scheme, last4=x.last4,
                change=x.change, rounding=x.rounding,
            )
            for number, x in enumerate(self.paid, start=1)
        )  # fmt: skip


def payments_of(book: Book) -> Payments:
    """Read every payment of a transaction.

    Raises:
        InvalidInput: an amount can't be read.

    """
    payments = Payments()
    changes: list[tuple[int, str]] = []
    roundings: list[tuple[int, PlacedElement]] = []
    for placed in book.tenders:
        _read(placed, book, payments, changes, roundings)
    for amount, link in changes:
        _give_change(amount, link, payments)
    if not changes:
        for payment in payments.paid:
            payment.change += payment.cashback
    for amount, placed in roundings:
        _round(amount, placed, payments)
    return payments


def _read(
    placed: PlacedElement,
    book: Book,
    payments: Payments,
    changes: list[tuple[int, str]],
    roundings: list[tuple[int, PlacedElement]],
) -> None:
    tender, currency = placed.element, book.header.currency
    if rounding := _rounding(placed, currency):
        roundings.append((rounding, placed))
    inner = tender.first("TenderChange")
    change = abs(money_in(inner.first("Amount") if inner else None, currency, placed.place))
    amount = money_in(tender.first("Amount"), currency, placed.place)
    is_void = placed.line_item.flag(*_VOIDS) or tender.flag(*_VOIDS)
    if tender.name == "TenderChange" or (amount < 0 and change):
        changes.append((change or abs(amount), tender.text_of("ItemLink")))
    elif tender.attribute("TypeCode") == "PreAuthorize":
        book.left_out.append(LeftOut("preauthorisation", placed.place))
    elif is_void:
        _void(amount, placed, payments, book)
    elif amount:
        _add(amount, change, placed, payments, book)


def _add(amount: int, change: int, placed: PlacedElement, payments: Payments, book: Book) -> None:
    tender = placed.element
    payment = Payment(
        line=placed.line,
        type=_type(placed, book, amount),
        amount=abs(amount),
        scheme=scheme_of(tender),
        last4=_last_four(tender),
        change=change,
        cashback=money_in(tender.first("Cashback"), book.header.currency, placed.place),
    )
    goes_out = amount < 0 or tender.attribute("TypeCode") in {"Refund", "Reissue"}
    (payments.refunded if goes_out else payments.paid).append(payment)


def _type(placed: PlacedElement, book: Book, amount: int) -> TenderType:
    known = tender_type(placed.element)
    if known is None:
        book.doubt("unknown_tender", placed.place, said=abs(amount))
    return known or book.header.settings.tender


def _void(amount: int, placed: PlacedElement, payments: Payments, book: Book) -> None:
    """A void below zero cancels an earlier tender like it; any other is itself void."""
    if amount >= 0:
        return
    kind = tender_type(placed.element)
    like = [x for x in payments.paid if (x.type, x.amount) == (kind, -amount)]
    if like:
        payments.paid.remove(like[-1])
    else:
        book.doubt("void_matches_no_line", placed.place, said=-amount)


def _give_change(amount: int, link: str, payments: Payments) -> None:
    """To the tender it names, to a card's cashback, to cash, then to whatever has enough left."""
    by_link = [x for x in payments.paid if x.line == linked_line(link)]
    cashback = [x for x in payments.paid if x.cashback == amount]
    cash = [x for x in payments.paid if x.type is TenderType.CASH]
    for payment in (*by_link, *cashback, *cash[::-1], *payments.paid[::-1]):
        part = min(amount, payment.amount - payment.change)
        payment.change += part
        amount -= part
    if amount:
        payments.refunded.append(Payment(0, TenderType.CASH, amount))


def _rounding(placed: PlacedElement, currency: str) -> int:
    """What rounding added to what the customer pays, signed; on change it is the other way."""
    tender = placed.element
    element = tender if tender.name == "Rounding" else tender.first("Rounding")
    amount = money_in(element, currency, placed.place)
    direction = element.attribute("RoundingDirection").lower() if element else ""
    if direction:
        amount = -abs(amount) if direction == "down" else abs(amount)
    return -amount if tender.name == "TenderChange" else amount


def _round(amount: int, placed: PlacedElement, payments: Payments) -> None:
    sides = payments.paid or payments.refunded
    own = [x for x in sides if x.line == placed.line]
    cash = [x for x in sides if x.type is TenderType.CASH]
    for payment in (*own, *cash[::-1], *sides[::-1]):
        payment.rounding += amount
        return


def _last_four(tender: Element) -> str | None:
    """The last four of what stands for a card or account, whole or masked; never more."""
    for holder in tender.children:
        for number in holder.each(*_NUMBERS):
            if found := _LAST_FOUR.fullmatch(number.text):
                return found.group(1)
    return None
