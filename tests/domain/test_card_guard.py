"""The guard cuts card numbers out of whole documents and lets each field's own numbers be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.domain.card_guard import CardGuard, has_right_check_digit
from support.published_cards import PUBLISHED, SPELLINGS, VISA

if TYPE_CHECKING:
    from pathlib import Path

GUARD = CardGuard()
NUMBERED = CardGuard(lambda text: text.isdecimal() and len(text) == 16)
"""A shop whose receipts have sixteen digits."""
PLACES = st.sampled_from(["note", "reason", "reference", "name", "text", "description", "phone"])


def gtin_of(digits: str) -> str:
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(digits[::-1]))
    return digits + str(-total % 10)


def test_real_item_numbers_are_untouched_in_their_field(shared_data: Path) -> None:
    items = (shared_data / "ncr_item_ids.txt").read_text(encoding="utf-8").split()

    assert len(items) == 393
    for name in ("gtin", "sku"):
        assert [each for each in items if GUARD.field(name, each) != each] == []


def test_real_receipt_barcodes_are_untouched_in_every_field(shared_data: Path) -> None:
    text = (shared_data / "receipt_barcodes_davidak.jsonl").read_text(encoding="utf-8")
    codes = [json.loads(line)["barcode"] for line in text.splitlines()]

    assert len(codes) == 4
    for name in ("receipt", "note"):
        assert [each for each in codes if GUARD.field(name, each) != each] == []


@given(st.text("0123456789", min_size=11, max_size=13))
def test_a_gtin_survives_in_an_item_field(digits: str) -> None:
    gtin = gtin_of(digits)

    assert has_right_check_digit(gtin)
    assert GUARD.document({"items": [{"gtin": gtin, "sku": gtin}]}).places == ()


@given(
    st.integers(-(2**62), 2**62),
    st.datetimes().map(lambda moment: moment.isoformat() + "+02:00"),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.uuids().map(str),
    st.integers(10_000_000, 9_999_999_999_999).map(lambda number: f"+{number}"),
    st.text("0123456789", min_size=1, max_size=30),
)
def test_amounts_times_fingerprints_phones_and_serials_survive(
    amount: int, at: str, digest: str, event_id: str, phone: str, serial: str
) -> None:
    document: dict[str, Any] = {
        "amount": amount,
        "at": at,
        "digest": f"sha256:{digest}",
        "hash": digest,
        "id": event_id,
        "phone": phone,
        "serial": serial,
        "missing": None,
        "seen": True,
    }

    cut = GUARD.document(document)

    assert cut.document is document
    assert cut.places == ()


@given(st.sampled_from(PUBLISHED), st.sampled_from(sorted(SPELLINGS)), PLACES)
def test_a_number_is_cut_at_every_depth_and_its_place_is_told(
    number: str, how: str, name: str
) -> None:
    written = SPELLINGS[how](number)

    cut = GUARD.document({"case": 1, "lines": [{"other": "x"}, {name: f"it is {written}"}]})

    assert cut.places == (f"lines/1/{name}",)
    assert written not in json.dumps(cut.document, ensure_ascii=False)
    assert f"****{number[-4:]}" in json.dumps(cut.document)


def test_keys_are_texts_too() -> None:
    cut = GUARD.document({"numbers": {VISA: 1, 7: b"bytes"}})

    assert cut.document == {"numbers": {"****1111": 1, 7: b"bytes"}}
    assert cut.places == ("numbers/****1111",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("receipt", VISA),
        ("tender", f"{VISA}/1"),
        ("fact", f"original_tender_present:{VISA}/1"),
        ("fact", f"delivered_at:{VISA}"),
    ],
)
def test_a_receipts_number_stays_where_it_fits_the_shops_pattern(name: str, text: str) -> None:
    assert NUMBERED.field(name, text) == text
    assert VISA not in GUARD.field(name, text)


def test_a_receipts_number_that_may_be_a_cards_is_refused_without_a_pattern() -> None:
    assert GUARD.refuses_receipt(VISA)
    assert not NUMBERED.refuses_receipt(VISA)
    assert not GUARD.refuses_receipt("3141-07-20261107-0042")


@pytest.mark.parametrize("guard", [GUARD, NUMBERED])
def test_free_text_has_no_exemption(guard: CardGuard) -> None:
    wide = gtin_of("411111111111")

    assert guard.text(VISA) == "****1111"
    assert guard.field("note", VISA) == "****1111"
    assert guard.field("gtin", f"{wide} or {VISA}") == f"{wide} or ****1111"


def test_a_phone_number_with_its_country_stays_in_its_field_alone() -> None:
    like_an_old_visa = "+4222222222222"

    assert GUARD.field("phone", like_an_old_visa) == like_an_old_visa
    assert GUARD.field("note", like_an_old_visa) == "+****2222"
    assert GUARD.field("phone", f"+{VISA}") == "+****1111"


def test_a_long_number_that_is_no_cards_leaves_the_document_as_it_is() -> None:
    document = {"receipt": "3141-07-20261107-0042", "tender": "3141-07-20261107-0042/1"}
    split = {"one": "411111111111", "other": "1111 and so on"}

    for each in (document, split, {"reason": "changed_mind", "count": 4111111111111111}):
        assert GUARD.document(each).document is each


def test_a_gift_cards_number_stays_in_a_reference_and_a_payment_cards_does_not() -> None:
    assert GUARD.field("reference", "6006 4912 8699 9916") == "6006 4912 8699 9916"
    assert GUARD.field("reference", VISA) == "****1111"


@pytest.mark.parametrize(
    ("text", "is_right"),
    [("7501031311309", True), ("7501031311308", False), ("750103131130", False), ("x", False)],
)
def test_the_check_digit_of_a_gtin(text: str, *, is_right: bool) -> None:
    assert has_right_check_digit(text) is is_right
