"""What stands inside ESC/POS commands: code pages, kinds of cut and barcode, dots.

Owns the numbers as Epson publishes them. Keeps no state of a printer.
"""

from __future__ import annotations

from typing import Final

from support.escpos_marks import Picture

# Numbers of ESC t in Epson's printers, and Python's names for the pages.
_PAGES: Final = (
    "0 cp437, 2 cp850, 3 cp860, 4 cp863, 5 cp865, 13 cp857, 14 cp737, 15 iso8859_7, 16 cp1252, "
    "17 cp866, 18 cp852, 19 cp858, 33 cp775, 34 cp855, 35 cp861, 39 iso8859_2, 40 iso8859_15, "
    "45 cp1250, 46 cp1251, 47 cp1253, 48 cp1254, 51 cp1257"
)
CODE_PAGES: Final = {
    int(number): name for number, name in (each.split() for each in _PAGES.split(", "))
}
BARCODE_KINDS: Final = (
    *("UPC-A", "UPC-E", "EAN13", "EAN8", "CODE39", "ITF", "CODABAR", "CODE93", "CODE128"),
)
CUTS: Final = {0: False, 48: False, 65: False, 1: True, 49: True, 66: True}
"""By the number after GS V: whether a bit of paper is left standing."""
CUTS_WITH_FEED: Final = {65, 66}


STARTS: Final = {b"{B": 104, b"{C": 105}
CHANGES: Final = {b"{B": 100, b"{C": 99}
PAIRS: Final = 100


class NotEscposError(ValueError):
    """A byte that no command explains, or a command cut short."""


def picture_of_rows(content: bytes, row_bytes: int) -> Picture:
    """Dots that came row by row."""
    rows = [content[at : at + row_bytes] for at in range(0, len(content), row_bytes)]
    return Picture(row_bytes * 8, tuple(rows))


def picture_of_columns(content: bytes, deep: int) -> Picture:
    """Dots that came column by column, each of `deep` bytes from top to bottom."""
    width = len(content) // deep
    bits = [
        f"{int.from_bytes(content[x * deep : (x + 1) * deep]):0{deep * 8}b}" for x in range(width)
    ]
    rows = ("".join(column[y] for column in bits) for y in range(deep * 8))
    row_bytes = (width + 7) // 8
    padded = (row.ljust(row_bytes * 8, "0") for row in rows)
    return Picture(width, tuple(int(row, 2).to_bytes(row_bytes) for row in padded))


def code128_values(content: bytes) -> tuple[int, ...]:
    """The symbols, from the start on, that a printer draws of its command's data.

    Raises:
        NotEscposError: no set was chosen, or a brace stands alone.
    """
    values: list[int] = []
    chosen, at = b"", 0
    while at < len(content):
        pair = content[at : at + 2]
        if pair in {b"{B", b"{C"}:
            chosen, at = pair, at + 2
            values.append((CHANGES if values else STARTS)[chosen])
        elif chosen == b"{C" and content[at] < PAIRS:
            values.append(content[at])
            at += 1
        elif chosen == b"{B" and (pair == b"{{" or pair[:1] != b"{"):
            values.append(content[at] - 32)
            at += 2 if pair == b"{{" else 1
        else:
            raise NotEscposError(f"{content!r} is no Code 128")
    return tuple(values)
