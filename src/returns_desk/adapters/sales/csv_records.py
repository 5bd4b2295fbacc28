"""Cuts a CSV file into records, so that one broken record costs only itself.

Owns quoting and delimiters. Must not know what columns mean. A quotation mark that does not close
would swallow the rest of the file; here it is given up after fifty lines, and reading goes on with
the line after the broken one.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from returns_desk.adapters.sales.csv_headings import DELIMITERS, count_recognised
from returns_desk.adapters.sales.input_files import InputFile
from returns_desk.domain.errors import InvalidInput

LONGEST_RECORD_LINES: Final = 50


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """One record; `row` counts as a spreadsheet does, the headings being row 1."""

    row: int
    cells: tuple[str, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The headings, and the records after them, which can be read once."""

    headings: tuple[str, ...]
    delimiter: str
    records: Iterator[CsvRecord]


def read_table(file: InputFile) -> CsvTable:
    """Find the delimiter and the headings; the records follow while they are asked for.

    Raises:
        InvalidInput: there is no row of headings, or its quotation marks do not close.

    """
    lines = _Lines(file.lines())
    first = next((line for line in lines if line.strip()), "")
    delimiter = _delimiter_of(first)
    lines.put_back([first])
    head = next(_records(lines, delimiter, 1), CsvRecord(1, ()))
    if head.problem:
        message = "a quotation mark does not close among the headings: export the file again"
        raise InvalidInput("row 1", message, code="broken_headings")
    headings = tuple(cell.strip() for cell in head.cells)
    return CsvTable(headings, delimiter, _records(lines, delimiter, 2))


class _Lines:
    """Lines of a file, some of which may be put back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._returned: deque[str] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return self._returned.popleft() if self._returned else next(self._lines)

    def put_back(self, lines: list[str]) -> None:
        """Give lines again, in this order, before all others."""
        self._returned.extendleft(reversed(lines))


def _delimiter_of(headings: str) -> str:
    """The sign that makes most headings known, so that a comma inside a name misleads no one."""

    def known(delimiter: str) -> int:
        return count_recognised(headings.replace('"', "").split(delimiter))

    return max(DELIMITERS, key=lambda delimiter: (known(delimiter), headings.count(delimiter)))


def _records(lines: _Lines, delimiter: str, first_row: int) -> Iterator[CsvRecord]:
    row = first_row
    for line in lines:
        if line.isspace():
            continue
        cells = _cells(line, delimiter)
        if cells is None:
            yield _of_several_lines(lines, line, delimiter, row)
        elif isinstance(cells, str):
            yield CsvRecord(row, (line.rstrip("\r\n"),), cells)
        else:
            yield CsvRecord(row, tuple(cells))
        row += 1


def _of_several_lines(lines: _Lines, first: str, delimiter: str, row: int) -> CsvRecord:
    taken: list[str] = []
    while len(taken) < LONGEST_RECORD_LINES and (line := next(lines, None)) is not None:
        taken.append(line)
        cells = _cells(first + "".join(taken), delimiter)
        if isinstance(cells, str):
            break
        if cells is not None:
            return CsvRecord(row, tuple(cells))
    lines.put_back(taken)
    return CsvRecord(row, (first.rstrip("\r\n"),), "broken_quoting")


def _cells(text: str, delimiter: str) -> list[str] | str | None:
    """The cells; None where a quoted cell goes on in the next line; else the reason's code."""
    if '"' not in text:
        return text.rstrip("\r\n").split(delimiter)
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error as problem:
        return None if "unexpected end of data" in str(problem) else "broken_quoting"
