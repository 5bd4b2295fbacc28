"""What a sale has of dates and values survives the tables."""

from dataclasses import replace
from datetime import date

from returns_desk.adapters.sales.sale_store import SaleStore
from support.shelf_sale import SALE, SHELF


def test_use_by_points_and_membership_come_back_as_they_were(store: SaleStore) -> None:
    line = replace(SHELF, use_by=date(2026, 12, 1), points_value=30, rebate_value=20, gift_value=10)
    sale = replace(SALE, lines=(line,), membership="gold")

    store.add([sale])

    assert store.receipt(sale.receipt) == sale
