"""The examples of WooCommerce's order refunds (REST v3): each comes out as its JSON says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from returns_desk.adapters.sales.json_dialects import recognise
from returns_desk.adapters.sales.woocommerce import read_woocommerce
from support.shop_orders import SETTINGS, outcome

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = "woo_v3_order_refunds.json"


def test_every_example_comes_out_as_its_raw_json_says(shared_data: Path) -> None:
    file = shared_data / "json" / EXAMPLES
    examples = json.loads(file.read_text(encoding="utf-8"))
    refunds = [x for each in examples for x in (each if isinstance(each, list) else [each])]

    readings = list(read_woocommerce(file, None, SETTINGS, lambda _: None))

    assert [x.place for x in readings] == ["/0", "/1", "/2/0", "/2/1", "/3"]
    for refund, reading in zip(refunds, readings, strict=True):
        amount = int(refund["amount"].replace(".", ""))
        (back,) = outcome(reading)["returns"]
        assert back["receipt"] == "woocommerce:723"
        assert back["refunds"] == [["cash", amount, None]]
        # No example names a SKU, so no goods can be said without the order.
        assert back["doubts"] == [["refund_names_no_line", amount, None]]
        moment = reading.returns[0].returned_at
        assert moment.isoformat() == refund["date_created"] + "-03:00"


def test_the_examples_are_known_as_woocommerce_s(shared_data: Path) -> None:
    text = (shared_data / "json" / EXAMPLES).read_text(encoding="utf-8")

    assert recognise(text[:65_536]) == "woocommerce"
