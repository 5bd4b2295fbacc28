"""Canonical bytes: one spelling for each value, and exactly that value read back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.journal.codec import (
    LARGEST_INTEGER,
    canonical_bytes,
    read_document,
    read_time,
    time_text,
)
from returns_desk.application.ports import Json
from returns_desk.domain.errors import Defect

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | TEXTS
VALUES: st.SearchStrategy[Json] = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=20
)


@given(st.dictionaries(TEXTS, VALUES))
def test_what_is_read_back_is_what_was_written(document: dict[str, Json]) -> None:
    written = canonical_bytes(document)

    assert read_document(written) == document
    assert canonical_bytes(read_document(written)) == written


@given(st.dictionaries(TEXTS, VALUES))
def test_the_order_of_keys_changes_no_byte(document: dict[str, Json]) -> None:
    turned = dict(reversed(document.items()))

    assert canonical_bytes(turned) == canonical_bytes(document)


def test_the_spelling_is_fixed() -> None:
    document: Json = {"b": [True, None, -1], "a": 'Õ\u2028\u0000"', "Z": {}}

    assert canonical_bytes(document) == (
        b'{"Z":{},"a":"\xc3\x95\xe2\x80\xa8\\u0000\\"","b":[true,null,-1]}'
    )


def test_two_spellings_of_one_letter_stay_two_texts() -> None:
    assert canonical_bytes("é") != canonical_bytes("e\u0301")


@pytest.mark.parametrize("text", ["[]", '{"a":1.0}', '{"a":1e3}', '{"a":NaN}', "{", "\xff"])
def test_what_we_never_write_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_document(text.encode("latin-1"))


def test_times_keep_their_offset_to_the_millisecond() -> None:
    moment = datetime(2026, 11, 1, 1, 30, 0, 123_999, tzinfo=timezone(-timedelta(hours=5)))

    written = time_text(moment)

    assert written == "2026-11-01T01:30:00.123-05:00"
    assert read_time(written) == moment.replace(microsecond=123_000)
    with pytest.raises(ValueError, match="offset"):
        read_time("2026-11-01T01:30:00")
    with pytest.raises(Defect):
        time_text(moment.replace(tzinfo=None))
    assert read_time("2026-11-01T06:30:00+00:00").tzinfo is UTC


TOO_LARGE = LARGEST_INTEGER + 1
PLACES: list[Json] = [
    TOO_LARGE,
    -TOO_LARGE,
    {"a": TOO_LARGE},
    {"a": -TOO_LARGE},
    [TOO_LARGE],
    [1, TOO_LARGE],
    {"a": "9" * 40, "b": [[-TOO_LARGE]]},
]


@pytest.mark.parametrize("value", PLACES, ids=repr)
def test_an_integer_beyond_64_bits_is_refused_wherever_it_stands(value: Json) -> None:
    with pytest.raises(Defect):
        canonical_bytes(value)


@pytest.mark.parametrize("value", [LARGEST_INTEGER, [-LARGEST_INTEGER], {"a": "9" * 40}], ids=repr)
def test_64_bits_and_long_texts_of_digits_are_taken(value: Json) -> None:
    assert canonical_bytes(value).strip(b'[]{}"a:') in {
        str(LARGEST_INTEGER).encode(),
        b"-%d" % LARGEST_INTEGER,
        b"9" * 40,
    }


def test_blanks_around_a_document_hinder_nobody() -> None:
    assert read_document(b' {"a":1}\n') == {"a": 1}
    with pytest.raises(ValueError, match="Extra data"):
        read_document(b'{"a":1} {')
