"""Brings the sales of one file into the store, and sums up what was done and what was left out.

Owns the choice of the reader and the commits. Must not parse or judge a record. Sales are
committed 500 receipts at a time, so a stopped import keeps what it had and is simply run again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from returns_desk.adapters.sales.csv_import import CsvImport, ReadReceipt
from returns_desk.adapters.sales.csv_rows import CsvSettings
from returns_desk.adapters.sales.csv_values import BadValueError, tender_of
from returns_desk.adapters.sales.documents import sale_from_json
from returns_desk.adapters.sales.import_records import ImportOptions, ImportSummary
from returns_desk.adapters.sales.input_files import Progress, opened
from returns_desk.adapters.sales.json_reader import JsonRecord, read_records
from returns_desk.adapters.sales.merging import ContradictionError
from returns_desk.adapters.sales.rejects import Rejects, refuse_to_replace
from returns_desk.adapters.sales.sale_writer import SaleWriter
from returns_desk.domain.errors import InvalidInput, OperatorMistake
from returns_desk.domain.money import CURRENCY_DIGITS
from returns_desk.domain.sale import Sale

RECEIPTS_IN_ONE_COMMIT: Final = 500
_BEGINNING_SIGNS: Final = 65_536
FORMATS: Final = ("auto", "csv", "json")


def silent(per_mille: int, /) -> None:
    """Take progress and show nothing."""


def import_file(
    connection: sqlite3.Connection, path: Path, options: ImportOptions, progress: Progress = silent
) -> ImportSummary:
    """Bring in one file; what can't be brought in is noted, and never stops the rest.

    Raises:
        InvalidInput: the file as a whole can't be used: place and mend; nothing was changed.
        OperatorMistake: an option can't be used.

    """
    settings = _csv_settings(options)
    kind = _format_of(path, options)
    if options.rejects is not None:
        refuse_to_replace(options.rejects, path)
    rejects_path = options.rejects or path.with_name(path.name + ".rejects.csv")
    summary = ImportSummary(str(path), kind)
    if kind == "csv":
        _import_csv(connection, path, (options, settings), (summary, rejects_path), progress)
    else:
        _import_json(connection, path, options, (summary, rejects_path), progress)
    connection.execute("PRAGMA optimize")
    progress(1000)
    return summary


def _format_of(path: Path, options: ImportOptions) -> str:
    if options.format not in FORMATS:
        message = f"{options.format!r} can't be read yet: use csv or json"
        raise InvalidInput("--format", message, code="unknown_format")
    with opened(path, options.encoding) as file:
        # Not a line: JSON may stand in a single one, however long.
        beginning = file.text.read(_BEGINNING_SIGNS).lstrip("\ufeff \t\r\n")
    if options.format != "auto":
        return options.format
    if beginning.startswith("<"):
        message = "this is XML, which can't be read yet: export the sales as CSV (UTF-8) or JSON"
        raise InvalidInput("line 1", message, code="unknown_format")
    return "json" if beginning.startswith(("{", "[")) else "csv"


def _csv_settings(options: ImportOptions) -> CsvSettings:
    try:
        zone = ZoneInfo(options.zone)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        message = f"{options.zone!r} is no time zone: write it as in America/Chicago"
        raise OperatorMistake(message, code="unknown_zone") from problem
    if options.currency not in CURRENCY_DIGITS:
        message = f"{options.currency!r} is no currency code: write it as in EUR or USD"
        raise OperatorMistake(message, code="unknown_currency")
    try:
        tender = tender_of(options.tender)
    except BadValueError as problem:
        message = f"{options.tender!r} is no way of paying: write it as in cash or credit_card"
        raise OperatorMistake(message, code="unknown_tender") from problem
    return CsvSettings(
        currency=options.currency,
        store=options.store,
        zone=zone,
        tender=tender,
        prices_with_tax={"with-tax": True, "without-tax": False}.get(options.prices or ""),
        month_first={"month-first": True, "day-first": False}.get(options.dates or ""),
    )


def _import_csv(
    connection: sqlite3.Connection,
    path: Path,
    how: tuple[ImportOptions, CsvSettings],
    where: tuple[ImportSummary, Path],
    progress: Progress,
) -> None:
    summary, rejects_path = where
    source = CsvImport(connection, how[1])
    try:
        source.lay_aside(path, how[0].encoding, progress)
        typed = frozenset(
            source.mapping.column_of[role]
            for role in ("receipt", "gtin", "sku")
            if role in source.mapping.column_of
        )
        with (
            _sink(connection, Rejects(rejects_path, source.mapping.headings, typed)) as sink,
            closing(source.receipts(progress)) as receipts,
        ):
            for read in receipts:
                sink.take(read, summary)
        summary.records = source.records
        summary.columns = source.mapping.roles()
        summary.ignored_columns = source.mapping.ignored
        sink.sum_up(summary)
    finally:
        source.drop()


def _import_json(
    connection: sqlite3.Connection,
    path: Path,
    options: ImportOptions,
    where: tuple[ImportSummary, Path],
    progress: Progress,
) -> None:
    summary, rejects_path = where
    with opened(path, options.encoding) as file:
        # Read through once before anything is stored: a broken array changes nothing.
        total = sum(1 for _ in read_records(file))
    with (
        opened(path, options.encoding) as file,
        _sink(connection, Rejects(rejects_path, ["Place", "Record"])) as sink,
    ):
        for record in read_records(file):
            sink.take(_read_json(record), summary)
            progress(record.row * 1000 // max(total, record.row))
    summary.records = total
    sink.sum_up(summary)


def _read_json(record: JsonRecord) -> "_ReadJson":
    if record.problem:
        return _ReadJson(record, None, InvalidInput("", record.problem, code="broken_json"))
    try:
        return _ReadJson(record, sale_from_json(record.text))
    except InvalidInput as bad:
        return _ReadJson(record, None, bad)


@dataclass(frozen=True, slots=True)
class _ReadJson:
    record: JsonRecord
    sale: Sale | None
    bad: InvalidInput | None = None


class _Sink:
    """Takes what was read, writes it, and notes what can't be written."""

    def __init__(self, connection: sqlite3.Connection, rejects: Rejects) -> None:
        self._connection = connection
        self._writer = SaleWriter(connection)
        self._rejects = rejects
        self._since_commit = 0

    def take(self, read: "ReadReceipt | _ReadJson", summary: ImportSummary) -> None:
        if isinstance(read, _ReadJson):
            self._take_json(read, summary)
        else:
            self._take_csv(read, summary)
        self._since_commit += 1
        if self._since_commit >= RECEIPTS_IN_ONE_COMMIT:
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")
            self._since_commit = 0

    def sum_up(self, summary: ImportSummary) -> None:
        summary.left_out_by_reason = self._rejects.by_reason
        summary.first_left_out = self._rejects.first
        path = self._rejects.finish()
        summary.rejects_unwritable = self._rejects.unwritable
        summary.rejects_file = str(path) if path else None

    def _take_csv(self, read: ReadReceipt, summary: ImportSummary) -> None:
        for left_out in read.left_out:
            self._rejects.add(left_out.row, left_out.reason, left_out.cells)
        if read.sale is None:
            return
        try:
            arrival = self._writer.put(read.sale, tender_is_assumed=read.tender_is_assumed)
        except ContradictionError as bad:
            for row, cells in read.rows:
                self._rejects.add(row, bad.code, cells, bad.message)
        else:
            summary.note(read.sale, arrival)

    def _take_json(self, read: _ReadJson, summary: ImportSummary) -> None:
        record = read.record
        try:
            if read.bad is not None:
                raise read.bad
            if read.sale is not None:
                summary.note(read.sale, self._writer.put(read.sale))
        except InvalidInput as bad:
            place = record.pointer + bad.pointer
            detail = f"{place}: {bad.message}" if place else ""
            self._rejects.add(record.row, bad.code, (place, record.text), detail)
        except ContradictionError as bad:
            self._rejects.add(record.row, bad.code, (record.pointer, record.text), bad.message)


@contextmanager
def _sink(connection: sqlite3.Connection, rejects: Rejects) -> Iterator[_Sink]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield _Sink(connection, rejects)
    except KeyboardInterrupt:
        # Stopped by a person: whole receipts only were written, so they stay.
        connection.execute("COMMIT")
        rejects.abandon()
        raise
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        rejects.abandon()
        raise
    connection.execute("COMMIT")
