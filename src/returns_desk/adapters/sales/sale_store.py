"""The sale store: the `SaleLookup` port on `sales.db`, and the way in for sales.

Owns the connection and its lock. Must not parse files (the readers do) nor judge a return.
Reads work from any thread; the lock keeps one statement at a time on the one connection.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from returns_desk.adapters.sales import (
    customers,
    finding,
    finding_goods,
    readings,
    returns_of_hub,
)
from returns_desk.adapters.sales.card_cuts import (
    CardCuts,
    NoticingGuard,
    forget_cuts,
    note_cuts,
    noted_cuts,
)
from returns_desk.adapters.sales.earlier_returns import doubts_from_json
from returns_desk.adapters.sales.import_records import ImportOptions, ImportSummary
from returns_desk.adapters.sales.importing import import_file, silent
from returns_desk.adapters.sales.input_files import Progress
from returns_desk.adapters.sales.sale_notes import notes_of
from returns_desk.adapters.sales.sale_reading import read_so_far
from returns_desk.adapters.sales.sale_writer import Arrival, SaleWriter, find_row
from returns_desk.adapters.sales.schema import open_database, translated
from returns_desk.application.known_items import KnownItem
from returns_desk.application.ports import Candidate, SaleDoubt, SaleQuery
from returns_desk.domain.card_guard import CardGuard
from returns_desk.domain.case import EarlierReturn
from returns_desk.domain.sale import Sale

_LINES_SOLD: Final = """
    SELECT i.sku, sum(n) FROM (SELECT item_id, count(*) AS n FROM lines GROUP BY item_id)
    JOIN items i ON i.id = item_id WHERE i.sku <> '' GROUP BY i.sku
"""


class SaleStore:
    """Sales of this shop, by receipt and by what a customer remembers.

    Raises (any method):
        EnvironmentFault: the file can't be read or written just now.
        OperatorMistake: the file is no sale store, or a newer program made it.
    """

    def __init__(self, path: Path, guard: CardGuard | None = None) -> None:
        """Open the file; `guard` knows the shop's patterns of receipt numbers."""
        self._path = path
        self._guard = NoticingGuard((guard or CardGuard()).is_receipt)
        self._lock = threading.RLock()
        self._db = open_database(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back; the store can't be used afterwards."""
        with self._lock:
            self._db.close()

    def receipt(self, receipt: str, booked_here: frozenset[str] = frozenset()) -> Sale | None:
        """Answer the sale with that receipt, or None; dashes and case may differ.

        What other systems took back is laid over it, but for the returns of which `booked_here`
        has the reference: those the journal counts itself.
        """
        with self._reading():
            row = find_row(self._db.conn, receipt.strip())
            return read_so_far(self._db.conn, row, booked_here).sale if row else None

    def numbers(self, receipt: str) -> tuple[str, ...]:
        """Every number that sale is known by, its own first; the one asked for where it is not."""
        with self._reading():
            row = find_row(self._db.conn, receipt.strip())
            if row is None:
                return (receipt,)
            also = notes_of(self._db.conn, row["id"]).aliases
            return (str(row["receipt"]), *sorted(also - {row["receipt"]}))

    def find(self, query: SaleQuery, limit: int = 20) -> tuple[Candidate, ...]:
        """Candidates, best first, each with the codes of why it fits."""
        with self._reading():
            return finding.find(self._db.conn, query, limit)

    def item_code(self, scanned: str) -> str | None:
        """Answer the SKU of a scanned GTIN or SKU; the GTIN itself where the item has no SKU."""
        with self._reading():
            ids = finding.item_ids(self._db.conn, scanned.strip())
            if not ids:
                return None
            # The newest item of that code: a SKU may have been given to new goods.
            row = self._db.conn.execute(
                "SELECT sku, gtin FROM items WHERE id = ?", (max(ids),)
            ).fetchone()
            return str(row[0] or row[1])

    def known_item(self, code: str, since: datetime) -> KnownItem | None:
        """Answer the goods of a SKU or GTIN with the lowest price since then, else of before."""
        with self._reading():
            return finding_goods.known_item(self._db.conn, code, since)

    def with_serial(self, serial: str) -> tuple[Candidate, ...]:
        """Answer the lines of the piece with that serial number, the latest first."""
        with self._reading():
            return finding_goods.with_serial(self._db.conn, serial)

    def add_keyed_in(self, sale: Sale) -> None:
        """Keep a receipt from paper, marked so until the real sale arrives.

        A receipt that a till has sent already is left as it is: the till knows better.
        """
        with self._writing():
            row = find_row(self._db.conn, sale.receipt)
            if row is None or row["keyed_in"]:
                SaleWriter(self._db.conn, self._guard).put_keyed_in(sale)

    def is_keyed_in(self, receipt: str) -> bool:
        """Whether only the paper of that receipt was seen."""
        with self._reading():
            row = find_row(self._db.conn, receipt.strip())
            return bool(row and row["keyed_in"])

    def doubts(
        self, receipt: str, booked_here: frozenset[str] = frozenset()
    ) -> tuple[SaleDoubt, ...]:
        """What does not add up in that sale or in what came back of it elsewhere."""
        with self._reading():
            row = find_row(self._db.conn, receipt.strip())
            if row is None:
                return ()
            so_far = read_so_far(self._db.conn, row, booked_here)
            return tuple(dict.fromkeys((*doubts_from_json(row["doubts"]), *so_far.doubts)))

    def receipts_of(self, customer: str) -> tuple[str, ...]:
        """Every number that this customer's sales are known by."""
        with self._reading():
            return customers.receipts_of(self._db.conn, customer)

    def returned_elsewhere(
        self, customer: str, booked_here: frozenset[str]
    ) -> tuple[EarlierReturn, ...]:
        """What other systems took back of this customer, but for references `booked_here`."""
        with self._reading():
            return customers.returned_elsewhere(self._db.conn, customer, booked_here)

    def put_returns_of_hub(
        self, receipts: Sequence[str], returns: Sequence[readings.EarlierReturn]
    ) -> bool:
        """Make these all that the hub tells of the receipts; True where that is new."""
        with self._writing():
            return returns_of_hub.put_returns_of_hub(self._db.conn, receipts, returns)

    def add(self, sales: Iterable[Sale]) -> tuple[Arrival, ...]:
        """Bring in sales that another part of the program made, as a till would."""
        with self._writing():
            writer = SaleWriter(self._db.conn, self._guard)
            return tuple(writer.put(sale) for sale in sales)

    def import_file(
        self, path: Path, options: ImportOptions, progress: Progress = silent
    ) -> ImportSummary:
        """Bring in the sales of a till's file; see `importing.import_file`.

        This store answers nothing else meanwhile: a running desk imports with a second
        `SaleStore` on the same file, beside which its own goes on reading.
        """
        with self._lock, translated(self._path):
            return import_file(self._db.conn, path, options, progress, self._guard)

    def card_cuts(self) -> CardCuts:
        """Where card numbers were cut of which the journal does not know yet."""
        with self._reading():
            return noted_cuts(self._db.conn)

    def forget_card_cuts(self, cuts: CardCuts) -> None:
        """Forget where card numbers were cut, once the journal has it."""
        with self._writing():
            forget_cuts(self._db.conn, cuts)

    def count(self) -> int:
        """How many receipts there are."""
        with self._reading():
            return int(self._db.conn.execute("SELECT count(*) FROM sales").fetchone()[0])

    def lines_sold(self) -> dict[str, int]:
        """How many lines of each SKU were sold, in all sales that are known."""
        with self._reading():
            return dict(self._db.conn.execute(_LINES_SOLD).fetchall())

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, translated(self._path):
            is_writing = self._db.conn.in_transaction
            if not is_writing:
                # One moment for all statements: an import beside it replaces receipts meanwhile.
                self._db.conn.execute("BEGIN")
            try:
                yield
            finally:
                if not is_writing and self._db.conn.in_transaction:
                    self._db.conn.execute("COMMIT")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, translated(self._path):
            self._db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                note_cuts(self._db.conn, self._guard)
            except BaseException:
                self._db.conn.execute("ROLLBACK")
                raise
            self._db.conn.execute("COMMIT")
