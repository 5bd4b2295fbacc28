"""The books as an export: CSV for a spreadsheet or an accounting program, and JSON with totals.

Owns the columns of the CSV and their order, which stay. What is posted is application/books.py's.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol

from returns_desk.adapters.keeping.formula_safe import Cell, csv_line
from returns_desk.application.books import TYPES, Books, Posting
from returns_desk.application.books_totals import books_document
from returns_desk.application.business_days import BUSINESS_DAY_SET, BusinessDays
from returns_desk.domain.money import CURRENCY_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from returns_desk.application.ports import Event

COLUMNS: Final = (
    *("day", "document", "kind", "number", "terminal", "case_number", "option", "account"),
    *("debit", "credit", "currency", "receipt", "line", "quantity", "tax_code", "tax_percent"),
    *("means", "reference", "event", "position", "amount_minor_units"),
)


class Reader(Protocol):
    """What is read of the journal."""

    def read(self, *, types: tuple[str, ...] = ()) -> Iterator[Event]:
        """Events in sequence order."""
        ...


class Days(Protocol):
    """From a day on and before another; None leaves a side open."""

    @property
    def first(self) -> date | None:
        """The first day."""
        ...

    @property
    def before(self) -> date | None:
        """The day after the last."""
        ...


class Exported(Protocol):
    """What the export is made of."""

    @property
    def journal(self) -> Reader:
        """The journal, to read."""
        ...

    @property
    def days(self) -> Days:
        """The days that are wanted."""
        ...


def books_csv(made_of: Exported) -> Iterator[str]:
    """Every posting of these days as a record; amounts in the major unit, never below zero."""
    first = _first(made_of.days)
    yield csv_line(COLUMNS)
    for posting in _until(made_of):
        if posting.day >= first:
            yield csv_line(_cells(posting))


def books_json(made_of: Exported) -> Iterator[str]:
    """One JSON object: totals of each day, credit notes, open items as of the end, postings."""
    document = books_document(_until(made_of), _first(made_of.days))
    yield json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _until(made_of: Exported) -> list[Posting]:
    """From the journal's beginning, since numbers and open items go on from day to day.

    Events after the last day are left out: a doubt that ended later was open on that day.
    """
    before = made_of.days.before
    books, business_days = Books(), BusinessDays()
    books.take(
        event
        for event in business_days.told(made_of.journal.read(types=TYPES))
        if before is None or event.type == BUSINESS_DAY_SET or business_days.day_of(event) < before
    )
    return list(books.postings())


def _first(days: Days) -> str:
    return days.first.isoformat() if days.first else ""


def _cells(posting: Posting) -> tuple[Cell, ...]:
    entry, currency = posting.entry, posting.currency
    rate = entry.rate_basis_points
    return (
        *(posting.day, posting.document, posting.kind, posting.number, posting.terminal),
        *(posting.case_number, posting.option, str(entry.account)),
        _major(max(entry.amount, 0), currency),
        _major(max(-entry.amount, 0), currency),
        *(currency, entry.receipt, entry.line, entry.quantity, entry.tax_code),
        "" if rate is None else f"{Decimal(rate).scaleb(-2):f}",
        *(entry.means, posting.reference, posting.event, posting.position, entry.amount),
    )


def _major(amount: int, currency: str) -> str:
    """In the major unit, as the currency counts; minor units where an old journal names none."""
    return f"{Decimal(amount).scaleb(-CURRENCY_DIGITS.get(currency, 0)):f}"
