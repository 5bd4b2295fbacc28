"""Single values of a pack: money as text in the pack's currency, percentages, days of any year.

Owns their reading. Must not know rules or files.
"""

import re
from decimal import Decimal

from returns_desk.adapters.policies.problems import quoted
from returns_desk.domain.money import CURRENCY_DIGITS

GREATEST_NUMBER = 10**12
"""No money or count in a pack is above this; a longer number is a slip of the finger."""

_MONEY = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,3})?")
_DAY_OF_YEAR = re.compile(r"([0-9]{2})-([0-9]{2})")
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days that a month can have, from January on."""
_PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")


class UnreadableError(ValueError):
    """A value can't be read; the text is the sentence for a person."""


def money_from_text(value: object, currency: str | None) -> int:
    """Minor units of money such as "5.00".

    Raises:
        UnreadableError: not a text, no currency, or more digits than the currency has.
    """
    if currency is None:
        raise UnreadableError('money needs a currency; add currency = "USD" at the top.')
    digits = CURRENCY_DIGITS[currency]
    if not isinstance(value, str) or not _MONEY.fullmatch(value):
        example = "5" if digits == 0 else "5." + "0" * digits
        raise UnreadableError(f'{quoted(value)} is no money; write it as text, like "{example}".')
    amount = Decimal(value).scaleb(digits)
    if amount != amount.to_integral_value():
        raise UnreadableError(
            f"{quoted(value)} has more decimals than {currency}; it has {digits}."
        )
    return int(amount)


def basis_points_from_text(value: object) -> int:
    """Basis points of a percentage such as "15" or "12.5", at most 100.

    Raises:
        UnreadableError: not a text, or above 100.
    """
    if not isinstance(value, str) or not _PERCENT.fullmatch(value) or Decimal(value) > 100:  # noqa: PLR2004 -- percent
        raise UnreadableError(f'{quoted(value)} is no percentage; write it as text, like "15".')
    return int(Decimal(value) * 100)


def day_of_year_from_text(value: object) -> int:
    """A day that comes back every year, such as "12-24", as month * 100 + day.

    Raises:
        UnreadableError: not a text, or no such day in any year.
    """
    found = _DAY_OF_YEAR.fullmatch(value) if isinstance(value, str) else None
    month, day = (int(part) for part in found.groups()) if found else (0, 0)
    if not 1 <= month <= len(LONGEST_MONTHS) or not 1 <= day <= LONGEST_MONTHS[month - 1]:
        raise UnreadableError(
            f'{quoted(value)} is no day of the year; write month and day, like "12-24".'
        )
    return month * 100 + day


def whole_number(value: object) -> int:
    """A count from 0 up.

    Raises:
        UnreadableError: not a whole number, negative or absurdly large.
    """
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= GREATEST_NUMBER:  # type: ignore[operator]  # is_number says int
        raise UnreadableError(f"{quoted(value)} is no count; {_count_mend(value)}.")
    return int(value)  # type: ignore[call-overload, no-any-return]  # is_number says int


def _count_mend(value: object) -> str:
    """The number as it should be written, where the value shows which one is meant."""
    found = re.match(r"[0-9]{1,6}", value) if isinstance(value, str) else None
    if found is None:
        return "write a whole number from 0 up"
    return f"write a whole number without quotes, like {found[0]}"
