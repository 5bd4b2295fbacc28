"""Files of orders as shops export them: envelopes, one line or many, long, broken, in any bytes.

Shown with Shopify; the way of reading a file is the same for all three systems.
"""

from __future__ import annotations

import gzip
import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.sales import order_reading
from returns_desk.adapters.sales.input_files import opened
from returns_desk.adapters.sales.json_reader import NO_ENVELOPE, read_records
from returns_desk.adapters.sales.json_window import LARGEST_RECORD_SIGNS
from returns_desk.adapters.sales.shopify import read_shopify
from returns_desk.domain.errors import InvalidInput
from support.shop_orders import SETTINGS, golden_cases, read_text, read_value

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.sales.readings import Reading


def order(number: int = 1, **changed: object) -> dict[str, Any]:
    """A simple paid order."""
    simple = golden_cases("shopify")[0]["input"]
    return {**simple, "name": f"#{number}", "id": number, **changed}


def receipts(readings: list[Reading]) -> list[str]:
    return [x.sale.receipt for x in readings if x.sale]


ENVELOPES = {
    "one": (order(), [""]),
    "array": ([order(1), order(2)], ["/0", "/1"]),
    "order": ({"order": order(), "notice": "kept"}, ["/order"]),
    "orders": ({"next": None, "orders": [order(1), order(2)]}, ["/orders/0", "/orders/1"]),
    "answers": (
        [{"orders": [order(1)]}, {"order": order(2)}, [order(3)]],
        ["/0/orders/0", "/1/order", "/2/0"],
    ),
    "none": ({"orders": []}, []),
    "order whose refunds stand first": ({"refunds": [], **order()}, [""]),
}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("name", ENVELOPES)
def test_every_envelope_is_opened_on_one_line_and_on_many(
    name: str, indent: int | None, tmp_path: Path
) -> None:
    value, places = ENVELOPES[name]

    readings = read_text(read_shopify, tmp_path, json.dumps(value, indent=indent))

    assert [x.place for x in readings] == places
    assert receipts(readings) == [f"#{n}" for n in range(1, len(places) + 1)]
    assert all(json.loads(x.text)["name"].startswith("#") for x in readings)


def test_json_lines_of_orders_and_of_envelopes_are_read(tmp_path: Path) -> None:
    lines = [order(1), {"order": order(2)}, {"orders": [order(3), order(4)]}]
    text = "\n".join(json.dumps(x) for x in lines) + "\n{broken\n"

    readings = read_text(read_shopify, tmp_path, text)

    assert receipts(readings) == ["#1", "#2", "#3", "#4"]
    assert [x.row for x in readings] == [1, 2, 3, 3, 4]
    assert readings[-1].bad is not None
    assert readings[-1].bad.code == "broken_json"


def test_a_compressed_file_is_read(tmp_path: Path) -> None:
    packed = gzip.compress(json.dumps([order()]).encode())

    assert receipts(read_text(read_shopify, tmp_path, packed)) == ["#1"]


def long_envelope(file: Path, orders: int, note: str) -> None:
    text = json.dumps(order(1, note=note))
    with file.open("w", encoding="utf-8") as out:
        out.write('{"next": null, "orders": [')
        for number in range(orders):
            out.write("," * bool(number) + text)
        out.write('], "count": 12}')


def test_an_envelope_on_one_long_line_is_read_in_bounded_memory(tmp_path: Path) -> None:
    file = tmp_path / "long.json"
    long_envelope(file, orders=120, note="x" * 500_000)
    assert file.stat().st_size > 60_000_000

    tracemalloc.start()
    try:
        count = sum(1 for x in read_shopify(file, None, SETTINGS, lambda _: None) if x.sale)
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert count == 120
    # The window holds one record of the longest, doubled; the file is longer than that.
    assert peak_bytes < 5 * LARGEST_RECORD_SIGNS


def test_an_order_longer_than_any_order_is_refused_with_a_sentence(tmp_path: Path) -> None:
    text = json.dumps([order(1, note="x" * (2 * LARGEST_RECORD_SIGNS + 10))])

    with pytest.raises(InvalidInput) as refused:
        read_text(read_shopify, tmp_path, text)

    assert "longer than 8 million characters" in refused.value.message


def test_a_single_long_object_that_is_no_envelope_is_refused(tmp_path: Path) -> None:
    text = json.dumps(order(1, note="x" * (2 * LARGEST_RECORD_SIGNS + 10)))

    with pytest.raises(InvalidInput) as refused:
        read_text(read_shopify, tmp_path, text)

    assert "longer than 8 million characters" in refused.value.message


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(json.dumps([order(1), order(2)])[:-9], "this is no JSON", id="in-an-order"),
        pytest.param(json.dumps([order(1), order(2)])[:-1], "ends too early", id="in-the-array"),
        pytest.param(json.dumps([order(1)]) + "x", "something stands after", id="more-after-it"),
        pytest.param("[" + json.dumps(order(1)) + " 2]", "a comma or ]", id="no-comma"),
        pytest.param("[" * 100_000, "nested too deep", id="deep"),
    ],
)
def test_a_file_that_is_broken_somewhere_is_refused_as_a_whole(
    text: str, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_text(read_shopify, tmp_path, text)

    assert sentence in refused.value.message
    assert "line 1" in refused.value.pointer


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        pytest.param("]", "ends too early", id="in-the-object"),
        pytest.param("", "ends too early", id="in-the-list"),
        pytest.param("]} x", "something stands after", id="more-after-it"),
        pytest.param('] "count": 1}', "a comma or }", id="no-comma"),
        pytest.param('], "count" 1}', "this is no JSON", id="no-colon"),
        pytest.param("], 7: 1}", "this is no JSON", id="no-key"),
    ],
)
def test_a_long_envelope_that_is_broken_at_its_end_is_refused(
    end: str, sentence: str, tmp_path: Path
) -> None:
    parts = [json.dumps(order(1, note="x" * 900_000))] * 19
    text = '{"orders": [' + ",".join(parts) + end

    with pytest.raises(InvalidInput) as refused:
        read_text(read_shopify, tmp_path, text)

    assert sentence in refused.value.message


def test_bytes_that_are_no_utf_8_are_refused_with_their_line(tmp_path: Path) -> None:
    text = b'[\n{"name": "\xff"}]'

    with pytest.raises(InvalidInput) as refused:
        read_text(read_shopify, tmp_path, text)

    assert (refused.value.code, refused.value.pointer) == ("wrong_encoding", "line 2")


def test_a_bad_order_costs_only_itself(tmp_path: Path) -> None:
    readings = read_value(read_shopify, tmp_path, [order(1), order(2, total_price="x"), order(3)])

    assert receipts(readings) == ["#1", "#3"]
    assert readings[1].bad is not None
    assert readings[1].bad.pointer == "/total_price"


def test_without_an_envelope_nothing_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text(json.dumps({"orders": [1]}, indent=1))

    with opened(file) as text:
        (record,) = read_records(text, NO_ENVELOPE)

    assert (record.pointer, json.loads(record.text)) == ("", {"orders": [1]})


def test_the_list_of_left_out_keeps_no_name_and_no_address() -> None:
    """What tells the order among others is enough to find it by."""
    order = {"id": 7, "name": "#1007", "email": "ada@example.org", "customer": {"last_name": "Ada"}}

    assert order_reading._named(order) == '{"id": "7", "name": "#1007"}'
    assert order_reading._named({"name": {"first": "Ada"}}) == ""
    assert order_reading._named(None) == ""
