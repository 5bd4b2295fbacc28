"""Sales: what a line brings back, in any order of partial returns, and what a tender holds."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.money import paid_share
from returns_desk.domain.errors import Defect
from returns_desk.domain.sale import LineTax, Sale, SaleLine, SaleTender, TenderType
from strategies import examples


def line_of(**changes: Any) -> SaleLine:
    plain = SaleLine(line=1, description="shelf", quantity=Decimal(3), unit="each", paid=2000)
    return replace(plain, **changes)


def came_back(line: SaleLine, quantity: Decimal, paid: int) -> SaleLine:
    """The line as the till's next export shows it."""
    return replace(line, returned=line.returned + quantity, returned_paid=line.returned_paid + paid)


@st.composite
def lines_in_parts(draw: st.DrawFn) -> tuple[SaleLine, list[Decimal]]:
    scale = draw(st.sampled_from((Decimal(1), Decimal("0.001"))))
    parts = [n * scale for n in draw(st.lists(st.integers(1, 400), min_size=1, max_size=8))]
    paid = draw(st.integers(0, 10**7))
    tax = draw(st.integers(0, paid))
    return line_of(quantity=sum(parts, Decimal(0)), paid=paid, tax=tax), parts


@examples(80, 5_000)
@given(lines_in_parts())
def test_partial_returns_pay_back_the_line_exactly(case: tuple[SaleLine, list[Decimal]]) -> None:
    line, parts = case

    for part in parts:
        line = came_back(line, part, line.paid_share(part))

    assert line.available == 0
    assert line.returned_paid == line.paid


@examples(80, 5_000)
@given(lines_in_parts())
def test_partial_returns_pay_back_the_tax_exactly(case: tuple[SaleLine, list[Decimal]]) -> None:
    line, parts = case
    taxes = 0

    for part in parts:
        taxes += line.tax_share(part)
        line = came_back(line, part, line.paid_share(part))

    assert taxes == line.tax


@examples(80, 5_000)
@given(lines_in_parts(), st.lists(st.integers(0, 500), max_size=4))
def test_tax_by_code_adds_up_to_the_tax_of_each_return_and_of_the_whole_line(
    case: tuple[SaleLine, list[Decimal]], charged: list[int]
) -> None:
    line, parts = case
    taxes = tuple(LineTax(f"T{n}", 100 * n, amount) for n, amount in enumerate(charged))
    line = replace(line, paid=line.paid + sum(charged), tax=sum(charged), taxes=taxes)
    back: Counter[str] = Counter()

    for part in parts:
        shares = line.tax_shares(part)
        told = sum(share.amount for share in shares)
        assert told == (line.tax_share(part) if line.tax else 0)
        assert all(share.amount > 0 for share in shares)
        back.update({share.code: share.amount for share in shares})
        line = came_back(line, part, line.paid_share(part))

    most_out = 0 if len(charged) < 3 else len(parts)
    assert all(abs(back[tax.code] - tax.amount) <= most_out for tax in taxes)


def test_one_minor_unit_of_each_of_two_taxes_goes_back_under_both() -> None:
    line = line_of(tax=2, taxes=(LineTax("A", 1900, 1), LineTax("B", 700, 1)))
    back: list[LineTax] = []

    for _ in range(3):
        back += line.tax_shares(Decimal(1))
        line = came_back(line, Decimal(1), line.paid_share(Decimal(1)))

    assert back == [LineTax("A", 1900, 1), LineTax("B", 700, 1)]


def test_what_another_systems_refund_leaves_of_the_tax_stands_under_its_codes() -> None:
    taxes = (LineTax("A", 1900, 300), LineTax("B", 700, 100))
    line = line_of(tax=400, taxes=taxes, returned=Decimal(2), returned_paid=1999)

    assert line.tax_shares(Decimal(1)) == (LineTax("A", 1900, 1),)


@pytest.mark.parametrize(
    "line",
    [
        line_of(tax=100),
        line_of(tax=100, taxes=(LineTax("A", 0, 0),)),
        line_of(tax=100, taxes=(LineTax("A", 1900, 200), LineTax("B", 0, -100))),
        line_of(paid=-300, tax=-60, taxes=(LineTax("A", 2000, 60),)),
    ],
    ids=["no codes", "codes without an amount", "a code below zero", "a tax below zero"],
)
def test_tax_whose_codes_do_not_tell_its_parts_stands_under_none(line: SaleLine) -> None:
    assert line.tax_shares(Decimal(1)) == ()


@examples(80, 5_000)
@given(lines_in_parts(), st.data())
def test_a_share_never_exceeds_what_is_left_after_another_systems_refund(
    case: tuple[SaleLine, list[Decimal]], data: st.DataObject
) -> None:
    line, parts = case
    line = came_back(line, parts[0], data.draw(st.integers(0, line.paid)))

    for part in parts[1:]:
        given_back = line.paid_share(part)
        assert 0 <= given_back <= line.paid - line.returned_paid
        line = came_back(line, part, given_back)

    assert len(parts) == 1 or line.returned_paid == line.paid


@examples(80, 5_000)
@given(lines_in_parts(), st.data())
def test_paid_shares_equal_the_oracles(
    case: tuple[SaleLine, list[Decimal]], data: st.DataObject
) -> None:
    line, parts = case
    line = came_back(line, parts[0], data.draw(st.integers(0, line.paid)))

    for part in parts[1:]:
        assert line.paid_share(part) == paid_share(line, line.returned, line.returned_paid, part)


def test_another_systems_cent_goes_into_the_last_return() -> None:
    line = line_of(returned=Decimal(1), returned_paid=666)

    second = line.paid_share(Decimal(1))
    third = came_back(line, Decimal(1), second).paid_share(Decimal(1))

    assert (second, third) == (666, 668)


def test_tax_is_never_more_than_what_is_left_of_the_line() -> None:
    line = line_of(tax=2000, returned=Decimal(1), returned_paid=1999)

    assert line.tax_share(Decimal(1)) <= line.paid - line.returned_paid


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        pytest.param({}, 2000, id="as paid"),
        pytest.param({"change": 500}, 1500, id="change is not kept cash"),
        pytest.param({"rounding": 2}, 1998, id="what rounding added is not owed"),
        pytest.param({"rounding": -3}, 2003, id="what rounding took off is owed"),
        pytest.param({"refunded": 1200}, 800, id="what went back is gone"),
        pytest.param({"refunded": 2100}, 0, id="never below nothing"),
        pytest.param({"change": 100, "rounding": 1, "refunded": 99}, 1800, id="all together"),
    ],
)
def test_a_tender_gives_back_what_is_left_of_it(changes: dict[str, Any], left: int) -> None:
    """amount - change - rounding - refunded, never below zero."""
    tender = replace(SaleTender(1, TenderType.CASH, 2000), **changes)

    assert tender.refundable_amount == left


@pytest.mark.parametrize(
    "changes",
    [
        {"quantity": Decimal(0)},
        {"quantity": Decimal(-1)},
        {"returned": Decimal(4)},
        {"returned": Decimal(-1)},
        {"returned_paid": 2001},
        {"returned_paid": -1},
    ],
    ids=str,
)
def test_a_line_that_can_not_be_is_a_defect(changes: dict[str, Any]) -> None:
    with pytest.raises(Defect):
        line_of(**changes)


def sale_of(**changes: Any) -> Sale:
    plain = Sale(
        receipt="R-1",
        store="1",
        sold_at=datetime(2026, 11, 7, tzinfo=UTC),
        lines=(line_of(),),
        tenders=(SaleTender(1, TenderType.CASH, 2000),),
    )
    return replace(plain, **changes)


def test_a_line_is_found_by_its_number() -> None:
    sale = sale_of()

    assert sale.line_at(1) is sale.lines[0]
    assert sale.line_at(2) is None


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"lines": (line_of(), line_of())}, id="a line number twice"),
        pytest.param({"tenders": (SaleTender(1, TenderType.CASH, 1),) * 2}, id="a tender twice"),
        pytest.param({"sold_at": datetime(2026, 11, 7)}, id="no offset"),  # noqa: DTZ001 -- the point
    ],
)
def test_a_sale_that_can_not_be_is_a_defect(changes: dict[str, Any]) -> None:
    with pytest.raises(Defect):
        sale_of(**changes)
