"""Short ways to read a POSLog, from text, bytes or a file of the golden ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.sales.poslog import read_poslog
from returns_desk.adapters.sales.readings import ReaderSettings, Reading
from returns_desk.domain.sale import TenderType

if TYPE_CHECKING:
    from returns_desk.domain.sale import Sale

SETTINGS = ReaderSettings("1", "USD", "America/Chicago", TenderType.CASH)
GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "poslog"

ReadText = Callable[..., list[Reading]]


def read_file(
    path: Path, encoding: str | None = None, settings: ReaderSettings = SETTINGS
) -> list[Reading]:
    """Every reading of a file."""
    return list(read_poslog(path, encoding, settings, lambda _: None))


def golden(name: str, settings: ReaderSettings = SETTINGS) -> list[Reading]:
    """Every reading of a golden file."""
    return read_file(GOLDEN / name, settings=settings)


def sale_in(readings: list[Reading]) -> Sale:
    """The only sale of a file that adds up."""
    (reading,) = readings
    assert reading.bad is None
    assert reading.sale is not None
    return reading.sale


@pytest.fixture
def read_text(tmp_path: Path) -> ReadText:
    """Write text (or bytes) to a file and read it."""

    def read(content: str | bytes, encoding: str | None = None) -> list[Reading]:
        file = tmp_path / "till.xml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_file(file, encoding)

    return read


def sale_xml(lines: str, head: str = "", attributes: str = "") -> str:
    """A POSLog of one transaction with these lines."""
    return (
        "<POSLog><Transaction><RetailStoreID>1</RetailStoreID><WorkstationID>2</WorkstationID>"
        "<SequenceNumber>3</SequenceNumber><BusinessDayDate>2026-11-07</BusinessDayDate>"
        f"<EndDateTime>2026-11-07T10:00:00</EndDateTime>{head}"
        f"<RetailTransaction {attributes}>{lines}</RetailTransaction></Transaction></POSLog>"
    )


def item(number: int, sku: str, amount: str, inner: str = "", flags: str = "") -> str:
    """A line of goods."""
    return (
        f"<LineItem {flags}><SequenceNumber>{number}</SequenceNumber><Sale><ItemID>{sku}</ItemID>"
        f"<ExtendedAmount>{amount}</ExtendedAmount>{inner}</Sale></LineItem>"
    )


def tender(number: int, amount: str, kind: str = "Cash", inner: str = "", flags: str = "") -> str:
    """A line of payment."""
    return (
        f"<LineItem {flags}><SequenceNumber>{number}</SequenceNumber>"
        f'<Tender TenderType="{kind}"><Amount>{amount}</Amount>{inner}</Tender></LineItem>'
    )
