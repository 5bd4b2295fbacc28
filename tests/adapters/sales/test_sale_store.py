"""The store keeps every field of a sale, and says in one sentence why it can't be opened."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.adapters.sales.sale_writer import Outcome
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from returns_desk.domain.sale import (
    Buyer,
    Channel,
    LineKind,
    LineTax,
    Sale,
    SaleLine,
    SaleTender,
    TenderType,
)
from support.shelf_sale import SALE, SHELF, SOLD_AT

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.ports import SaleLookup


def test_the_store_is_the_lookup_that_use_cases_ask_for(store: SaleStore) -> None:
    lookup: SaleLookup = store

    assert lookup.receipt("none") is None


def test_every_field_of_a_sale_comes_back_as_it_was(store: SaleStore) -> None:
    line = SaleLine(
        line=7,
        description="Sweet cherries",
        quantity=Decimal("0.845"),
        unit="kg",
        paid=760,
        tax=12,
        taxes=(LineTax("S", 688, 12),),
        discount=40,
        returned=Decimal("0.100"),
        returned_paid=90,
        returned_fee=5,
        serial="S-1",
        final_sale=True,
        bundle="B",
        bundle_parts=("A", "C"),
        kind=LineKind.DEPOSIT,
        rebate_value=3,
        gift_value=4,
    )
    tender = SaleTender(
        3,
        TenderType.CASH,
        1000,
        change=240,
        refunded=90,
        rounding=-2,
        cleared=False,
        refundable_without_card=True,
        account="a",
    )
    sale = replace(
        SALE,
        lines=(SHELF, line),
        tenders=(*SALE.tenders, tender),
        terminal="07",
        channel=Channel.ONLINE,
        policy_disclosed=False,
        customer="C-1",
        jurisdiction="US-MN",
        currency="USD",
        delivered_at=SOLD_AT,
        buyer=Buyer.BUSINESS,
        tax_free=True,
        cashier="c1",
    )

    store.add([sale])

    assert store.receipt(sale.receipt) == sale


def test_a_receipt_typed_without_dashes_and_in_another_case_is_found(store: SaleStore) -> None:
    store.add([replace(SALE, receipt="AB-07-0042")])

    found = store.receipt(" ab070042 ")

    assert found is not None
    assert found.receipt == "AB-07-0042"


def test_two_receipts_with_the_same_letters_and_digits_are_not_confused(store: SaleStore) -> None:
    store.add([replace(SALE, receipt="1-23"), replace(SALE, receipt="12-3")])

    assert store.receipt("123") is None
    assert store.receipt("12-3") is not None


@pytest.mark.parametrize(
    "scanned",
    [
        pytest.param("SHELF-36W", id="sku"),
        pytest.param("shelf-36w", id="sku-in-another-case"),
        pytest.param("00012345678905", id="gtin-14"),
        pytest.param("012345678905", id="upc-12"),
        pytest.param("0012345678905", id="ean-13"),
    ],
)
def test_a_scanned_code_names_its_sku(store: SaleStore, scanned: str) -> None:
    store.add([SALE])

    assert store.item_code(scanned) == "SHELF-36W"


def test_an_item_without_sku_is_named_by_its_gtin(store: SaleStore) -> None:
    store.add([replace(SALE, lines=(replace(SHELF, sku=None),))])

    assert store.item_code("012345678905") == "00012345678905"


def test_a_code_that_no_sale_knows_names_nothing(store: SaleStore) -> None:
    store.add([SALE])

    assert store.item_code("99") is None
    assert store.item_code("") is None


def test_sales_are_there_after_the_store_was_closed_and_opened(tmp_path: Path) -> None:
    with SaleStore(tmp_path / "kept.db") as first:
        first.add([SALE])

    with SaleStore(tmp_path / "kept.db") as second:
        assert second.receipt(SALE.receipt) == SALE


def test_a_card_number_in_a_description_is_cut_to_its_last_four(store: SaleStore) -> None:
    line = replace(SHELF, description="paid with 4111 1111 1111 1111")

    store.add([replace(SALE, lines=(line,))])

    found = store.receipt(SALE.receipt)
    assert found is not None
    assert found.lines[0].description == "paid with ****1111"


def test_a_failing_sale_leaves_nothing_half_written(store: SaleStore) -> None:
    def sales() -> list[Sale]:
        return [SALE, replace(SALE, lines=(replace(SHELF, paid=1, tax=0),))]

    with pytest.raises(OperatorMistake, match="differs from what is stored"):
        store.add(sales())

    assert store.count() == 0


def test_the_file_uses_strict_tables_and_a_write_ahead_log(tmp_path: Path) -> None:
    with SaleStore(tmp_path / "s.db"):
        connection = sqlite3.connect(tmp_path / "s.db")
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        strict = {
            name
            for _, name, kind, _, _, is_strict in connection.execute("PRAGMA table_list")
            if kind == "table" and is_strict
        }
        connection.close()

    assert mode == "wal"
    assert {"sales", "items", "lines", "tenders"} <= strict


def test_a_store_of_a_newer_program_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    SaleStore(path).close()
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('returns_desk.sales', '9999_later', '2030-01-01')"
    )
    connection.commit()
    connection.close()

    with pytest.raises(OperatorMistake, match=r"s\.db was made by a newer Returns Desk"):
        SaleStore(path)


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    path.write_text("this is a letter, not a database, and it is long enough to be seen as one")

    with pytest.raises(OperatorMistake, match="is no sale store: move it away"):
        SaleStore(path)

    assert path.read_text().startswith("this is a letter")


def test_a_folder_that_is_not_there_is_a_fault_with_its_mend(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="can't be written: allow writing"):
        SaleStore(tmp_path / "missing" / "sales.db")


def test_a_store_that_another_program_writes_is_a_fault_that_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("returns_desk.adapters.sales.schema.BUSY_TIMEOUT_MS", 10)
    with SaleStore(tmp_path / "s.db") as store:
        other = sqlite3.connect(tmp_path / "s.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(EnvironmentFault, match="try again in a moment"):
            store.add([SALE])

        other.execute("ROLLBACK")
        other.close()
        assert store.add([SALE])[0].outcome is Outcome.NEW


def test_a_second_store_reads_while_the_first_brings_sales_in(tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    rows = (f"R-{number},A,1,2026-11-07,1.00\n" for number in range(1_200))
    file.write_text("Receipt,SKU,Qty,Date,Price\n" + "".join(rows), encoding="utf-8")
    seen: list[int] = []

    with SaleStore(tmp_path / "s.db") as desk, SaleStore(tmp_path / "s.db") as importer:
        importer.import_file(
            file,
            ImportSettings(store="1", currency="USD"),
            lambda _: seen.append(desk.count()),
        )
        seen.append(desk.count())

    assert (seen[0], seen[-1]) == (0, 1_200)
    assert any(0 < count < 1_200 for count in seen)
