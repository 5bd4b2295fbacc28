"""Folding: what any keyboard types finds what any language wrote."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.journal.search_query import REASON_NAMES, query_of
from returns_desk.adapters.journal.search_words import chunks, folded, words
from returns_desk.domain.case import Reason


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        pytest.param(
            "Õunapuust jäätis, žürii, šokolaad", "ounapuust jaatis zurii sokolaad", id="et"
        ),
        pytest.param(
            "Ķiršu ēdiens, ģints, ļoti ņem āčgārni", "kirsu ediens gints loti nem acgarni", id="lv"
        ),
        pytest.param("Սրճաման և բաժակներ", "ՍՐՃԱՄԱՆ ԵՎ ԲԱԺԱԿՆԵՐ", id="hy capitals"),
        pytest.param("Արև", "արեւ", id="hy ligature taken apart"),
        pytest.param("Ինչո՞ւ", "ինչու", id="hy question mark inside the word"),
        pytest.param("Straße, Łódź, Ærø", "strasse lodz aero", id="others"),
        pytest.param("O’Neill's", "oneills", id="apostrophes"),
        pytest.param("e\u0301te\u0301", "été", id="letters taken apart"),
        pytest.param("ﬁne Ⅳ", "fine iv", id="signs that stand for several"),
    ],
)
def test_every_word_is_found_as_it_is_typed_without_its_diacritics(
    written: str, typed: str
) -> None:
    assert set(words(typed)) <= set(words(written.replace(",", " ")))


def test_a_number_with_signs_inside_is_its_parts_and_a_whole() -> None:
    assert list(words("3141-07-0042")) == ["3141", "07", "0042", "3141070042"]
    assert list(chunks("3141-07-0042 T-shirt ...")) == [("3141", "07", "0042"), ("t", "shirt")]


def test_every_reason_has_names_in_every_language() -> None:
    unnamed = {str(each) for each in Reason} - REASON_NAMES.keys()

    assert unnamed == {"other"}
    for names in REASON_NAMES.values():
        assert len(names.split()) >= 4


@pytest.mark.parametrize(
    ("typed", "code"),
    [("katki", "faulty"), ("bojats", "faulty"), ("ԹԵՐԻ", "faulty"), ("kingi", "gift")],
)
def test_a_reason_is_asked_for_by_its_name_in_any_language(typed: str, code: str) -> None:
    assert f'"{code}"' in query_of(typed)


def test_no_word_is_asked_for_twice_and_the_narrowest_first() -> None:
    assert query_of("t-shirt spoiled") == '("spoiled") AND ("tshirt" OR ("t" AND "shirt"))'


def test_nothing_to_ask_for_is_no_query() -> None:
    assert query_of(" -- \u055e ") == ""


@given(text=st.text(max_size=40), is_begun=st.booleans())
def test_whatever_is_typed_is_a_query_that_sqlite_takes(text: str, *, is_begun: bool) -> None:
    query = query_of(text, last_is_begun=is_begun)

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(words, detail=none)")
        if query:
            connection.execute("SELECT 1 FROM found WHERE found MATCH ?", [query]).fetchall()


@given(st.text(max_size=40))
def test_folding_what_is_folded_changes_no_word(text: str) -> None:
    once = list(words(text))

    assert [word for each in once for word in words(each)] == once
    assert folded(folded(text)) == folded(text)
