"""Promises as a calendar file: as written for ever, folded and escaped as RFC 5545 says."""

from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from returns_desk.application.promises.calendar_file import (
    LINE_OCTETS,
    CalendarEntry,
    calendar_text,
)

GOLDEN = Path(__file__).parents[2] / "golden" / "promises" / "two_promises.ics"
MADE = datetime.fromisoformat("2026-11-21T18:40:00-06:00")
DUE = datetime.fromisoformat("2026-11-26T17:00:00-06:00")


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_two_promises_read_as_ever() -> None:
    entries = (
        CalendarEntry("0199-a", "Call: case 12", DUE),
        CalendarEntry("0199-b", "Զանգել, գործ 13", DUE, "Table legs; two, not \\ three\nAsk Õie"),
    )

    assert calendar_text(entries, MADE).encode() == GOLDEN.read_bytes()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=300))
def test_no_line_is_too_long_and_no_letter_is_lost(words: str) -> None:
    text = calendar_text([CalendarEntry("a", "t", DUE, words)], MADE)

    assert all(len(line.encode()) <= LINE_OCTETS for line in text.split("\r\n"))
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert (f"DESCRIPTION:{escaped}" in unfolded(text)) or not words


def test_a_long_line_is_folded_between_letters() -> None:
    words = "õ" * 100
    text = calendar_text([CalendarEntry("a", "t", DUE, words)], MADE)

    assert f"DESCRIPTION:{words}" in unfolded(text)
    assert max(len(line.encode()) for line in text.split("\r\n")) == LINE_OCTETS
