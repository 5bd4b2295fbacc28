"""What people type from paper, read as they meant it."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from returns_desk.domain.errors import InvalidInput
from returns_desk.ui.clerk.contents import KeyInEntry
from returns_desk.ui.clerk.paper_entry import paper_receipt

KETTLE = ("Kettle", "", "39.90", "")


def entry(**changes: object) -> KeyInEntry:
    typed: dict[str, object] = {
        "receipt": " 9001 ",
        "day": "2026-11-10",
        "time": "11:02",
        "tender": "cash",
        "last4": "",
        "lines": (KETTLE,),
    }
    return KeyInEntry(**(typed | changes))  # type: ignore[arg-type]  # names and kinds as above


def test_plain_entry_becomes_a_receipt() -> None:
    paper = paper_receipt(entry(), "en", "USD", UTC)

    assert paper.receipt == "9001"
    assert paper.sold_at == datetime(2026, 11, 10, 11, 2, tzinfo=UTC)
    assert paper.lines[0].price == 3990
    assert paper.lines[0].quantity == Decimal(1)


@pytest.mark.parametrize(
    ("day", "language"),
    [("2026-11-10", "et"), ("10.11.2026", "et"), ("11/10/2026", "en")],
)
def test_day_is_read_as_people_write_it(day: str, language: str) -> None:
    paper = paper_receipt(entry(day=day, lines=(("Kettle", "1", "5", ""),)), language, "EUR", UTC)

    assert (paper.sold_at.month, paper.sold_at.day) == (11, 10)


def test_price_with_a_comma_is_read_where_commas_are_used() -> None:
    paper = paper_receipt(entry(lines=(("Kann", "1", "39,90", ""),)), "et", "EUR", UTC)

    assert paper.lines[0].price == 3990


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"day": "soon"}, "day"),
        ({"time": "noonish"}, "time"),
        ({"lines": (("Kettle", "two", "5", ""),)}, "lines/0/quantity"),
        ({"lines": (KETTLE, ("Cup", "1", "", ""))}, "lines/1/price"),
        ({"lines": (("Kettle", "1", "5.005", ""),)}, "lines/0/price"),
    ],
)
def test_what_cannot_be_read_names_its_field(changes: dict[str, object], place: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        paper_receipt(entry(**changes), "en", "USD", UTC)

    assert caught.value.pointer == place
