"""Reads numbers, money, dates and tenders as people and tills write them.

Owns text to exact values; no float is ever made. Must not know columns or sales. Whatever can't
be read raises `BadValueError` with the code of the reason.
"""

import re
from datetime import datetime, tzinfo
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from returns_desk.adapters.sales.csv_headings import normalised
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.money import CURRENCY_DIGITS, round_half_up
from returns_desk.domain.sale import TenderType

_PLAIN: Final = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
_AROUND: Final = re.compile(r"^[^\d(+.,-]*|[^\d).,-]*$")
_GROUPED: Final = re.compile(r"\d{1,3}([.,'\s\u00a0\u202f]\d{3})+")
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}:\d\d.*))?", re.ASCII)
_DAY_FIRST_OR_MONTH_FIRST: Final = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4}|\d\d)(?:[T, ]+(\d{1,2}:\d\d.*))?", re.ASCII
)
_CLOCK: Final = re.compile(
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_NOON: Final = 12
_CENTURY: Final = 2000


class BadValueError(OperatorMistake):
    """A cell can't be read; the code is the reason, one of `reasons.SENTENCES`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, code=reason)


@lru_cache(maxsize=8192)
def decimal_of(text: str, *, comma_is_decimal: bool = False) -> Decimal:
    """Read a number with its signs of money, grouping and minus.

    >>> decimal_of("1,234.50"), decimal_of("(2.55)"), decimal_of("€ 1.234,5")
    (Decimal('1234.50'), Decimal('-2.55'), Decimal('1234.5'))

    Raises:
        BadValueError: `bad_number`.

    """
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    bare = _AROUND.sub("", text.strip()) if len(text) < 60 else ""  # noqa: PLR2004 -- no number is longer
    negative = bare.startswith(("-", "(")) or bare.endswith("-")
    digits = _with_point(bare.strip("()+-").strip(), comma_is_decimal=comma_is_decimal)
    if not bare or not _PLAIN.fullmatch(digits):
        raise BadValueError("bad_number")
    return -Decimal(digits) if negative else Decimal(digits)


def _with_point(digits: str, *, comma_is_decimal: bool) -> str:
    last_comma, last_point = digits.rfind(","), digits.rfind(".")
    if last_comma >= 0 and last_point >= 0:
        decimal_sign = "," if last_comma > last_point else "."
    elif last_comma >= 0:
        # 1,234 is read as the file is written: a file with ; between cells writes 1,5.
        grouped = bool(_GROUPED.fullmatch(digits)) and not comma_is_decimal
        decimal_sign = "." if grouped else ","
    else:
        decimal_sign = "," if digits.count(".") > 1 else "."
    whole, sign, fraction = digits.rpartition(decimal_sign)
    if not sign:
        whole, fraction = fraction, ""
    if not (whole.isdigit() or _GROUPED.fullmatch(whole) or not whole):
        return ""
    whole = re.sub(r"\D", "", whole) or "0"
    return f"{whole}.{fraction}" if fraction else whole


def money_of(amount: Decimal | Fraction, currency: str) -> int:
    """Turn an amount in the currency's major unit into minor units, half up.

    >>> money_of(Decimal("2.55"), "USD"), money_of(Decimal("0.005"), "USD")
    (255, 1)
    """
    return round_half_up(Fraction(amount) * _minor_units_in_one(currency))


@lru_cache(maxsize=256)
def _minor_units_in_one(currency: str) -> Fraction:
    return Fraction(10 ** CURRENCY_DIGITS[currency])


@lru_cache(maxsize=8192)
def time_of(text: str, zone: tzinfo, *, month_first: bool) -> datetime:
    """Read a date with or without a time; without an offset it is the store's local time.

    Raises:
        BadValueError: `bad_date`.

    """
    try:
        return _time_of(text.strip(), zone, month_first=month_first)
    except ValueError as problem:
        raise BadValueError("bad_date") from problem


def _time_of(text: str, zone: tzinfo, *, month_first: bool) -> datetime:
    iso = _ISO.fullmatch(text)
    if iso:
        year, month, day, clock = (*map(int, iso.group(1, 2, 3)), iso.group(4))
        return _moment((year, month, day), clock, zone)
    other = _DAY_FIRST_OR_MONTH_FIRST.fullmatch(text)
    if not other:
        raise BadValueError("bad_date")
    first, second, year = (int(other.group(group)) for group in (1, 3, 4))
    year += _CENTURY if len(other.group(4)) == 2 else 0  # noqa: PLR2004 -- 11 means 2011
    # Points are written day first everywhere; a stroke is read as the whole file is.
    month, day = (first, second) if month_first and other.group(2) != "." else (second, first)
    return _moment((year, month, day), other.group(5), zone)


def _moment(day: tuple[int, int, int], clock: str | None, zone: tzinfo) -> datetime:
    hour, minute, second, offset = 0, 0, 0, None
    if clock:
        found = _CLOCK.fullmatch(clock.strip())
        if not found:
            raise BadValueError("bad_date")
        hour, minute, second = (int(part or 0) for part in found.group(1, 2, 3))
        if found.group(4):
            hour = hour % _NOON + (_NOON if found.group(4)[0] in "Pp" else 0)
        offset = found.group(5)
    naive = datetime(*day, hour, minute, second)  # noqa: DTZ001 -- the offset follows below
    if offset:
        return datetime.fromisoformat(naive.isoformat() + offset)
    # Kept with a plain offset, so that a later change of the zone's rules moves no sale.
    return datetime.fromisoformat(naive.replace(tzinfo=zone).isoformat())


def slash_date_order(text: str) -> str | None:
    """Say what a date with strokes proves: `day_first`, `month_first`, `either`, or None."""
    found = _DAY_FIRST_OR_MONTH_FIRST.fullmatch(text.strip())
    if not found or found.group(2) == ".":
        return None
    first, second = int(found.group(1)), int(found.group(3))
    if first > _NOON >= second:
        return "day_first"
    return "month_first" if second > _NOON >= first else "either"


_TENDER_WORDS: Final = {
    TenderType.CASH: "cash, bar, bargeld, especes, efectivo, sularaha, kateinen, kontant, contanti",
    TenderType.CREDIT_CARD: "credit card, credit, card, visa, mastercard, amex, kreditkarte, karte,"
    " carte bancaire, cb, tarjeta, kaart, krediitkaart, luottokortti, kort",
    TenderType.DEBIT_CARD: "debit card, debit, ec, girocard, deebetkaart, pankkikortti, maestro",
    TenderType.GIFT_CARD: "gift card, giftcard, geschenkkarte, carte cadeau, kinkekaart",
    TenderType.STORE_CREDIT: "store credit, credit note, gutschrift, avoir, kreeditarve",
    TenderType.CHEQUE: "cheque, check, scheck, tsekk",
    TenderType.BANK_TRANSFER: "bank transfer, transfer, uberweisung, virement, ulekanne",
    TenderType.MOBILE_WALLET: "mobile wallet, wallet, apple pay, google pay, swish, mobilepay",
    TenderType.VOUCHER: "voucher, gutschein, bon d achat, vale",
    TenderType.LOYALTY_POINTS: "loyalty points, points, punkte, punktid",
    TenderType.STORE_ACCOUNT: "store account, account, invoice, rechnung, on account, arve",
    TenderType.PAY_LATER: "pay later, klarna, bnpl, jarelmaks, installments",
}
_TENDER_BY_WORD: Final = {
    normalised(word): type_ for type_, words in _TENDER_WORDS.items() for word in words.split(",")
} | {normalised(type_.value): type_ for type_ in TenderType}


def tender_of(text: str) -> TenderType:
    """Read how it was paid, in the words of several languages.

    Raises:
        BadValueError: `unknown_tender`.

    """
    found = _TENDER_BY_WORD.get(normalised(text))
    if found is None:
        raise BadValueError("unknown_tender")
    return found
