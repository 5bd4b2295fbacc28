"""Writes sales into the tables, one receipt at a time, and says what became of each.

Owns the decision between new, already there, updated, matched and refused. Must not parse files.
The caller owns the transaction.
"""

import sqlite3
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from returns_desk.adapters.sales.guarded_sales import guarded_item, guarded_notes, guarded_sale
from returns_desk.adapters.sales.merging import amounts_differ, merged
from returns_desk.adapters.sales.sale_notes import SaleNotes, notes_of, write_notes
from returns_desk.adapters.sales.sale_rows import (
    LINE_COLUMNS,
    SaleRows,
    gtin14,
    receipt_key,
    rows_of,
    sale_from,
)
from returns_desk.domain.card_guard import CardGuard
from returns_desk.domain.sale import Sale

ITEM_CACHE_SIZE = 50_000
_NO_NOTES = SaleNotes()

_LINES = f"""
    SELECT {LINE_COLUMNS}
    FROM lines l JOIN items i ON i.id = l.item_id WHERE l.sale_id = ? ORDER BY l.line
"""  # noqa: S608 -- a constant list of columns


class Outcome(StrEnum):
    """What became of an arriving receipt."""

    NEW = "new"
    ALREADY_THERE = "already_there"
    UPDATED = "updated"
    MATCHED = "matched"


@dataclass(frozen=True, slots=True)
class Arrival:
    """The outcome, and the keyed-in paper where its amounts differ from the till's."""

    outcome: Outcome
    differing_paper: Sale | None = None


def read_sale(connection: sqlite3.Connection, row: dict[str, Any]) -> Sale:
    """Read the lines and tenders of a sale's row, and build the sale."""
    lines = connection.execute(_LINES, (row["id"],)).fetchall()
    tenders = dictionaries(
        connection, "SELECT * FROM tenders WHERE sale_id = ? ORDER BY tender", row["id"]
    )
    return sale_from(row, lines, tenders)


def find_row(connection: sqlite3.Connection, receipt: str) -> dict[str, Any] | None:
    """Find the row of that receipt; else the only one with the same letters and digits.

    Last comes another number that one sale alone is known by, such as the id of an order.
    """
    exact = dictionaries(connection, "SELECT * FROM sales WHERE receipt = ?", receipt)
    if exact:
        return exact[0]
    key = receipt_key(receipt)
    similar = dictionaries(connection, "SELECT * FROM sales WHERE receipt_key = ?", key)
    if key and len(similar) == 1:
        return similar[0]
    known = dictionaries(connection, _BY_ALIAS, receipt)
    return known[0] if len(known) == 1 else None


_BY_ALIAS = "SELECT * FROM sales WHERE id IN (SELECT sale_id FROM aliases WHERE alias = ?)"


class SaleWriter:
    """Puts receipts into the tables; remembers the ids of items it has met."""

    def __init__(self, connection: sqlite3.Connection, guard: CardGuard | None = None) -> None:
        self._connection = connection
        self._guard = guard or CardGuard()
        self._item_ids: dict[tuple[str, str, str, str], int] = {}

    def put(
        self, sale: Sale, notes: SaleNotes = _NO_NOTES, *, tender_is_assumed: bool = False
    ) -> Arrival:
        """Bring in one receipt from a till, with what its reader noted of it.

        Raises:
            ContradictionError: another copy is stored and disagrees; it stays as it was.
            CardLikeReceiptError: the receipt's number looks like a card's.

        """
        sale = guarded_sale(self._guard, sale)
        notes = guarded_notes(self._guard, notes)
        rows = rows_of(sale)
        stored = self._stored(sale.receipt)
        if stored is None:
            self._insert(rows, notes, tender_is_assumed=tender_is_assumed)
            return Arrival(Outcome.NEW)
        if stored["keyed_in"]:
            return self._match(stored, (sale, notes), tender_is_assumed=tender_is_assumed)
        if stored["content_hash"] == rows.content_hash:
            return self._note(stored, notes_of(self._connection, stored["id"]).joined(notes))
        return self._update(stored, (sale, notes), tender_is_assumed=tender_is_assumed)

    def put_keyed_in(self, sale: Sale) -> None:
        """Keep a receipt from paper; a later paper of the same number takes its place.

        Raises:
            CardLikeReceiptError: the receipt's number looks like a card's.

        """
        sale = guarded_sale(self._guard, sale)
        stored = self._stored(sale.receipt)
        if stored is not None:
            self._delete(stored["id"])
        self._insert(rows_of(sale), _NO_NOTES, keyed_in=True)

    def _stored(self, receipt: str) -> dict[str, Any] | None:
        row = find_row(self._connection, receipt)
        # Only what a person typed is matched by its letters and digits alone.
        return row if row and (row["receipt"] == receipt or row["keyed_in"]) else None

    def _match(
        self, stored: dict[str, Any], arriving: tuple[Sale, SaleNotes], *, tender_is_assumed: bool
    ) -> Arrival:
        sale, notes = arriving
        paper = read_sale(self._connection, stored)
        # What was paid back on the paper stands in the journal under the number as it was typed.
        typed = SaleNotes(aliases=frozenset({paper.receipt}) - {sale.receipt})
        self._delete(stored["id"])
        self._insert(rows_of(sale), notes.with_aliases(typed), tender_is_assumed=tender_is_assumed)
        return Arrival(Outcome.MATCHED, paper if amounts_differ(paper, sale) else None)

    def _update(
        self, stored: dict[str, Any], arriving: tuple[Sale, SaleNotes], *, tender_is_assumed: bool
    ) -> Arrival:
        sale, notes = arriving
        was_assumed = bool(stored["tender_assumed"])
        old, known = read_sale(self._connection, stored), notes_of(self._connection, stored["id"])
        if tender_is_assumed and not was_assumed:
            # A guess never overrides what a till said.
            sale = _with_tenders_of(old, sale)
            tender_is_assumed = False
        joined = merged(old, sale, stored_tender_is_assumed=was_assumed)
        rows = rows_of(joined)
        if rows.content_hash == stored["content_hash"]:
            # The arriving copy says less: what it doubts, the fuller one has answered.
            return self._note(stored, known.with_aliases(notes))
        self._delete(stored["id"])
        joined_notes = notes.with_aliases(known) if joined == sale else known.joined(notes)
        self._insert(rows, joined_notes, tender_is_assumed=tender_is_assumed)
        return Arrival(Outcome.UPDATED)

    def _note(self, stored: dict[str, Any], notes: SaleNotes) -> Arrival:
        if notes == notes_of(self._connection, stored["id"]):
            return Arrival(Outcome.ALREADY_THERE)
        write_notes(self._connection, stored["id"], notes)
        return Arrival(Outcome.UPDATED)

    def _delete(self, sale_id: int) -> None:
        places = (
            ("lines", "sale_id"),
            ("tenders", "sale_id"),
            ("aliases", "sale_id"),
            ("sales", "id"),
        )
        for table, column in places:
            self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (sale_id,))  # noqa: S608 -- names from the tuple above

    def _insert(
        self,
        rows: SaleRows,
        notes: SaleNotes,
        *,
        keyed_in: bool = False,
        tender_is_assumed: bool = False,
    ) -> None:
        execute = self._connection.execute
        head = (*rows.sale[:9], keyed_in, tender_is_assumed, rows.content_hash, rows.sale[9])
        sale_id = execute(_INSERT_SALE, head).lastrowid or 0
        lines = [
            (sale_id, line[0], self._item_id(item), *line[1:])
            for item, line in zip(rows.items, rows.lines, strict=True)
        ]
        self._connection.executemany(_INSERT_LINE, lines)
        tenders = [(sale_id, *tender) for tender in rows.tenders]
        self._connection.executemany(_INSERT_TENDER, tenders)
        if notes != _NO_NOTES:
            write_notes(self._connection, sale_id, notes)

    def _item_id(self, item: tuple[str, str, str, str]) -> int:
        known = self._item_ids.get(item)
        if known is not None:
            return known
        kept = guarded_item(self._guard, item)
        found = self._connection.execute(_SELECT_ITEM, kept).fetchone()
        item_id = found[0] if found else self._insert_item(kept)
        if len(self._item_ids) >= ITEM_CACHE_SIZE:
            self._item_ids.clear()
        self._item_ids[item] = item_id
        return item_id

    def _insert_item(self, item: tuple[str, str, str, str]) -> int:
        sku, gtin, description, category = item
        values = (sku, gtin, gtin14(gtin) or gtin14(sku), description, category)
        row_id = self._connection.execute(_INSERT_ITEM, values).lastrowid
        return row_id or 0


_INSERT_SALE = (
    "INSERT INTO sales (receipt, receipt_key, store, terminal, sold_at, sold_at_us, customer,"
    " currency, total, keyed_in, tender_assumed, content_hash, extra)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
)
_INSERT_LINE = (
    "INSERT INTO lines (sale_id, line, item_id, quantity, unit, paid, tax, unit_price, returned,"
    " extra) VALUES (?,?,?,?,?,?,?,?,?,?)"
)
_INSERT_TENDER = (
    "INSERT INTO tenders (sale_id, tender, type, amount, last4, extra) VALUES (?,?,?,?,?,?)"
)
_SELECT_ITEM = "SELECT id FROM items WHERE sku=? AND gtin=? AND description=? AND category=?"
_INSERT_ITEM = "INSERT INTO items (sku, gtin, gtin14, description, category) VALUES (?,?,?,?,?)"


def _with_tenders_of(old: Sale, new: Sale) -> Sale:
    return replace(new, tenders=old.tenders)


def dictionaries(
    connection: sqlite3.Connection, query: str, *values: object
) -> list[dict[str, Any]]:
    """Read rows with the names of their columns."""
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
