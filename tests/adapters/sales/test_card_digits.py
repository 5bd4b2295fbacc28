"""Card numbers are cut wherever they may stand; other long numbers are left alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.sales.card_digits import last_four_of, mask_card_numbers

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("4111111111111111", "****1111", id="plain"),
        pytest.param("card 4111-1111-1111-1111.", "card ****1111.", id="dashes"),
        pytest.param("5555 5555 5555 4444 visa", "****4444 visa", id="spaces"),
        pytest.param("371449635398431", "****8431", id="fifteen"),
        pytest.param("621234567890003", "****0003", id="union-pay"),
        pytest.param("7501031311309", "7501031311309", id="an-item's-number"),
        pytest.param("order 20261107", "order 20261107", id="short"),
    ],
)
def test_only_what_looks_like_a_card_number_is_cut(text: str, masked: str) -> None:
    assert mask_card_numbers(text) == masked


def test_every_valid_published_test_number_is_cut(shared_data: Path) -> None:
    text = (shared_data / "pan_vectors.jsonl").read_text(encoding="utf-8")
    vectors = [json.loads(line) for line in text.splitlines()]

    left = [
        x["text"] for x in vectors if x["pan_valid"] and mask_card_numbers(x["text"]) == x["text"]
    ]

    assert left == []


@pytest.mark.parametrize(
    ("text", "last_four"),
    [
        pytest.param("1234", "1234", id="four"),
        pytest.param("4111 1111 1111 1111", "1111", id="whole"),
        pytest.param("XXXX-XXXX-XXXX-0042", "0042", id="masked"),
        pytest.param("12", None, id="too-few"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_card_column_keeps_the_last_four_alone(text: str, last_four: str | None) -> None:
    assert last_four_of(text) == last_four
