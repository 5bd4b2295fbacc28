"""Any well-formed Square order: its lines and tenders add up to its total exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from returns_desk.adapters.sales.square import read_square
from returns_desk.domain.sale import TenderType
from support.shop_orders import read_value

if TYPE_CHECKING:
    from pathlib import Path

MINOR = st.integers(1, 10**9)


@st.composite
def orders(draw: st.DrawFn) -> tuple[Any, int]:
    """An order paid with cash (rounded to the coin) and a card, and its total."""
    currency = draw(st.sampled_from(["USD", "JPY", "KWD"]))

    def money(amount: int) -> dict[str, Any]:
        return {"amount": amount, "currency": currency}

    items = draw(st.lists(MINOR, min_size=1, max_size=6))
    tip, charge = draw(MINOR), draw(MINOR)
    rounding = draw(st.integers(-2, 2))
    total = sum(items) + tip + charge + rounding
    cash = draw(st.integers(1, total - 1))
    given_, change = draw(st.sampled_from([(cash, 0), (cash + 500, 500)]))
    order = {
        "id": "ORD",
        "state": "COMPLETED",
        "created_at": "2026-11-02T16:15:00Z",
        "line_items": [
            {"uid": str(n), "name": "x", "quantity": "3", "total_money": money(paid)}
            for n, paid in enumerate(items)
        ],
        "service_charges": [{"uid": "s", "name": "Wrap", "total_money": money(charge)}],
        "total_tip_money": money(tip),
        "rounding_adjustment": {"amount_money": money(rounding)},
        "tenders": [
            {
                "id": "T1",
                "type": "CASH",
                "amount_money": money(cash),
                "cash_details": {
                    "buyer_tendered_money": money(given_),
                    "change_back_money": money(change),
                },
            },
            {"id": "T2", "type": "CARD", "amount_money": money(total - cash)},
        ],
        "total_money": money(total),
    }
    return order, total - rounding


@given(made=orders())
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_lines_add_up_to_the_total_exactly(made: tuple[Any, int], tmp_path: Path) -> None:
    order, goods = made

    (reading,) = read_value(read_square, tmp_path, order)

    assert reading.sale is not None
    assert sum(x.paid for x in reading.sale.lines) == goods
    assert sum(x.amount - x.change - x.rounding for x in reading.sale.tenders) == goods
    assert reading.doubts == ()
    kinds = [x.type for x in reading.sale.tenders]
    assert kinds == [TenderType.CASH, TenderType.CREDIT_CARD]
