"""Code 128, read back from dots: what a hand scanner would say.

Owns the reading. The table of symbols is python-barcode's; the program draws with that library,
and reads nowhere.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, Final

from barcode.charsets.code128 import (  # type: ignore[import-untyped]  # it ships no types
    CODES,
    STOP,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from support.escpos_marks import Picture

START_C, TO_C, TO_B = 105, 99, 100
QUIET_MODULES: Final = 10
_VALUES: Final[dict[str, int]] = {code: value for value, code in enumerate(CODES)}
_SYMBOL_MODULES: Final = 11


class NoBarcodeError(ValueError):
    """There are no bars that hold a text."""


def barcode_in(picture: Picture) -> str:
    """The text of the one barcode in a picture, its bars upright or along the paper.

    Raises:
        NoBarcodeError: there is none.
    """
    rows = ["".join(f"{byte:08b}" for byte in row) for row in picture.rows]
    for line in (*rows, *("".join(column) for column in zip(*rows, strict=True))):
        for part in _with_quiet_zones(line):
            try:
                return _text_of(part)
            except NoBarcodeError:
                continue
    raise NoBarcodeError("no line across the picture reads as Code 128")


def barcodes_across(line: str) -> list[str]:
    """The texts of all barcodes that a line of dots (1 is black) goes across, left to right."""
    found = []
    for part in _with_quiet_zones(line):
        with suppress(NoBarcodeError):
            found.append(_text_of(part))
    return found


def modules_of(values: Sequence[int]) -> str:
    """Bars (1) and spaces (0) of symbols from the start on; check symbol and stop are added."""
    return "".join([*(CODES[each] for each in (*values, _check(values))), STOP, "11"])


def _check(values: Sequence[int]) -> int:
    return (values[0] + sum(at * value for at, value in enumerate(values))) % 103


def _with_quiet_zones(line: str) -> Iterable[str]:
    """The stretches of a line between spaces that are wide enough to be a quiet zone."""
    runs = [(bit, len(list(group))) for bit, group in groupby(line)]
    narrowest = min((length for bit, length in runs if bit == "1"), default=1)
    stretch = ""
    # Paper is wider than what is printed on it.
    for bit, length in (*runs, ("0", QUIET_MODULES * narrowest)):
        if bit == "0" and length >= QUIET_MODULES * narrowest:
            if len(stretch) > 40 * narrowest:
                yield stretch.rstrip("0")[::narrowest]
            stretch = ""
        else:
            stretch += bit * length if stretch or bit == "1" else ""


def _text_of(modules: str) -> str:
    if not modules.endswith(STOP + "11"):
        raise NoBarcodeError("no stop")
    body = modules[: -len(STOP) - 2]
    symbols = [body[at : at + _SYMBOL_MODULES] for at in range(0, len(body), _SYMBOL_MODULES)]
    try:
        values = [_VALUES[symbol] for symbol in symbols]
    except KeyError as error:
        raise NoBarcodeError(f"{error} is no symbol") from error
    *content, check = values
    if len(content) < 2 or _check(content) != check:
        raise NoBarcodeError("the check symbol differs")
    return letters_of(content)


def letters_of(values: Sequence[int]) -> str:
    """What symbols of the sets B and C say, the start among them."""
    text, is_pairs = "", values[0] == START_C
    for value in values[1:]:
        if value == TO_C and not is_pairs:
            is_pairs = True
        elif value == TO_B and is_pairs:
            is_pairs = False
        else:
            text += f"{value:02}" if is_pairs else chr(value + 32)
    return text
