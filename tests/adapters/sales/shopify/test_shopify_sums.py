"""Any well-formed Shopify order: its lines add up to its total exactly, in every currency."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from returns_desk.adapters.sales.shopify import read_shopify
from returns_desk.domain.money import CURRENCY_DIGITS
from support.shop_orders import read_value

if TYPE_CHECKING:
    from pathlib import Path

MINOR = st.integers(0, 10**7)


def major(minor_units: int, currency: str) -> str:
    """An amount as Shopify writes it: a decimal text in the currency's major unit."""
    digits = CURRENCY_DIGITS[currency]
    return f"{Decimal(minor_units).scaleb(-digits):.{digits}f}"


@st.composite
def priced(draw: st.DrawFn, currency: str, number: int, *, included: bool) -> tuple[Any, int]:
    """A line and what it came to in minor units."""
    price, quantity = draw(MINOR), draw(st.integers(1, 99)) if number else 1
    whole = price * quantity
    discounts = draw(st.lists(st.integers(0, whole // 3), max_size=3))
    net = whole - sum(discounts)
    taxes = draw(st.lists(st.integers(0, net // 4), max_size=3))
    line = {
        "id": number,
        "name": f"Item {number}",
        "price": major(price, currency),
        "quantity": quantity,
        "discount_allocations": [{"amount": major(x, currency)} for x in discounts],
        "tax_lines": [{"title": "T", "rate": 0.0725, "price": major(x, currency)} for x in taxes],
    }
    return line, net + (0 if included else sum(taxes))


@st.composite
def orders(draw: st.DrawFn) -> tuple[Any, int]:
    """An order, and its total in minor units."""
    currency = draw(st.sampled_from(["USD", "EUR", "JPY", "KWD", "ISK"]))
    included = draw(st.booleans())
    lines = [
        draw(priced(currency, number, included=included))
        for number in range(1, draw(st.integers(1, 6)) + 1)
    ]
    shipping = draw(st.lists(priced(currency, 0, included=included), max_size=2))
    tip = draw(MINOR)
    total = sum(paid for _, paid in (*lines, *shipping)) + tip
    order = {
        "id": 1,
        "name": "#1",
        "created_at": "2026-11-02T10:15:00-06:00",
        "currency": currency,
        "total_price": major(total, currency),
        "total_tip_received": major(tip, currency),
        "taxes_included": included,
        "line_items": [x for x, _ in lines],
        "shipping_lines": [x for x, _ in shipping],
        "transactions": [
            {"kind": "sale", "status": "success", "amount": major(total, currency), "id": 1}
        ],
    }
    return order, total


@given(made=orders())
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_lines_add_up_to_the_total_exactly(made: tuple[Any, int], tmp_path: Path) -> None:
    order, total = made

    (reading,) = read_value(read_shopify, tmp_path, order)

    assert reading.sale is not None
    assert sum(x.paid for x in reading.sale.lines) == total
    assert sum(x.amount for x in reading.sale.tenders) == total
    assert reading.doubts == ()
    assert all(x.tax == sum(tax.amount for tax in x.taxes) for x in reading.sale.lines)
    assert {tax.rate_basis_points for x in reading.sale.lines for tax in x.taxes} <= {725}
