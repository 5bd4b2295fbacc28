"""Square orders of every kind, written by hand: each comes out as its amounts say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.sales.square import read_square
from support.shop_orders import golden_cases, outcome, read_value

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", [pytest.param(x, id=x["name"]) for x in golden_cases("square")])
def test_an_order_comes_out_as_its_amounts_say(case: dict[str, Any], tmp_path: Path) -> None:
    (reading,) = read_value(read_square, tmp_path, case["input"])

    said = outcome(reading)
    assert said == case["expected"]
