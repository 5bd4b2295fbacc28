"""Who, where and when of a transaction, and how one transaction points to another.

Owns the receipt's number and the link from a return to its sale. Must not know lines or money.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from returns_desk.adapters.sales.poslog.elements import Element
from returns_desk.adapters.sales.poslog.values import (
    LONGEST_CODE,
    checked_code,
    day,
    invalid,
    linked_line,
    moment,
)
from returns_desk.adapters.sales.readings import ReaderSettings
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.money import CURRENCY_DIGITS

_OUR_SLIP: Final = re.compile(r"RD/\d{1,12}/[0-9A-Za-z_-]{12}", re.ASCII)
"""What the barcode of this program's slip says: RD, case, end of the payout's key."""
_OWN_NUMBER_SIGNS: Final = 12
"""A TransactionID this long is unique by itself; a shorter one repeats the till's sequence."""
_NO_CURRENCY: Final = "X" * 3
"""ISO 4217's code for no currency; a German till writes it at a discount of 0."""
_TIMES: Final = ("EndDateTime", "ReceiptDateTime", "BeginDateTime", "POSLogDateTime")


@dataclass(frozen=True, slots=True)
class Header:
    """What every line of a transaction shares; texts are empty where the file says nothing."""

    element: Element
    store: str
    terminal: str
    sequence: str
    business_day: str
    currency: str
    zone: ZoneInfo
    settings: ReaderSettings

    @classmethod
    def of(cls, element: Element, settings: ReaderSettings, zone: ZoneInfo) -> "Header":
        """Read the head of a transaction.

        Raises:
            InvalidInput: the currency is not known, or a number is too long.

        """
        return cls(
            element=element,
            store=checked_code(_store(element) or settings.store, "BusinessUnit"),
            terminal=checked_code(element.text_of("WorkstationID"), "WorkstationID"),
            sequence=checked_code(element.text_of("SequenceNumber"), "SequenceNumber"),
            business_day=_business_day(element, zone),
            currency=_currency(element, settings),
            zone=zone,
            settings=settings,
        )

    @property
    def number(self) -> str:
        """Store, terminal, business day and sequence, with the digits as the file has them."""
        return f"{self.store}-{self.terminal}-{self.business_day}-{self.sequence}"

    @property
    def label(self) -> str:
        """What of the number is there, to point at a transaction that may be no sale."""
        parts = (self.store, self.terminal, self.business_day, self.sequence)
        return "-".join(part for part in parts if part)[:LONGEST_CODE]

    @property
    def receipt(self) -> str:
        """The receipt's own number where it has one, else `number`.

        A ReceiptNumber that only repeats the till's sequence would be the same at every till and
        every year, so it is not taken.

        Raises:
            InvalidInput: `no_receipt_number`.

        """
        own = self.element.text_of("ReceiptNumber")
        if own and not _OUR_SLIP.search(own) and own.lstrip("0") != self.sequence.lstrip("0"):
            return checked_code(own, "ReceiptNumber")
        if not self.sequence:
            raise invalid("SequenceNumber", "no_receipt_number")
        return checked_code(self.number, "SequenceNumber")

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other numbers by which a return may name this sale."""
        own = self.element.text_of("TransactionID")
        others = [self.number if self.sequence else "", own if _is_own_number(own) else ""]
        return tuple(x for x in others if x and x != self.receipt)

    @property
    def reference(self) -> str | None:
        """What our slip's barcode said, where the till booked a return of this program."""
        texts = (x.text for name in _REFERENCES for x in _everywhere(self.element, name))
        return next((found.group() for text in texts if (found := _OUR_SLIP.search(text))), None)

    @property
    def moment(self) -> datetime:
        """When it ended, else when the receipt was printed, else when it began.

        Raises:
            InvalidInput: `bad_date`.

        """
        retail = self.element.first("RetailTransaction")
        for name in _TIMES:
            for where in (self.element, retail):
                text = where.text_of(name) if where else ""
                if text:
                    return moment(text, self.zone, name)
        raise invalid("EndDateTime", "bad_date")


_REFERENCES: Final = ("ReceiptNumber", "ReferenceNumber", "AuthorizationCode", "Reason", "Note")


def _everywhere(element: Element, name: str) -> list[Element]:
    found = list(element.each(name))
    for child in element.children:
        found.extend(_everywhere(child, name))
    return found


def _is_own_number(text: str) -> bool:
    return _OWN_NUMBER_SIGNS <= len(text) <= LONGEST_CODE


def _store(element: Element) -> str:
    unit = element.first("BusinessUnit")
    named = unit.text_of("UnitID") or unit.text if unit else ""
    return element.text_of("RetailStoreID") or named


def _business_day(element: Element, zone: ZoneInfo) -> str:
    """The day of the books; a till without one books on the day it closed the transaction."""
    text = element.text_of("BusinessDayDate") or element.text_of("BusinessDayDate", "Date")
    try:
        if text:
            return day(text, "BusinessDayDate")
        closed = next(x for name in _TIMES if (x := element.text_of(name)))
        return moment(closed, zone, "EndDateTime").strftime("%Y%m%d")
    except (InvalidInput, StopIteration):
        return ""


def _currency(element: Element, settings: ReaderSettings) -> str:
    said = [element.text_of("CurrencyCode")]
    said += [x.attribute("Currency", "CurrencyCode") for x in _amounts(element)]
    chosen = next((x for x in said if x and x != _NO_CURRENCY), settings.currency)
    if chosen not in CURRENCY_DIGITS:
        raise invalid("CurrencyCode", "unknown_currency")
    return chosen


def _amounts(element: Element) -> list[Element]:
    retail = element.first("RetailTransaction")
    return [] if retail is None else [*retail.each("Total"), *_everywhere(retail, "ExtendedAmount")]


@dataclass(frozen=True, slots=True)
class Link:
    """The transaction that another names; `receipt` is None where it is not named completely."""

    receipt: str | None
    line: int | None


_NO_RETURN: Final = frozenset({"resume", "resumed", "suspend", "suspended", "retrieve", "layaway"})


def link_of(element: Element | None, header: Header) -> Link | None:
    """The sale that a return (or the transaction it stands in) names, if it names one.

    Store and day that a link leaves out are never guessed; a store is only ever the own one.
    """
    links = [] if element is None else list(element.each("TransactionLink"))
    found = next((x for x in links if x.attribute("ReasonCode").lower() not in _NO_RETURN), None)
    if found is None:
        return None
    line = found.either("LineItemSequenceNumber", "LineItemID")
    return Link(_linked_receipt(found, header), linked_line(line))


def _linked_receipt(link: Element, header: Header) -> str | None:
    own = link.text_of("ReceiptNumber")
    terminal, sequence = link.text_of("WorkstationID"), link.text_of("SequenceNumber")
    date = link.text_of("BusinessDayDate") or link.text_of("BusinessDayDate", "Date")
    if own and own.lstrip("0") != sequence.lstrip("0") and not _OUR_SLIP.search(own):
        return own[:LONGEST_CODE]
    try:
        business_day = day(date, "TransactionLink")
    except InvalidInput:
        business_day = ""
    if terminal and sequence and business_day:
        store = _store(link) or header.store
        return f"{store}-{terminal}-{business_day}-{sequence}"[:LONGEST_CODE]
    transaction = link.text_of("TransactionID")
    return transaction if _is_own_number(transaction) else None
