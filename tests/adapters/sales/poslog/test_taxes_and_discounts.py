"""Which line bears which tax and discount, and what is said where nobody can know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.sales.poslog.conftest import ReadText, item, sale_xml, tender
from returns_desk.adapters.sales.poslog.reasons import DOUBTS

if TYPE_CHECKING:
    from returns_desk.adapters.sales.readings import Reading

_GRAND = '<Total TotalType="TransactionGrandAmount">{}</Total>'
_TAX_TOTAL = '<Total TotalType="TransactionTaxAmount">{}</Total>'


def _tax(number: int, amount: str, inner: str = "", attributes: str = "") -> str:
    return _line(number, f"<Tax {attributes}><Amount>{amount}</Amount>{inner}</Tax>")


def _line(number: int, inner: str) -> str:
    return f"<LineItem><SequenceNumber>{number}</SequenceNumber>{inner}</LineItem>"


def _paid_and_tax(reading: Reading) -> list[tuple[int, int]]:
    assert reading.sale is not None
    return [(x.paid, x.tax) for x in reading.sale.lines]


def _doubts(reading: Reading) -> list[str]:
    codes = [x.code for x in reading.doubts]
    assert set(codes) <= set(DOUBTS)
    return codes


@pytest.mark.parametrize(
    ("paid", "expected"),
    [pytest.param("12.40", [(1240, 240)], id="inside"),
     pytest.param("14.80", [(1480, 240)], id="on-top")],
)  # fmt: skip
def test_the_payments_decide_whether_a_lines_tax_is_inside(
    read_text: ReadText, paid: str, expected: list[tuple[int, int]]
) -> None:
    own = "<Tax><Amount>2.40</Amount><Percent>24</Percent></Tax>"
    (reading,) = read_text(sale_xml(item(1, "A", "12.40", own) + tender(2, paid)))

    assert _paid_and_tax(reading) == expected
    assert _doubts(reading) == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [('TaxType="VAT"', [(1240, 240)]), ('TaxType="Sales"', [(1480, 240)]), ("", [(1240, 240)])],
)
def test_where_the_payments_fit_neither_the_kind_of_tax_decides_and_the_sums_are_said(
    read_text: ReadText, kind: str, expected: list[tuple[int, int]]
) -> None:
    own = f"<Tax {kind}><Amount>2.40</Amount></Tax>"
    (reading,) = read_text(sale_xml(item(1, "A", "12.40", own) + tender(2, "1.00")))

    assert _paid_and_tax(reading) == expected
    assert _doubts(reading) == ["payments_differ_from_lines"]


def test_the_grand_total_counts_before_the_payments(read_text: ReadText) -> None:
    lines = item(1, "A", "10.00") + _tax(2, "1.00") + tender(3, "50.00")
    (reading,) = read_text(sale_xml(lines + _GRAND.format("11.00")))

    assert _paid_and_tax(reading) == [(1100, 100)]
    assert [(x.code, x.said, x.found) for x in reading.doubts] == [
        ("payments_differ_from_lines", 5000, 1100)
    ]


def test_the_flag_of_the_taxable_amount_says_that_the_tax_is_inside(read_text: ReadText) -> None:
    base = '<TaxableAmount TaxIncludedInTaxableAmountFlag="true">12.40</TaxableAmount>'
    (reading,) = read_text(sale_xml(item(1, "A", "12.40") + _tax(2, "2.40", base)))

    assert _paid_and_tax(reading) == [(1240, 240)]


def test_a_tax_of_the_receipt_that_repeats_the_lines_taxes_counts_once(read_text: ReadText) -> None:
    own = "<Tax><Amount>1.00</Amount></Tax>"
    lines = item(1, "A", "10.00", own) + item(2, "B", "10.00", own)
    same, other = (
        read_text(sale_xml(lines + _tax(3, whole) + tender(4, "22.00")))[0]
        for whole in ("2.00", "2.10")
    )

    assert _paid_and_tax(same) == _paid_and_tax(other) == [(1100, 100), (1100, 100)]
    assert (_doubts(same), _doubts(other)) == ([], ["taxes_differ"])


def test_two_rates_inside_without_groups_belong_to_nobody(read_text: ReadText) -> None:
    lines = item(1, "A", "10.00") + item(2, "B", "10.00") + _tax(3, "1.00") + _tax(4, "2.00")
    (reading,) = read_text(sale_xml(lines + tender(5, "20.00")))

    assert _paid_and_tax(reading) == [(1000, 0), (1000, 0)]
    assert _doubts(reading) == ["tax_not_attributable"]


def test_a_taxable_amount_that_fits_no_lines_is_said_and_the_tax_still_adds_up(
    read_text: ReadText,
) -> None:
    lines = item(1, "A", "10.00") + item(2, "B", "5.00")
    tax = _tax(3, "1.00", "<TaxableAmount>5.00</TaxableAmount>")
    (reading,) = read_text(sale_xml(lines + tax + tender(4, "16.00")))

    assert _paid_and_tax(reading) == [(1067, 67), (533, 33)]
    assert _doubts(reading) == ["tax_not_attributable"]


def test_a_tax_that_no_line_can_bear_is_said(read_text: ReadText) -> None:
    lines = item(1, "A", "10.00").replace("<Sale>", '<Sale TaxableFlag="false">')
    (reading,) = read_text(sale_xml(lines + _tax(2, "1.00") + tender(3, "11.00")))

    assert _paid_and_tax(reading) == [(1000, 0)]
    assert _doubts(reading) == ["tax_not_attributable", "payments_differ_from_lines"]


def test_a_tax_larger_than_its_line_is_said_and_not_kept(read_text: ReadText) -> None:
    own = "<Tax><Amount>9.00</Amount></Tax>"
    (reading,) = read_text(sale_xml(item(1, "A", "2.00", own) + tender(2, "2.00")))

    assert _paid_and_tax(reading) == [(200, 0)]
    assert _doubts(reading) == ["taxes_differ"]


def test_a_total_of_tax_alone_is_the_only_lines_and_nobodys_where_there_are_two(
    read_text: ReadText,
) -> None:
    total = _TAX_TOTAL.format("2.40")
    (one,) = read_text(sale_xml(item(1, "A", "12.40") + tender(3, "12.40") + total))
    two_lines = item(1, "A", "6.40") + item(2, "B", "6.00")
    (inside,) = read_text(sale_xml(two_lines + tender(3, "12.40") + total))
    (on_top,) = read_text(sale_xml(two_lines + tender(3, "14.80") + total))

    assert (_paid_and_tax(one), _doubts(one)) == ([(1240, 240)], [])
    assert _paid_and_tax(inside) == [(640, 0), (600, 0)]
    assert _paid_and_tax(on_top) == [(764, 124), (716, 116)]
    assert _doubts(inside) == _doubts(on_top) == ["tax_not_attributable"]


def test_one_tax_over_sold_and_returned_goods_is_shared_so_that_the_difference_is_exact(
    read_text: ReadText,
) -> None:
    back = "<Return><ItemID>R</ItemID><ExtendedAmount>10.00</ExtendedAmount></Return>"
    tax = _tax(3, "1.40", "<TaxableAmount>20.00</TaxableAmount>")
    (reading,) = read_text(
        sale_xml(item(1, "A", "30.00") + _line(2, back) + tax + tender(4, "21.40"))
    )
    piece = reading.returns[0].pieces[0]

    assert _paid_and_tax(reading) == [(3210, 210)]
    assert piece.paid == 1070
    assert _doubts(reading) == ["paid_with_returned_goods"]


def test_a_coupon_reduces_the_lines_it_names_else_all_of_them_to_the_cent(
    read_text: ReadText,
) -> None:
    goods = item(1, "A", "3.00") + item(2, "B", "3.00") + item(3, "C", "3.00")
    named = _line(4, "<StoreCoupon><Amount>1.00</Amount><ItemLink>2</ItemLink></StoreCoupon>")
    nobody = _line(4, "<Discount><Amount>1.00</Amount></Discount>")
    (by_name,) = read_text(sale_xml(goods + named + tender(5, "8.00")))
    (shared,) = read_text(sale_xml(goods + nobody + tender(5, "8.00")))

    assert _paid_and_tax(by_name) == [(300, 0), (200, 0), (300, 0)]
    assert _paid_and_tax(shared) == [(266, 0), (267, 0), (267, 0)]
    assert shared.sale is not None
    assert [x.discount for x in shared.sale.lines] == [34, 33, 33]
    assert (_doubts(by_name), _doubts(shared)) == ([], ["discount_shared"])


def test_a_discount_that_the_lines_bear_already_or_that_adds_takes_nothing(
    read_text: ReadText,
) -> None:
    prorated = _line(2, '<Discount ProratedFlag="true"><Amount>1.00</Amount></Discount>')
    adds = _line(3, '<Discount><Amount Action="Add">1.00</Amount></Discount>')
    (reading,) = read_text(sale_xml(item(1, "A", "3.00") + prorated + adds + tender(4, "3.00")))

    assert (_paid_and_tax(reading), _doubts(reading)) == ([(300, 0)], [])


def test_a_discount_larger_than_its_goods_leaves_them_at_nothing_and_is_said(
    read_text: ReadText,
) -> None:
    much = _line(2, "<Discount><Amount>5.00</Amount><ItemLink>1</ItemLink></Discount>")
    (reading,) = read_text(sale_xml(item(1, "A", "3.00") + much))

    assert (_paid_and_tax(reading), _doubts(reading)) == ([(0, 0)], ["discount_exceeds_lines"])


def test_rewards_whose_details_do_not_add_up_are_shared_and_said(read_text: ReadText) -> None:
    def reward(number: int, attribute: str, amount: str, position: str) -> str:
        return _line(number, (
            f'<LoyaltyReward acs:{attribute}="true"><acs:RewardCategory>Monetary'
            f"</acs:RewardCategory><acs:ExtendedRewardAmount>{amount}</acs:ExtendedRewardAmount>"
            f"<acs:OperatorSequenceReference>{position}</acs:OperatorSequenceReference>"
            "</LoyaltyReward>"
        ))  # fmt: skip

    def at(position: str) -> str:
        return f"<acs:OperatorSequence>{position}</acs:OperatorSequence>"

    lines = item(1, "A", "2.00", at("1")) + item(2, "B", "2.00", at("2"))
    lines += reward(3, "detailedData", "-0.30", "1") + reward(4, "summarizedActivity", "-0.50", "0")
    xml = sale_xml(lines + tender(5, "3.50")).replace("<POSLog>", '<POSLog xmlns:acs="urn:acs">')
    (reading,) = read_text(xml)

    assert (_paid_and_tax(reading), _doubts(reading)) == (
        [(175, 0), (175, 0)], ["discount_shared"],
    )  # fmt: skip


def test_a_lines_own_discount_is_told_and_not_taken_twice(read_text: ReadText) -> None:
    modifier = '<RetailPriceModifier><Amount Action="Subtract">0.50</Amount></RetailPriceModifier>'
    (reading,) = read_text(sale_xml(item(1, "A", "3.00", modifier) + tender(2, "3.00")))

    assert reading.sale is not None
    assert (reading.sale.lines[0].paid, reading.sale.lines[0].discount) == (300, 50)


def test_a_line_may_say_that_its_price_has_the_tax_in(read_text: ReadText) -> None:
    own = '<Tax TaxType="Sales"><Amount>2.40</Amount></Tax>'
    said = own + "<TaxIncludedInPriceFlag>true</TaxIncludedInPriceFlag>"
    (reading,) = read_text(sale_xml(item(1, "A", "12.40", said) + tender(2, "1.00")))

    assert _paid_and_tax(reading) == [(1240, 240)]


def test_a_total_of_a_return_may_have_no_sign(read_text: ReadText) -> None:
    own = "<Tax><Amount>1.00</Amount></Tax>"
    goods = item(1, "A", "10.00", own).replace("Sale>", "Return>")
    total = '<Total TotalType="TransactionGrandAmount" TypeCode="Return">11.00</Total>'
    (reading,) = read_text(sale_xml(goods + tender(2, "-11.00") + total))

    assert reading.returns[0].pieces[0].paid == 1100
    assert reading.returns[0].doubts == ()
