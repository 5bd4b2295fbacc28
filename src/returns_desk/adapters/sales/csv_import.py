"""Brings a till's CSV in: records are laid aside by receipt, then read receipt by receipt.

Owns the two passes. The first only cuts records and lays them in a temporary table on disk, so a
receipt's records may stand anywhere in the file, and a file that turns out unusable in its last
line has changed nothing. The second reads, and hands over a sale or what was left out.
"""

import sqlite3
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import Final

from returns_desk.adapters.sales.csv_headings import ColumnMapping, recognise
from returns_desk.adapters.sales.csv_receipts import PlacedLine, sale_of
from returns_desk.adapters.sales.csv_records import CsvRecord, read_table
from returns_desk.adapters.sales.csv_rows import CsvSettings, RowReader
from returns_desk.adapters.sales.csv_values import BadValueError, slash_date_order
from returns_desk.adapters.sales.input_files import Progress, opened
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import Sale

MOST_LINES: Final = 20_000
BATCH: Final = 5_000
_FIRST_PASS_PER_MILLE: Final = 400
_BETWEEN: Final = "\x1f"
_STAGE: Final = """
    DROP TABLE IF EXISTS temp.staged_receipts;
    DROP TABLE IF EXISTS temp.staged;
    CREATE TEMP TABLE staged_receipts (number INTEGER PRIMARY KEY, receipt TEXT UNIQUE);
    CREATE TEMP TABLE staged (
        number INTEGER, row INTEGER, cells TEXT, problem TEXT, PRIMARY KEY (number, row)
    ) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that was not brought in."""

    row: int
    reason: str
    cells: tuple[str, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReadReceipt:
    """One receipt of the file, as far as it could be read, and what of it was left out."""

    sale: Sale | None
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    left_out: tuple[LeftOut, ...]
    tender_is_assumed: bool = True


class CsvImport:
    """One CSV file, laid aside and ready to be read by receipt."""

    def __init__(self, connection: sqlite3.Connection, settings: CsvSettings) -> None:
        self._connection = connection
        self._settings = settings
        self._receipts = 0
        self.records = 0
        self.mapping = ColumnMapping((), {}, (), ",")

    def lay_aside(self, path: Path, encoding: str | None, progress: Progress) -> None:
        """Read the whole file once.

        Raises:
            InvalidInput: the file as a whole can't be used; nothing was changed.

        """
        with opened(path, encoding) as file:
            table = read_table(file)
            self.mapping = recognise(table.headings, table.delimiter)
            self._check_tax()
            self._connection.executescript(_STAGE)
            self._connection.execute("BEGIN")
            order: set[str] = set()
            while batch := list(islice(table.records, BATCH)):
                self._stage(batch)
                order |= self._date_orders(batch)
                progress(file.read_per_mille() * _FIRST_PASS_PER_MILLE // 1000)
            self._connection.execute("COMMIT")
        self._settings = replace(self._settings, month_first=self._month_first(order))

    def receipts(self, progress: Progress) -> Generator[ReadReceipt, None, None]:
        """Read what was laid aside, in the order in which receipts first stood in the file."""
        reader = RowReader(self.mapping, self._settings)
        cursor = self._connection.execute(
            "SELECT number, receipt, row, cells, problem FROM temp.staged"
            " JOIN temp.staged_receipts USING (number) ORDER BY number, row"
        )
        try:
            for (number, receipt), rows in groupby(cursor, key=lambda row: (row[0], row[1])):
                done = (1000 - _FIRST_PASS_PER_MILLE) * number // max(1, self._receipts)
                progress(_FIRST_PASS_PER_MILLE + done)
                yield self._read(receipt, list(islice(rows, MOST_LINES + 1)), reader)
        finally:
            # A table that is being read can't be dropped.
            cursor.close()

    def drop(self) -> None:
        """Forget what was laid aside."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._connection.execute("DROP TABLE IF EXISTS temp.staged")
        self._connection.execute("DROP TABLE IF EXISTS temp.staged_receipts")

    def _stage(self, batch: Iterable[CsvRecord]) -> None:
        column = self.mapping.column_of["receipt"]
        rows = []
        last: tuple[str, int] = ("", 0)
        for record in batch:
            self.records += 1
            cells = record.cells
            receipt = cells[column].strip() if len(cells) > column else ""
            if record.problem:
                receipt = ""
            if receipt != last[0] or not receipt:
                last = (receipt, self._number_of(receipt))
            rows.append((last[1], record.row, _BETWEEN.join(cells), record.problem))
        self._connection.executemany("INSERT INTO temp.staged VALUES (?,?,?,?)", rows)

    def _number_of(self, receipt: str) -> int:
        """Number the receipts by their first record; records without one stand alone."""
        key = receipt or None
        execute = self._connection.execute
        if key is not None:
            found = execute(
                "SELECT number FROM temp.staged_receipts WHERE receipt = ?", (key,)
            ).fetchone()
            if found:
                return int(found[0])
        self._receipts += 1
        execute("INSERT INTO temp.staged_receipts VALUES (?,?)", (self._receipts, key))
        return self._receipts

    def _read(
        self,
        receipt: str | None,
        rows: list[tuple[int, str, int, str, str | None]],
        reader: RowReader,
    ) -> ReadReceipt:
        placed, left_out = [], []
        kept = []
        for place, (_, _, row, text, problem) in enumerate(rows, start=1):
            cells = tuple(text.split(_BETWEEN))
            try:
                if problem:
                    raise BadValueError(problem)  # noqa: TRY301 -- one way for all reasons
                placed.append(PlacedLine(place, reader.read(cells)))
                kept.append((row, cells))
            except BadValueError as bad:
                left_out.append(LeftOut(row, bad.code, cells))
        sale, reason = self._sale(receipt or "", placed)
        if reason:
            left_out += [LeftOut(row, reason, cells) for row, cells in kept]
        assumed = all(x.line.tender is None for x in placed)
        return ReadReceipt(sale, tuple(kept), tuple(left_out), assumed)

    def _sale(self, receipt: str, placed: list[PlacedLine]) -> tuple[Sale | None, str | None]:
        if not placed:
            return None, None
        if len(placed) > MOST_LINES:
            return None, "too_many_lines"
        try:
            return sale_of(receipt, placed, self._settings), None
        except BadValueError as bad:
            return None, bad.code

    def _check_tax(self) -> None:
        if "tax" in self.mapping.column_of and self._settings.prices_with_tax is None:
            heading = self.mapping.headings[self.mapping.column_of["tax"]]
            message = (
                f"the column {heading} does not say whether prices hold this tax:"
                " add --prices with-tax or --prices without-tax"
            )
            raise InvalidInput("row 1", message, code="tax_unclear")

    def _date_orders(self, batch: Iterable[CsvRecord]) -> set[str]:
        column = self.mapping.column_of["sold_at"]
        texts = {x.cells[column] for x in batch if len(x.cells) > column and not x.problem}
        return {order for text in texts if (order := slash_date_order(text))}

    def _month_first(self, orders: set[str]) -> bool:
        """Decide how the file writes 3/4/2026 from its other dates; never by a guess."""
        if {"day_first", "month_first"} <= orders or orders == {"either"}:
            if self._settings.month_first is None:
                message = (
                    "dates such as 3/4/2026 can be read in two ways here:"
                    " add --dates day-first or --dates month-first"
                )
                raise InvalidInput("row 2", message, code="dates_unclear")
            return self._settings.month_first
        return "month_first" in orders
