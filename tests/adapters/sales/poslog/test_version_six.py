"""POSLog of version 6, by files that were written here from its published schema."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from adapters.sales.poslog.conftest import SETTINGS, golden, sale_in
from returns_desk.adapters.sales.poslog.reasons import DOUBTS, SENTENCES
from returns_desk.adapters.sales.readings import RefundedPart, ReturnedPiece
from returns_desk.domain.sale import Buyer, LineKind, LineTax, SaleTender, TenderType

EUROPE = replace(SETTINGS, zone="Europe/Tallinn", currency="EUR")


def test_a_sale_has_its_number_customer_and_moment() -> None:
    sale = golden("sale_and_return.xml")[0].sale

    assert sale is not None
    assert sale.receipt == "3141-07-20261107-42"
    assert (sale.store, sale.terminal, sale.cashier, sale.customer) == (
        "3141",
        "07",
        "91",
        "C-2200",
    )
    assert (sale.buyer, sale.currency) == (Buyer.BUSINESS, "USD")
    assert sale.sold_at.isoformat() == "2026-11-07T11:02:00-06:00"


def test_a_tax_on_top_and_a_discount_stand_in_the_lines_that_bear_them() -> None:
    sale = golden("sale_and_return.xml")[0].sale

    assert sale is not None
    pen, bread, wrap = sale.lines
    # 0.79 over 9.00 and 2.50: 0.618 and 0.171 of it, the largest remainder takes the cent.
    assert (pen.paid, pen.tax, pen.discount) == (962, 62, 300)
    assert pen.taxes == (LineTax("MN", 688, 62),)
    assert (bread.paid, bread.tax, bread.final_sale) == (450, 0, True)
    assert (wrap.paid, wrap.tax, wrap.kind, wrap.serial) == (267, 17, LineKind.SERVICE, "W-1")
    assert (pen.sku, pen.gtin, pen.description) == ("PEN-88", "4006381333931", "Pen, blue")
    assert (pen.category, pen.unit, pen.quantity) == ("stationery/pens", "each", Decimal(3))


def test_only_the_last_four_of_a_card_are_read_and_shown() -> None:
    reading = golden("sale_and_return.xml")[0]

    assert reading.sale is not None
    assert reading.sale.tenders == (
        SaleTender(1, TenderType.CREDIT_CARD, 1679, scheme="visa", last4="1111"),
    )


def test_a_return_names_the_sale_the_line_and_our_slip() -> None:
    reading = golden("sale_and_return.xml")[1]
    (back,) = reading.returns

    assert reading.sale is None
    assert (back.id, back.receipt) == ("3141-02-20261109-7", "3141-07-20261107-42")
    assert back.pieces == (ReturnedPiece(Decimal(1), 321, 0, 1, "PEN-88", "4006381333931"),)
    assert back.refunds == (RefundedPart(TenderType.CREDIT_CARD, 321),)
    assert back.reference == "RD/17/a1B2c3D4e5F6"
    assert back.doubts == ()
    assert back.returned_at.isoformat() == "2026-11-09T16:00:00-06:00"


def test_a_sale_of_a_negative_quantity_is_a_return_too() -> None:
    (back,) = golden("sale_and_return.xml")[2].returns

    assert back.receipt == "3141-07-20261107-42"
    assert back.pieces == (ReturnedPiece(Decimal(1), 450, 0, None, "BREAD"),)
    assert back.refunds == (RefundedPart(TenderType.CASH, 450),)


def test_an_exchange_is_a_sale_and_a_return_and_a_link_is_never_completed_by_guessing() -> None:
    reading = golden("sale_and_return.xml")[3]
    (back,) = reading.returns

    assert reading.sale is not None
    assert [(x.sku, x.paid) for x in reading.sale.lines] == [("PEN-99", 500)]
    assert [(x.code, x.said, x.found) for x in reading.doubts] == [
        ("paid_with_returned_goods", 200, 500)
    ]
    assert (back.receipt, back.pieces[0].paid, back.refunds) == (None, 300, ())
    assert [x.code for x in back.doubts] == ["link_not_complete"]


def test_a_european_receipt_has_its_tax_inside_by_groups() -> None:
    sale = sale_in(golden("europe.xml", EUROPE))

    assert [(x.sku, x.paid, x.tax) for x in sale.lines] == [
        ("4740012345673", 1240, 240), ("APPLES", 124, 10), ("PANT", 10, 1), ("MUG", 624, 121),
    ]  # fmt: skip
    assert sale.lines[0].taxes == (LineTax("A24", 2400, 240),)
    assert [x.unit for x in sale.lines] == ["each", "kg", "each", "each"]
    assert sale.lines[2].kind is LineKind.DEPOSIT
    assert (sale.lines[0].description, sale.currency) == ("Kohv, Arabica", "EUR")


def test_cash_with_change_and_rounding_adds_up() -> None:
    sale = sale_in(golden("europe.xml", EUROPE))

    assert sale.tenders == (SaleTender(1, TenderType.CASH, 5000, change=3000, rounding=2),)
    assert sum(x.paid for x in sale.lines) == 5000 - 3000 - 2


def test_a_time_in_utc_is_told_in_the_shops_zone_since_windows_count_its_days() -> None:
    sale = sale_in(golden("europe.xml", EUROPE))

    assert sale.sold_at.isoformat() == "2026-11-08T00:30:00+02:00"


def test_a_receipt_with_its_own_number_is_known_by_the_others_too() -> None:
    (reading,) = golden("europe.xml", EUROPE)

    assert reading.sale is not None
    assert reading.sale.receipt == "TLN-2026-000815"
    # No business day is said, so the day the till closed it is taken, by the shop's clock.
    assert reading.aliases == ("TLN-3-20261108-815", "2611072230000300081500")


def test_what_was_voided_in_any_spelling_is_no_part_of_the_sale() -> None:
    reading = golden("voids.xml")[0]

    assert reading.sale is not None
    assert [(x.line, x.sku, x.quantity, x.paid) for x in reading.sale.lines] == [
        (1, "A", Decimal(1), 200), (8, "E", Decimal(2), 400),
    ]  # fmt: skip
    assert [(x.type, x.amount) for x in reading.sale.tenders] == [(TenderType.CASH, 600)]
    assert (reading.doubts, reading.left_out, reading.returns) == ((), (), ())


def test_a_void_that_fits_no_line_is_said_and_changes_nothing() -> None:
    reading = golden("voids.xml")[1]

    assert reading.sale is not None
    assert [x.sku for x in reading.sale.lines] == ["A"]
    assert [x.code for x in reading.doubts] == [
        "void_matches_no_line", "payments_differ_from_lines",
    ]  # fmt: skip
    assert [x.reason for x in reading.left_out] == ["void_matches_no_line"]


def test_a_void_of_an_earlier_sale_takes_its_goods_and_money_back() -> None:
    reading = golden("voids.xml")[2]
    (back,) = reading.returns

    assert reading.sale is None
    assert back.receipt == "1-1-20261107-1"
    assert back.refunds == (RefundedPart(TenderType.CASH, 200),)


def test_nothing_that_is_no_sale_becomes_one() -> None:
    readings = golden("no_sales.xml")

    assert not any(x.sale or x.returns or x.bad for x in readings)
    assert [x.left_out[-1].reason for x in readings] == [
        "training", "training", "unfinished_sale", "cancelled_sale", "cancelled_sale",
        "copy_of_a_sale", "order", "till_event", "no_goods", "all_voided",
    ]  # fmt: skip
    assert [x.reason for x in readings[8].left_out] == ["not_goods", "no_goods"]


def test_every_code_that_is_given_has_a_sentence() -> None:
    files = ("sale_and_return.xml", "europe.xml", "voids.xml", "no_sales.xml")
    readings = [x for name in files for x in golden(name)]
    doubts = {d.code for x in readings for d in x.doubts}
    doubts |= {d.code for x in readings for back in x.returns for d in back.doubts}

    assert {x.reason for r in readings for x in r.left_out} <= set(SENTENCES)
    assert doubts <= set(DOUBTS)


def test_what_this_program_hands_to_the_till_is_read_back_as_the_same_return() -> None:
    (reading,) = golden("../handover/two-tenders.xml")
    (back,) = reading.returns

    assert (back.receipt, back.reference) == ("3141-07-20261107-0042", "RD/1/000000000002")
    assert [(x.line, x.paid, x.gtin) for x in back.pieces] == [(1, 2136, "00012345678905")]
    assert [(x.type, x.amount) for x in back.refunds] == [
        (TenderType.CREDIT_CARD, 999), (TenderType.CASH, 1137),
    ]  # fmt: skip
    assert back.doubts == ()
