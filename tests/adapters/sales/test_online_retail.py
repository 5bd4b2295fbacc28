"""The real set: 403,867 lines come in whole, and every return finds its invoice.

Each pair says which invoice a return in the set belongs to. What `find` is told is what a customer
brings: customer and item (and price and quantity), as of the moment of the return, both taken from
the return's own row. The store itself holds no return.
"""

from __future__ import annotations

import csv
import gzip
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.ports import SaleQuery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.real_set import RealSet

LOOK_UP_LIMIT_MS = 10
RIGHT_WITHOUT_PRICE = 0.985


@dataclass(frozen=True)
class ReturnedItem:
    """One return of the set, as its customer would tell it, and the invoice that is right."""

    customer: str
    item: str
    at: datetime
    unit_price: int
    quantity: Decimal
    invoice: str


@pytest.fixture(scope="module")
def imported(real_set: RealSet) -> Iterator[tuple[SaleStore, dict[str, Any]]]:
    """The whole set in a store, brought in once."""
    with SaleStore(real_set.store) as store:
        yield store, real_set.summary


@pytest.fixture(scope="module")
def returned_items(shared_data: Path) -> tuple[ReturnedItem, ...]:
    """Every pair whose return is in the set; the others have no row to take the moment from."""
    rows = {}
    with gzip.open(shared_data / "online_retail_dev.csv.gz", "rt", newline="") as file:
        for row in csv.DictReader(file):
            if row["InvoiceNo"].startswith("C"):
                rows[
                    _key(row["InvoiceNo"], row["StockCode"], row["Quantity"], row["UnitPrice"])
                ] = row
    text = (shared_data / "online_retail_return_matches.jsonl").read_text(encoding="utf-8")
    pairs = [json.loads(line, parse_float=str) for line in text.splitlines()]
    found = []
    for pair in pairs:
        key = _key(pair["return_invoice"], pair["stock"], str(-pair["qty"]), str(pair["price"]))
        if key in rows:
            found.append(_returned(pair, rows[key]))
    return tuple(found)


def _key(*parts: str) -> tuple[str, str, Decimal, Decimal]:
    return parts[0], parts[1], Decimal(parts[2]), Decimal(parts[3])


def _returned(pair: dict[str, str], row: dict[str, str]) -> ReturnedItem:
    return ReturnedItem(
        customer=row["CustomerID"].removesuffix(".0"),
        item=row["StockCode"],
        at=datetime.fromisoformat(row["InvoiceDate"]).replace(tzinfo=UTC),
        unit_price=int(Decimal(row["UnitPrice"]) * 100),
        quantity=-Decimal(row["Quantity"]),
        invoice=pair["original_invoice"],
    )


def test_the_whole_set_comes_in_and_nothing_is_lost(
    imported: tuple[SaleStore, dict[str, Any]],
) -> None:
    _, summary = imported

    assert summary["records"] == 403_867
    assert summary["lines"] + summary["left_out"] == summary["records"]
    assert summary["left_out_by_reason"] == {
        "return_or_cancellation": 6_536,
        "stock_correction": 1_306,
        "nothing_paid": 1_143,
        "negative_price": 2,
    }
    assert summary["receipts"]["new"] == 14_183


def test_every_record_that_was_left_out_is_in_the_rejects_file(
    imported: tuple[SaleStore, dict[str, Any]],
) -> None:
    _, summary = imported

    with Path(summary["rejects_file"]).open(encoding="utf-8", newline="") as file:
        listed = list(csv.reader(file))

    assert len(listed) - 1 == summary["left_out"]


def test_every_pair_that_can_be_told_is_told(returned_items: tuple[ReturnedItem, ...]) -> None:
    assert len(returned_items) == 3_424


def test_the_right_invoice_is_first_for_every_return_whose_price_and_quantity_are_known(
    imported: tuple[SaleStore, dict[str, Any]], returned_items: tuple[ReturnedItem, ...]
) -> None:
    store, _ = imported
    wrong = []

    for each in returned_items:
        found = store.find(
            SaleQuery(
                customer=each.customer,
                item=each.item,
                unit_price=each.unit_price,
                quantity=each.quantity,
                sold_before=each.at,
            )
        )
        if found[0].receipt != each.invoice or "same_unit_price" not in found[0].because:
            wrong.append(each)

    assert wrong == []


def test_customer_and_item_alone_find_the_right_invoice_in_985_of_1000_returns(
    imported: tuple[SaleStore, dict[str, Any]], returned_items: tuple[ReturnedItem, ...]
) -> None:
    store, _ = imported

    right = sum(
        store.find(SaleQuery(customer=x.customer, item=x.item, sold_before=x.at))[0].receipt
        == x.invoice
        for x in returned_items
    )

    assert right / len(returned_items) >= RIGHT_WITHOUT_PRICE


def test_a_look_up_takes_less_than_ten_milliseconds(
    imported: tuple[SaleStore, dict[str, Any]], returned_items: tuple[ReturnedItem, ...]
) -> None:
    store, _ = imported
    sample = returned_items[::17]

    started = time.perf_counter()
    for each in sample:
        store.find(SaleQuery(customer=each.customer, item=each.item))
        assert store.receipt(each.invoice) is not None
    each_ms = (time.perf_counter() - started) * 1000 / (2 * len(sample))

    assert each_ms < LOOK_UP_LIMIT_MS


def test_the_strange_rows_of_the_set_stop_nothing(shared_data: Path, store: SaleStore) -> None:
    options = ImportSettings(store="1", currency="GBP", rejects=store_path(store))

    summary = store.import_file(shared_data / "online_retail_weird_rows.csv", options)

    assert summary.lines + summary.left_out_by_reason.total() == summary.records == 4_326


def store_path(store: SaleStore) -> Path:
    """Where this test's rejects go: beside its store, never beside the shared file."""
    return store._path.with_name("weird.rejects.csv")
