"""What scanners send: every real code is recognised, every invalid one refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.scanning.code_reader import ScannedCodes
from returns_desk.adapters.scanning.gs1 import check_digit, goods_of, has_check_digit
from returns_desk.domain.errors import InvalidInput

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the real input is not there")
DAVIDAK = (
    "990{till:2}{number:4}{day:%y%m%d}404{store:4}{points:6}000000"
    " => {store}-{till}-{day:%Y%m%d}-{number:int}"
)


def _lines(name: str) -> list[dict[str, Any]]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


@needs_data
def test_each_vector_of_gs1_gives_its_gtin_or_is_refused() -> None:
    vectors = _lines("gtin_gs1_vectors.jsonl")

    assert len(vectors) == 13
    for vector in vectors:
        code, expected = goods_of(vector["text"]), vector["result"]
        if isinstance(expected, dict):
            gtin = expected.get("01") or expected.get("02")
            assert not code.is_misread
            assert gtin is None or gtin in code.item_codes, vector
        elif expected.startswith("error"):
            assert code.item_codes == (vector["text"],), vector
            assert code.is_misread or not vector["text"].isdecimal(), vector
        else:
            assert expected.strip("'") in code.item_codes


@needs_data
def test_all_393_numbers_of_a_grocers_till_are_recognised() -> None:
    numbers = (DATA / "ncr_item_ids.txt").read_text(encoding="ascii").split()

    assert len(numbers) == 393
    assert not [each for each in numbers if goods_of(each).is_misread]


@needs_data
def test_a_wrong_check_digit_in_any_of_them_is_a_misreading() -> None:
    numbers = (DATA / "ncr_item_ids.txt").read_text(encoding="ascii").split()

    for number in numbers:
        wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
        assert goods_of(wrong).is_misread


@needs_data
def test_real_receipt_barcodes_give_the_receipt_by_the_shops_pattern() -> None:
    codes = ScannedCodes([DAVIDAK])

    for each in _lines("receipt_barcodes_davidak.jsonl"):
        fields = each["fields"]
        day, number = fields["date"].replace("-", ""), int(fields["receipt_of_day"])
        expected = f"{fields['store']}-{fields['till']}-{day}-{number}"
        assert codes.receipt(each["barcode"]) == expected


@needs_data
@pytest.mark.parametrize("change", ["shorter", "longer", "another shop", "no such day", "letters"])
def test_what_only_looks_like_a_receipt_barcode_is_none(change: str) -> None:
    barcode = _lines("receipt_barcodes_davidak.jsonl")[0]["barcode"]
    bent = {
        "shorter": barcode[:-1],
        "longer": barcode + "0",
        "another shop": "991" + barcode[3:],
        "no such day": barcode[:9] + "101332" + barcode[15:],
        "letters": barcode[:3] + "AB" + barcode[5:],
    }[change]

    assert ScannedCodes([DAVIDAK]).receipt(bent) is None


def test_a_serial_number_is_read_off_an_element_string_and_a_link() -> None:
    printed = goods_of("(01)09506000134352(10)AB(21)XY99")
    sent = goods_of("]d2010950600013435210AB\x1d21XY99")
    link = goods_of("https://id.example.org/01/09506000134352/21/12345")

    assert (printed.serial, link.serial) == ("XY99", "12345")
    assert sent.serial == "XY99"
    assert "09506000134352" in printed.item_codes


def test_weighed_goods_are_found_by_their_number_without_the_weight() -> None:
    """A deli label: in-store number 205601, and 5.84 to pay."""
    label = "0205601005840"
    label = label[:-1] + check_digit(label[:-1])

    assert "00205601000002" in goods_of(label[1:].zfill(14)).item_codes


def test_an_address_and_plain_words_are_left_as_they_are() -> None:
    for text in ("https://example.org/offers", "customer 12", "ABC-123", ""):
        assert goods_of(text).item_codes == (text,)
        assert not goods_of(text).is_misread


@given(st.text(max_size=4000))
def test_any_text_is_read(text: str) -> None:
    codes = ScannedCodes([DAVIDAK])

    assert codes.goods(text).item_codes[0] == text.strip()
    assert codes.receipt(text) is None or text.strip().startswith("990")


@given(st.text(alphabet="0123456789", min_size=7, max_size=13))
def test_of_ten_last_digits_one_is_right(payload: str) -> None:
    right = [digit for digit in "0123456789" if has_check_digit(payload + digit)]

    assert right == [check_digit(payload)]


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{till:2}", "write the barcode, =>, and the receipt number"),
        ("=> {till}", "write the barcode"),
        ("12345 => 12345", "the barcode has no field"),
        ("{till:2}{till:3} => {till}", "the field till stands there twice"),
        ("{till} => {till}", "the width of till is missing"),
        ("{till:(a+)+} => {till}", "the width of till is missing"),
        ("{till:2}{ => {till}", "is no field"),
        ("{till:2} => {store}", "the barcode has no field store; it has till"),
        ("{till:2} => receipt", "the receipt number names no field"),
        ("{till:2} => {till:%Y}", "can't be written so"),
        ("{day:%y%m%d} => {day:int}", "can't be written so"),
    ],
)
def test_a_pattern_that_can_not_be_used_is_named_with_its_mend(pattern: str, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        ScannedCodes(["{ok:2} => {ok}", pattern])

    assert refused.value.pointer == "scanner.receipts[1]"
    assert says in refused.value.message


def test_a_date_may_hold_dots_and_letters_stand_for_themselves() -> None:
    codes = ScannedCodes(["T{till:3a}.{day:%d.%m.%Y} => {till}/{day:%y%m%d}"])

    assert codes.receipt("T0AB.07.11.2026") == "0AB/261107"
    assert codes.receipt("T0ABx07.11.2026") is None
    assert codes.receipt("T0AB.07.11.2026" * 20) is None
