"""Turns a `Sale` into rows of the tables and back, without losing a field.

Owns which field has a column of its own; all others go into one JSON text per row. Must not run
SQL. The content hash covers every row, so that the same receipt is known again.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from returns_desk.domain.money import round_half_up
from returns_desk.domain.sale import (
    Buyer,
    CardEntry,
    Channel,
    LineKind,
    LineTax,
    Sale,
    SaleLine,
    SaleTender,
    TenderType,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SALE_COLUMNS = frozenset(
    {"receipt", "store", "sold_at", "lines", "tenders", "terminal", "customer", "currency"}
)
_LINE_COLUMNS = frozenset(
    {"line", "description", "quantity", "unit", "paid", "sku", "gtin", "category", "tax"}
    | {"returned"}
)
LINE_COLUMNS = (
    "l.line, l.quantity, l.unit, l.paid, l.tax, l.returned, l.extra,"
    " i.sku, i.gtin, i.description, i.category"
)
_TENDER_COLUMNS = frozenset({"tender", "type", "amount", "last4"})
_KINDS = {kind.__name__: kind for kind in (Sale, SaleLine, SaleTender)}
_GTIN_DIGITS = 14
_SHORTEST_GTIN = 8


@dataclass(frozen=True, slots=True)
class SaleRows:
    """A sale as the tables take it; `items` stands beside `lines`, one each."""

    sale: tuple[Any, ...]
    items: tuple[tuple[str, str, str, str], ...]
    lines: tuple[tuple[Any, ...], ...]
    tenders: tuple[tuple[Any, ...], ...]
    content_hash: bytes


def rows_of(sale: Sale) -> SaleRows:
    """Lay a sale out as rows, with the hash of all of them."""
    head = (
        sale.receipt,
        receipt_key(sale.receipt),
        sale.store,
        sale.terminal,
        sale.sold_at.isoformat(),
        microseconds(sale.sold_at),
        sale.customer,
        sale.currency,
        sum(line.paid for line in sale.lines),
        _extra(sale, _SALE_COLUMNS),
    )
    items = tuple((x.sku or "", x.gtin or "", x.description, x.category) for x in sale.lines)
    lines = tuple(_line_row(line) for line in sale.lines)
    tenders = tuple(
        (x.tender, x.type.value, x.amount, x.last4, _extra(x, _TENDER_COLUMNS))
        for x in sale.tenders
    )
    digest = hashlib.sha256(repr((head, items, lines, tenders)).encode()).digest()
    return SaleRows(head, items, lines, tenders, digest)


def sale_from(
    row: Mapping[str, Any], lines: Sequence[Sequence[Any]], tenders: Sequence[Mapping[str, Any]]
) -> Sale:
    """Build the sale again from its rows; those of lines are in the order of `LINE_COLUMNS`."""
    extra = _read_extra(row["extra"])
    if "delivered_at" in extra:
        extra["delivered_at"] = datetime.fromisoformat(extra["delivered_at"])
    if "channel" in extra:
        extra["channel"] = Channel(extra["channel"])
    if "buyer" in extra:
        extra["buyer"] = Buyer(extra["buyer"])
    return Sale(
        receipt=row["receipt"],
        store=row["store"],
        sold_at=datetime.fromisoformat(row["sold_at"]),
        terminal=row["terminal"],
        customer=row["customer"],
        currency=row["currency"],
        lines=tuple(_line_from(line) for line in lines),
        tenders=tuple(_tender_from(tender) for tender in tenders),
        **extra,
    )


def receipt_key(receipt: str) -> str:
    """Letters and digits alone, so that a number typed without its dashes is found as well."""
    return "".join(sign for sign in receipt.casefold() if sign.isalnum())


def gtin14(code: str) -> str:
    """A GTIN of 8 to 14 digits as 14 digits; empty text for anything else."""
    if code.isascii() and code.isdigit() and _SHORTEST_GTIN <= len(code) <= _GTIN_DIGITS:
        return code.zfill(_GTIN_DIGITS)
    return ""


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 in UTC."""
    return (moment - _EPOCH) // _MICROSECOND


@lru_cache(maxsize=65_536)
def unit_price(money: int, quantity: Decimal) -> int:
    """What one unit cost, half up to a minor unit."""
    return round_half_up(Fraction(money) / Fraction(quantity))


def _line_row(line: SaleLine) -> tuple[Any, ...]:
    return (
        line.line,
        plain(line.quantity),
        line.unit,
        line.paid,
        line.tax,
        unit_price(line.paid, line.quantity),
        plain(line.returned),
        _extra(line, _LINE_COLUMNS),
    )


def plain(quantity: Decimal) -> str:
    """A quantity as decimal text without an exponent: 0.500 stays, 5E+1 becomes 50."""
    return format(quantity, "f")


def _line_from(row: Sequence[Any]) -> SaleLine:
    """Build a line from a row in the order of `LINE_COLUMNS`; receipts run to 1,000 lines."""
    line, quantity, unit, paid, tax, returned, extra, sku, gtin, description, category = row
    return SaleLine(
        line,
        description,
        _decimal(quantity),
        unit,
        paid,
        sku or None,
        gtin or None,
        category,
        tax,
        returned=_decimal(returned),
        **(_line_extra(extra) if extra else {}),
    )


@lru_cache(maxsize=4_096)
def _decimal(text: str) -> Decimal:
    return Decimal(text)


def _line_extra(text: str) -> dict[str, Any]:
    extra = _read_extra(text)
    if "taxes" in extra:
        extra["taxes"] = tuple(LineTax(**tax) for tax in extra["taxes"])
    if "bundle_parts" in extra:
        extra["bundle_parts"] = tuple(extra["bundle_parts"])
    if "kind" in extra:
        extra["kind"] = LineKind(extra["kind"])
    if "use_by" in extra:
        extra["use_by"] = date.fromisoformat(extra["use_by"])
    if "starts_at" in extra:
        extra["starts_at"] = datetime.fromisoformat(extra["starts_at"])
    if "marks" in extra:
        extra["marks"] = frozenset(extra["marks"])
    return extra


def _tender_extra(text: str | None) -> dict[str, Any]:
    extra = _read_extra(text)
    if "expires_on" in extra:
        extra["expires_on"] = date.fromisoformat(extra["expires_on"])
    if "entry" in extra:
        extra["entry"] = CardEntry(extra["entry"])
    return extra


def _tender_from(row: Mapping[str, Any]) -> SaleTender:
    return SaleTender(
        tender=row["tender"],
        type=TenderType(row["type"]),
        amount=row["amount"],
        last4=row["last4"],
        **_tender_extra(row["extra"]),
    )


@cache
def _rare_fields(kind: str, columns: frozenset[str]) -> tuple[tuple[str, Any], ...]:
    return tuple((x.name, x.default) for x in fields(_KINDS[kind]) if x.name not in columns)


def _extra(record: Sale | SaleLine | SaleTender, columns: frozenset[str]) -> str | None:
    rare = {
        name: value
        for name, default in _rare_fields(record.__class__.__name__, columns)
        if (value := getattr(record, name)) != default
    }
    return json.dumps(rare, default=_plain_json, sort_keys=True) if rare else None


def _read_extra(text: str | None) -> dict[str, Any]:
    extra: dict[str, Any] = json.loads(text) if text else {}
    return extra


def _plain_json(value: object) -> object:
    if isinstance(value, LineTax):
        return {x.name: getattr(value, x.name) for x in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    message = f"no column for {type(value).__name__}"
    raise TypeError(message)
