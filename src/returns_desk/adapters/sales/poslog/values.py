"""Reads the values inside a transaction: numbers, money, times, units, codes.

Owns text to exact values, and the place in each refusal. Must not know sales. Types are those of
XML Schema (decimal, dateTime, boolean), which has neither grouping nor exponents.
"""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from returns_desk.adapters.sales.csv_values import BadValueError, money_of, time_of
from returns_desk.adapters.sales.poslog.elements import Element
from returns_desk.adapters.sales.poslog.reasons import SENTENCES
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.errors import InvalidInput

LARGEST_MONEY: Final = 10**13
LONGEST_CODE: Final = 200
LONGEST_TEXT: Final = 2_000
_DECIMAL: Final = re.compile(r"[+-]?\d{1,12}(?:\.\d{0,12})?|[+-]?\.\d{1,12}", re.ASCII)
_DECIMAL_PLACES: Final = Decimal("0.000001")
_INTEGER: Final = re.compile(r"0*\d{1,9}", re.ASCII)
_MOMENT: Final = re.compile(r"(?:19[7-9]\d|20\d\d)-\d\d-\d\dT\d\d:\d\d.*", re.ASCII | re.DOTALL)
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_EACH: Final = frozenset({"EA", "EACH", "PCE", "PC", "PCS", "C62", "H87", "ST", "STK", "UNIT", "1"})
_UNITS: Final = {
    **dict.fromkeys(("KGM", "KG", "KILOGRAM"), "kg"),
    **dict.fromkeys(("LBR", "LB", "LBS", "POUND"), "lb"),
    **dict.fromkeys(("GRM", "G", "GRAM"), "g"),
    **dict.fromkeys(("ONZ", "OZ", "OUNCE"), "oz"),
    **dict.fromkeys(("LTR", "L", "LITER", "LITRE"), "l"),
    **dict.fromkeys(("MTR", "M", "METER", "METRE"), "m"),
}
_NOT_SAID: Final = "unit"
_GTIN_LENGTHS: Final = frozenset({8, 12, 13, 14})
_SHORTEST_GTIN: Final = 7


def invalid(place: str, code: str) -> InvalidInput:
    """A refusal at a place inside the transaction, with the sentence of its code."""
    return InvalidInput(place, SENTENCES[code], code=code)


def number_of(text: str, place: str) -> Decimal:
    """Read an xs:decimal, as 1.290 or -2.

    Raises:
        InvalidInput: `bad_number`.

    """
    if not _DECIMAL.fullmatch(text):
        raise invalid(place, "bad_number")
    return Decimal(text)


def quantity_of(text: str, place: str) -> Decimal:
    """Read a quantity, without zeros at its end; six decimals are kept, as the store does.

    Raises:
        InvalidInput: `bad_number`.

    """
    number = number_of(text, place).quantize(_DECIMAL_PLACES)
    return Decimal(int(number)) if number % 1 == 0 else number.normalize()


def money(text: str, currency: str, place: str) -> int:
    """Read an amount in the major unit as minor units, half up; signed.

    Raises:
        InvalidInput: `bad_number`, `amount_too_large`.

    """
    amount = money_of(number_of(text, place), currency)
    if abs(amount) > LARGEST_MONEY:
        raise invalid(place, "amount_too_large")
    return amount


def money_in(element: Element | None, currency: str, place: str) -> int:
    """The amount that stands in an element; 0 where there is none.

    Raises:
        InvalidInput: `bad_number`, `amount_too_large`.

    """
    if element is None or not element.text:
        return 0
    return money(element.text, currency, f"{place}/{element.name}")


def line_number(text: str, place: str) -> int:
    """Read a number of a line, 1 or more.

    Raises:
        InvalidInput: `bad_line_number`.

    """
    if not _INTEGER.fullmatch(text) or int(text) == 0:
        raise invalid(place, "bad_line_number")
    return int(text)


def linked_line(text: str) -> int | None:
    """The line that a link names, or None where it names none that could be there."""
    return int(text) or None if _INTEGER.fullmatch(text) else None


def checked_code(text: str, place: str) -> str:
    """Check a number or name that stands for something.

    Raises:
        InvalidInput: `text_too_long`.

    """
    if len(text) > LONGEST_CODE:
        raise invalid(place, "text_too_long")
    return text


def free_text(text: str) -> str:
    """Blanks joined, cut at 2,000 signs, card numbers cut to their last four."""
    return cut_card_numbers(" ".join(text.split()))[:LONGEST_TEXT]


def moment(text: str, zone: ZoneInfo, place: str) -> datetime:
    """Read an xs:dateTime; a bare one is in the shop's zone, one in UTC is told in that zone.

    The instant stays; the offset matters, since return windows count the days of the calendar.

    Raises:
        InvalidInput: `bad_date`.

    """
    if not _MOMENT.fullmatch(text):
        raise invalid(place, "bad_date")
    try:
        read = time_of(text, zone, month_first=False)
    except BadValueError as bad:
        raise invalid(place, bad.code) from bad
    if read.utcoffset() == timedelta(0) and text.endswith("Z"):
        return datetime.fromisoformat(read.astimezone(zone).isoformat())
    return read


def day(text: str, place: str) -> str:
    """Read an xs:date as YYYYMMDD; an offset after it is passed over.

    Raises:
        InvalidInput: `bad_date`.

    """
    found = _DAY.match(text)
    if found is None:
        raise invalid(place, "bad_date")
    return "".join(found.groups())


def unit_of(unit_code: str, quantity: Decimal, *, is_weighed: bool, currency: str) -> str:
    """The unit of a quantity; `unit` where a part of something was sold and no unit is said.

    NCR says only that an item was weighed, never in what. Its tills stand in the United States,
    where scales price by the pound: pounds where the currency is USD, else kilograms.

    >>> unit_of("KGM", Decimal("0.35"), is_weighed=False, currency="EUR")
    'kg'
    """
    bare = unit_code.strip().upper()
    if bare and bare not in _EACH:
        return _UNITS.get(bare, unit_code.strip().lower()[:LONGEST_CODE])
    if is_weighed:
        return "lb" if currency == "USD" else "kg"
    return "each" if quantity % 1 == 0 else _NOT_SAID


def gtin_of(text: str) -> str | None:
    """The GTIN as it stands, where its length and check digit are right (GS1 General Spec. 7.9).

    Zeros in front are no digits of it: a till that fills up to 14 must not make a produce code of
    five digits one.

    >>> gtin_of("00018627703389"), gtin_of("00000000090162"), gtin_of("00018627703388")
    ('00018627703389', None, None)
    """
    is_possible = text.isascii() and text.isdigit() and len(text) in _GTIN_LENGTHS
    if not is_possible or len(text.lstrip("0")) < _SHORTEST_GTIN:
        return None
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(text[::-1]))
    return text if weighted % 10 == 0 else None
