"""Shopify's own examples (2024-04): each comes out as its raw JSON says, added up by hand here."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.sales.json_dialects import recognise
from returns_desk.adapters.sales.shopify import read_shopify
from support.shop_orders import SETTINGS, outcome, read_text

if TYPE_CHECKING:
    from pathlib import Path

ORDERS = "shopify_2024-04_order.json"
REFUNDS = "shopify_2024-04_refund.json"
# What is no whole order, by its place in the file; every other example is a sale.
NO_SALES = {
    2: "bad /line_items",
    4: "left out order_not_paid",
    6: "bad /created_at",
    8: "left out not_a_sale",
    9: "left out not_a_sale",
    17: "left out order_not_paid",
    33: "left out not_a_sale",
}


def examples_of(folder: Path, name: str) -> list[Any]:
    text = (folder / name).read_text(encoding="utf-8")
    examples: list[Any] = json.loads(text, parse_float=Decimal)
    return examples


def cents(amount: object) -> int:
    return int(Decimal(str(amount)) * 100)


def total_by_hand(order: dict[str, Any]) -> int:
    """Prices, less what was allocated to them, and tax on top (no example holds it inside)."""
    total = 0
    for line in order["line_items"]:
        total += cents(line["price"]) * line["quantity"]
        total -= sum(cents(x["amount"]) for x in line["discount_allocations"])
        total += sum(cents(x["price"]) for x in line["tax_lines"])
    return total + sum(cents(x["price"]) for x in order.get("shipping_lines", ()))


def refund_by_hand(refund: dict[str, Any]) -> tuple[int, int]:
    """What was paid back, and what the goods and the delivery come to."""
    said = sum(cents(x["amount"]) for x in refund["transactions"])
    found = sum(cents(x["subtotal"]) + cents(x["total_tax"]) for x in refund["refund_line_items"])
    adjustments = refund.get("order_adjustments") or ()
    found -= sum(cents(x["amount"]) for x in adjustments if x["kind"] == "shipping_refund")
    return said, found


def doubt_by_hand(refund: dict[str, Any]) -> list[list[Any]]:
    said, found = refund_by_hand(refund)
    return [] if said == found else [["refund_differs_from_lines", said, found]]


@pytest.mark.parametrize("number", range(34))
def test_an_example_of_an_order_comes_out_as_its_raw_json_says(
    number: int, shared_data: Path, tmp_path: Path
) -> None:
    example = examples_of(shared_data / "json", ORDERS)[number]

    (reading,) = read_text(read_shopify, tmp_path, json.dumps(example, default=float))

    said = outcome(reading)
    if number in NO_SALES:
        bad = f"bad {said['bad'][0]}" if "bad" in said else f"left out {said['left_out'][0]}"
        assert bad == NO_SALES[number]
        return
    order = example["order"] if "order" in example else example["orders"][0]
    assert said["receipt"] == order["name"]
    assert said["currency"] == order["currency"]
    assert said["total"] == total_by_hand(order) == cents(order["total_price"])
    assert [x["doubts"] for x in said["returns"]] == [doubt_by_hand(x) for x in order["refunds"]]


def test_the_examples_are_34_and_27_of_them_are_sales(shared_data: Path) -> None:
    assert len(examples_of(shared_data / "json", ORDERS)) == 34
    readings = list_of(shared_data / "json" / ORDERS)

    assert [number for number, x in enumerate(readings) if x.sale is None] == sorted(NO_SALES)


def list_of(file: Path) -> list[Any]:
    return list(read_shopify(file, None, SETTINGS, lambda _: None))


def test_the_refund_of_209_for_goods_of_399_29_is_flagged_and_kept(shared_data: Path) -> None:
    reading = list_of(shared_data / "json" / ORDERS)[0]

    (back,) = reading.returns
    (doubt,) = back.doubts
    assert (doubt.code, doubt.said, doubt.found) == ("refund_differs_from_lines", 20900, 39929)
    assert sum(x.amount for x in back.refunds) == 20900
    assert sum(x.paid for x in back.pieces) == 39929


@pytest.mark.parametrize("number", range(7))
def test_an_example_of_a_refund_comes_out_as_its_raw_json_says(
    number: int, shared_data: Path, tmp_path: Path
) -> None:
    example = examples_of(shared_data / "json", REFUNDS)[number]

    (reading,) = read_text(read_shopify, tmp_path, json.dumps(example, default=float))

    refund = example["refunds"][0] if "refunds" in example else example["refund"]
    if "id" not in refund:
        # A calculation of what could be refunded: nothing was.
        assert outcome(reading) == {"left_out": ["refund_not_made"]}
        return
    (back,) = outcome(reading)["returns"]
    assert back["receipt"] == f"shopify:{refund['order_id']}"
    assert back["doubts"] == doubt_by_hand(refund)
    assert sum(x[1] for x in back["refunds"]) == refund_by_hand(refund)[0]
    assert [x[0] for x in back["pieces"]] == [
        x["line_item"]["sku"] for x in refund["refund_line_items"]
    ]


def test_every_example_of_an_order_or_refund_is_known_as_shopify_s(shared_data: Path) -> None:
    examples = [
        *examples_of(shared_data / "json", ORDERS),
        *examples_of(shared_data / "json", REFUNDS),
    ]
    orders = [x for x in examples if x and "count" not in x]

    assert {recognise(json.dumps(x, default=float)[:65_536]) for x in orders} == {"shopify"}
