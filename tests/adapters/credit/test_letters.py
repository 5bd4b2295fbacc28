"""Letters that nobody misreads, and check letters that no single slip passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.credit.letters import (
    ALPHABET,
    SHORT_LETTERS,
    bytes_of,
    is_short_number,
    letters_of,
    number_of,
    plain,
    short_number,
)

NUMBERS = st.binary(min_size=16, max_size=16)


@given(st.binary(max_size=200))
def test_bytes_come_back_from_their_letters(content: bytes) -> None:
    letters = letters_of(content)

    assert set(letters) <= set(ALPHABET)
    assert bytes_of(letters) == content


@given(st.text(ALPHABET, max_size=40))
def test_letters_are_bytes_in_one_spelling_only(letters: str) -> None:
    content = bytes_of(letters)

    assert content is None or letters_of(content) == letters


@given(NUMBERS)
def test_a_short_number_comes_back_however_it_is_typed(number: bytes) -> None:
    typed = short_number(number).lower().replace("-", " ").replace("1", "l").replace("0", "o")

    assert number_of(plain(typed)) == number
    assert is_short_number(plain(typed))


@given(NUMBERS, st.integers(0, SHORT_LETTERS - 1), st.sampled_from(ALPHABET))
def test_one_wrong_letter_of_a_short_number_is_noticed(
    number: bytes, place: int, letter: str
) -> None:
    right = plain(short_number(number))
    typed = right[:place] + letter + right[place + 1 :]

    assert number_of(typed) == (number if typed == right else None)


@given(NUMBERS, st.integers(0, SHORT_LETTERS - 2))
def test_two_letters_that_changed_places_are_noticed(number: bytes, place: int) -> None:
    right = plain(short_number(number))
    typed = right[:place] + right[place + 1] + right[place] + right[place + 2 :]

    assert number_of(typed) in {None, number}
    assert (number_of(typed) == number) is (typed == right)


@pytest.mark.parametrize("text", ["", "U" * SHORT_LETTERS, "Z" * 27, "Z" * 29])
def test_other_texts_are_no_short_numbers(text: str) -> None:
    assert not is_short_number(plain(text))


def test_more_than_128_bits_are_no_number() -> None:
    assert number_of("Z" * SHORT_LETTERS) is None
    assert number_of("U" * SHORT_LETTERS) is None
