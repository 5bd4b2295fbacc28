"""Shopify orders of every kind, written by hand: each comes out as its amounts say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.sales.shopify import read_shopify
from support.shop_orders import golden_cases, outcome, read_value

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", [pytest.param(x, id=x["name"]) for x in golden_cases("shopify")])
def test_an_order_comes_out_as_its_amounts_say(case: dict[str, Any], tmp_path: Path) -> None:
    (reading,) = read_value(read_shopify, tmp_path, case["input"])

    said = outcome(reading)
    gtins = case["expected"].pop("gtins", None)
    assert said == case["expected"]
    if gtins and reading.sale:
        assert [x.gtin for x in reading.sale.lines] == gtins
