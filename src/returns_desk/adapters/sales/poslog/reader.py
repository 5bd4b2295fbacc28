"""Reads a POSLog file, transaction by transaction.

Owns the choice of the encoding, and what happens to a transaction that can't be used: it is
handed on with its place and reason, and the rest goes on. Must not know what a transaction says.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from returns_desk.adapters.sales.input_files import Progress, opened
from returns_desk.adapters.sales.poslog.header import Header
from returns_desk.adapters.sales.poslog.stream import Transaction, transactions
from returns_desk.adapters.sales.poslog.transaction import read_transaction
from returns_desk.adapters.sales.readings import ReaderSettings, Reading
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.errors import InvalidInput, OperatorMistake

_BEGINNING_SIGNS: Final = 1_000
_DECLARED: Final = re.compile(
    r"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]{0,39})["']""", re.ASCII
)
_WIDE: Final = frozenset({"utf-16", "utf-16le", "utf-16be", "utf16", "utf-32", "ucs-2", "ucs-4"})


def read_poslog(
    path: Path, encoding: str | None, settings: ReaderSettings, progress: Progress
) -> Iterator[Reading]:
    """Yield each transaction of a POSLog, of version 6 or NCR's 2.1; a `SalesReader`.

    An encoding that is named wins over the one that the file says it has. Gzip is unpacked.
    Memory is bounded by one transaction (16 MB of text), whatever the file holds.

    Raises:
        InvalidInput: the file as a whole can't be used: place, sentence and mend.
        OperatorMistake: the shop's time zone is not known.

    """
    zone = _zone(settings.zone)
    chosen = encoding or _declared_encoding(path)
    with opened(path, chosen) as file:
        for transaction in transactions(file, progress):
            yield _reading(transaction, settings, zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        message = f"{name!r} is no time zone: write it as in America/Chicago"
        raise OperatorMistake(message, code="unknown_zone") from problem


def _declared_encoding(path: Path) -> str | None:
    with opened(path) as file:
        found = _DECLARED.match(file.text.read(_BEGINNING_SIGNS).removeprefix("\ufeff"))
        read_as = file.encoding
    declared = found.group(1).lower() if found else "utf-8"
    if declared == "utf-8" or read_as == "utf-16":
        return None
    if declared in _WIDE:
        message = (
            f"the file says that it is {declared.upper()}, but it is not: save it as UTF-8,"
            " or name its encoding, as in --encoding cp1252"
        )
        raise InvalidInput("line 1", message, code="wrong_encoding")
    return declared


def _reading(transaction: Transaction, settings: ReaderSettings, zone: ZoneInfo) -> Reading:
    text = cut_card_numbers(transaction.text)
    place = f"transaction {transaction.number}, line {transaction.line}"
    try:
        header = Header.of(transaction.element, settings, zone)
        place = f"transaction {transaction.number} ({header.label}), line {transaction.line}"
        return read_transaction(transaction, header, place, text)
    except InvalidInput as bad:
        return Reading(transaction.number, place, text, bad=bad)
