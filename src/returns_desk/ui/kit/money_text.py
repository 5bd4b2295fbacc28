"""Owns turning money into text, last of all, in the reader's own form.

Calculates nothing: it takes integer minor units of an ISO 4217 currency. Texts never break at
their spaces and never hold the minus sign U+2212, which the bundled fonts lack.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.numbers import NumberPattern, parse_pattern

from returns_desk.domain.errors import Defect
from returns_desk.domain.money import CURRENCY_DIGITS

_NO_BREAK: Final = "\u00a0"
_KEPT: Final = 4_096
"""A receipt has hundreds of lines, and each is shown again and again."""
_LETTER_BEFORE_DIGIT: Final = re.compile(r"(?<=[^\W\d_])(?=\d)")
_SHOWN: Final = {
    ord(" "): _NO_BREAK,
    ord("\u202f"): _NO_BREAK,
    ord("\u2212"): "\u2013",
    ord("\u200e"): "",
}


@lru_cache(maxsize=_KEPT)
def money_text(
    minor_units: int, currency: str, language: str, *, shown_decimals: int | None = None
) -> str:
    """Return an amount with its currency as a reader of the language writes it.

    Args:
        minor_units: the amount in the currency's minor unit, negative for less.
        currency: ISO 4217 code.
        language: "en", "et", "lv", "hy"; with a territory ("en_GB") where it matters.
        shown_decimals: the jurisdiction's own number of decimals (0 for the dram); the
            currency's where None. Digits that are not zero are never hidden.

    Raises:
        Defect: the currency is not known.
    """
    digits = _digits(currency)
    places = digits if shown_decimals is None else shown_decimals
    if minor_units % 10 ** max(digits - places, 0):
        places = digits
    pattern = _pattern(language, places)
    shown = pattern.apply(
        Decimal(minor_units).scaleb(-digits),
        _locale(language),
        currency=currency,
        currency_digits=False,
    )
    return _LETTER_BEFORE_DIGIT.sub(_NO_BREAK, str(shown).translate(_SHOWN))


def amount_text(minor_units: int, currency: str, language: str) -> str:
    """Return an amount without its currency, for columns that name it once.

    Raises:
        Defect: the currency is not known.
    """
    digits = _digits(currency)
    places = f"0.{'0' * digits}" if digits else "0"
    shown = parse_pattern(f"#,##{places}").apply(
        Decimal(minor_units).scaleb(-digits), _locale(language)
    )
    return str(shown).translate(_SHOWN)


def _digits(currency: str) -> int:
    if currency not in CURRENCY_DIGITS:
        raise Defect(f"The currency {currency!r} is not known.", code="unknown_currency")
    return CURRENCY_DIGITS[currency]


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@lru_cache(maxsize=64)
def _pattern(language: str, places: int) -> NumberPattern:
    source = _locale(language).currency_formats["standard"]
    pattern = parse_pattern(source.pattern)
    pattern.frac_prec = (places, places)
    return pattern
