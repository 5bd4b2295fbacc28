"""A field that can't be used is named by its pointer, with a sentence and the mend."""

from __future__ import annotations

import json
from datetime import UTC
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.sales.json_fields import JsonObject, decoded, is_gtin
from returns_desk.adapters.sales.shopify import read_shopify
from returns_desk.domain.errors import InvalidInput
from support.shop_orders import golden_cases, read_text

if TYPE_CHECKING:
    from pathlib import Path

SIMPLE = json.dumps(golden_cases("shopify")[0]["input"])


@pytest.mark.parametrize(
    ("old", "new", "pointer", "sentence"),
    [
        pytest.param('"#2001"', "null", "/name", "missing", id="null"),
        pytest.param('"#2001"', "[]", "/name", "as text", id="list-for-text"),
        pytest.param('"#2001"', '"' + "x" * 201 + '"', "/name", "longer than", id="long"),
        pytest.param('"#2001"', '"a\\ud800"', "/name", "half a character", id="half-sign"),
        pytest.param('"21.20"', '"21,20"', "/total_price", "with digits", id="comma"),
        pytest.param('"21.20"', "true", "/total_price", "with digits", id="flag-for-number"),
        pytest.param('"21.20"', '"21.205"', "/total_price", "more decimals", id="fine"),
        pytest.param('"21.20"', "1e15", "/total_price", "too large", id="large"),
        pytest.param('"21.20"', "1e400", "/total_price", "too large", id="power"),
        pytest.param('"21.20"', "9" * 5_000, "/total_price", "too large", id="digits"),
        pytest.param('"21.20"', "1." + "0" * 26 + "1", "/total_price", "too fine", id="digits"),
        pytest.param('"21.20"', "1e999999999999999999999", "", "too large", id="no-decimal"),
        pytest.param('"21.20"', "NaN", "", "NaN is no number", id="nan"),
        pytest.param('"USD", "total', '"ZZZ", "total', "/currency", "no currency", id="currency"),
        pytest.param('"2026-11-02T10:16', '"02/11/2026 10:16', "/processed_at", "", id="time"),
        pytest.param('"2026-11-02T10:16', '"2026-13-02T10:16', "/processed_at", "", id="month"),
        pytest.param('"2026-11-02T10:16', '"0001-01-01T10:16', "/processed_at", "", id="year"),
        pytest.param('"test": false', '"test": "no"', "/test", "true or false", id="flag"),
        pytest.param('"refunds": []', '"refunds": {}', "/refunds", "list of objects", id="list"),
        pytest.param(
            '"refunds": []', '"refunds": [1]', "/refunds", "list of objects", id="in-list"
        ),
        pytest.param('{"id": 77', '[{"id": 77', "", "no JSON", id="broken"),
        pytest.param(
            '"quantity": 2', '"quantity": -2', "/line_items/0/quantity", "above", id="minus"
        ),
        pytest.param(
            '"quantity": 2', '"quantity": 2.5', "/line_items/0/quantity", "piece", id="half"
        ),
        pytest.param('"rate": 0.06', '"rate": 60', "/line_items/0/tax_lines/0/rate", "", id="rate"),
        pytest.param('"10.00"', '"-10.00"', "/line_items/0/price", "more was taken", id="price"),
        pytest.param('"test": false', '"test": false, "test": false', "", "twice", id="twice"),
    ],
)
def test_a_field_that_can_not_be_used_is_named_with_its_mend(
    old: str, new: str, pointer: str, sentence: str, tmp_path: Path
) -> None:
    assert old in SIMPLE

    # Between two whole orders, each on its line: those are read all the same.
    lines = [SIMPLE, SIMPLE.replace(old, new, 1), SIMPLE]
    before, spoilt, after = read_text(read_shopify, tmp_path, "\n".join(lines))

    assert spoilt.bad is not None
    assert (spoilt.bad.pointer, spoilt.sale) == (pointer, None)
    assert sentence in spoilt.bad.message
    assert ":" in spoilt.bad.message or "write" in spoilt.bad.message
    assert before.sale == after.sale is not None


def test_control_signs_and_card_numbers_do_not_reach_a_description(tmp_path: Path) -> None:
    text = SIMPLE.replace('"Item 1"', '"Mug\\u0000 4111 1111 1111 1111"')

    (reading,) = read_text(read_shopify, tmp_path, text)

    assert reading.sale is not None
    assert reading.sale.lines[0].description == "Mug  ****1111"


def test_numbers_are_exact_and_never_a_float() -> None:
    value = decoded('{"a": 195.67, "b": 0.1, "c": 3}')

    assert value == {"a": Decimal("195.67"), "b": Decimal("0.1"), "c": 3}
    assert isinstance(value, dict)
    assert not any(isinstance(x, float) for x in value.values())


def test_a_record_nested_too_deep_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        decoded("[" * 100_000)

    assert "nested too deep" in refused.value.message


def test_texts_and_minor_units_are_read_or_refused() -> None:
    source = JsonObject({"names": ["a", "", 7], "amount": Decimal("2.5"), "none": None, "t": "x"})

    assert source.texts("names") == ("a", "7")
    assert source.texts("none") == ()
    assert source.minor_units("none") is None
    assert source.time("none", UTC) is None
    for read in (source.minor_units, source.texts, source.object):
        with pytest.raises(InvalidInput) as refused:
            read("amount")
        assert refused.value.pointer == "/amount"


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("4006381333931", True),
        ("4006381333932", False),
        ("73513537", True),
        ("036000291452", True),
        ("10012345678902", True),
        ("12345", False),
        ("400638133393a", False),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", False),
    ],
)
def test_a_gtin_has_a_length_of_its_own_and_the_right_check_digit(
    code: str, *, is_one: bool
) -> None:
    assert is_gtin(code) is is_one
