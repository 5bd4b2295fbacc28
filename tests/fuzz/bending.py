"""Typed mutation: one valid document in, one that is bent in one to four places out.

Owns the ways of bending; knows nothing of what the documents mean or who reads them. Everything
is drawn from the given dice, so that a seed gives the same inputs again.
"""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

Place = tuple[Any, Any]
"""A table or list, and the key or index in it."""

ODD_TEXTS = (
    "",
    " ",
    "\u200b",
    "\u202etfel",
    "é" * 300,
    "\N{MATHEMATICAL DOUBLE-STRUCK DIGIT ONE}",
    "\N{FULLWIDTH DIGIT ONE}",
    "٣",
    "a\nb",
    "\x00",
    "\x7f",
    "\ufeff",
    "'",
    '"""',
    "../../etc",
    "{{}}",
    "%s%n",
    "2026-02-30",
    "2026-11-21T18:40:60Z",
    "0000-01-01T00:00:00+00:00",
    "9999-12-31T23:59:59-23:59",
    "1e9",
    "-0",
    "0x10",
    "1_000",
    "1,5",
    "🛒" * 50,
    "x" * 5_000,
)
WORDS = (
    *("law", "shop", "store", "right", "allow", "approve", "forbid", "fee", "lowest", "cash"),
    *("USD", "JPY", "KWD", "EE", "US-MN", "each", "kg", "delivery", "online", "declined"),
    *("0", "1", "-1", "0.5", "1.005", "100.01", "5.00", "99999999999", "R-1/1", "refund/cash"),
    *("2026-11-21", "2026-11-21T10:00:00", "2026-13-01T10:00:00Z", "1800-01-01T10:00:00Z"),
    *("You should have kept the receipt.", date(2026, 1, 1), date(1999, 12, 31)),
)
ODD_NUMBERS = (0, -1, 1, 2**31, 2**53 + 1, 10**13 + 1, -(10**17), 10**18, 10**30)
ODD_FRACTIONS = (0.1, -0.0, 1e308, 5e-324)
LONGEST_LIST = 6_000
DEEPEST = 70


def places_of(value: Any) -> list[Place]:
    """Every place in a document, outermost first."""
    inside: list[Any] = []
    if isinstance(value, dict):
        inside = list(value)
    elif isinstance(value, list):
        inside = list(range(len(value)))
    found: list[Place] = [(value, key) for key in inside]
    for key in inside:
        found += places_of(value[key])
    return found


def delete(dice: Random, document: Any) -> None:
    """Take one thing out."""
    table, key = _place(dice, document)
    del table[key]


def duplicate(dice: Random, document: Any) -> None:
    """Let one thing stand twice: a list's entry once more, a key's value under another key."""
    table, key = _place(dice, document)
    if isinstance(table, list):
        table.insert(dice.randint(0, len(table)), table[key])
    else:
        table[f"{key}{dice.choice(('', '2', '_', ' '))}"] = table[key]


def change_type(dice: Random, document: Any) -> None:
    """Put something of another kind in the place of a value."""
    table, key = _place(dice, document)
    value = table[key]
    others = [None, True, False, 7, 1.5, "7", [], {}, [value], {"value": value}]
    table[key] = dice.choice([each for each in others if type(each) is not type(value)])


def put_extreme(dice: Random, document: Any) -> None:
    """Put a value at or past some edge."""
    table, key = _place(dice, document)
    table[key] = dice.choice((*ODD_NUMBERS, *ODD_FRACTIONS))


def put_odd_text(dice: Random, document: Any) -> None:
    """Put a text that is hard to read."""
    table, key = _place(dice, document)
    odd = dice.choice(ODD_TEXTS)
    old = table[key]
    table[key] = old + odd if isinstance(old, str) and dice.random() < 1 / 2 else odd


def put_word(dice: Random, document: Any) -> None:
    """Put a word or figure that is right somewhere, though perhaps not there."""
    table, key = _place(dice, document)
    table[key] = dice.choice(WORDS)


def rename(dice: Random, document: Any) -> None:
    """Write a key a little otherwise, or strangely."""
    tables = [place for place in places_of(document) if isinstance(place[0], dict)]
    table, key = dice.choice(tables)
    name = str(key)
    others = (name[:-1], name.upper(), f"{name}s", dice.choice(ODD_TEXTS), name.replace("_", "-"))
    table[dice.choice(others)] = table.pop(key)


def swap(dice: Random, document: Any) -> None:
    """Let two values change places."""
    (first, a), (second, b) = _place(dice, document), _place(dice, document)
    if _holds(first[a], second) or _holds(second[b], first):
        return
    first[a], second[b] = second[b], first[a]


def nest(dice: Random, document: Any) -> None:
    """Wrap a value in many lists or tables."""
    table, key = _place(dice, document)
    value = table[key]
    is_list = dice.random() < 1 / 2
    for _ in range(dice.choice((1, 3, DEEPEST))):
        value = [value] if is_list else {str(key): value}
    table[key] = value


def lengthen(dice: Random, document: Any) -> None:
    """Let a list or a table grow: mostly a little, now and then beyond reason."""
    table, key = _place(dice, document)
    count = LONGEST_LIST if dice.random() < 1 / 500 else dice.choice((2, 20))
    value = table[key]
    table[key] = [value] * count if dice.random() < 1 / 2 else {f"k{n}": n for n in range(count)}


WAYS: tuple[Callable[[Random, Any], None], ...] = (
    delete,
    duplicate,
    change_type,
    put_extreme,
    put_odd_text,
    put_word,
    rename,
    swap,
    nest,
    lengthen,
)


def bend(dice: Random, document: dict[str, Any]) -> None:
    """Bend a document in place, in one to four ways."""
    for _ in range(dice.choice((1, 1, 2, 4))):
        if document:
            dice.choice(WAYS)(dice, document)


def _place(dice: Random, document: Any) -> Place:
    """A place, each depth about as likely as the others."""
    table = document
    while True:
        keys = list(table) if isinstance(table, dict) else list(range(len(table)))
        key = dice.choice(keys)
        inner = table[key]
        if not isinstance(inner, dict | list) or not inner or dice.random() < 1 / 5:
            return table, key
        table = inner


def _holds(outer: Any, inner: Any) -> bool:
    """Whether one value stands somewhere inside another, so that a swap would make a ring."""
    if outer is inner:
        return True
    parts = outer.values() if isinstance(outer, dict) else outer
    return isinstance(outer, dict | list) and any(_holds(part, inner) for part in parts)
