"""One language's way of saying things: sentences, money, quantities, days and times.

Owns joining the translator and the formatters, so that a presenter needs one thing only. Knows
no Qt and makes up no sentence.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Protocol

from babel.numbers import format_decimal

from returns_desk.ui.kit.dates import (
    clock_text,
    day_and_month_text,
    day_text,
    moment_text,
    short_weekday_text,
    weekday_text,
)
from returns_desk.ui.kit.money_text import money_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal

_NO_BREAK = "\u00a0"
_PIECES = "each"
_KEPT: Final = 4_096


class SentenceSource(Protocol):
    """Where sentences of one language come from; English ones are the keys."""

    def text(self, msgid: str, **fields: object) -> str:
        """Translate a sentence and fill in its fields."""
        ...

    def plural(self, singular: str, plural: str, count: int, **fields: object) -> str:
        """Translate in the form that `count` needs."""
        ...


class Words:
    """How one language says things; fits the slip's `Wording` too."""

    def __init__(
        self,
        language: str,
        sentences: SentenceSource,
        shown_decimals: Mapping[str, int] | None = None,
    ) -> None:
        """Join a language's sentences with its formatters.

        Args:
            language: "en", "et", ...
            sentences: the language's translator.
            shown_decimals: by currency, where a jurisdiction shows other decimals than ISO 4217.
        """
        self.language = language
        self._sentences = sentences
        self._shown_decimals = shown_decimals or {}

    def text(self, english: str, /, **fields: str | int) -> str:
        """Say a sentence."""
        return self._sentences.text(english, **fields)

    def plural(self, singular: str, plural: str, count: int, **fields: str | int) -> str:
        """Say a sentence about a number of things; `{count}` may be used."""
        return self._sentences.plural(singular, plural, count, **fields)

    def money(self, amount: int, currency: str) -> str:
        """Say an amount of minor units."""
        return money_text(
            amount, currency, self.language, shown_decimals=self._shown_decimals.get(currency)
        )

    def quantity(self, quantity: Decimal, unit: str) -> str:
        """Say a quantity with its unit; pieces are a number alone."""
        number = self.number(quantity)
        return number if unit == _PIECES else f"{number}{_NO_BREAK}{unit}"

    def number(self, value: Decimal | int) -> str:
        """Say a number."""
        return _number(value, self.language)

    def moment(self, at: datetime) -> str:
        """Say a day and a time."""
        return moment_text(at, self.language)

    def day(self, day: date) -> str:
        """Say a day with its year."""
        return day_text(day, self.language)

    def weekday(self, day: date) -> str:
        """Say a near day."""
        return weekday_text(day, self.language)

    def short_weekday(self, day: date) -> str:
        """Say which day of the week it is, in few letters."""
        return short_weekday_text(day, self.language)

    def day_and_month(self, day: date) -> str:
        """Say a day without its year, in few letters."""
        return day_and_month_text(day, self.language)

    def clock(self, at: datetime, *, seconds: bool = False) -> str:
        """Say a time of the day."""
        return clock_text(at, self.language, seconds=seconds)


@lru_cache(maxsize=_KEPT)
def _number(value: Decimal | int, language: str) -> str:
    return str(format_decimal(value, locale=language))
