"""Single values of a pack: money as text in the pack's currency, percentages, kinds of word.

Owns their reading. Must not know rules or files.
"""

import re
from decimal import Decimal

from returns_desk.adapters.policies.problems import quoted
from returns_desk.domain.money import CURRENCY_DIGITS

GREATEST_NUMBER = 10**12
"""No money or count in a pack is above this; a longer number is a slip of the finger."""

_MONEY = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,3})?")
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
