"""Lays the payments of a Square file aside on disk, to be joined to their orders.

Owns a private temporary database. Must not judge a payment. It keeps of each only what a tender is
made of, so that no name or card number goes to disk.
"""

import json
import sqlite3
from typing import Final

from returns_desk.adapters.sales.json_fields import JsonObject, decoded
from returns_desk.adapters.sales.order_reading import OrderRead, Shop

_KEPT: Final = (
    "id",
    "order_id",
    "receipt_number",
    "status",
    "source_type",
    "amount_money",
    "tip_money",
    "total_money",
    "cash_details",
    "external_details",
)
_KEPT_OF_CARD: Final = ("card_brand", "last_4", "card_type")


class PaymentsAside:
    """The payments and the orders' ids of one file; closed, they are gone."""

    def __init__(self) -> None:
        # An empty name is a temporary file of SQLite's own, gone when closed.
        self._connection = sqlite3.connect("")
        self._connection.execute("CREATE TABLE orders (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._connection.execute(
            "CREATE TABLE payments (order_id TEXT, id TEXT, content TEXT,"
            " PRIMARY KEY (order_id, id)) WITHOUT ROWID"
        )

    def take(self, record: JsonObject, _shop: Shop) -> OrderRead | None:
        """Lay a payment aside, or note an order's id."""
        if is_payment(record):
            row = (record.text("order_id") or "", record.text("id") or "", kept_of(record))
            self._connection.execute("INSERT OR REPLACE INTO payments VALUES (?, ?, ?)", row)
        elif "line_items" in record.values:
            id_ = record.text("id") or ""
            self._connection.execute("INSERT OR IGNORE INTO orders VALUES (?)", (id_,))
        return None

    def has_order(self, order_id: str | None) -> bool:
        """Whether the file holds the order of a payment."""
        query = "SELECT 1 FROM orders WHERE id = ?"
        return self._connection.execute(query, (order_id or "",)).fetchone() is not None

    def payments_of(self, order_id: str) -> tuple[JsonObject, ...]:
        """Bring out the payments of an order."""
        query = "SELECT content FROM payments WHERE order_id = ? ORDER BY id"
        rows = self._connection.execute(query, (order_id,)).fetchall()
        values = [decoded(content) for (content,) in rows]
        return tuple(
            JsonObject(value, f"/payments/{value.get('id')}")
            for value in values
            if isinstance(value, dict)
        )

    def close(self) -> None:
        """Forget them."""
        self._connection.close()


def is_payment(record: JsonObject) -> bool:
    """Whether this record is a payment."""
    return "source_type" in record.values


def kept_of(payment: JsonObject) -> str:
    """Write down what a tender is made of.

    Raises:
        InvalidInput: the card's fields can't be used.

    """
    kept = {key: payment.values[key] for key in _KEPT if key in payment.values}
    details = payment.object("card_details") or JsonObject({})
    card = details.object("card") or JsonObject({})
    kept["card_details"] = {"card": {key: card.text(key) for key in _KEPT_OF_CARD}}
    # A number with a point goes as text: what is wrong with it is said when its order is read.
    return json.dumps(kept, default=str)
