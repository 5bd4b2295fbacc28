"""The shop's patterns say which long numbers are receipts and no cards."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.scanning.receipt_patterns import read_patterns
from support.published_cards import VISA

if TYPE_CHECKING:
    from pathlib import Path

REAL = "990{till:2}{number:4}{day:%y%m%d}404{store:4}{points:6}000000"


def test_real_barcodes_and_the_numbers_made_from_them_fit_in_full(shared_data: Path) -> None:
    (pattern,) = read_patterns([f"{REAL} => {{store}}-{{till:int}}-{{day}}-{{number}}"])
    text = (shared_data / "receipt_barcodes_davidak.jsonl").read_text(encoding="utf-8")
    codes = [json.loads(line)["barcode"] for line in text.splitlines()]

    for code in codes:
        receipt = pattern.receipt_of(code)
        assert receipt is not None
        assert pattern.is_receipt(code)
        assert pattern.is_receipt(receipt)


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        (f"{REAL} => {{store}}-{{day:%Y-%m-%d}}", "8939-2010-08-20", True),
        (f"{REAL} => {{store}}-{{day:%Y-%m-%d}}", "8939-2010-08-2", False),
        (f"{REAL} => {{store}}", VISA, False),
        (f"{REAL} => {{store}}", "9" * 201, False),
        ("R{number:16} => {number}", VISA, True),
        ("R{number:16} => {number}", f"{VISA}0", False),
        ("R{number:4a} => N.{number}", "N.12aZ", True),
        ("R{number:4a} => N.{number}", "Nx12aZ", False),
    ],
)
def test_only_what_fits_in_full_is_a_receipt(pattern: str, text: str, *, fits: bool) -> None:
    assert read_patterns([pattern])[0].is_receipt(text) is fits


@given(st.integers(0, 9999), st.integers(0, 99), st.dates())
def test_every_number_that_a_pattern_makes_fits_it(number: int, till: int, day: object) -> None:
    (pattern,) = read_patterns(["{till:2}{day:%y%m%d}{number:4} => {till:int}/{day}-{number}"])
    made = pattern.receipt_of(f"{till:02}{day:%y%m%d}{number:04}")

    assert made is not None
    assert pattern.is_receipt(made)
