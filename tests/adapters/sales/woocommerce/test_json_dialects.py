"""Which system wrote a file is seen from its beginning; our own JSON is never taken for another."""

from __future__ import annotations

import json
from typing import Any

import pytest

from returns_desk.adapters.sales.json_dialects import _KEYS, recognise
from support.shop_orders import golden_cases

SYSTEMS = ("shopify", "square", "woocommerce")
OWN: dict[str, Any] = {
    "receipt": "3141-07-20261107-0042",
    "store": "3141",
    "sold_at": "2026-11-07T11:02:00-06:00",
    "channel": "in_store",
    "lines": [{"line": 1, "sku": "SHELF", "quantity": "1", "paid": 2136, "tax": 137}],
    "tenders": [{"tender": 1, "type": "cash", "amount": 2136}],
}


@pytest.mark.parametrize(
    ("system", "case"),
    [
        pytest.param(system, case["input"], id=f"{system}: {case['name']}")
        for system in SYSTEMS
        for case in golden_cases(system)
        if "draft_order" not in case["input"]
    ],
)
def test_every_order_is_known_as_its_system_s(system: str, case: Any) -> None:
    assert recognise(json.dumps(case)) == system
    assert recognise(json.dumps({"orders": [case]}, indent=2)) == system
    assert recognise(json.dumps([case])) == system


def test_our_own_json_is_no_other_system_s() -> None:
    assert recognise(json.dumps(OWN)) is None
    assert recognise(json.dumps([OWN, OWN])) is None
    assert recognise('{"orders": []}') is None
    assert recognise("") is None


def test_a_word_in_a_text_is_no_key() -> None:
    note = json.dumps({"total_price": "1.00", "amount_money": {}})
    spoken = {**OWN, "lines": [{**OWN["lines"][0], "description": note}]}

    assert recognise(json.dumps(spoken)) is None


def test_notes_of_another_system_do_not_win() -> None:
    woo = golden_cases("woocommerce")[0]["input"]
    noted = {"id": 1, "key": "_old", "value": {"total_price": "1.00", "receipt_number": "x"}}

    assert recognise(json.dumps({"meta_data": [noted], **woo})) == "woocommerce"


def test_no_key_stands_for_two_systems_or_for_our_own() -> None:
    keys = [key for text in _KEYS.values() for key in text.split()]
    own = {*OWN, *OWN["lines"][0], *OWN["tenders"][0]}

    assert len(keys) == len(set(keys))
    assert not own & set(keys)
