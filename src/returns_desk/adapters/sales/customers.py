"""What one customer bought and brought back elsewhere, by the number that the sales name.

Owns the queries by customer. Must not write, and hands no customer's number on.
"""

import sqlite3
from typing import Final

from returns_desk.adapters.sales.earlier_returns import returns_of
from returns_desk.adapters.sales.readings import EarlierReturn as ReturnRead
from returns_desk.adapters.sales.sale_writer import dictionaries
from returns_desk.domain.case import EarlierReturn

_RECEIPTS: Final = """
    SELECT receipt FROM sales WHERE customer = :customer
    UNION SELECT a.alias FROM sales s JOIN aliases a ON a.sale_id = s.id
    WHERE s.customer = :customer
"""

_SALES_THAT_CAME_BACK: Final = """
    SELECT s.id, s.receipt, s.receipt_key, s.keyed_in FROM sales s WHERE s.customer = ? AND (
        EXISTS (SELECT 1 FROM earlier_returns e WHERE e.receipt = s.receipt)
        OR EXISTS (
            SELECT 1 FROM aliases a JOIN earlier_returns e ON e.receipt = a.alias
            WHERE a.sale_id = s.id
        )
    )
"""


def receipts_of(connection: sqlite3.Connection, customer: str) -> tuple[str, ...]:
    """Every number that this customer's sales are known by."""
    rows = connection.execute(_RECEIPTS, {"customer": customer})
    return tuple(sorted(row[0] for row in rows))


def returned_elsewhere(
    connection: sqlite3.Connection, customer: str, booked_here: frozenset[str]
) -> tuple[EarlierReturn, ...]:
    """What other systems took back of this customer, each return once, oldest first.

    Returns that have a reference of `booked_here` are left out: the journal counts them itself.
    """
    found: dict[str, ReturnRead] = {}
    for row in dictionaries(connection, _SALES_THAT_CAME_BACK, customer):
        found |= {each.id: each for each in returns_of(connection, row)}
    counted = [each for each in found.values() if each.reference not in booked_here]
    return tuple(
        EarlierReturn(each.returned_at, _amount(each), with_receipt=True)
        for each in sorted(counted, key=lambda each: (each.returned_at, each.id))
    )


def _amount(returned: ReturnRead) -> int:
    """The money that went back; where the source does not say, what the goods brought."""
    refunded = sum(part.amount for part in returned.refunds)
    return refunded or sum(piece.paid - piece.fee for piece in returned.pieces)
