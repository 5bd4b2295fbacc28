"""Reads one record of a till's CSV as one line of a receipt.

Owns what counts as a sold line and what is left out, with the code of the reason. Must not group
lines into receipts. Money becomes int minor units here, exactly, half up where it must be rounded
(1 x 0.001 is paid as 0, 600 x 0.001 as 60 cents in a currency with cents).

Lines that are no goods. The Online Retail set, and many web shops after it, book postage, carriage
and fees as lines with codes of their own. The customer paid for them and some come back (returns of
POST are in the set), so they are kept, as delivery or service, and the packs decide. A manual line
(M) is something sold without a code: goods. Discounts, bad debt and stock corrections have no
price above zero or no quantity above zero, and are left out by that alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from returns_desk.adapters.sales.csv_headings import ColumnMapping
from returns_desk.adapters.sales.csv_values import (
    BadValueError,
    decimal_of,
    money_of,
    tender_of,
    time_of,
)
from returns_desk.domain.card_numbers import last_four_of
from returns_desk.domain.money import CURRENCY_DIGITS
from returns_desk.domain.sale import LineKind, TenderType

LARGEST_AMOUNT: Final = 10**13
_CANCELLED: Final = re.compile(r"C\d+", re.IGNORECASE)
_KIND_BY_CODE: Final = {
    "POST": LineKind.DELIVERY,
    "DOT": LineKind.DELIVERY,
    "C2": LineKind.DELIVERY,
    "BANK CHARGES": LineKind.SERVICE,
    "AMAZONFEE": LineKind.SERVICE,
}
_KIND_BY_DESCRIPTION: Final = {
    **dict.fromkeys(
        ("postage", "carriage", "shipping", "delivery", "freight", "versand", "versandkosten",
         "frais de port", "livraison", "gastos de envio", "envio", "saatekulu", "transport"),
        LineKind.DELIVERY,
    ),
    **dict.fromkeys(("express delivery", "express shipping"), LineKind.EXPRESS_DELIVERY),
    **dict.fromkeys(("deposit", "pfand", "pant", "pandiraha", "tagatisraha"), LineKind.DEPOSIT),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CsvSettings:
    """What the file itself may not say. `prices_with_tax`, `month_first` None: not said."""

    currency: str
    store: str
    zone: tzinfo = field(default=UTC)
    tender: TenderType = TenderType.STORE_ACCOUNT
    prices_with_tax: bool | None = None
    month_first: bool | None = None


@dataclass(slots=True)
class CsvLine:
    """One sold line with what its record says of the whole receipt; money in minor units."""

    sold_at: datetime
    quantity: Decimal
    paid: int
    tax: int
    discount: int
    currency: str
    values: dict[str, str]
    tender: TenderType | None
    last4: str | None
    kind: LineKind

    def get(self, role: str) -> str | None:
        """Answer the text of that column, or None where it is empty or absent."""
        return self.values.get(role) or None


class RowReader:
    """Reads the cells of records whose columns are known."""

    def __init__(self, mapping: ColumnMapping, settings: CsvSettings) -> None:
        self._columns = tuple(mapping.column_of.items())
        self._width = len(mapping.headings)
        self._settings = settings
        self._comma_is_decimal = mapping.delimiter == ";"
        self._cancelled_by_number = mapping.is_online_retail

    def read(self, cells: Sequence[str]) -> CsvLine:
        """Read one record.

        Raises:
            BadValueError: it is left out, with the reason.

        """
        values = self._values(cells)
        quantity = self._quantity(values)
        paid, tax, discount, currency = self._amounts(values, quantity)
        tender = values.get("tender")
        return CsvLine(
            sold_at=self._sold_at(values),
            quantity=quantity,
            paid=paid,
            tax=tax,
            discount=discount,
            currency=currency,
            values=values,
            tender=tender_of(tender) if tender else None,
            last4=last_four_of(values.get("card", "")),
            kind=_kind_of(values.get("sku", ""), values.get("description", "")),
        )

    def _values(self, cells: Sequence[str]) -> dict[str, str]:
        if len(cells) < self._width:
            raise BadValueError("cells_missing")
        if len(cells) > self._width and any(cells[self._width :]):
            raise BadValueError("too_many_cells")
        values = {role: cells[column].strip() for role, column in self._columns}
        if not values["receipt"]:
            raise BadValueError("no_receipt_number")
        return values

    def _quantity(self, values: dict[str, str]) -> Decimal:
        if not values["quantity"]:
            raise BadValueError("no_quantity")
        quantity = self._decimal(values["quantity"])
        if quantity < 0:
            is_free = not self._price_texts_above_zero(values)
            raise BadValueError("stock_correction" if is_free else "return_or_cancellation")
        if self._cancelled_by_number and _CANCELLED.fullmatch(values["receipt"]):
            raise BadValueError("return_or_cancellation")
        if quantity == 0:
            raise BadValueError("no_quantity")
        if not (values.get("sku") or values.get("gtin") or values.get("description")):
            raise BadValueError("no_item")
        if quantity % 1 and values.get("unit", "each").casefold() in _PIECES:
            raise BadValueError("fraction_of_each")
        return quantity

    def _price_texts_above_zero(self, values: dict[str, str]) -> bool:
        texts = (values.get("unit_price"), values.get("line_total"))
        return any(any(sign in "123456789" for sign in text or "") for text in texts)

    def _amounts(self, values: dict[str, str], quantity: Decimal) -> tuple[int, int, int, str]:
        currency = values.get("currency", "").upper() or self._settings.currency
        if currency not in CURRENCY_DIGITS:
            raise BadValueError("unknown_currency")
        tax = self._money(values.get("tax"), currency) or 0
        discount = abs(self._money(values.get("discount"), currency) or 0)
        asked = self._asked(values, quantity, currency)
        total = self._money(values.get("line_total"), currency)
        if asked is None and total is None:
            raise BadValueError("nothing_paid")
        paid = self._paid(asked, total, tax, discount)
        if paid < 0 or tax < 0:
            raise BadValueError("negative_price")
        if paid > LARGEST_AMOUNT:
            raise BadValueError("amount_too_large")
        if tax > paid:
            raise BadValueError("more_tax_than_paid")
        return paid, tax, discount, currency

    def _asked(self, values: dict[str, str], quantity: Decimal, currency: str) -> int | None:
        """Price times quantity, before discount."""
        text = values.get("unit_price")
        if not text:
            return None
        price = self._decimal(text)
        if price < 0:
            raise BadValueError("negative_price")
        if price == 0 and not self._price_texts_above_zero(values):
            raise BadValueError("nothing_paid")
        return _line_amount(price, quantity, currency)

    def _paid(self, asked: int | None, total: int | None, tax: int, discount: int) -> int:
        on_top = tax if self._settings.prices_with_tax is False else 0
        if total is None:
            return (asked or 0) - discount + on_top
        if total == 0 and not asked:
            raise BadValueError("nothing_paid")
        if asked is None or abs(total - (asked - discount)) <= 1 or total == asked:
            return total + on_top
        # The price was before tax and the total is with it.
        if abs(total - (asked - discount + tax)) <= 1:
            return total
        raise BadValueError("amounts_contradict")

    def _money(self, text: str | None, currency: str) -> int | None:
        return money_of(self._decimal(text), currency) if text else None

    def _decimal(self, text: str) -> Decimal:
        return decimal_of(text, comma_is_decimal=self._comma_is_decimal)

    def _sold_at(self, values: dict[str, str]) -> datetime:
        text = f"{values['sold_at']} {values.get('sold_time', '')}".strip()
        return time_of(text, self._settings.zone, month_first=bool(self._settings.month_first))


_PIECES: Final = frozenset({"", "each", "ea", "pc", "pcs", "piece", "stk", "st", "tk", "kpl"})


def unit_of(text: str | None) -> str:
    """Name the unit of a line; all words for a piece are `each`."""
    return "each" if (text or "").casefold() in _PIECES else text or "each"


@lru_cache(maxsize=65_536)
def _line_amount(price: Decimal, quantity: Decimal, currency: str) -> int:
    return money_of(Fraction(price) * Fraction(quantity), currency)


def _kind_of(sku: str, description: str) -> LineKind:
    by_code = _KIND_BY_CODE.get(sku)
    return by_code or _KIND_BY_DESCRIPTION.get(description.casefold(), LineKind.GOODS)
