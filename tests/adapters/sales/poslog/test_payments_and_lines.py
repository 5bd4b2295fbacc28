"""How it was paid, in all the ways a till may say it, and the odd lines of a transaction."""

from __future__ import annotations

from decimal import Decimal

import pytest

from adapters.sales.poslog.conftest import ReadText, item, sale_in, sale_xml, tender
from returns_desk.adapters.sales.readings import ReturnedPiece
from returns_desk.domain.money import CURRENCY_DIGITS
from returns_desk.domain.sale import LineKind, SaleTender, TenderType

_GOODS = item(1, "A", "5.00")


def _line(number: int, inner: str, flags: str = "") -> str:
    return f"<LineItem {flags}><SequenceNumber>{number}</SequenceNumber>{inner}</LineItem>"


@pytest.mark.parametrize(
    ("kind", "inner", "expected"),
    [
        ("Cash", "", TenderType.CASH),
        ("CreditDebit", '<CreditDebit CardType="Debit"/>', TenderType.DEBIT_CARD),
        ("CreditDebit", "", TenderType.CREDIT_CARD),
        ("CreditDebit", '<CreditDebit CardType="EBTFoodStamps"/>', TenderType.VOUCHER),
        ("EBTFoodstamps", "", TenderType.VOUCHER),
        ("EBTCash", "", TenderType.DEBIT_CARD),
        ("TravelersCheck", "", TenderType.CHEQUE),
        ("GiftCard", "", TenderType.GIFT_CARD),
        ("Voucher", '<Voucher TypeCode="GiftCertificate"/>', TenderType.GIFT_CARD),
        ("Voucher", "<Voucher/>", TenderType.VOUCHER),
        ("ManufacturerCoupon", "", TenderType.VOUCHER),
        ("own:CreditMemo", "", TenderType.STORE_CREDIT),
        ("Loyalty", "", TenderType.LOYALTY_POINTS),
        ("PurchaseOrder", "", TenderType.STORE_ACCOUNT),
        ("Mobile", "", TenderType.MOBILE_WALLET),
        ("", "<Check/>", TenderType.CHEQUE),
        ("", "", TenderType.CASH),
    ],
)
def test_every_way_of_paying_has_its_type(
    read_text: ReadText, kind: str, inner: str, expected: TenderType
) -> None:
    sale = sale_in(read_text(sale_xml(_GOODS + tender(2, "5.00", kind, inner))))

    assert [x.type for x in sale.tenders] == [expected]


def test_an_unknown_way_of_paying_is_said_and_the_shops_usual_one_taken(
    read_text: ReadText,
) -> None:
    (reading,) = read_text(sale_xml(_GOODS + tender(2, "5.00", "own:Seashells")))

    assert reading.sale is not None
    assert [x.type for x in reading.sale.tenders] == [TenderType.CASH]
    assert [(x.code, x.said) for x in reading.doubts] == [("unknown_tender", 500)]


def test_change_inside_a_tender_beside_it_and_cashback_are_one(read_text: ReadText) -> None:
    inside = "<TenderChange><Amount>3.00</Amount></TenderChange>"
    beside = _line(3, "<TenderChange><Amount>3.00</Amount><ItemLink>2</ItemLink></TenderChange>")
    card = "<Cashback>3.00</Cashback>"
    for lines, kind in (
        (tender(2, "8.00", inner=inside), TenderType.CASH),
        (tender(2, "8.00") + beside, TenderType.CASH),
        (tender(2, "8.00", "CreditDebit", card), TenderType.CREDIT_CARD),
    ):
        sale = sale_in(read_text(sale_xml(_GOODS + lines)))

        assert sale.tenders == (SaleTender(1, kind, 800, change=300),)


@pytest.mark.parametrize(
    ("paid", "rounding", "expected"),
    [
        ("5.05", '<Rounding RoundingDirection="Up">0.05</Rounding>', 5),
        ("4.95", '<Rounding RoundingDirection="Down">0.05</Rounding>', -5),
        ("4.95", "<Rounding>-0.05</Rounding>", -5),
    ],
)
def test_rounding_adds_up_wherever_it_stands(
    read_text: ReadText, paid: str, rounding: str, expected: int
) -> None:
    for lines in (
        tender(2, paid, inner=rounding),
        tender(2, paid) + _line(3, f"<Tender>{rounding}</Tender>"),
        tender(2, paid) + _line(3, rounding),
    ):
        (reading,) = read_text(sale_xml(_GOODS + lines))

        assert reading.sale is not None
        assert reading.sale.tenders[0].rounding == expected
        assert reading.doubts == ()


def test_rounded_change_is_told_the_other_way_round(read_text: ReadText) -> None:
    change = (
        "<TenderChange><TenderChange><Amount>4.95</Amount></TenderChange>"
        '<Rounding RoundingDirection="Down">0.05</Rounding></TenderChange>'
    )
    (reading,) = read_text(sale_xml(_GOODS + tender(2, "10.00") + _line(3, change)))

    assert reading.sale is not None
    assert reading.sale.tenders == (SaleTender(1, TenderType.CASH, 1000, change=495, rounding=5),)
    assert reading.doubts == ()


def test_a_preauthorisation_paid_nothing(read_text: ReadText) -> None:
    hold = tender(2, "99.00", "CreditDebit").replace("<Tender ", '<Tender TypeCode="PreAuthorize" ')
    (reading,) = read_text(sale_xml(_GOODS + hold + tender(3, "5.00")))

    assert reading.sale is not None
    assert [x.amount for x in reading.sale.tenders] == [500]
    assert [x.reason for x in reading.left_out] == ["preauthorisation"]


def test_what_does_not_add_up_is_flagged_with_both_amounts_and_never_repaired(
    read_text: ReadText,
) -> None:
    (reading,) = read_text(sale_xml(_GOODS + tender(2, "4.00")))
    (doubt,) = reading.doubts

    assert reading.sale is not None
    assert (doubt.code, doubt.said, doubt.found) == ("payments_differ_from_lines", 400, 500)
    assert (reading.sale.lines[0].paid, reading.sale.tenders[0].amount) == (500, 400)


def test_a_gift_card_sold_is_no_goods_and_its_money_is_remembered(read_text: ReadText) -> None:
    card = _line(2, "<SaleOfGiftCard><Amount>25.00</Amount></SaleOfGiftCard>")
    (reading,) = read_text(sale_xml(_GOODS + card + tender(3, "30.00")))

    assert reading.sale is not None
    assert [x.sku for x in reading.sale.lines] == ["A"]
    assert [(x.reason, x.place) for x in reading.left_out] == [("not_goods", "line item 2")]
    assert reading.doubts == ()


def test_lines_of_nothing_are_left_out_and_the_rest_stays(read_text: ReadText) -> None:
    nothing = item(2, "B", "0", "<Quantity>0</Quantity>") + item(3, "", "1.00")
    (reading,) = read_text(sale_xml(_GOODS + nothing + tender(4, "6.00")))

    assert reading.sale is not None
    assert [x.reason for x in reading.left_out] == ["no_quantity", "no_item"]
    assert reading.doubts == ()


def test_a_refund_that_differs_from_its_goods_is_flagged(read_text: ReadText) -> None:
    goods = item(1, "A", "399.29", "<Quantity>-1</Quantity>")
    back = tender(2, "209.00").replace("<Tender ", '<Tender TypeCode="Refund" ')
    (reading,) = read_text(sale_xml(goods + back))
    (doubt,) = reading.returns[0].doubts

    assert (doubt.code, doubt.said, doubt.found) == ("refund_differs_from_lines", 20900, 39929)


def test_goods_of_two_receipts_are_two_returns_whose_money_adds_up(read_text: ReadText) -> None:
    def back(number: int, sequence: int) -> str:
        link = (
            "<TransactionLink><WorkstationID>9</WorkstationID><BusinessDayDate>2026-11-01"
            f"</BusinessDayDate><SequenceNumber>{sequence}</SequenceNumber></TransactionLink>"
        )
        goods = f"<ItemID>A</ItemID><ExtendedAmount>{number}.00</ExtendedAmount>{link}"
        return _line(number, f"<Return>{goods}</Return>")

    paid = tender(8, "-3.00", "CreditDebit") + tender(9, "-4.00")
    (reading,) = read_text(sale_xml(back(3, 41) + back(4, 42) + paid))
    first, second = reading.returns

    assert (first.id, second.id) == ("1-2-20261107-3", "1-2-20261107-3/2")
    assert (first.receipt, second.receipt) == ("1-9-20261101-41", "1-9-20261101-42")
    assert [sum(x.amount for x in back.refunds) for back in reading.returns] == [300, 400]
    assert {x.code for back in reading.returns for x in back.doubts} == {
        "refund_shared_over_receipts"
    }


def test_a_link_to_a_resumed_sale_is_no_link_of_a_return(read_text: ReadText) -> None:
    link = (
        '<TransactionLink ReasonCode="Resume"><WorkstationID>9</WorkstationID><BusinessDayDate>'
        "2026-11-01</BusinessDayDate><SequenceNumber>1</SequenceNumber></TransactionLink>"
    )
    (reading,) = read_text(sale_xml(item(1, "A", "-2.00") + tender(2, "-2.00") + link))

    assert reading.returns[0].receipt is None
    assert reading.returns[0].pieces == (ReturnedPiece(Decimal(1), 200, 0, None, "A"),)


def test_a_part_of_a_piece_has_a_unit_that_says_nothing(read_text: ReadText) -> None:
    sale = sale_in(read_text(sale_xml(item(1, "A", "5", "<Quantity>0.350</Quantity>"))))

    assert (str(sale.lines[0].quantity), sale.lines[0].unit) == ("0.35", "unit")


def test_a_short_number_is_a_gtin_only_where_the_till_says_so(read_text: ReadText) -> None:
    typed = '<POSIdentity POSIDType="EAN-8"><POSItemID>96385074</POSItemID></POSIdentity>'
    said = sale_in(read_text(sale_xml(item(1, "X", "1", typed))))
    own = sale_in(read_text(sale_xml(item(1, "96385074", "1"))))

    assert (said.lines[0].gtin, own.lines[0].gtin) == ("96385074", None)


def test_money_has_the_digits_of_its_currency(read_text: ReadText) -> None:
    for currency, expected in (("JPY", 5), ("USD", 500), ("KWD", 5000)):
        head = f"<CurrencyCode>{currency}</CurrencyCode>"
        sale = sale_in(read_text(sale_xml(_GOODS, head)))

        assert sale.lines[0].paid == expected == 5 * 10 ** CURRENCY_DIGITS[currency]


def test_kinds_of_lines_are_read_where_they_are_said(read_text: ReadText) -> None:
    kinds = {"Service": LineKind.SERVICE, "Deposit": LineKind.DEPOSIT, "own:X": LineKind.GOODS}
    for said, kind in kinds.items():
        lines = _GOODS.replace("<Sale>", f'<Sale ItemType="{said}">')

        assert sale_in(read_text(sale_xml(lines))).lines[0].kind is kind


def test_an_unknown_state_is_said_and_the_sale_comes_in(read_text: ReadText) -> None:
    (reading,) = read_text(
        sale_xml(_GOODS + tender(2, "5.00"), attributes='TransactionStatus="Odd"')
    )

    assert reading.sale is not None
    assert [(x.code, x.place) for x in reading.doubts] == [("unknown_status", "Odd")]


def test_a_void_by_number_takes_part_of_a_line_at_its_own_price(read_text: ReadText) -> None:
    goods = item(1, "A", "6.00", "<Quantity>3</Quantity>") + item(2, "B", "1.00")
    part = _line(3, "<Voids><Quantity>1</Quantity><ItemLink>1</ItemLink></Voids>")
    odd = _line(4, "<Voids><Quantity>7</Quantity><ItemLink>2</ItemLink></Voids>")
    none = _line(5, "<Voids><ItemLink>9</ItemLink></Voids>")
    (reading,) = read_text(sale_xml(goods + part + odd + none + tender(6, "5.00")))

    assert reading.sale is not None
    assert [(x.quantity, x.paid) for x in reading.sale.lines] == [
        (Decimal(2), 400),
        (Decimal(1), 100),
    ]
    assert [x.code for x in reading.doubts] == ["void_matches_no_line"] * 2


def test_a_void_of_a_tender_that_is_not_there_is_said(read_text: ReadText) -> None:
    void = tender(3, "-9.00", flags='VoidFlag="true"')
    (reading,) = read_text(sale_xml(_GOODS + tender(2, "5.00") + void))

    assert [(x.code, x.said) for x in reading.doubts] == [("void_matches_no_line", 900)]


def test_a_receipt_number_that_repeats_the_tills_sequence_is_not_taken(read_text: ReadText) -> None:
    xml = sale_xml(_GOODS + tender(2, "5.00"), "<ReceiptNumber>0003</ReceiptNumber>")

    assert sale_in(read_text(xml)).receipt == "1-2-20261107-3"


def test_a_fee_kept_from_a_return_belongs_to_the_return_and_is_no_sale(read_text: ReadText) -> None:
    back = item(1, "A", "-3.00") + item(2, "B", "-1.00")
    fee = item(3, "RESTOCK", "0.50").replace("<Sale>", '<Sale ItemType="Fee">')
    (reading,) = read_text(sale_xml(back + fee + tender(4, "-3.50")))
    (returned,) = reading.returns

    assert reading.sale is None
    assert [(x.paid, x.fee) for x in returned.pieces] == [(300, 38), (100, 12)]
    assert [x.amount for x in returned.refunds] == [350]
    assert returned.doubts == ()
