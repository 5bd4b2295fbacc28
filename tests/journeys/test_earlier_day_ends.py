"""Ends of earlier days are there to read, to print and to keep again, with real widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeys.test_day_end import at_the_days_end, choose, in_sight, note, touch, type_in
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import Chip
from returns_desk.ui.manager.day_end_earlier import EarlierEndsPanel
from returns_desk.ui.manager.day_end_earlier_contents import MOST_ENDS

if TYPE_CHECKING:
    from fake_printer import FakeSlipPrinter
    from journeys.harness import Counter
    from journeys.reviewing import Reviewing


def counted_day(review: Reviewing, noted: str, counted: str) -> None:
    """A day is noted, counted and closed."""
    note(review, noted)
    choose(review, "way.sum")
    type_in(review, "sum.input", counted)
    if noted != counted:
        choose(review, "reason.not_known")
    touch(review, "count")
    touch(review, "close")


def days(review: Reviewing) -> list[Chip]:
    """The days in sight, as they stand."""
    panel = review.window.findChildren(EarlierEndsPanel)[0]
    chips = [each for each in panel.findChildren(Chip) if each.isVisibleTo(review.window)]
    return sorted(chips, key=lambda chip: (chip.y(), chip.x()))


def offered(review: Reviewing, name: str) -> bool:
    """Whether a button of the panel is in sight."""
    return review.part(ActionButton, f"day_end.{name}").isVisibleTo(review.window)


def test_the_report_of_an_earlier_day_is_read_and_kept_again(counter: Counter) -> None:
    review = at_the_days_end(counter)
    assert days(review) == []
    counted_day(review, "50.00", "47.00")
    counted_day(review, "45.00", "45.00")
    latest, first = days(review)
    assert "3.00" in first.text()
    assert "3.00" not in latest.text()
    assert first.accessibleName() != latest.accessibleName()
    for file in (counter.folder / "slips").glob("*-day-end.pdf"):
        file.unlink()

    first.click()
    review.settle()
    told = in_sight(review)
    touch(review, "earlier_keep")

    assert "Less than expected" in told
    assert "Not known" in told
    (kept,) = (counter.folder / "slips").glob("*-day-end.pdf")
    assert f"Report: slips/{kept.name}" in in_sight(review)
    assert not offered(review, "earlier_print")


def test_by_keyboard_it_is_opened_printed_and_closed(
    printing_counter: Counter, printer: FakeSlipPrinter
) -> None:
    review = at_the_days_end(printing_counter)
    touch(review, "close")
    (day,) = days(review)

    day.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(day, Qt.Key.Key_Return)
    review.settle()
    QTest.keyClick(review.part(ActionButton, "day_end.earlier_print"), Qt.Key.Key_Space)
    review.settle()
    assert [each.kind for each in printer.printed] == ["day-end", "day-end"]
    assert printer.printed[0] == printer.printed[1]

    QTest.keyClick(day, Qt.Key.Key_Return)
    review.settle()
    QApplication.processEvents()
    assert not offered(review, "earlier_print")


def test_the_last_thirty_are_there(counter: Counter) -> None:
    review = at_the_days_end(counter)
    for _ in range(MOST_ENDS + 1):
        touch(review, "close")
        note(review, "1.00")

    assert len(days(review)) == MOST_ENDS
