"""Exchanges, goodwill and parcels on the customer's own display: what it says and what it never."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeys.harness import SHELF

if TYPE_CHECKING:
    from ui.customer.conftest import BothWindows

EXCHANGE = "exchange/none"


def exchange_for(both: BothWindows, price: str) -> None:
    both.clerk.scan(SHELF)
    both.clerk.touch(f"option.{EXCHANGE}")
    both.clerk.scan("Lamp, brass")
    both.clerk.scan(price)
    both.settle()


def test_r3_the_customer_sees_what_the_exchange_comes_to(both: BothWindows) -> None:
    exchange_for(both, "35.00")

    assert "You pay $13.64" in both.said()
    assert "Lamp, brass" in both.said()
    both.clerk.touch("confirm")
    both.settle()
    assert "Pay this at the till" in both.said()
    assert "$13.64" in both.said()


def test_what_is_left_over_is_what_the_customer_gets(both: BothWindows) -> None:
    exchange_for(both, "9.00")

    assert "$12.36" in both.said()


def test_r6_what_is_absorbed_and_what_new_goods_cost_is_never_said(both: BothWindows) -> None:
    exchange_for(both, "23.50")

    assert "Nothing to pay" in both.said()
    assert not re.search(r"2\.14|23\.50", both.said())


def test_display_stays_at_rest_for_a_parcel(both: BothWindows) -> None:
    resting = both.said()
    both.clerk.scan(SHELF)
    both.settle()
    assert both.said() != resting

    both.clerk.touch(f"receipt.{SHELF}.parcel")
    both.settle()

    assert both.said() == resting
    both.clerk.touch("option.store_credit/store_credit")
    both.clerk.touch("confirm")
    both.clerk.scan("C-12345")
    both.settle()
    assert both.said() == resting
