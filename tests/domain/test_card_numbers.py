"""Card numbers are found however they are written, and nothing else is."""

from __future__ import annotations

import json
import string
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.domain.card_numbers import (
    card_numbers,
    cut_card_numbers,
    holds_card_number,
    last_four_of,
    may_hold,
)
from support.published_cards import PUBLISHED, SPELLINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DIGITS = frozenset(string.digits)
STARTS = ("4", "51", "55", "2221", "2720", "34", "37", "6011", "65", "36", "3530", "5018", "6759")
LENGTHS = {"34": 15, "37": 15, "36": 14}


def with_check_digit(digits: str) -> str:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 - index % 2)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


@st.composite
def valid_numbers(draw: st.DrawFn) -> str:
    """Numbers that pass in a range of an issuer; invented for the moment, and nobody's."""
    start = draw(st.sampled_from(STARTS))
    free = LENGTHS.get(start, 16) - len(start) - 1
    return with_check_digit(start + draw(st.text("0123456789", min_size=free, max_size=free)))


def test_every_labelled_text_is_judged_as_its_label_says(shared_data: Path) -> None:
    lines = (shared_data / "pan_vectors.jsonl").read_text(encoding="utf-8").splitlines()
    vectors = [json.loads(line) for line in lines]

    wrong = [
        each["text"]
        for each in vectors
        if (cut_card_numbers(each["text"]) != each["text"]) != each["pan_valid"]
        or bool(list(card_numbers(each["text"]))) != each["pan_valid"]
    ]

    assert len(vectors) == 24
    assert wrong == []


@pytest.mark.parametrize("number", PUBLISHED)
@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)
def test_a_number_is_cut_in_every_spelling(number: str, spell: Callable[[str], str]) -> None:
    cut = cut_card_numbers(f"paid with {spell(number)}, she said")

    assert f"****{number[-4:]}" in cut
    assert cut.startswith("paid with ")
    assert cut.endswith(", she said")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("4111 1111 1111 1111 12/27 123", "****1111 12/27 123"),
        ("1 4111 1111 1111 1111", "1 ****1111"),
        (";4111111111111111=25121010000", ";****1111=25121010000"),
        ("%B4111111111111111^DOE/J^2512", "%B****1111^DOE/J^2512"),
        ("6011 0009 9013 9424, 4111 1111 1111 1111", "****9424, ****1111"),
        ("gift card 6006491286999919", "gift card 6006491286999919"),
        ("card 6006491286999919", "card ****9919"),
        ("6006 4912 8699 9919", "****9919"),
        ("0000 0000 0000 0000", "0000 0000 0000 0000"),
        ("624100000000 0001", "****0001"),
        ("6241 0 0 0 0 0 0 0 0 0 0 0 2", "6241 0 0 0 0 0 0 0 0 0 0 0 2"),
        ("order 20261107, page 3", "order 20261107, page 3"),
        ("30.11.2026 11:02 till 07", "30.11.2026 11:02 till 07"),
        ("half of it: 4111 1111", "half of it: 4111 1111"),
    ],
)
def test_context_and_neighbours_decide(text: str, cut: str) -> None:
    assert cut_card_numbers(text) == cut


@given(
    valid_numbers(),
    st.text(st.characters(exclude_categories=("Nd", "Nl", "No"))),
    st.text(st.characters(exclude_categories=("Nd", "Nl", "No"))),
    st.sampled_from(sorted(SPELLINGS)),
)
def test_no_number_survives_in_any_text(number: str, before: str, after: str, how: str) -> None:
    written = SPELLINGS[how](number)

    cut = cut_card_numbers(before + written + after)

    assert written not in cut
    assert not list(card_numbers(cut))
    assert cut.startswith(before)
    assert cut.endswith(after)


@given(st.text("0123456789 -./,x%&;=\u00a0\u0664\uff14", max_size=80))
def test_cutting_once_is_enough_and_leaves_four_digits_of_each(text: str) -> None:
    cut = cut_card_numbers(text)

    assert cut_card_numbers(cut) == cut
    assert not list(card_numbers(cut))
    assert (cut == text) or may_hold(text)
    if not holds_card_number(text) and "x" not in text and not list(card_numbers(text)):
        assert cut == text


@given(st.lists(st.sampled_from(sorted(PUBLISHED)), min_size=1, max_size=3))
def test_numbers_side_by_side_leave_none_of_them(numbers: list[str]) -> None:
    cut = cut_card_numbers(" ".join(numbers))

    assert not any(number in cut for number in numbers)
    assert sum(sign in DIGITS for sign in cut) <= 4 * len(numbers)


@pytest.mark.parametrize(
    ("text", "last_four"),
    [
        pytest.param("1234", "1234", id="four"),
        pytest.param("4111 1111 1111 1111", "1111", id="whole"),
        pytest.param("XXXX-XXXX-XXXX-0042", "0042", id="masked"),
        pytest.param("٠٠٤٢", "0042", id="other-digits"),
        pytest.param("12", None, id="too-few"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_card_column_keeps_the_last_four_alone(text: str, last_four: str | None) -> None:
    assert last_four_of(text) == last_four
