"""Spoilt records of other systems: whatever stands in a field, only its own record is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from returns_desk.adapters.sales.shopify import read_shopify
from returns_desk.adapters.sales.square import read_square
from returns_desk.adapters.sales.woocommerce import read_woocommerce
from support.mangled_json import mangled
from support.shop_orders import golden_cases, read_whatever

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.sales.readings import SalesReader

READERS = {"shopify": read_shopify, "square": read_square, "woocommerce": read_woocommerce}
SPOILT = {system: mangled([case["input"] for case in golden_cases(system)]) for system in READERS}


@pytest.mark.parametrize("system", READERS)
@given(data=st.data())
@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_spoilt_record_is_refused_alone_or_read(
    system: str, data: st.DataObject, tmp_path: Path
) -> None:
    reader: SalesReader = READERS[system]
    text = data.draw(SPOILT[system])

    one_line = read_whatever(reader, tmp_path, text)
    between_two = read_whatever(reader, tmp_path, f"[{text}, {text}]")

    # What is read alone is read the same among others.
    assert [x.sale for x in between_two] in ([], [x.sale for x in one_line] * 2)
