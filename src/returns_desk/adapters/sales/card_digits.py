"""Cuts card numbers to their last four before anything is kept.

Owns the rule of what looks like a card number in free text. Typed fields (receipt numbers, GTINs)
are not its business: callers leave them out.
"""

import re

_RUN = re.compile(r"(?<!\d)\d(?:[ -]{0,3}\d){11,18}(?!\d)")
_LAST_FOUR = 4
_UNION_PAY = "62"
_DOUBLED_ABOVE_NINE = 9


def mask_card_numbers(text: str) -> str:
    """Replace everything that looks like a card number by its last four digits.

    >>> mask_card_numbers("paid with 4111-1111-1111-1111")
    'paid with ****1111'
    """
    return _RUN.sub(_masked, text)


def last_four_of(text: str) -> str | None:
    """Return the last four digits of what stands in a card column, or None without four."""
    digits = re.sub(r"\D", "", text)
    return digits[-_LAST_FOUR:] if len(digits) >= _LAST_FOUR else None


def _masked(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found.group())
    # UnionPay issues numbers that fail the Luhn check, so its range alone decides.
    if _passes_luhn(digits) or digits.startswith(_UNION_PAY):
        return "****" + digits[-_LAST_FOUR:]
    return found.group()


def _passes_luhn(digits: str) -> bool:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - _DOUBLED_ABOVE_NINE if value > _DOUBLED_ABOVE_NINE else value
    return total % 10 == 0
