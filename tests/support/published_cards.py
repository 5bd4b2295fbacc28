"""Card numbers that their schemes and processors publish for tests, and how people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

VISA: Final = "4111111111111111"
PUBLISHED: Final = (
    VISA,
    "4012888888881881",
    "5555555555554444",
    "2223003122003222",
    "371449635398431",
    "30569309025904",
    "6011000990139424",
    "3530111333300000",
    "6240008631401148",
    "6759649826438453",
)


def in_fours(number: str, gap: str) -> str:
    """The number in groups of four."""
    return gap.join(number[start : start + 4] for start in range(0, len(number), 4))


def in_digits_from(number: str, zero: str) -> str:
    """The number in the decimal digits that begin with this zero."""
    return "".join(chr(ord(zero) + int(digit)) for digit in number)


SPELLINGS: Final[Mapping[str, Callable[[str], str]]] = {
    "plain": str,
    "spaces": lambda number: in_fours(number, " "),
    "hyphens": lambda number: in_fours(number, "-"),
    "long hyphens": lambda number: in_fours(number, "\N{EN DASH}"),
    "dots": lambda number: in_fours(number, "."),
    "no-break spaces": lambda number: in_fours(number, "\N{NO-BREAK SPACE}"),
    "thin spaces": lambda number: in_fours(number, "\N{NARROW NO-BREAK SPACE}"),
    "nothing to be seen": lambda number: in_fours(number, "\N{ZERO WIDTH SPACE}"),
    "lines": lambda number: in_fours(number, "\n"),
    "Arabic": lambda number: in_digits_from(number, "\N{ARABIC-INDIC DIGIT ZERO}"),
    "Devanagari": lambda number: in_digits_from(number, "\N{DEVANAGARI DIGIT ZERO}"),
    "full width": lambda number: in_digits_from(number, "\N{FULLWIDTH DIGIT ZERO}"),
    "full width in fours": lambda number: in_fours(
        in_digits_from(number, "\N{FULLWIDTH DIGIT ZERO}"), "\N{IDEOGRAPHIC SPACE}"
    ),
    "two words": lambda number: f"{number[:8]} {number[8:]}",
    "single digits": " ".join,
    "in an address": lambda number: f"https://pay.example/?pan={number}&x=1",
    "escaped in an address": lambda number: f"?pan={in_fours(number, '%20')}&x=1",
    "all escaped": lambda number: "".join(f"%3{digit}" for digit in number),
    "in a web page": lambda number: in_fours(number, "&nbsp;"),
    "in a track": lambda number: f";{number}=25121010000",
}
"""By name: a function from the digits to the text."""
