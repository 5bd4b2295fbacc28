"""Any well-formed WooCommerce order: its lines add up to its total exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from returns_desk.adapters.sales.woocommerce import read_woocommerce
from returns_desk.domain.money import CURRENCY_DIGITS
from support.shop_orders import read_value

if TYPE_CHECKING:
    from pathlib import Path

LINE = st.tuples(st.integers(0, 10**8), st.integers(0, 10**7), st.integers(0, 10**6))


@st.composite
def orders(draw: st.DrawFn) -> tuple[Any, int, int]:
    """An order, its total and all its discounts in minor units."""
    currency = draw(st.sampled_from(["USD", "JPY", "KWD"]))
    digits = CURRENCY_DIGITS[currency]

    def major(amount: int) -> str:
        return f"{Decimal(amount).scaleb(-digits):.{digits}f}"

    def lines(made: list[tuple[int, int, int]]) -> list[dict[str, Any]]:
        return [
            {
                "id": n,
                "name": "x",
                "method_title": "x",
                "quantity": 1 + n,
                "subtotal": major(net + less),
                "subtotal_tax": major(tax),
                "total": major(net),
                "total_tax": major(tax),
            }
            for n, (net, tax, less) in enumerate(made)
        ]

    goods = draw(st.lists(LINE, min_size=1, max_size=6))
    beside = [draw(st.lists(LINE, max_size=2)) for _ in range(2)]
    total = sum(net + tax for part in (goods, *beside) for net, tax, _ in part)
    order = {
        "id": 1,
        "number": "1",
        "status": "processing",
        "currency": currency,
        "date_created": "2026-11-02T10:16:00",
        "date_created_gmt": "2026-11-02T16:16:00",
        "total": major(total),
        "line_items": lines(goods),
        "shipping_lines": lines(beside[0]),
        "fee_lines": lines(beside[1]),
    }
    return order, total, sum(less for _, _, less in goods)


@given(made=orders())
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_lines_add_up_to_the_total_exactly(made: tuple[Any, int, int], tmp_path: Path) -> None:
    order, total, discounts = made

    (reading,) = read_value(read_woocommerce, tmp_path, order)

    assert reading.sale is not None
    assert sum(x.paid for x in reading.sale.lines) == total
    assert sum(x.discount for x in reading.sale.lines) == discounts
    assert sum(x.amount for x in reading.sale.tenders) == total
    assert reading.doubts == ()
