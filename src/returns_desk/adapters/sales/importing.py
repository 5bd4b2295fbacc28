"""Brings the sales of one file into the store, and sums up what was done and what was left out.

Owns the passes over a file and the settings that readers get. Must not parse or judge a record.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from returns_desk.adapters.sales.csv_import import CsvImport
from returns_desk.adapters.sales.csv_rows import CsvSettings
from returns_desk.adapters.sales.csv_values import BadValueError, tender_of
from returns_desk.adapters.sales.formats import CSV, READERS, format_of
from returns_desk.adapters.sales.import_records import ImportOptions, ImportSummary
from returns_desk.adapters.sales.import_sink import open_sink
from returns_desk.adapters.sales.input_files import Progress
from returns_desk.adapters.sales.readings import ReaderSettings
from returns_desk.adapters.sales.rejects import Rejects, refuse_to_replace
from returns_desk.domain.card_guard import CardGuard
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.money import CURRENCY_DIGITS

_Where = tuple[ImportSummary, Path, CardGuard | None]
"""What is summed up, where the list of what was left out goes, and the guard before it."""
WHOLE_PER_MILLE: Final = 1000
_FIRST_PASS_PER_MILLE: Final = 400


def silent(per_mille: int, /) -> None:
    """Take progress and show nothing."""


def import_file(
    connection: sqlite3.Connection,
    path: Path,
    options: ImportOptions,
    progress: Progress = silent,
    guard: CardGuard | None = None,
) -> ImportSummary:
    """Bring in one file; what can't be brought in is noted, and never stops the rest.

    Raises:
        InvalidInput: the file as a whole can't be used: place and mend; nothing was changed.
        OperatorMistake: an option can't be used.

    """
    settings = _csv_settings(options)
    kind = format_of(path, options.format, options.encoding)
    if options.rejects is not None:
        refuse_to_replace(options.rejects, path)
    rejects_path = options.rejects or path.with_name(path.name + ".rejects.csv")
    summary = ImportSummary(str(path), kind, currency=options.currency)
    if kind == CSV:
        _import_csv(connection, path, (options, settings), (summary, rejects_path, guard), progress)
    else:
        _import_readings(connection, path, options, (summary, rejects_path, guard), progress)
    connection.execute("PRAGMA optimize")
    progress(WHOLE_PER_MILLE)
    return summary


def _reader_settings(options: ImportOptions) -> ReaderSettings:
    """What the shop says where a file says nothing.

    Raises:
        OperatorMistake: an option can't be used.

    """
    settings = _csv_settings(options)
    return ReaderSettings(settings.store, settings.currency, options.zone, settings.tender)


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
    where: _Where,
    progress: Progress,
) -> None:
    summary, rejects_path, guard = where
    source = CsvImport(connection, how[1])
    try:
        source.lay_aside(path, how[0].encoding, progress)
        typed = {
            source.mapping.column_of[role]: role
            for role in ("receipt", "gtin", "sku")
            if role in source.mapping.column_of
        }
        rejects = Rejects(rejects_path, source.mapping.headings, typed, guard)
        with (
            open_sink(connection, rejects, summary) as sink,
            closing(source.receipts(progress)) as receipts,
        ):
            for read in receipts:
                sink.take_receipt(read)
        summary.records = source.records
        summary.columns = source.mapping.roles()
        summary.ignored_columns = source.mapping.ignored
        sink.sum_up()
    finally:
        source.drop()


def _import_readings(
    connection: sqlite3.Connection,
    path: Path,
    options: ImportOptions,
    where: _Where,
    progress: Progress,
) -> None:
    summary, rejects_path, guard = where
    reader, settings = READERS[summary.format](), _reader_settings(options)
    # Read through once before anything is stored: a file that is broken at its end changes nothing.
    first = reader(path, options.encoding, settings, _part(progress, 0, _FIRST_PASS_PER_MILLE))
    summary.records = sum(1 for _ in first)
    second = _part(progress, _FIRST_PASS_PER_MILLE, WHOLE_PER_MILLE)
    rejects = Rejects(rejects_path, ["Place", "Record"], guard=guard)
    with open_sink(connection, rejects, summary) as sink:
        for reading in reader(path, options.encoding, settings, second):
            sink.take(reading)
    sink.sum_up()


def _part(progress: Progress, begin: int, end: int) -> Progress:
    """Progress of one pass as progress of the whole."""
    return lambda per_mille: progress(begin + (end - begin) * per_mille // WHOLE_PER_MILLE)
