"""One bad record never stops the rest; what is left out is listed and can be mended."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.sales.sale_writer import Outcome
from returns_desk.domain.sale import TenderType

if TYPE_CHECKING:
    from pathlib import Path

    from adapters.sales.conftest import ImportText
    from returns_desk.adapters.sales.sale_store import SaleStore

RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
SHORT = "Receipt,SKU,Qty,Date,Price\n"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param(
            "C536379,D,Discount,-1,2010-12-01,27.5,1,UK", "return_or_cancellation", id="c"
        ),
        pytest.param(
            "C536379,D,Shelf,1,2010-12-01,27.5,1,UK", "return_or_cancellation", id="c-plus"
        ),
        pytest.param(
            "536379,D,Shelf,-1,2010-12-01,27.5,1,UK", "return_or_cancellation", id="minus"
        ),
        pytest.param("536589,21777,,-10,2010-12-01,0.0,,UK", "stock_correction", id="stock"),
        pytest.param("536589,21777,,10,2010-12-01,0.0,,UK", "nothing_paid", id="free"),
        pytest.param("A563186,B,Debt,1,2011-08-12,-11062.06,,UK", "negative_price", id="bad-debt"),
        pytest.param("536379,,,1,2010-12-01,2.5,1,UK", "no_item", id="no-item"),
        pytest.param(",22086,Kit,1,2010-12-01,2.5,1,UK", "no_receipt_number", id="no-receipt"),
        pytest.param("536379,22086,Kit,,2010-12-01,2.5,1,UK", "no_quantity", id="no-quantity"),
        pytest.param("536379,22086,Kit,0,2010-12-01,2.5,1,UK", "no_quantity", id="zero"),
        pytest.param("536379,22086,Kit,1.5,2010-12-01,2.5,1,UK", "fraction_of_each", id="fraction"),
        pytest.param("536379,22086,Kit,two,2010-12-01,2.5,1,UK", "bad_number", id="word"),
        pytest.param("536379,22086,Kit,1,2010-12-01,NaN,1,UK", "bad_number", id="nan"),
        pytest.param("536379,22086,Kit,1,2010-12-01,1e5,1,UK", "bad_number", id="exponent"),
        pytest.param("536379,22086,Kit,1,2010-12-01,,1,UK", "nothing_paid", id="no-price"),
        pytest.param("536379,22086,Kit,1,2010-02-30,2.5,1,UK", "bad_date", id="no-such-day"),
        pytest.param("536379,22086,Kit,1,yesterday,2.5,1,UK", "bad_date", id="no-date"),
        pytest.param("536379,22086,Kit,1,,2.5,1,UK", "bad_date", id="blank-date"),
        pytest.param(
            "536379,22086,Kit,999999999999,2010-12-01,999999999,1,UK",
            "amount_too_large",
            id="too-large",
        ),
        pytest.param("536379,22086,Kit,1", "cells_missing", id="cut-off"),
        pytest.param("536379,22086,Kit,blue,1,2010-12-01,2.5,1,UK", "too_many_cells", id="comma"),
        pytest.param('536379,"22086"x,Kit,1,2010-12-01,2.5,1,UK', "broken_quoting", id="quote"),
        pytest.param('536379,"22086,Kit,1,2010-12-01,2.5,1,UK', "broken_quoting", id="open-quote"),
    ],
)
def test_one_bad_record_is_listed_with_its_reason_and_the_rest_comes_in(
    store: SaleStore, import_text: ImportText, row: str, reason: str
) -> None:
    good = "536380,22086,Kit,1,2010-12-01 09:00:00,2.55,1,UK\n"

    summary = import_text(f"{RETAIL}{row}\n{good}")

    assert dict(summary.left_out_by_reason) == {reason: 1}
    assert summary.first_left_out[0]["row"] == 2
    assert store.receipt("536380") is not None
    assert store.count() == 1


def test_a_till_whose_receipts_begin_with_c_is_believed(
    store: SaleStore, import_text: ImportText
) -> None:
    import_text(SHORT + "C1001,A,1,2026-11-07,1.00\n")

    assert store.receipt("C1001") is not None


def test_the_other_lines_of_a_receipt_with_a_bad_one_come_in_and_keep_their_numbers(
    store: SaleStore, import_text: ImportText
) -> None:
    rows = "R-1,A,1,2026-11-07,1.00\nR-1,B,x,2026-11-07,2.00\nR-1,C,1,2026-11-07,3.00\n"

    import_text(SHORT + rows)

    sale = store.receipt("R-1")
    assert sale is not None
    assert [(line.line, line.sku) for line in sale.lines] == [(1, "A"), (3, "C")]
    assert sale.tenders[0].amount == 400


def test_a_mended_file_brings_the_missing_line(store: SaleStore, import_text: ImportText) -> None:
    head = "Receipt,SKU,Qty,Date,Price,Payment\n"
    rows = "R-1,A,1,2026-11-07,1.00,cash\nR-1,B,{},2026-11-07,2.00,cash\n"
    import_text(head + rows.format("x"))

    summary = import_text(head + rows.format("1"))

    sale = store.receipt("R-1")
    assert summary.outcomes[Outcome.UPDATED] == 1
    assert sale is not None
    assert [line.sku for line in sale.lines] == ["A", "B"]
    assert [tender.amount for tender in sale.tenders] == [300]


def test_the_rejects_file_repeats_the_record_and_can_be_brought_in_once_mended(
    store: SaleStore, import_text: ImportText, tmp_path: Path
) -> None:
    import_text(SHORT + "R-1,A,x,2026-11-07,1.00\n")
    rejects = tmp_path / "till.csv.rejects.csv"
    text = rejects.read_text(encoding="utf-8")
    listed = list(csv.reader(text.splitlines()))

    summary = import_text(text.replace(",x,", ",4,"), "mended.csv")

    assert listed[0] == ["Left out: row", "Left out: why", "Receipt", "SKU", "Qty", "Date", "Price"]
    assert listed[1][0] == "2"
    assert "number that can't be read" in listed[1][1]
    assert summary.outcomes[Outcome.NEW] == 1
    assert store.receipt("R-1") is not None


def test_no_card_number_reaches_the_rejects_file_or_the_store(
    store: SaleStore, import_text: ImportText, tmp_path: Path
) -> None:
    head = "Receipt,SKU,Qty,Date,Price,Payment,Card No,Customer\n"
    pan = "4111111111111111"
    rows = f"R-1,A,1,2026-11-07,1.00,visa,{pan},{pan}\nR-2,A,x,2026-11-07,1.00,visa,{pan},c\n"

    import_text(head + rows)

    kept = b"".join(
        file.read_bytes() for file in tmp_path.iterdir() if not file.name.endswith("till.csv")
    )
    sale = store.receipt("R-1")
    assert sale is not None
    assert (sale.tenders[0].type, sale.tenders[0].last4) == (TenderType.CREDIT_CARD, "1111")
    assert pan.encode() not in kept
