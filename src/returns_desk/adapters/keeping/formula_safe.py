"""Cells of CSV files that no spreadsheet takes for a formula.

Owns the defence as OWASP describes it (CSV Injection): a text that begins with =, +, -, @, a tab, a
carriage return or a line feed, also in its full-width form, gets an apostrophe in front, and every
text is quoted. It must not know what the cells mean.
"""

import csv
import io
from collections.abc import Sequence
from typing import Final

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 -- the very signs that are meant

Cell = str | int | None


def csv_line(cells: Sequence[Cell]) -> str:
    """One record, with its line end. Numbers stay numbers, also negative ones."""
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow([safe(each) if isinstance(each, str) else each for each in cells])
    return stream.getvalue()


def safe(text: str) -> str:
    """The text as a cell; blanks in front hide no formula, since some programs take them off."""
    if text.lstrip(" \u00a0\u3000\ufeff\0").startswith(_DANGEROUS):
        return f"'{text}"
    return text
