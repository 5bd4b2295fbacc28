"""Goods that were paid without a receipt: one table that follows the plans, and its question.

Owns the table's DDL and what counts as paid. The changes to it are projections.py's. Must not
write.
"""

import json
import sqlite3
from collections.abc import Sequence
from typing import Final

from returns_desk.adapters.journal.codec import read_time
from returns_desk.application.earlier_visits import MOST_PAID, PaidGoods
from returns_desk.application.goods_without_receipt import whole_gtin

TABLES: Final = ("bare_goods",)
DDL: Final = (
    """CREATE TABLE bare_goods (
    key TEXT, line INTEGER, case_id TEXT, sku TEXT, gtin TEXT, planned_at TEXT,
    sequence INTEGER, PRIMARY KEY (key, line)) WITHOUT ROWID""",
    "CREATE INDEX bare_goods_by_sku ON bare_goods (sku) WHERE sku IS NOT NULL",
    "CREATE INDEX bare_goods_by_gtin ON bare_goods (gtin) WHERE gtin IS NOT NULL",
)
"""A GTIN stands there with all its fourteen digits."""

PAID: Final = """
    SELECT b.planned_at, b.sku, b.gtin FROM bare_goods b
    WHERE b.case_id <> ? AND (
        b.sku IN (SELECT value FROM json_each(?)) OR b.gtin IN (SELECT value FROM json_each(?)))
    AND (NOT EXISTS (SELECT 1 FROM legs l WHERE l.key = b.key)
        OR EXISTS (
            SELECT 1 FROM legs l WHERE l.key = b.key AND l.state IN ('begun', 'booked')))
    ORDER BY b.sequence DESC, b.line LIMIT ?
"""
"""A plan without legs is carried out as it is made; a leg that was begun may have been paid."""


def paid_without_receipt(
    connection: sqlite3.Connection, skus: Sequence[str], gtins: Sequence[str], besides: str
) -> tuple[PaidGoods, ...]:
    """The latest goods of these codes that were paid without a receipt, newest first."""
    asked = json.dumps(list(skus)), json.dumps([whole_gtin(each) for each in gtins])
    rows = connection.execute(PAID, [besides, *asked, MOST_PAID])
    return tuple(PaidGoods(read_time(at), sku, gtin) for at, sku, gtin in rows)
