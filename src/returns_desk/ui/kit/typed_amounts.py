"""Amounts as people of a language type them, in minor units. Knows no Qt."""

from __future__ import annotations

from decimal import InvalidOperation

from babel.numbers import NumberFormatError, parse_decimal

from returns_desk.domain.money import CURRENCY_DIGITS


def minor_units_of(text: str, language: str, currency: str) -> int | None:
    """The amount; None where it is none of that currency.

    >>> minor_units_of("21,36", "et", "EUR"), minor_units_of("a lot", "en", "USD")
    (2136, None)
    """
    try:
        amount = parse_decimal(text.strip(), locale=language)
    except (NumberFormatError, InvalidOperation):
        return None
    minor = amount.scaleb(CURRENCY_DIGITS[currency])
    if not minor.is_finite() or minor != minor.to_integral_value():
        return None
    return int(minor)
