"""Reads the fields of another system's JSON record: text, money, quantities, times, lists.

Owns the refusal of a value that can't be used, with its JSON pointer and the mend. Must not know
any system. No float is ever made; an amount becomes minor units exactly or is refused.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Final

from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.money import CURRENCY_DIGITS

LARGEST_MONEY: Final = 10**13
LONGEST_CODE: Final = 200
LONGEST_TEXT: Final = 2_000
_LARGEST_POWER: Final = 15
_MOST_DIGITS: Final = 27
_NUMBER: Final = re.compile(r"-?\d{1,20}(\.\d{1,30})?", re.ASCII)
_TIME: Final = re.compile(r"(19[789]|2[01]\d)\d-\d\d-\d\d[T ]\d\d:\d\d.{0,20}", re.ASCII)
_GTIN_LENGTHS: Final = frozenset({8, 12, 13, 14})


@dataclass(frozen=True, slots=True)
class JsonObject:
    """One object of a record, and the pointer to it inside the record.

    An empty text counts as missing, as these systems write it so.
    """

    values: Mapping[str, object]
    pointer: str = ""

    def refused(self, key: str, message: str, code: str = "invalid_value") -> InvalidInput:
        """Build the refusal of a field."""
        return InvalidInput(f"{self.pointer}/{key}", message, code=code)

    def text(self, key: str, longest: int = LONGEST_CODE) -> str | None:
        """Read a text or a whole number as text; None where it is missing."""
        value = self.values.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.refused(key, "write this as text, in quotation marks")
        if len(value) > longest:
            raise self.refused(key, f"this text is longer than {longest} characters: shorten it")
        if not value.isprintable():
            value = self._without_controls(key, value)
        return value.strip() or None

    def _without_controls(self, key: str, value: str) -> str:
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            raise self.refused(key, "this text holds half a character: export the record again")
        return "".join(sign if sign.isprintable() else " " for sign in value)

    def needed_text(self, key: str) -> str:
        """Read a text that must be there."""
        value = self.text(key)
        if value is None:
            raise self.refused(key, "this key is missing: export it too", "missing_key")
        return value

    def flag(self, key: str) -> bool:
        """Read true or false; false where it is missing."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self.refused(key, "write true or false")

    def number(self, key: str) -> Decimal | None:
        """Read a decimal number, or text that is one, exactly."""
        value = self.values.get(key)
        if value is None or value == "":
            return None
        is_text = isinstance(value, str) and _NUMBER.fullmatch(value)
        is_number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
        if not (is_text or is_number):
            raise self.refused(key, "write a number with digits and at most one point, as in 12.50")
        number = Decimal(str(value))
        # More digits would be rounded in silence by every later calculation.
        digits = len(number.as_tuple().digits)
        if digits > _MOST_DIGITS or abs(number.adjusted()) > _LARGEST_POWER:
            raise self.refused(key, "this number is too large or too fine to be right: correct it")
        return number

    def money(self, key: str, currency: str) -> int | None:
        """Read an amount in the currency's major unit as minor units, exactly."""
        number = self.number(key)
        if number is None:
            return None
        scaled = number.scaleb(CURRENCY_DIGITS[currency])
        if scaled != scaled.to_integral_value():
            message = f"{number} has more decimals than {currency} has: export rounded amounts"
            raise self.refused(key, message)
        return self._of_possible_size(key, int(scaled))

    def needed_money(self, key: str, currency: str) -> int:
        """Read an amount that must be there."""
        amount = self.money(key, currency)
        if amount is None:
            raise self.refused(key, "this amount is missing: export it too", "missing_key")
        return amount

    def minor_units(self, key: str) -> int | None:
        """Read an amount that is in minor units already."""
        number = self.number(key)
        if number is None:
            return None
        if number != number.to_integral_value():
            raise self.refused(key, "write a whole number in minor units, such as 2136 for 21.36")
        return self._of_possible_size(key, int(number))

    def _of_possible_size(self, key: str, amount: int) -> int:
        if abs(amount) > LARGEST_MONEY:
            raise self.refused(key, "this amount is too large to be right: correct it")
        return amount

    def currency(self, key: str, otherwise: str) -> str:
        """Read a currency code, else the shop's own."""
        code = self.text(key) or otherwise
        if code not in CURRENCY_DIGITS:
            message = f"{code[:8]!r} is no currency code: write it as in EUR or USD"
            raise self.refused(key, message, "unknown_currency")
        return code

    def time(self, key: str, zone: tzinfo) -> datetime | None:
        """Read a time; without an offset it is local time in the zone."""
        value = self.text(key)
        if value is None:
            return None
        try:
            if not _TIME.fullmatch(value):
                raise ValueError  # noqa: TRY301 -- one sentence for every time that is none
            moment = datetime.fromisoformat(value)
        except ValueError as problem:
            message = "write the time as 2026-11-07T11:02:00-06:00"
            raise self.refused(key, message, "bad_date") from problem
        if moment.tzinfo is None:
            # Kept with a plain offset, so that a later change of the zone's rules moves no sale.
            return datetime.fromisoformat(moment.replace(tzinfo=zone).isoformat())
        return moment

    def object(self, key: str) -> "JsonObject | None":
        """Read an object; None where it is missing."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.refused(key, "write an object in curly brackets")
        return JsonObject(value, f"{self.pointer}/{key}")

    def objects(self, key: str) -> "tuple[JsonObject, ...]":
        """Read a list of objects; empty where it is missing."""
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(x, dict) for x in value):
            raise self.refused(key, "write a list of objects in square brackets")
        return tuple(JsonObject(x, f"{self.pointer}/{key}/{i}") for i, x in enumerate(value))

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts without the empty ones."""
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.refused(key, "write a list of texts in square brackets")
        inside = JsonObject({str(i): x for i, x in enumerate(value)}, f"{self.pointer}/{key}")
        return tuple(text for i in range(len(value)) if (text := inside.text(str(i))))

    def gtin(self, key: str) -> str | None:
        """Read a barcode; None unless it is a GTIN with its right check digit."""
        value = self.values.get(key)
        return value if isinstance(value, str) and is_gtin(value) else None


def is_gtin(code: str) -> bool:
    """Whether these are 8, 12, 13 or 14 digits with the right check digit (GS1 General, 7.9).

    >>> is_gtin("4006381333931"), is_gtin("4006381333932")
    (True, False)
    """
    if len(code) not in _GTIN_LENGTHS or not (code.isascii() and code.isdigit()):
        return False
    weighted = (int(sign) * (3 if i % 2 else 1) for i, sign in enumerate(reversed(code)))
    return sum(weighted) % 10 == 0


def decoded(text: str) -> object:
    """Read a record's JSON without making a float.

    Raises:
        InvalidInput: it is no JSON, or says the same key twice.

    """
    try:
        return json.loads(
            text,
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_refuse_constant,
            object_pairs_hook=_without_repeats,
        )
    except RecursionError as problem:
        message = "this is nested too deep: export the record again"
        raise InvalidInput("", message, code="broken_json") from problem
    except json.JSONDecodeError as problem:
        message = "this is no JSON: export the record again"
        raise InvalidInput("", message, code="broken_json") from problem


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation as problem:
        message = f"{digits[:20]} is too large a number to be right: correct it"
        raise InvalidInput("", message, code="invalid_value") from problem


def _integer(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= LONGEST_CODE else _decimal(digits)


def _refuse_constant(word: str) -> object:
    raise InvalidInput("", f"{word} is no number: correct it", code="invalid_value")


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        message = f"the key {twice[:40]!r} stands twice in one object: leave one"
        raise InvalidInput("", message, code="key_twice")
    return values
