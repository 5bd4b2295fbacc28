"""Takes what was read from a file, writes it, and notes what can't be written.

Owns the commits: 500 records at a time, so a stopped import keeps what it had and is simply run
again. Must not read a file or judge a record.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from returns_desk.adapters.sales.card_cuts import note_cuts
from returns_desk.adapters.sales.csv_import import ReadReceipt
from returns_desk.adapters.sales.earlier_returns import put_return
from returns_desk.adapters.sales.guarded_sales import CardLikeReceiptError, guarded_return
from returns_desk.adapters.sales.import_records import ImportSummary
from returns_desk.adapters.sales.merging import ContradictionError
from returns_desk.adapters.sales.readings import EarlierReturn, Reading
from returns_desk.adapters.sales.rejects import Rejects, shortened
from returns_desk.adapters.sales.sale_notes import SaleNotes
from returns_desk.adapters.sales.sale_writer import SaleWriter
from returns_desk.domain.errors import InvalidInput

RECORDS_IN_ONE_COMMIT: Final = 500


class ImportSink:
    """Takes records one by one; `open_sink` makes one inside its transaction."""

    def __init__(
        self, connection: sqlite3.Connection, rejects: Rejects, summary: ImportSummary
    ) -> None:
        self._connection = connection
        self._writer = SaleWriter(connection, rejects.guard)
        self._rejects = rejects
        self._summary = summary
        self._since_commit = 0

    def take_receipt(self, read: ReadReceipt) -> None:
        """Write one receipt of a CSV."""
        for left_out in read.left_out:
            self._rejects.add(left_out.row, left_out.reason, left_out.cells)
        if read.sale is not None:
            try:
                arrival = self._writer.put(read.sale, tender_is_assumed=read.tender_is_assumed)
            except (ContradictionError, CardLikeReceiptError) as bad:
                for row, cells in read.rows:
                    self._rejects.add(row, bad.code, cells, bad.message)
            else:
                self._summary.note(read.sale, arrival)
        self._count()

    def take(self, reading: Reading) -> None:
        """Write what one record holds: a sale, returns, or both."""
        for left_out in reading.left_out:
            place = _place_in(reading, left_out.place)
            detail = ": ".join(part for part in (place, left_out.detail) if part)
            self._reject(reading, left_out.reason, place, detail)
        if reading.bad is not None:
            place = _place_in(reading, reading.bad.pointer)
            detail = f"{place}: {reading.bad.message}" if place else ""
            self._reject(reading, reading.bad.code, place, detail)
        self._take_sale(reading)
        for each in reading.returns:
            self._take_return(reading, each)
        self._count()

    def sum_up(self) -> None:
        """Close the list of what was left out, and say where it lies."""
        summary = self._summary
        summary.left_out_by_reason = self._rejects.by_reason
        summary.first_left_out = self._rejects.first
        path = self._rejects.finish()
        summary.rejects_unwritable = self._rejects.unwritable
        summary.rejects_file = str(path) if path else None

    def note_cuts(self) -> None:
        """Note where card numbers were cut, in the commit that keeps what is left of them."""
        note_cuts(self._connection, self._rejects.guard)

    def _take_sale(self, reading: Reading) -> None:
        if reading.sale is None:
            return
        notes = SaleNotes(reading.doubts, frozenset(reading.aliases))
        try:
            arrival = self._writer.put(reading.sale, notes)
        except (ContradictionError, CardLikeReceiptError) as bad:
            # Its returns are taken all the same: that money went back, whatever the sale was.
            self._reject(reading, bad.code, reading.place, bad.message)
        else:
            self._summary.note(reading.sale, arrival)
            self._summary.note_doubts(reading.sale.receipt, reading.doubts, reading.sale.currency)

    def _take_return(self, reading: Reading, arriving: EarlierReturn) -> None:
        try:
            kept = guarded_return(self._rejects.guard, arriving)
            outcome = put_return(self._connection, kept)
        except (ContradictionError, InvalidInput, CardLikeReceiptError) as bad:
            self._reject(reading, bad.code, reading.place, bad.message)
        else:
            self._summary.returns[outcome] += 1
            currency = reading.sale.currency if reading.sale else None
            self._summary.note_doubts(_name_of(reading, arriving), arriving.doubts, currency)

    def _reject(self, reading: Reading, reason: str, place: str, detail: str) -> None:
        self._rejects.add(reading.row, reason, (place, shortened(reading.text)), detail)

    def _count(self) -> None:
        self._since_commit += 1
        if self._since_commit >= RECORDS_IN_ONE_COMMIT:
            self.note_cuts()
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")
            self._since_commit = 0


def _name_of(reading: Reading, earlier: EarlierReturn) -> str:
    """What people know the return's sale by, where its own record says it."""
    if reading.sale is not None and earlier.receipt in reading.aliases:
        return reading.sale.receipt
    return earlier.receipt or earlier.id


def _place_in(reading: Reading, inside: str) -> str:
    """The place in the file; a pointer goes on from the record's own."""
    if not inside or inside.startswith("/"):
        return reading.place + inside
    return inside if inside.startswith(reading.place) else f"{reading.place}, {inside}"


@contextmanager
def open_sink(
    connection: sqlite3.Connection, rejects: Rejects, summary: ImportSummary
) -> Iterator[ImportSink]:
    """Write inside a transaction; on a failure what is not committed yet is taken back."""
    connection.execute("BEGIN IMMEDIATE")
    sink = ImportSink(connection, rejects, summary)
    try:
        yield sink
        sink.note_cuts()
    except KeyboardInterrupt:
        # Stopped by a person: whole receipts only were written, so they stay.
        sink.note_cuts()
        connection.execute("COMMIT")
        rejects.abandon()
        raise
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        rejects.abandon()
        raise
    connection.execute("COMMIT")
