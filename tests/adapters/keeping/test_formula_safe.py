"""No cell of an export is taken for a formula, and no text is lost by that."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.keeping.formula_safe import csv_line, safe

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]  # noqa: RUF001 -- the very signs that are meant


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\ufeff", "\0"])
def test_what_begins_like_a_formula_gets_an_apostrophe(start: str, before: str) -> None:
    assert safe(f'{before}{start}HYPERLINK("x")').startswith("'")


@pytest.mark.parametrize("text", ["", "plain", "a=b", "'=1", "3141-07", "{}"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


def test_numbers_stay_numbers() -> None:
    assert csv_line([-5, 7, "-5"]) == '-5,7,"\'-5"\n'


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_a_record_reads_back_and_no_cell_of_it_begins_a_formula(texts: list[str]) -> None:
    """Whatever quotes, separators and line ends a text has: it opens no second cell."""
    (record,) = csv.reader(io.StringIO(csv_line(texts), newline=""))

    assert [each.removeprefix("'") for each in record] == [each.removeprefix("'") for each in texts]
    assert not [each for each in record if each.lstrip().startswith(("=", "+", "-", "@"))]
