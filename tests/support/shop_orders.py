"""Reads orders of other systems in tests, and says what came of them in a few plain values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from returns_desk.adapters.sales.order_doubts import CODES
from returns_desk.adapters.sales.order_reasons import SENTENCES as ORDER_SENTENCES
from returns_desk.adapters.sales.readings import ReaderSettings
from returns_desk.adapters.sales.reasons import SENTENCES
from returns_desk.adapters.sales.sale_rows import rows_of
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import TenderType

if TYPE_CHECKING:
    from returns_desk.adapters.sales.readings import EarlierReturn, Reading, SalesReader
    from returns_desk.application.ports import SaleDoubt

SETTINGS = ReaderSettings("3141", "USD", "America/Chicago", TenderType.CASH)
GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def read_text(
    reader: SalesReader, folder: Path, content: str | bytes, settings: ReaderSettings = SETTINGS
) -> list[Reading]:
    """Write a file, and read it."""
    file = folder / "orders.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(reader(file, None, settings, lambda _: None))


def read_value(reader: SalesReader, folder: Path, value: object) -> list[Reading]:
    """Write a value as JSON, and read it."""
    return read_text(reader, folder, json.dumps(value))


def golden_cases(system: str) -> list[Any]:
    """Every case of a system: its name, what comes in, what must come out."""
    cases: list[Any] = json.loads((GOLDEN / system / "cases.json").read_text(encoding="utf-8"))
    return cases


def outcome(reading: Reading) -> dict[str, Any]:
    """What came of a record, as the golden cases write it."""
    said: dict[str, Any] = {"left_out": [x.reason for x in reading.left_out]}
    if reading.bad:
        said["bad"] = [reading.bad.pointer, reading.bad.code]
    if reading.returns or reading.sale:
        said["returns"] = [_return(x) for x in reading.returns]
    if reading.sale is None:
        return said
    sale = reading.sale
    return said | {
        "receipt": sale.receipt,
        "alias": list(reading.aliases),
        "sold_at": sale.sold_at.isoformat(),
        "store": sale.store,
        "channel": sale.channel.value,
        "customer": sale.customer,
        "currency": sale.currency,
        "total": sum(x.paid for x in sale.lines),
        "lines": [[x.sku, str(x.quantity), x.paid, x.tax, x.kind.value] for x in sale.lines],
        "tenders": [[x.type.value, x.amount, x.last4] for x in sale.tenders],
        "doubts": doubts_said(reading.doubts),
    }


def doubts_said(doubts: tuple[SaleDoubt, ...]) -> list[Any]:
    """Each doubt with its two amounts."""
    return [[x.code, x.said, x.found] for x in doubts]


def _return(back: EarlierReturn) -> dict[str, Any]:
    return {
        "id": back.id,
        "receipt": back.receipt,
        "pieces": [[x.line or x.sku, str(x.quantity), x.paid] for x in back.pieces],
        "refunds": [[x.type.value, x.amount, x.tender] for x in back.refunds],
        "doubts": doubts_said(back.doubts),
    }


def read_whatever(reader: SalesReader, folder: Path, text: str) -> list[Reading]:
    """Read what may be unusable: what can't be read at all gives nothing; nothing else is raised.

    Whatever becomes a sale can be stored, and says nothing personal but an id.
    """
    try:
        readings = read_text(reader, folder, text)
    except InvalidInput:
        return []
    for reading in readings:
        if reading.sale is not None:
            assert rows_of(reading.sale).lines
            assert "Ann" not in repr(reading.sale)
        assert all(part.amount > 0 for back in reading.returns for part in back.refunds)
        assert {x.code for x in all_doubts(reading)} <= CODES
        assert {x.reason for x in reading.left_out} <= {*SENTENCES, *ORDER_SENTENCES}
        if reading.bad is not None:
            assert reading.bad.message
            assert reading.bad.code in {*SENTENCES, "invalid_input"}
    return readings


def all_doubts(reading: Reading) -> list[SaleDoubt]:
    """The doubts of a record and of its returns."""
    return [*reading.doubts, *(x for back in reading.returns for x in back.doubts)]
