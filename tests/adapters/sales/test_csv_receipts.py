"""Records become receipts: payments, taxes, units, and what a second copy may change."""

from __future__ import annotations

import gzip
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.sales.sale_writer import Outcome
from returns_desk.domain.sale import LineKind, TenderType

if TYPE_CHECKING:
    from adapters.sales.conftest import ImportText
    from returns_desk.adapters.sales.sale_store import SaleStore

RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
SHORT = "Receipt,SKU,Qty,Date,Price\n"


def test_two_ways_of_paying_on_one_receipt_carry_their_own_lines(
    store: SaleStore, import_text: ImportText
) -> None:
    head = "Receipt,SKU,Qty,Date,Price,Tender,Last4\n"

    import_text(head + "R-1,A,1,2026-11-07,1.00,Cash,\nR-1,B,1,2026-11-07,2.00,Debit,4242\n")

    sale = store.receipt("R-1")
    assert sale is not None
    assert [(x.type.value, x.amount, x.last4) for x in sale.tenders] == [
        ("cash", 100, None),
        ("debit_card", 200, "4242"),
    ]


def test_the_payment_that_was_said_is_taken_where_the_file_is_silent(
    store: SaleStore, import_text: ImportText
) -> None:
    import_text(SHORT + "R-1,A,1,2026-11-07,1.00\n", tender="cash")

    sale = store.receipt("R-1")
    assert sale is not None
    assert sale.tenders[0].type is TenderType.CASH


def test_a_guessed_payment_gives_way_to_what_a_till_says_but_never_the_reverse(
    store: SaleStore, import_text: ImportText
) -> None:
    told = "Receipt,SKU,Qty,Date,Price,Payment\nR-1,A,1,2026-11-07,1.00,cash\n"
    silent = SHORT + "R-1,A,1,2026-11-07,1.00\n"
    import_text(silent)

    first = import_text(told)
    second = import_text(silent)

    sale = store.receipt("R-1")
    assert sale is not None
    assert (first.outcomes[Outcome.UPDATED], second.outcomes[Outcome.ALREADY_THERE]) == (1, 1)
    assert sale.tenders[0].type is TenderType.CASH


def test_postage_is_delivery_and_charges_are_a_service(
    store: SaleStore, import_text: ImportText
) -> None:
    rows = [
        "1,POST,POSTAGE,1,2010-12-01,18.0,9,France",
        "1,BANK CHARGES,Bank Charges,1,2010-12-01,15.0,9,France",
        "1,M,Manual,1,2010-12-01,1.25,9,France",
        "1,X,Versandkosten,1,2010-12-01,4.95,9,France",
    ]

    import_text(RETAIL + "\n".join(rows) + "\n")

    sale = store.receipt("1")
    assert sale is not None
    assert [line.kind for line in sale.lines] == [
        LineKind.DELIVERY,
        LineKind.SERVICE,
        LineKind.GOODS,
        LineKind.DELIVERY,
    ]


def test_a_weight_comes_in_with_its_unit(store: SaleStore, import_text: ImportText) -> None:
    import_text("Receipt,SKU,Qty,Unit,Date,Amount\nR-1,CHERRY,0.845,kg,2026-11-07,7.60\n")

    sale = store.receipt("R-1")
    assert sale is not None
    assert (sale.lines[0].quantity, sale.lines[0].unit) == (Decimal("0.845"), "kg")


@pytest.mark.parametrize(
    ("prices", "row", "paid"),
    [
        pytest.param("with-tax", "R-1,A,1,2026-11-07,10.00,,0.69", 1000, id="price-with-tax"),
        pytest.param("without-tax", "R-1,A,1,2026-11-07,10.00,,0.69", 1069, id="price-without"),
        pytest.param("with-tax", "R-1,A,1,2026-11-07,10.00,10.69,0.69", 1069, id="total-with-tax"),
        pytest.param("without-tax", "R-1,A,1,2026-11-07,10.00,10.00,0.69", 1069, id="both-without"),
    ],
)
def test_what_was_paid_holds_the_tax(
    store: SaleStore, import_text: ImportText, prices: str, row: str, paid: int
) -> None:
    import_text(f"Receipt,SKU,Qty,Date,Price,Line Total,Tax\n{row}\n", prices=prices)

    sale = store.receipt("R-1")
    assert sale is not None
    assert (sale.lines[0].paid, sale.lines[0].tax) == (paid, 69)


def test_a_discount_is_taken_off_and_kept(store: SaleStore, import_text: ImportText) -> None:
    import_text("Receipt,SKU,Qty,Date,Price,Discount\nR-1,A,2,2026-11-07,10.00,5.00\n")

    sale = store.receipt("R-1")
    assert sale is not None
    assert (sale.lines[0].paid, sale.lines[0].discount) == (1500, 500)


def test_a_line_total_that_fits_neither_price_nor_tax_is_listed(import_text: ImportText) -> None:
    summary = import_text("Receipt,SKU,Qty,Date,Price,Total\nR-1,A,2,2026-11-07,10.00,99.00\n")

    assert dict(summary.left_out_by_reason) == {"amounts_contradict": 1}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        pytest.param(
            "1,A,1,2026-11-07,1,c1,S,\n1,B,1,2026-11-07,1,c2,S,\n", "two_customers", id="customers"
        ),
        pytest.param(
            "1,A,1,2026-11-07,1,c1,S,\n1,B,1,2026-11-07,1,c1,T,\n", "two_stores", id="stores"
        ),
        pytest.param(
            "1,A,1,2026-11-07,1,c1,S,EUR\n1,B,1,2026-11-07,1,c1,S,USD\n",
            "two_currencies",
            id="currencies",
        ),
    ],
)
def test_a_receipt_that_contradicts_itself_is_left_out_whole(
    store: SaleStore, import_text: ImportText, rows: str, reason: str
) -> None:
    summary = import_text("Receipt,SKU,Qty,Date,Price,Customer,Store,Currency\n" + rows)

    assert dict(summary.left_out_by_reason) == {reason: 2}
    assert store.count() == 0


def test_line_numbers_of_the_file_are_kept_and_a_repeated_one_is_listed(
    store: SaleStore, import_text: ImportText
) -> None:
    head = "Receipt,Line,SKU,Qty,Date,Price\n"
    rows = (
        "1,10,A,1,2026-11-07,1\n1,20,B,1,2026-11-07,1\n2,1,A,1,2026-11-07,1\n2,1,B,1,2026-11-07,1\n"
    )

    summary = import_text(head + rows)

    sale = store.receipt("1")
    assert sale is not None
    assert [line.line for line in sale.lines] == [10, 20]
    assert dict(summary.left_out_by_reason) == {"line_repeated": 2}


def test_bringing_the_same_file_in_again_changes_nothing(import_text: ImportText) -> None:
    text = SHORT + "R-1,A,1,2026-11-07,1.00\nR-2,B,1,2026-11-07,2.00\n"
    import_text(text)

    again = import_text(text)

    assert (again.outcomes[Outcome.NEW], again.outcomes[Outcome.ALREADY_THERE]) == (0, 2)


def test_another_price_for_a_stored_receipt_is_listed_and_not_taken(
    store: SaleStore, import_text: ImportText
) -> None:
    import_text(SHORT + "R-1,A,1,2026-11-07,1.00\n")

    summary = import_text(SHORT + "R-1,A,1,2026-11-07,9.00\n")

    sale = store.receipt("R-1")
    assert dict(summary.left_out_by_reason) == {"contradicts_stored_sale": 1}
    assert "line 1: paid differs" in str(summary.first_left_out[0]["message"])
    assert sale is not None
    assert sale.lines[0].paid == 100


def test_paper_is_matched_and_another_amount_is_named(
    store: SaleStore, import_text: ImportText
) -> None:
    import_text(SHORT + "R-1,A,1,2026-11-07,1.00\n")
    paper = store.receipt("R-1")
    assert paper is not None
    store.add_keyed_in(replace(paper, receipt="R-2"))

    summary = import_text(SHORT + "R-2,A,1,2026-11-07,2.00\n", "later.csv")

    assert summary.outcomes[Outcome.MATCHED] == 1
    assert summary.differing == [{"receipt": "R-2", "keyed_in_total": 100, "total": 200}]


def test_a_compressed_file_is_read_whatever_its_name(
    store: SaleStore, import_text: ImportText
) -> None:
    packed = gzip.compress((SHORT + "R-1,A,1,2026-11-07,1.00\n").encode())

    import_text(packed, "till.csv.gz")
    import_text(packed, "till.dat")

    assert store.count() == 1


def test_a_cell_over_two_lines_and_doubled_quotes_are_read(
    store: SaleStore, import_text: ImportText
) -> None:
    import_text('Receipt,SKU,Description,Qty,Date,Price\n1,A,"36"" shelf,\nwhite",1,2026-11-07,1\n')

    sale = store.receipt("1")
    assert sale is not None
    assert sale.lines[0].description == '36" shelf,\nwhite'


def test_an_open_quote_costs_only_its_own_line(store: SaleStore, import_text: ImportText) -> None:
    rows = "".join(f"R-{number},A,1,2026-11-07,1.00\n" for number in range(200))

    summary = import_text(SHORT + 'X,"A,1,2026-11-07,1.00\n' + rows)

    assert dict(summary.left_out_by_reason) == {"broken_quoting": 1}
    assert store.count() == 200


@pytest.mark.parametrize(
    ("dates", "rows", "day"),
    [
        pytest.param(None, ("3/4/2026", "25/12/2025"), (2026, 4, 3), id="day-first-proven"),
        pytest.param(None, ("3/4/2026", "12/25/2025"), (2026, 3, 4), id="month-first-proven"),
        pytest.param("day-first", ("3/4/2026", "4/5/2026"), (2026, 4, 3), id="day-first-said"),
        pytest.param(
            "month-first", ("3/4/26 8:26 PM", "4/5/2026"), (2026, 3, 4), id="month-first-said"
        ),
    ],
)
def test_dates_with_strokes_are_read_as_the_file_proves_or_a_person_says(
    store: SaleStore,
    import_text: ImportText,
    dates: str | None,
    rows: tuple[str, str],
    day: tuple[int, int, int],
) -> None:
    text = "".join(f"R-{index},A,1,{date},1.00\n" for index, date in enumerate(rows))

    import_text(SHORT + text, dates=dates)

    sale = store.receipt("R-0")
    assert sale is not None
    assert (sale.sold_at.year, sale.sold_at.month, sale.sold_at.day) == day
