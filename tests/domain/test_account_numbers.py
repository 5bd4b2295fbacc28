"""Account numbers of banks in a text: those of the registry's own examples, and what is none."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.domain.account_numbers import _LENGTH_OF, holds_account_number

EXAMPLES = (
    "EE382200221020145685",
    "LV80BANK0000435195001",
    "DE89370400440532013000",
    "GB29NWBK60161331926819",
    "NO9386011117947",
    "MT84MALT011000012345MTLCAST001S",
    "FR1420041010050500013M02606",
)
SIGNS = string.digits + string.ascii_uppercase


@st.composite
def account_numbers(draw: st.DrawFn) -> str:
    """A number of any country, with the check digits that it must have."""
    country = draw(st.sampled_from(sorted(_LENGTH_OF)))
    size = _LENGTH_OF[country] - 4
    inner = draw(st.text(SIGNS, min_size=size, max_size=size))
    value = int("".join(str(int(sign, 36)) for sign in f"{inner}{country}00"))
    return f"{country}{98 - value % 97:02d}{inner}"


@pytest.mark.parametrize("number", EXAMPLES)
def test_an_account_number_is_known_however_it_is_written(number: str) -> None:
    in_fours = " ".join(number[at : at + 4] for at in range(0, len(number), 4))

    assert holds_account_number(number)
    assert holds_account_number(number.lower())
    assert holds_account_number(f"paid to {in_fours}, Tuesday")
    assert holds_account_number(in_fours.replace(" ", "-"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A-4711",
        "EE-0042-20261107",
        "EE382200221020145684",
        "EE38220022102014568",
        "ZZ382200221020145685",
        "XEE382200221020145685",
        "EE38 2200 2210 2014 56õ5",
        "EE38(2200)2210 2014 5685",
    ],
)
def test_other_references_are_none(text: str) -> None:
    assert not holds_account_number(text)


@given(account_numbers())
def test_every_number_with_its_check_digits_is_one(number: str) -> None:
    assert holds_account_number(number)


@given(account_numbers(), st.data())
def test_no_number_with_one_wrong_digit_is_one(number: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([at for at in range(2, len(number)) if number[at].isdigit()]))
    other = data.draw(st.sampled_from(sorted(set(string.digits) - {number[place]})))
    changed = number[:place] + other + number[place + 1 :]

    assert not holds_account_number(changed)
