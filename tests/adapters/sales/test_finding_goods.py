"""Goods by their code with the lowest price, and one piece by its serial number."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database

from returns_desk.adapters.sales import finding_goods
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.adapters.sales.schema import migrations
from returns_desk.application.known_items import KnownItem
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
SINCE = NOW - timedelta(days=90)


def sold(
    receipt: str, days_ago: int, paid: int, quantity: str = "1", serial: str | None = None
) -> Sale:
    """A receipt of one line of mugs."""
    units = Decimal(quantity)
    line = SaleLine(
        1, "Mug, stoneware", units, "each", paid, "MUG", "4006381333931", "kitchen", serial=serial
    )
    tender = SaleTender(1, TenderType.CASH, paid)
    return Sale(receipt, "3141", NOW - timedelta(days=days_ago), (line,), (tender,))


@pytest.mark.parametrize("code", ["MUG", "mug", "4006381333931", "04006381333931"])
def test_goods_are_known_by_every_way_of_writing_their_code(store: SaleStore, code: str) -> None:
    store.add([sold("A", 3, 900)])

    known = store.known_item(code, SINCE)

    assert known == KnownItem("MUG", "4006381333931", "Mug, stoneware", "kitchen", 900)


def test_goods_that_were_never_sold_are_not_known(store: SaleStore) -> None:
    assert store.known_item("MUG", SINCE) is None


def test_the_lowest_price_is_of_one_unit_and_of_the_days_that_count(store: SaleStore) -> None:
    store.add([sold("A", 200, 300), sold("B", 30, 1400, "2"), sold("C", 3, 900)])

    known = store.known_item("MUG", SINCE)

    assert known is not None
    assert known.lowest_price == 700


def test_older_sales_tell_the_price_where_there_are_no_others(store: SaleStore) -> None:
    store.add([sold("A", 200, 300), sold("B", 300, 250)])

    known = store.known_item("MUG", SINCE)

    assert known is not None
    assert known.lowest_price == 250


def test_what_was_given_away_lowers_no_price(store: SaleStore) -> None:
    store.add([sold("A", 3, 0)])

    known = store.known_item("MUG", SINCE)

    assert known is not None
    assert known.lowest_price is None


def test_a_piece_is_found_by_its_serial_number_the_latest_sale_first(store: SaleStore) -> None:
    store.add([sold("old", 30, 900, serial="SN-1"), sold("new", 3, 900, serial="sn-1")])
    store.add([sold("other", 3, 900, serial="SN-10"), sold("none", 3, 900)])

    found = store.with_serial(" Sn-1 ")

    assert [(each.receipt, each.line) for each in found] == [("new", 1), ("old", 1)]
    assert found[0].because == ("same_serial",)
    assert store.with_serial(" ") == ()


def test_a_store_of_before_finds_its_serial_numbers_too(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    with SaleStore(path) as store:
        store.add([replace(sold("A", 3, 900, serial="SN-1"))])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP INDEX lines_by_serial")
        connection.execute(
            f"DELETE FROM {migrations.migrations_table} WHERE name = '0004_serials'"  # noqa: S608 -- the library's own table
        )

    with SaleStore(path) as store:
        assert [each.receipt for each in store.with_serial("SN-1")] == ["A"]


def test_both_questions_go_through_an_index(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "sales.db")) as connection:
        migrations.apply(Database(connection))
        plans = [
            " ".join(str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", given))
            for sql, given in (
                (finding_goods._OF_SERIAL, ("x", 1)),
                (finding_goods._LOWEST, (1, 1, 1)),
            )
        ]

    assert "lines_by_serial" in plans[0]
    assert "lines_by_item" in plans[1]
    assert not any("SCAN l" in plan for plan in plans)
