"""What was typed from a paper receipt, read into the use case's form.

Owns reading days, times, quantities and prices as people type them. Judges nothing else.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from babel.dates import parse_date
from babel.numbers import NumberFormatError, parse_decimal

from returns_desk.application.paper_receipts import PaperLine, PaperReceipt
from returns_desk.application.sentences import N_
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import TenderType
from returns_desk.ui.kit.typed_amounts import minor_units_of

if TYPE_CHECKING:
    from returns_desk.ui.clerk.contents import KeyInEntry

_SHORT_TIME: Final = 4


def paper_receipt(
    entry: KeyInEntry, language: str, currency: str, zone: dt.tzinfo | None
) -> PaperReceipt:
    """The paper as the use case takes it; `currency` says how many decimals a price has.

    Raises:
        InvalidInput: names the field ("day", "lines/0/price") and how to mend it.
    """
    day = read_day(entry.day, language)
    time = _time(entry.time)
    lines = tuple(
        _line(index, line, language, currency)
        for index, line in enumerate(entry.lines)
        if any(part.strip() for part in line[:3])
    )
    return PaperReceipt(
        receipt=entry.receipt.strip(),
        sold_at=dt.datetime.combine(day, time, zone),
        tender_type=TenderType(entry.tender),
        lines=lines,
        last4=entry.last4.strip() or None,
    )


def read_day(text: str, language: str) -> dt.date:
    """A day as people of that language type it, or as 2026-11-07.

    Raises:
        InvalidInput: it is no day; the pointer is "day".
    """
    typed = text.strip()
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        pass
    try:
        return parse_date(typed, locale=language)
    except (ValueError, IndexError, LookupError) as error:
        message = N_("Type the day of the sale like this: 2026-11-07.")
        raise InvalidInput("day", message) from error


def _time(text: str) -> dt.time:
    typed = text.strip() or "12:00"
    if typed.isdecimal() and len(typed) == _SHORT_TIME:
        typed = f"{typed[:2]}:{typed[2:]}"
    try:
        return dt.time.fromisoformat(typed).replace(tzinfo=None)
    except ValueError as error:
        raise InvalidInput("time", N_("Type the time like this: 11:02.")) from error


def _line(index: int, line: tuple[str, str, str, str], language: str, currency: str) -> PaperLine:
    name, quantity, price, kind = line
    return PaperLine(
        description=name.strip(),
        quantity=read_number(f"lines/{index}/quantity", quantity or "1", language),
        price=read_amount(f"lines/{index}/price", price, language, currency),
        category=kind,
    )


def read_number(place: str, text: str, language: str) -> Decimal:
    """A number as people of that language type it.

    Raises:
        InvalidInput: it is no number.
    """
    try:
        return parse_decimal(text.strip(), locale=language)
    except (NumberFormatError, InvalidOperation) as error:
        raise InvalidInput(place, N_("Type how many in numbers, like 1.")) from error


def read_amount(place: str, text: str, language: str, currency: str) -> int:
    """An amount as people of that language type it, in minor units.

    Raises:
        InvalidInput: it is no amount of that currency.
    """
    minor = minor_units_of(text, language, currency)
    if minor is None:
        raise InvalidInput(place, N_("Type the price as it is printed, like 21.36."))
    return minor
