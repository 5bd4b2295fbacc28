"""Single values of a case: money, quantities, times, words, texts, as pydantic types.

Owns how each is written and the sentence where it is not. Must not know objects.
"""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from returns_desk.domain.money import CURRENCY_DIGITS

GREATEST_MONEY = 10**13
"""No amount is above this, in minor units."""

GREATEST_QUANTITY = Decimal(10) ** 9
LONGEST_TEXT = 2_000
LONGEST_NAME = 200
LONGEST_QUOTE = 40

_QUANTITY = re.compile(r"-?\d{1,12}(\.\d{1,6})?", re.ASCII)
_LONG_QUANTITY = re.compile(r"-?(?:\d{13,}(?:\.\d+)?|\d+\.\d{7,})", re.ASCII)
_OFFSET = r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
_TIME = re.compile(rf"(\d{{4}})-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{{1,9}})?{_OFFSET}", re.ASCII)
_BARE_TIME = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_JURISDICTION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_LAST_FOUR = re.compile(r"[0-9A-Za-z]{0,4}")
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2200


def wrong(message: str) -> PydanticCustomError:
    """An error whose text is the sentence for a person."""
    return PydanticCustomError("case_value", "{sentence}", {"sentence": message})


def quoted(value: object) -> str:
    """The value as it may stand in a sentence."""
    text = " ".join(_as_written(value).split())
    return f"'{text[:LONGEST_QUOTE]}…'" if len(text) > LONGEST_QUOTE else f"'{text}'"


def _as_written(value: object) -> str:
    """The value as the document has it; texts bare."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _money(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(f"{quoted(value)} is no money; write a whole number, 2136 for 21.36.")
    if abs(value) > GREATEST_MONEY:
        raise wrong("so much money is beyond reason; check the number.")
    return value


def _money_from_zero(value: object) -> int:
    amount = _money(value)
    if amount < 0:
        raise wrong(f"{amount} is below zero; write 0 or more.")
    return amount


def _money_above_zero(value: object) -> int:
    amount = _money(value)
    if amount < 1:
        raise wrong(f"{amount} is not above zero; write 1 or more.")
    return amount


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**9:
        raise wrong(f"{quoted(value)} is no count; write a whole number from 0 up.")
    return value


def _quantity_text(value: object) -> Decimal:
    if isinstance(value, str) and _LONG_QUANTITY.fullmatch(value):
        raise wrong("is too long; write at most 12 digits before the point and 6 behind it.")
    if not isinstance(value, str) or not _QUANTITY.fullmatch(value):
        raise wrong(f'{quoted(value)} is no quantity; write it as text, like "1" or "0.250".')
    amount = Decimal(value)
    if amount > GREATEST_QUANTITY:
        raise wrong("so large a quantity is beyond reason; check it.")
    return amount


def _quantity(value: object) -> Decimal:
    amount = _quantity_text(value)
    if amount <= 0:
        raise wrong(f"{quoted(value)} is not above zero; write how many there are.")
    return amount


def _quantity_from_zero(value: object) -> Decimal:
    amount = _quantity_text(value)
    if amount < 0:
        raise wrong(f"{quoted(value)} is below zero; write how many came back.")
    return amount


def _time(value: object) -> datetime:
    if isinstance(value, str) and _BARE_TIME.fullmatch(value):
        raise wrong(f"{quoted(value)} has no offset; add it, like {value[:10]}T18:40:00-06:00.")
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if not isinstance(value, str) or found is None:
        raise wrong(f"{quoted(value)} is no time; write it like 2026-11-21T18:40:00-06:00.")
    if not _EARLIEST_YEAR <= int(found.group(1)) <= _LATEST_YEAR:
        raise wrong(f"the year of {quoted(value)} is beyond reason; check it.")
    try:
        return datetime.fromisoformat(value.upper())
    except ValueError:
        raise wrong(f"{quoted(value)} is no day or hour there is; check it.") from None


def _day(value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise wrong(f"{quoted(value)} is no day; write it like 2026-11-21.")
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise wrong(f"{quoted(value)} is no day there is; check it.") from None
    if not _EARLIEST_YEAR <= found.year <= _LATEST_YEAR:
        raise wrong(f"the year of {quoted(value)} is beyond reason; check it.")
    return found


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong(f"{quoted(value)} is neither true nor false; write one, or null if unknown.")
    return value


def _text_up_to(longest: int) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str):
            raise wrong(f"{quoted(value)} is no text; put it in quotes.")
        if len(value) > longest:
            raise wrong(f"is longer than {longest} characters; shorten it.")
        return value

    return check


def _name(value: object) -> str:
    text = _text_up_to(LONGEST_NAME)(value)
    if not text.strip():
        raise wrong("is empty; write what it is called.")
    return text


def _currency(value: object) -> str:
    if not isinstance(value, str) or value not in CURRENCY_DIGITS:
        known = sorted(CURRENCY_DIGITS)
        raise wrong(f"{quoted(value)} is no known ISO 4217 currency; {nearest(value, known)}")
    return value


def _jurisdiction(value: object) -> str:
    if not isinstance(value, str) or not _JURISDICTION.fullmatch(value):
        raise wrong(f"{quoted(value)} is no jurisdiction; write it like US-MN or EE.")
    return value


def _last_four(value: object) -> str:
    if not isinstance(value, str) or not _LAST_FOUR.fullmatch(value):
        raise wrong("holds more than the last four signs; write those alone.")
    return value


def nearest(word: object, known: list[str]) -> str:
    """The hint that names the nearest known word, or the known words."""
    close = get_close_matches(str(word)[:LONGEST_QUOTE], known, n=1, cutoff=0.5)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known are {', '.join(known[:15])}."


def word_of(words: type[StrEnum]) -> Callable[[object], StrEnum]:
    """A reader of one word of a closed list."""

    def check(value: object) -> StrEnum:
        if isinstance(value, str) and value in set(words):
            return words(value)
        raise wrong(f"{quoted(value)} is not known here; {nearest(value, [str(w) for w in words])}")

    return check


def word_schema(words: type[StrEnum]) -> dict[str, Any]:
    """The published schema of such a word."""
    return {"type": "string", "enum": [str(word) for word in words]}


_MONEY_SCHEMA = {"type": "integer", "description": "in the currency's minor unit"}
_QUANTITY_SCHEMA = {"type": "string", "pattern": r"^\d{1,12}(\.\d{1,6})?$"}

Money = Annotated[int, BeforeValidator(_money), WithJsonSchema(_MONEY_SCHEMA)]
MoneyFromZero = Annotated[
    int, BeforeValidator(_money_from_zero), WithJsonSchema({**_MONEY_SCHEMA, "minimum": 0})
]
MoneyAboveZero = Annotated[
    int, BeforeValidator(_money_above_zero), WithJsonSchema({**_MONEY_SCHEMA, "minimum": 1})
]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
Quantity = Annotated[
    Decimal,
    BeforeValidator(_quantity),
    WithJsonSchema({**_QUANTITY_SCHEMA, "description": "a decimal above zero, as text"}),
]
QuantityFromZero = Annotated[
    Decimal, BeforeValidator(_quantity_from_zero), WithJsonSchema(_QUANTITY_SCHEMA)
]
Time = Annotated[
    datetime,
    BeforeValidator(_time),
    WithJsonSchema({"type": "string", "format": "date-time", "description": "with its offset"}),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Name = Annotated[
    str,
    BeforeValidator(_name),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}),
]
Text = Annotated[
    str,
    BeforeValidator(_text_up_to(LONGEST_TEXT)),
    WithJsonSchema({"type": "string", "maxLength": LONGEST_TEXT}),
]
Currency = Annotated[
    str, BeforeValidator(_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
]
Jurisdiction = Annotated[
    str,
    BeforeValidator(_jurisdiction),
    WithJsonSchema({"type": "string", "pattern": f"^{_JURISDICTION.pattern}$"}),
]
LastFour = Annotated[
    str, BeforeValidator(_last_four), WithJsonSchema({"type": "string", "maxLength": 4})
]
