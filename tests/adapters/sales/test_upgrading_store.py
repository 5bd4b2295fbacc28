"""A store that an earlier version made opens, keeps its sales, and takes what is new."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlite_utils import Database

from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.adapters.sales.schema import migrations
from support.sale_readings import bring_in, earlier, piece, reading
from support.shelf_sale import SALE

if TYPE_CHECKING:
    from pathlib import Path


def made_by_the_first_version(path: Path) -> None:
    """The tables of 0001 with the sale of the shelf, as that version wrote it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrations.apply(Database(connection), stop_before="0002_returns_elsewhere")
        connection.executescript(
            """
            INSERT INTO sales VALUES (1, '3141-07-20261107-0042', '314107202611070042', '3141', '',
                '2026-11-07T11:02:00-06:00', 1794070920000000, NULL, NULL, 2136, 0, 0, x'00', NULL);
            INSERT INTO items VALUES (1, 'SHELF-36W', '00012345678905', '00012345678905',
                'Shelf board, white, 36 in', 'hardware/shelving');
            INSERT INTO lines VALUES (1, 1, 1, '1', 'each', 2136, 137, 2136, '0', NULL);
            INSERT INTO tenders VALUES
                (1, 1, 'credit_card', 2136, '1234', '{"scheme": "visa"}');
            """
        )


def test_the_sales_of_an_earlier_version_are_read_as_they_were(tmp_path: Path) -> None:
    made_by_the_first_version(tmp_path / "sales.db")

    with SaleStore(tmp_path / "sales.db") as store:
        assert store.receipt(SALE.receipt) == SALE
        assert store.doubts(SALE.receipt) == ()
        assert store.count() == 1


def test_a_store_of_an_earlier_version_takes_returns_and_other_numbers(tmp_path: Path) -> None:
    made_by_the_first_version(tmp_path / "sales.db")

    bring_in(tmp_path / "sales.db", reading(SALE, aliases=["order:77"]))
    bring_in(tmp_path / "sales.db", reading(None, earlier("1", "order:77", [piece(line=1)])))

    with SaleStore(tmp_path / "sales.db") as store:
        found = store.receipt("order:77")
    assert found is not None
    assert found.lines[0].available == 0


def test_a_store_is_upgraded_once(tmp_path: Path) -> None:
    made_by_the_first_version(tmp_path / "sales.db")

    for _ in range(2):
        with SaleStore(tmp_path / "sales.db"):
            pass

    with closing(sqlite3.connect(tmp_path / "sales.db")) as connection:
        names = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY name").fetchall()
    assert [name for (name,) in names] == [
        "0001_sales",
        "0002_returns_elsewhere",
        "0003_card_cuts",
        "0004_serials",
    ]
