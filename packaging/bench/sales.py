"""Measures the import of the dev set and look-ups in it, beside plain sqlite3 in the same run.

Owns numbers only: medians of what it ran, each with a peer that does the least that could be done.
The peer of the import writes the raw cells with `executemany`, unread and unchecked; the peer of a
look-up is one SELECT over an index. So a ratio says what our reading, checking and ranking cost.
"""

from __future__ import annotations

import csv
import gzip
import sqlite3
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.ports import SaleQuery

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_UPS = 400
SAMPLE = """
    SELECT cells0, cells1, cells6, cells4, cells5, cells3 FROM raw
    WHERE cells6 <> '' AND cells0 NOT LIKE 'C%' AND cells5 > '0.0'
    ORDER BY abs(random() % 1000000) LIMIT ?
"""
PEER_RECEIPT = "SELECT * FROM raw WHERE cells0 = ?"
PEER_FIND = "SELECT * FROM raw WHERE cells6 = ? AND cells1 = ? ORDER BY cells4 DESC"


def data_set() -> Path:
    """The real set beside the checkout, found from the working folder or from this file."""
    tops = [Path.cwd(), *Path(globals().get("__file__", ".")).resolve().parents]
    found = (top.parent / "shared" / "data" / "online_retail_dev.csv.gz" for top in tops)
    return next((path for path in found if path.is_file()), Path("online_retail_dev.csv.gz"))


def run() -> list[dict[str, Any]]:
    """Measure; empty where the real set is not beside the checkout."""
    source = data_set()
    if not source.is_file():
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peer_s, raw = peer_import(source, folder)
        with SaleStore(folder / "sales.db") as store:
            options = ImportSettings(store="1", currency="GBP", rejects=folder / "rejects.csv")
            ours_s = seconds(lambda: store.import_file(source, options))
            again_s = seconds(lambda: store.import_file(source, options))
            rows = [
                row("import of the dev set", ours_s, "s", "raw rows, sqlite3", peer_s),
                row("the same import again", again_s, "s", "raw rows, sqlite3", peer_s),
                *look_ups(store, raw),
            ]
        raw.close()
    return rows


def look_ups(store: SaleStore, raw: sqlite3.Connection) -> list[dict[str, Any]]:
    """Look-ups of the same sales in both stores; the median of each in milliseconds."""
    sample = raw.execute(SAMPLE, (LOOK_UPS,)).fetchall()
    peer_receipt = median_ms(lambda r: raw.execute(PEER_RECEIPT, (r[0],)).fetchall(), sample)
    peer_find = median_ms(lambda r: raw.execute(PEER_FIND, (r[2], r[1])).fetchall(), sample)
    by_receipt = median_ms(lambda r: store.receipt(r[0]), sample)
    by_item = median_ms(lambda r: store.find(query(r)), sample)
    told = median_ms(lambda r: store.find(query_with_price(r)), sample)
    peer = "one indexed SELECT"
    return [
        row("receipt()", by_receipt, "ms", peer, peer_receipt),
        row("find() by customer and item", by_item, "ms", peer, peer_find),
        row("find() with price, quantity, date", told, "ms", peer, peer_find),
    ]


def query(raw_row: tuple[str, ...]) -> SaleQuery:
    """What the customer of that row would bring."""
    return SaleQuery(item=raw_row[1], customer=raw_row[2].removesuffix(".0"))


def query_with_price(raw_row: tuple[str, ...]) -> SaleQuery:
    """The same with what the paper says."""
    at, price, quantity = raw_row[3:]
    return replace(
        query(raw_row),
        unit_price=int(Decimal(price) * 100),
        quantity=Decimal(quantity),
        sold_from=datetime.fromisoformat(at).replace(tzinfo=UTC),
    )


def peer_import(source: Path, folder: Path) -> tuple[float, sqlite3.Connection]:
    """Write the raw cells with `executemany`, and the indexes that the look-ups need."""
    connection = sqlite3.connect(folder / "raw.db")
    columns = ", ".join(f"cells{index} TEXT" for index in range(8))
    connection.execute(f"CREATE TABLE raw ({columns})")

    def write() -> None:
        with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            connection.executemany(f"INSERT INTO raw VALUES ({','.join('?' * 8)})", rows)  # noqa: S608 -- eight marks
        connection.execute("CREATE INDEX raw_receipt ON raw (cells0)")
        connection.execute("CREATE INDEX raw_customer ON raw (cells6, cells1)")
        connection.commit()

    return seconds(write), connection


def seconds(work: Callable[[], object]) -> float:
    """How long it took."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_ms(look_up: Callable[[tuple[str, ...]], object], sample: list[tuple[str, ...]]) -> float:
    """The median of one look-up per row, in milliseconds."""
    taken = []
    for raw_row in sample:
        started = time.perf_counter()
        look_up(raw_row)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def row(name: str, value: float, unit: str, peer: str, peer_value: float) -> dict[str, Any]:
    """One line of the table."""
    return {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        "peer": peer,
        "peer_value": round(peer_value, 3),
        "ratio": round(value / peer_value, 1),
    }
