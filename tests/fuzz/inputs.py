"""The inputs of the two readers: bent documents, bent bytes, and things that nobody wrote.

Owns the mixture; at least half of it are valid documents bent by type. What a reader makes of
an input is judged in `fuzz.judging`.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from fuzz.bending import bend, places_of
from fuzz.seeds import case_texts, copied, pack_documents, small_pack, toml_text

TYPED, BYTES, SOUP = "typed", "bytes", "soup"
KINDS = (TYPED,) * 7 + (BYTES,) * 2 + (SOUP,)
"""Seven of ten are bent by type, two in their bytes, one was never a document."""

JSON_WORDS = ("null", "true", "NaN", "-Infinity", "1e999", '"now"', "9" * 30, "\ufeff")
JSON_SIGNS = (*'{}[]:,"\\', *JSON_WORDS)
TOML_SIGNS = (*"{}[]=.,\"'#\n", "[[rules]]", "id", "inf", "nan", "0x" + "f" * 30, "2026-11-21")

HUGE = 16**5_000
"""TOML reads it when it is written by sixteens; Python will not write it out by tens."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input as bytes, and how it was made."""

    kind: str
    content: bytes


def case_inputs(dice: Random, count: int) -> Iterator[Input]:
    """So many inputs for the reader of cases."""
    return _inputs(dice, count, _bent_case, JSON_SIGNS)


def pack_inputs(dice: Random, count: int) -> Iterator[Input]:
    """So many inputs for the reader of packs."""
    return _inputs(dice, count, _bent_pack, TOML_SIGNS)


def _inputs(
    dice: Random, count: int, bent: Callable[[Random], str], signs: tuple[str, ...]
) -> Iterator[Input]:
    for _ in range(count):
        kind = dice.choice(KINDS)
        if kind == SOUP:
            text = "".join(dice.choices(signs, k=dice.randint(0, 40)))
            yield Input(kind, text.encode("utf-8", "surrogatepass"))
        else:
            content = bent(dice).encode("utf-8", "surrogatepass")
            yield Input(kind, content if kind == TYPED else _bent_bytes(dice, content))


def _bent_case(dice: Random) -> str:
    document = json.loads(dice.choice(case_texts()))
    bend(dice, document)
    text = json.dumps(document, default=str, ensure_ascii=dice.random() < 1 / 2)
    stands_twice = dice.random() < 1 / 50
    return text.replace("{", '{"now": 1, ', 1) if stands_twice else text


def _bent_pack(dice: Random) -> str:
    # A whole pack costs ten times a small one and has no more kinds of place in it.
    is_whole = dice.random() < 1 / 200
    document = copied(dice.choice(pack_documents())) if is_whole else small_pack(dice)
    bend(dice, document)
    if document and dice.random() < 1 / 50:
        table, key = dice.choice(places_of(document))
        table[key] = dice.choice((HUGE, [HUGE], {"a": HUGE}))
    return toml_text(document)


def _bent_bytes(dice: Random, content: bytes) -> bytes:
    """A few bytes written over, left out or put in; now and then the end is cut off."""
    text = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text) + 1)
        text[at : at + dice.randint(0, 4)] = dice.randbytes(dice.randint(0, 4))
    return bytes(text[: dice.randrange(len(text) + 1)]) if dice.random() < 1 / 8 else bytes(text)
