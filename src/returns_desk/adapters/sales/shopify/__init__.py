"""Shopify's orders and refunds (Admin REST, order and refund resources) as sales and returns.

Owns the entry. The examples of version 2024-04 are read by a test; lists of transactions,
`refund_shipping_lines` (2024-10), tips and duties follow the published schema, unvalidated against
a real shop's file.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from returns_desk.adapters.sales.input_files import Progress
from returns_desk.adapters.sales.json_reader import Envelope
from returns_desk.adapters.sales.order_reading import read_orders
from returns_desk.adapters.sales.readings import ReaderSettings, Reading
from returns_desk.adapters.sales.shopify.orders import read_record

_ENVELOPE: Final = Envelope(
    lists=frozenset({"orders", "refunds", "draft_orders"}),
    singles=frozenset({"order", "refund", "draft_order"}),
)


def read_shopify(
    path: Path, encoding: str | None, settings: ReaderSettings, progress: Progress, /
) -> Iterator[Reading]:
    """Yield each order or refund of the file in its order.

    Raises:
        InvalidInput: the file as a whole can't be used: place, sentence and mend.

    """
    return read_orders(path, encoding, settings, progress, (_ENVELOPE, read_record))
