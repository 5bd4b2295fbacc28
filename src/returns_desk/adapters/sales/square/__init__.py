"""Square's orders, payments and refunds (Connect API v2) as sales and returns.

Owns the entry, and the joining of payments to the orders of the same file. The examples of its
OpenAPI are read by a test; they hold refunds and gift cards only. Orders and payments follow the
published schema and are unvalidated against a real shop's file.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from returns_desk.adapters.sales.input_files import Progress
from returns_desk.adapters.sales.json_reader import Envelope
from returns_desk.adapters.sales.order_reading import read_orders
from returns_desk.adapters.sales.readings import ReaderSettings, Reading
from returns_desk.adapters.sales.square.payments_aside import PaymentsAside
from returns_desk.adapters.sales.square.records import RecordReader

_ENVELOPE: Final = Envelope(
    lists=frozenset({"orders", "payments", "refunds"}),
    # A notice that Square sends holds its refund under data and object.
    singles=frozenset({"order", "payment", "refund", "data", "object"}),
)


def read_square(
    path: Path, encoding: str | None, settings: ReaderSettings, progress: Progress, /
) -> Iterator[Reading]:
    """Yield each order, refund and lone payment of the file in its order.

    A payment may stand before its order or after it: payments are laid aside on disk first.

    Raises:
        InvalidInput: the file as a whole can't be used: place, sentence and mend.

    """
    with closing(PaymentsAside()) as aside:
        for _ in read_orders(path, encoding, settings, _silent, (_ENVELOPE, aside.take)):
            pass
        reader = RecordReader(aside)
        yield from read_orders(path, encoding, settings, progress, (_ENVELOPE, reader.read))


def _silent(per_mille: int, /) -> None:
    """Take progress and show nothing: the second pass does."""
