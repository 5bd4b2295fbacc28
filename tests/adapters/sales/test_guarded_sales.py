"""No card number gets into the sale store, whichever field of whichever document it stands in."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from builders import sale
from returns_desk.adapters.sales.guarded_sales import CardLikeReceiptError, guarded_return
from returns_desk.adapters.sales.readings import EarlierReturn, ReturnedPiece
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.card_guard import CardGuard
from support.published_cards import PUBLISHED, SPELLINGS, VISA

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.sales.import_records import ImportOptions

SIXTEEN = CardGuard(lambda text: text.isdecimal() and len(text) == 16)


class Options:
    """What the person who imports says: nothing."""

    format = "auto"
    store = "3141"
    currency = "USD"
    zone = "America/Chicago"
    tender = "cash"
    prices = None
    dates = None
    encoding = None
    rejects = None


def options() -> ImportOptions:
    return Options()


def bytes_in(folder: Path, *besides: Path) -> bytes:
    files = [x for x in folder.rglob("*") if x.is_file() and x not in besides]
    return b"".join(path.read_bytes() for path in files)


def import_rows(folder: Path, rows: list[dict[str, str]], guard: CardGuard | None = None) -> Path:
    path = folder / "till.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with SaleStore(folder / "sales.db", guard) as store:
        store.import_file(path, options())
    return path


def row(**cells: str) -> dict[str, str]:
    usual = {
        "Receipt": "R-1",
        "Date": "2026-11-07 11:02",
        "SKU": "SHELF-36W",
        "Description": "Shelf",
        "Quantity": "1",
        "Price": "21.36",
        "Customer": "c1",
        "Cashier": "Mara",
    }
    return usual | cells


@pytest.mark.parametrize("column", ["Description", "Customer", "Cashier", "SKU", "Receipt"])
@pytest.mark.parametrize("how", ["plain", "spaces", "Arabic", "in an address", "no-break spaces"])
def test_a_number_in_any_column_reaches_neither_store_nor_list(
    tmp_path: Path, column: str, how: str
) -> None:
    rows = [
        row(**{"Receipt": f"R-{index}"} | {column: SPELLINGS[how](number)})
        for index, number in enumerate(PUBLISHED)
    ]

    imported = import_rows(tmp_path, rows)

    found = bytes_in(tmp_path, imported)
    for number in PUBLISHED:
        assert number.encode() not in found
        assert SPELLINGS[how](number).encode() not in found


def test_a_receipt_that_may_be_a_card_is_left_out_with_the_mend(tmp_path: Path) -> None:
    import_rows(tmp_path, [row(Receipt=VISA), row(Receipt="R-2")])

    (rejects,) = tmp_path.glob("*.rejects.csv")
    text = rejects.read_text(encoding="utf-8")
    assert "has a number that looks like a payment card's" in text
    assert "[scanner] in config.toml" in text
    with SaleStore(tmp_path / "sales.db") as store:
        assert store.count() == 1


def test_a_receipt_that_fits_the_shops_pattern_is_brought_in_whole(tmp_path: Path) -> None:
    import_rows(tmp_path, [row(Receipt=VISA)], SIXTEEN)

    with SaleStore(tmp_path / "sales.db", SIXTEEN) as store:
        assert store.receipt(VISA) is not None


def test_every_free_text_of_a_sale_is_cut(tmp_path: Path) -> None:
    given = sale()
    line = replace(
        given.lines[0], description=f"x {VISA}", category=VISA, bundle=VISA, serial="S-1"
    )
    tender = replace(given.tenders[0], account=VISA, scheme=VISA, last4=VISA)
    given = replace(given, lines=(line,), tenders=(tender,), customer=VISA, cashier=VISA)

    with SaleStore(tmp_path / "sales.db") as store:
        store.add([given])
        kept = store.receipt(given.receipt)

    assert kept is not None
    assert (kept.customer, kept.cashier) == ("****1111", "****1111")
    assert (kept.lines[0].description, kept.lines[0].category) == ("x ****1111", "****1111")
    assert (kept.lines[0].bundle, kept.lines[0].serial) == ("****1111", "S-1")
    assert (kept.tenders[0].account, kept.tenders[0].last4) == ("****1111", "1111")
    assert VISA.encode() not in bytes_in(tmp_path)


def test_paper_with_a_card_for_a_number_is_refused(tmp_path: Path) -> None:
    with SaleStore(tmp_path / "sales.db") as store, pytest.raises(CardLikeReceiptError) as told:
        store.add_keyed_in(replace(sale(), receipt="4111 1111 1111 1111"))

    assert VISA not in told.value.message
    assert b"4111 1111" not in bytes_in(tmp_path)


def test_real_item_numbers_stay_whole(tmp_path: Path, shared_data: Path) -> None:
    items = (shared_data / "ncr_item_ids.txt").read_text(encoding="utf-8").split()
    rows = [row(Receipt=f"R-{index}", SKU=item) for index, item in enumerate(items)]

    import_rows(tmp_path, rows)

    with SaleStore(tmp_path / "sales.db") as store:
        found = [store.receipt(each["Receipt"]) for each in rows]
    kept = [each.lines[0].sku or each.lines[0].gtin for each in found if each]
    assert kept == items


def test_an_orders_own_numbers_are_kept_and_cards_among_them_are_not(tmp_path: Path) -> None:
    order = {
        "id": 4222222222222,
        "name": "#1001",
        "order_number": 1001,
        "created_at": "2026-11-07T11:02:00-06:00",
        "currency": "USD",
        "note": VISA,
        "line_items": [{"id": 1, "title": f"Shelf {VISA}", "quantity": 1, "price": "21.36"}],
        "total_price": "21.36",
    }
    path = tmp_path / "orders.json"
    path.write_text(json.dumps({"orders": [order]}), encoding="utf-8")

    with SaleStore(tmp_path / "sales.db") as store:
        summary = store.import_file(path, options())
        found = store.receipt("4222222222222") or store.receipt("#1001")

    assert VISA.encode() not in bytes_in(tmp_path, path), summary
    assert found is not None


def returned(**changes: object) -> EarlierReturn:
    piece = ReturnedPiece(Decimal(1), 2136, line=1, sku=VISA)
    doubts = (SaleDoubt("refund_differs_from_lines", 1, 2, f"row of {VISA}"),)
    usual = {"id": "r-1", "receipt": "R-1", "reference": f"ref {VISA}"} | changes
    at = datetime(2026, 11, 7, tzinfo=UTC)
    return EarlierReturn(returned_at=at, pieces=(piece,), refunds=(), doubts=doubts, **usual)  # type: ignore[arg-type]  # texts, all of them


def test_every_free_text_of_another_systems_return_is_cut() -> None:
    kept = guarded_return(CardGuard(), returned())

    assert kept.reference == "ref ****1111"
    assert kept.pieces[0].sku == "****1111"
    assert kept.doubts[0].place == "row of ****1111"
    assert (kept.id, kept.receipt) == ("r-1", "R-1")


@pytest.mark.parametrize("name", ["id", "receipt"])
def test_a_return_whose_own_number_may_be_a_card_is_refused(name: str) -> None:
    with pytest.raises(CardLikeReceiptError) as told:
        guarded_return(CardGuard(), returned(**{name: VISA}))

    assert VISA not in told.value.message
    assert guarded_return(SIXTEEN, returned(**{name: VISA})).id
