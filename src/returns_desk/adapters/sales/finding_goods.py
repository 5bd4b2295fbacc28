"""What the sale store knows of goods by their code, and of one piece by its serial number.

Owns the SQL for it; each statement goes through an index and is bounded, whatever is in the store.
Knows nothing of a journal.
"""

import sqlite3
from datetime import datetime
from typing import Final

from returns_desk.adapters.sales.finding import item_ids
from returns_desk.adapters.sales.sale_rows import microseconds
from returns_desk.application.known_items import KnownItem
from returns_desk.application.ports import Candidate

LATEST_LINES: Final = 2_000
"""Goods that are sold more often have shown their lowest price within these."""
SERIAL_SCORE: Final = 500
SERIALS_MAX: Final = 20

_LOWEST = """
    SELECT min(unit_price) FROM (
        SELECT l.unit_price, s.sold_at_us FROM lines l JOIN sales s ON s.id = l.sale_id
        WHERE l.item_id = ? AND l.unit_price > 0 ORDER BY l.sale_id DESC LIMIT ?
    ) WHERE sold_at_us >= ?
"""
_OF_SERIAL = """
    SELECT s.receipt, l.line FROM lines l JOIN sales s ON s.id = l.sale_id
    WHERE json_extract(l.extra, '$.serial') = ? COLLATE NOCASE
    AND json_extract(l.extra, '$.serial') IS NOT NULL
    ORDER BY s.sold_at_us DESC LIMIT ?
"""


def known_item(connection: sqlite3.Connection, code: str, since: datetime) -> KnownItem | None:
    """Answer the goods of a SKU or GTIN, the newest ones where a code was given twice."""
    ids = item_ids(connection, code.strip())
    if not ids:
        return None
    newest = max(ids)
    sku, gtin, description, category = connection.execute(
        "SELECT sku, gtin, description, category FROM items WHERE id = ?", (newest,)
    ).fetchone()
    lowest = _lowest_price(connection, newest, microseconds(since))
    return KnownItem(sku, gtin, description, category, lowest)


def with_serial(connection: sqlite3.Connection, serial: str) -> tuple[Candidate, ...]:
    """Answer the lines of the piece with that serial number, in any case, the latest first."""
    if not serial.strip():
        return ()
    rows = connection.execute(_OF_SERIAL, (serial.strip(), SERIALS_MAX))
    return tuple(Candidate(receipt, line, SERIAL_SCORE, ("same_serial",)) for receipt, line in rows)


def _lowest_price(connection: sqlite3.Connection, item: int, since_us: int) -> int | None:
    for first_us in (since_us, -1):
        price = connection.execute(_LOWEST, (item, LATEST_LINES, first_us)).fetchone()[0]
        if price is not None:
            return int(price)
    return None
