"""Text in the printer's own letters: made harmless, broken into rows, put into a code page.

Owns what may be sent as text at all: nothing of a slip's content can become a command. Knows
neither slips nor devices.
"""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from returns_desk.adapters.printing.printer_model import CodePage, PrinterModel

_AS_SPACE: Final = frozenset({"Cc", "Zl", "Zp", "Zs"})
_NO_BREAK_SPACES: Final = "\u00a0\u202f\u2007"
_LEFT_OUT: Final = frozenset({"Cf"})
_UNKNOWN: Final = frozenset({"Cs", "Co", "Cn"})
_PLAINER: Final = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2212": "-"} | dict.fromkeys(_NO_BREAK_SPACES, " ")
)
"""Signs that few code pages have, and what readers take for the same."""


def clean(text: str) -> str:
    """The text on one line without control characters; spaces that bind stay what they are.

    Composed (NFC), so that a letter and its accent are the one letter that code pages have.
    """
    return "".join(map(_cleaned, unicodedata.normalize("NFC", text)))


def rows_of(text: str, columns: int) -> list[str]:
    """The text in rows of at most `columns` letters, broken between words where that is possible.

    One empty row where there is no text.
    """
    rows = textwrap.wrap(text, max(columns, 1), break_on_hyphens=False)
    return [row.translate(_PLAINER) for row in rows] or [""]


def two_columns(text: str, value: str, columns: int) -> list[str]:
    """Text at the left edge and value at the right, side by side where there is room for both."""
    if not value:
        return rows_of(text, columns)
    if len(text) + 1 + len(value) > columns and len(value) > columns // 2:
        below = [row.rjust(columns) for row in rows_of(value, columns)]
        return [*rows_of(text, columns), *below] if text else below
    plain_value = value.translate(_PLAINER)
    first, *others = rows_of(text, columns - len(value) - 1)
    return [first.ljust(columns - len(value)) + plain_value, *others]


def page_for(rows: list[str], model: PrinterModel, current: CodePage | None) -> CodePage | None:
    """A code page with every letter of the rows, the current one if it will do; None for none."""
    text = "".join(rows)
    pages = (current, *model.code_pages) if current else model.code_pages
    return next((page for page in pages if page.holds(text)), None)


def nearest(text: str, page: CodePage) -> str:
    """The text with letters that the page lacks put as their base letter, or as a question mark."""
    return "".join(letter if page.holds(letter) else _base(letter, page) for letter in text)


def _cleaned(letter: str) -> str:
    if letter in _NO_BREAK_SPACES:
        return letter
    category = unicodedata.category(letter)
    if category in _AS_SPACE:
        return " "
    if category in _LEFT_OUT:
        return ""
    return "\ufffd" if category in _UNKNOWN else letter


def _base(letter: str, page: CodePage) -> str:
    base = unicodedata.normalize("NFKD", letter)[:1]
    return base if base and page.holds(base) else "?"
