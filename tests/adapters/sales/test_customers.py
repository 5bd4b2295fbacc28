"""What one customer bought and brought back elsewhere, by the number that the sales name."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from returns_desk.adapters.sales import customers
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.domain.case import EarlierReturn
from returns_desk.domain.sale import TenderType
from support.sale_readings import RETURNED_AT, bring_in, earlier, piece, reading
from support.shelf_sale import SALE

CARD = TenderType.CREDIT_CARD
MINE = replace(SALE, customer="C-17")
ALSO_MINE = replace(MINE, receipt="R-2")
BACK = earlier("till-1", SALE.receipt, [piece("1", 2136, line=1, fee=136)], [(CARD, 2000, 1)])
NONE: frozenset[str] = frozenset()


@pytest.fixture
def sales_db(tmp_path: Path) -> Path:
    """Where a sale store is going to be."""
    return tmp_path / "sales.db"


def elsewhere(sales_db: Path, *booked_here: str) -> list[tuple[EarlierReturn, int]]:
    """Every return of the customer, with its amount."""
    with SaleStore(sales_db) as store:
        found = store.returned_elsewhere("C-17", frozenset(booked_here))
    return [(each, each.amount) for each in found]


def test_every_number_of_a_customers_sales_is_known(sales_db: Path) -> None:
    someone_elses = replace(SALE, receipt="R-3", customer="C-18")
    bring_in(
        sales_db,
        reading(MINE, aliases=["order:77"]),
        reading(ALSO_MINE),
        reading(someone_elses),
    )

    with SaleStore(sales_db) as store:
        assert set(store.receipts_of("C-17")) == {SALE.receipt, "R-2", "order:77"}
        assert store.receipts_of("C-99") == ()


def test_a_return_that_the_import_brought_is_one_of_the_customers(sales_db: Path) -> None:
    bring_in(sales_db, reading(MINE, BACK))

    assert elsewhere(sales_db) == [(EarlierReturn(RETURNED_AT, 2000, with_receipt=True), 2000)]


def test_where_no_money_is_named_the_goods_say_how_much(sales_db: Path) -> None:
    bring_in(sales_db, reading(MINE, replace(BACK, refunds=())))

    assert [amount for _, amount in elsewhere(sales_db)] == [2000]


def test_oldest_first_and_each_once_though_two_sales_could_have_it(sales_db: Path) -> None:
    later = replace(BACK, id="till-2", receipt="R-2", returned_at=RETURNED_AT + timedelta(days=1))
    bring_in(sales_db, reading(ALSO_MINE, later, aliases=["o:2"]), reading(MINE, BACK))

    assert [each.at for each, _ in elsewhere(sales_db)] == [
        RETURNED_AT,
        RETURNED_AT + timedelta(days=1),
    ]


def test_a_return_by_another_number_of_the_sale_counts(sales_db: Path) -> None:
    bring_in(sales_db, reading(MINE, aliases=["o:1"]), reading(None, replace(BACK, receipt="o:1")))

    assert len(elsewhere(sales_db)) == 1


def test_a_return_that_our_journal_counts_is_left_out(sales_db: Path) -> None:
    bring_in(sales_db, reading(MINE, replace(BACK, reference="RD/1/a")))

    assert elsewhere(sales_db, "RD/1/a") == []
    assert len(elsewhere(sales_db, "RD/2/b")) == 1


def test_a_return_of_someone_else_is_not_the_customers(sales_db: Path) -> None:
    bring_in(sales_db, reading(replace(SALE, customer="C-18"), BACK))

    assert elsewhere(sales_db) == []


def test_no_table_is_walked_for_it(sales_db: Path) -> None:
    bring_in(sales_db, reading(MINE, BACK))

    with closing(sqlite3.connect(sales_db)) as connection:
        plans = [
            connection.execute(f"EXPLAIN QUERY PLAN {customers._RECEIPTS}", {"customer": "C"}),
            connection.execute(f"EXPLAIN QUERY PLAN {customers._SALES_THAT_CAME_BACK}", ["C"]),
        ]
        walked = [row[3] for plan in plans for row in plan if row[3].startswith("SCAN")]

    assert walked == []
