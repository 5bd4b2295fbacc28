"""A till's CSV comes in whole: columns known by name, money exact, times the store's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.sales.sale_writer import Outcome
from returns_desk.domain.sale import TenderType

if TYPE_CHECKING:
    from adapters.sales.conftest import ImportText
    from returns_desk.adapters.sales.sale_store import SaleStore

RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
SHORT = "Receipt,SKU,Qty,Date,Price\n"


def test_the_online_retail_columns_are_known_by_themselves(
    store: SaleStore, import_text: ImportText
) -> None:
    row = "536371,22086,PAPER CHAIN KIT,80,2010-12-01 09:00:00,2.55,13748.0,United Kingdom\n"

    summary = import_text(RETAIL + row)

    sale = store.receipt("536371")
    assert sale is not None
    assert sale.customer == "13748"
    assert sale.sold_at == datetime(2010, 12, 1, 9, tzinfo=UTC)
    assert (sale.lines[0].sku, sale.lines[0].quantity, sale.lines[0].paid) == (
        "22086",
        Decimal(80),
        20400,
    )
    assert sale.tenders[0].type is TenderType.STORE_ACCOUNT
    assert summary.left_out_by_reason.total() == 0
    assert summary.rejects_file is None


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        pytest.param(
            "Belegnummer;Artikelnummer;Bezeichnung;Menge;Datum;Uhrzeit;Einzelpreis",
            "R-1;A-9;Regal;2;07.11.2026;11:02;12,50",
            id="german",
        ),
        pytest.param(
            "Numéro de ticket;Référence;Désignation;Quantité;Date;Heure;Prix unitaire",
            "R-1;A-9;Étagère;2;2026-11-07;11:02;12,50 €",
            id="french",
        ),
        pytest.param(
            "Arve nr;Tootekood;Nimetus;Kogus;Kuupäev;Kellaaeg;Hind",
            "R-1;A-9;Riiul;2;7.11.2026;11:02:00;12.50",
            id="estonian",
        ),
        pytest.param(
            "Transaction No\tItem Code\tProduct Name\tUnits\tDate Time\tAmount",
            "R-1\tA-9\tShelf\t2\t2026-11-07T11:02\t$25.00",
            id="tabs-and-line-totals",
        ),
    ],
)
def test_columns_of_several_languages_bring_the_same_sale(
    store: SaleStore, import_text: ImportText, headings: str, row: str
) -> None:
    import_text(f"{headings}\n{row}\n")

    sale = store.receipt("R-1")
    assert sale is not None
    assert sale.sold_at == datetime(2026, 11, 7, 11, 2, tzinfo=UTC)
    assert (sale.lines[0].sku, sale.lines[0].quantity, sale.lines[0].paid) == (
        "A-9",
        Decimal(2),
        2500,
    )


@pytest.mark.parametrize(
    ("quantity", "price", "currency", "paid"),
    [
        pytest.param("1", "2.55", "USD", 255, id="cents"),
        pytest.param("3", "0.335", "USD", 101, id="half-up-of-the-product"),
        pytest.param("1", "0.001", "USD", 0, id="less-than-a-cent"),
        pytest.param("600", "0.001", "USD", 60, id="many-of-less-than-a-cent"),
        pytest.param("2", "100", "JPY", 200, id="no-minor-unit"),
        pytest.param("1", "1.2345", "KWD", 1235, id="three-decimals"),
        pytest.param("1", '"1,234.50"', "USD", 123450, id="grouped"),
        pytest.param("1", "£4.25", "GBP", 425, id="with-its-sign"),
    ],
)
def test_money_is_read_exactly(
    store: SaleStore, import_text: ImportText, quantity: str, price: str, currency: str, paid: int
) -> None:
    import_text(f"{SHORT}R-1,A,{quantity},2026-11-07,{price}\n", currency=currency)

    sale = store.receipt("R-1")
    assert sale is not None
    assert (sale.lines[0].paid, sale.tenders[0].amount) == (paid, paid)


def test_rows_of_one_receipt_may_stand_apart(store: SaleStore, import_text: ImportText) -> None:
    rows = "R-1,A,1,2026-11-07,1.00\nR-2,B,1,2026-11-07,2.00\nR-1,C,1,2026-11-07,3.00\n"

    summary = import_text(SHORT + rows)

    sale = store.receipt("R-1")
    assert sale is not None
    assert [line.sku for line in sale.lines] == ["A", "C"]
    assert summary.outcomes[Outcome.NEW] == 2


def test_the_same_item_twice_on_a_receipt_stays_two_lines(
    store: SaleStore, import_text: ImportText
) -> None:
    import_text(SHORT + "R-1,A,1,2026-11-07,1.00\nR-1,A,2,2026-11-07,1.00\n")

    sale = store.receipt("R-1")
    assert sale is not None
    assert [line.quantity for line in sale.lines] == [Decimal(1), Decimal(2)]


def test_a_receipt_with_two_times_began_with_the_earlier(
    store: SaleStore, import_text: ImportText
) -> None:
    import_text(SHORT + "R-1,A,1,2026-11-07 10:01,1.00\nR-1,B,1,2026-11-07 10:00,1.00\n")

    sale = store.receipt("R-1")
    assert sale is not None
    assert sale.sold_at.minute == 0


def test_a_time_without_offset_is_the_stores_own(store: SaleStore, import_text: ImportText) -> None:
    rows = "R-1,A,1,2026-07-01 12:00,1\nR-2,A,1,2026-12-01 12:00,1\nR-3,A,1,2026-12-01T12:00Z,1\n"

    import_text(SHORT + rows, zone="America/Chicago")

    sales = [store.receipt(receipt) for receipt in ("R-1", "R-2", "R-3")]
    offsets = [sale.sold_at.utcoffset() for sale in sales if sale is not None]
    assert offsets == [timedelta(hours=-5), timedelta(hours=-6), timedelta(0)]
