"""Reads a stored sale with what other systems took back of it.

Owns the joining of rows, returns and the pure rules of `returned_elsewhere`. Must not write.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from returns_desk.adapters.sales.earlier_returns import returns_of
from returns_desk.adapters.sales.returned_elsewhere import SaleSoFar, with_returns
from returns_desk.adapters.sales.returns_of_hub import counted_once
from returns_desk.adapters.sales.sale_writer import dictionaries, read_sale

_WITH_RETURNS: Final = """
    SELECT s.* FROM sales s WHERE s.id IN (SELECT value FROM json_each(?)) AND (
        EXISTS (SELECT 1 FROM earlier_returns e WHERE e.receipt = s.receipt)
        OR EXISTS (
            SELECT 1 FROM aliases a JOIN earlier_returns e ON e.receipt = a.alias
            WHERE a.sale_id = s.id
        )
    )
"""


def read_so_far(
    connection: sqlite3.Connection,
    row: dict[str, Any],
    booked_here: frozenset[str] = frozenset(),
) -> SaleSoFar:
    """The sale of a row with its returns, but for those that have a reference of `booked_here`."""
    returns = [x for x in returns_of(connection, row) if x.reference not in booked_here]
    return with_returns(read_sale(connection, row), counted_once(returns))


def left_on_lines(
    connection: sqlite3.Connection, sale_ids: Iterable[int]
) -> Mapping[tuple[int, int], Decimal]:
    """What is left of each line, by sale and line; only of sales that something came back of."""
    ids = json.dumps(sorted(set(sale_ids)))
    return {
        (row["id"], line.line): line.available
        for row in dictionaries(connection, _WITH_RETURNS, ids)
        for line in read_so_far(connection, row).sale.lines
    }
