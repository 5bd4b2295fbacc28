"""What readers of files hand on, made by hand, and the way in for it.

Owns short makers for tests of the store; what goes in is written as an import writes it.
"""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from returns_desk.adapters.sales.import_records import ImportSummary
from returns_desk.adapters.sales.import_sink import open_sink
from returns_desk.adapters.sales.readings import (
    EarlierReturn,
    Reading,
    RefundedPart,
    ReturnedPiece,
)
from returns_desk.adapters.sales.rejects import Rejects
from returns_desk.adapters.sales.schema import open_database
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.sale import Sale, TenderType

RETURNED_AT = datetime.fromisoformat("2026-11-14T15:20:00-06:00")


def reading(
    sale: Sale | None = None,
    *returns: EarlierReturn,
    doubts: Sequence[SaleDoubt] = (),
    aliases: Sequence[str] = (),
) -> Reading:
    """One record of a file."""
    return Reading(1, "/0", "{}", sale, tuple(doubts), returns=returns, aliases=tuple(aliases))


def piece(
    quantity: str = "1",
    paid: int = 2136,
    *,
    fee: int = 0,
    line: int | None = None,
    sku: str | None = None,
    gtin: str | None = None,
) -> ReturnedPiece:
    """Goods that came back."""
    return ReturnedPiece(Decimal(quantity), paid, fee, line, sku, gtin)


def earlier(
    return_id: str,
    receipt: str | None,
    pieces: Sequence[ReturnedPiece] = (),
    refunds: Sequence[tuple[TenderType, int, int | None]] = (),
    reference: str | None = None,
    doubts: Sequence[SaleDoubt] = (),
) -> EarlierReturn:
    """A return that another system booked; refunds are type, amount, tender."""
    parts = tuple(RefundedPart(kind, amount, tender) for kind, amount, tender in refunds)
    return EarlierReturn(
        return_id, receipt, RETURNED_AT, tuple(pieces), parts, reference, tuple(doubts)
    )


def bring_in(sales_db: Path, *readings: Reading) -> ImportSummary:
    """Write readings into a sale store's file as the import of one file does."""
    summary = ImportSummary("till", "poslog", currency="USD")
    rejects = Rejects(sales_db.with_name("till.rejects.csv"), ["Place", "Record"])
    with closing(open_database(sales_db)) as database:
        with open_sink(database.conn, rejects, summary) as sink:
            for each in readings:
                sink.take(each)
        sink.sum_up()
    return summary
