"""The end of a day with real widgets: noted, paid out, counted, handed on by name, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from journeys.harness import PINS, PLUMS, SHELF
from journeys.reviewing import Reviewing
from returns_desk.application.desk_state import Stage
from returns_desk.domain.case import Reason
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import Chip
from returns_desk.ui.kit.labels import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fake_printer import FakeSlipPrinter
    from journeys.harness import Counter


def touch(review: Reviewing, name: str) -> None:
    review.part(ActionButton, f"day_end.{name}").click()
    review.settle()


def type_in(review: Reviewing, name: str, text: str) -> None:
    field = review.part(QLineEdit, f"day_end.{name}")
    field.clear()
    review.counter.qtbot.keyClicks(field, text)


def choose(review: Reviewing, name: str) -> None:
    review.part(Chip, f"day_end.{name}").click()
    review.settle()


def note(review: Reviewing, amount: str) -> None:
    type_in(review, "noted.input", amount)
    touch(review, "note")


def in_sight(review: Reviewing) -> list[str]:
    texts = review.window.findChildren(Text)
    return [each.text() for each in texts if each.isVisibleTo(review.window)]


def last(counter: Counter, event_type: str) -> Mapping[str, object]:
    return counter.events(event_type)[-1].payload


@pytest.fixture
def review(counter: Counter) -> Reviewing:
    """The page of the day's end, before J. Lind; Mara is at the desk."""
    return at_the_days_end(counter)


def test_a_day_is_closed_with_a_difference_and_the_next_one_is_told_what_was_left(
    counter: Counter,
) -> None:
    review = at_the_days_end(counter)
    note(review, "200.00")
    back_to_the_desk(review)
    paid = pay_the_plums_in_cash(counter)
    counter.scan(SHELF)
    counter.press(Qt.Key.Key_F4)
    assert counter.state.stage is Stage.WAITING

    review = at_the_days_end(counter)
    for value, count in ((10000, 1), (5000, 1), (2000, 2)):
        type_in(review, f"piece.{value}", str(count))
    assert "Why it differs" in in_sight(review)
    choose(review, "reason.not_known")
    touch(review, "count")
    choose(review, "to.tom")
    touch(review, "close")

    assert review.window.banner.sentence() == "The day is closed."
    closed = last(counter, "day_closed")
    assert closed["expected"] == 20_000 - paid
    assert closed["difference"] == 19_000 - (20_000 - paid)
    assert closed["to"] == "tom"
    kept = list((counter.folder / "slips").glob("*-day-end.pdf"))
    assert len(kept) == 1
    assert f"Report: slips/{kept[0].name}" in in_sight(review)

    back_to_the_desk(review)
    counter.opened.presenter.acted("lock")
    counter.settle()
    counter.sign_in("tom")
    assert counter.window.scan_row.banner.sentence().endswith("1 open case.")


def at_the_days_end(counter: Counter) -> Reviewing:
    """J. Lind looks at the page of the day's end."""
    review = Reviewing(counter)
    review.turn_to("day_end")
    return review


def back_to_the_desk(review: Reviewing) -> None:
    """The manager's window is closed; the keyboard is the desk's again."""
    review.window.close()
    review.settle()
    review.counter.window.activateWindow()
    review.counter.window.scan.setFocus()
    review.counter.settle()


def pay_the_plums_in_cash(counter: Counter) -> int:
    """The plums' money goes back in cash, counted out; what was paid, in cents."""
    desk = counter.opened.desk
    counter.scan(PLUMS)
    desk.set_reason(PLUMS, 1, Reason.SPOILED)
    desk.choose("refund/original")
    desk.confirm()
    assert desk.book_leg(1).stage is Stage.SLIP
    counter.opened.presenter.chrome.look_again()
    counter.settle()
    counter.press(Qt.Key.Key_Return)
    (booked,) = counter.events("leg_booked")
    return int(str(booked.payload["amount"])) + int(str(booked.payload["rounding"]))


def test_what_stands_in_the_way_is_said_and_nothing_is_closed(counter: Counter) -> None:
    counter.scan(SHELF)
    review = at_the_days_end(counter)
    choose(review, "to.mara")
    touch(review, "close")
    assert "open at the counter" in review.window.banner.sentence()

    note(review, "a lot")
    assert review.part(QLineEdit, "day_end.noted.input").accessibleDescription() == (
        "Type an amount, like 120.00."
    )
    touch(review, "count")
    assert review.window.banner.sentence() == "Type what was counted first."
    assert counter.events("day_opened", "cash_counted", "day_closed") == []


def test_a_drawer_counted_as_one_sum_fits_and_the_next_day_begins(
    counter: Counter, review: Reviewing
) -> None:
    note(review, "50")
    choose(review, "way.sum")
    type_in(review, "sum.input", "50.00")
    assert "As expected." in in_sight(review)
    touch(review, "close")
    assert review.window.banner.sentence().startswith("A count is typed here.")
    touch(review, "count")
    touch(review, "close")

    assert last(counter, "day_closed")["difference"] == 0
    assert not review.part(ActionButton, "day_end.close").isVisibleTo(review.window)
    note(review, "45.00")
    assert last(counter, "day_opened")["float"] == 4500
    assert review.part(ActionButton, "day_end.close").isVisibleTo(review.window)


def test_the_report_is_printed_and_once_more_by_a_touch(
    printing_counter: Counter, printer: FakeSlipPrinter
) -> None:
    review = at_the_days_end(printing_counter)

    touch(review, "close")
    touch(review, "print")

    assert [each.kind for each in printer.printed] == ["day-end", "day-end"]
    assert PINS["lind"] not in repr(printer.printed)


def test_each_thing_that_is_left_goes_to_a_person_by_touch_and_by_keyboard(
    counter: Counter,
) -> None:
    for receipt in (SHELF, PLUMS):
        counter.scan(receipt)
        counter.press(Qt.Key.Key_F4)
    review = at_the_days_end(counter)
    first, second = things(review)
    choose(review, "to.mara")

    second.click()
    review.settle()
    counter.qtbot.keyClick(review.part(Chip, "day_end.to.tom"), Qt.Key.Key_Return)
    review.settle()
    assert second.text().endswith("· Tom B.")
    assert [each.isChecked() for each in (first, second)] == [False, False]
    assert review.part(Chip, "day_end.to.mara").isChecked()
    touch(review, "close")

    closed = last(counter, "day_closed")
    name = second.objectName().removeprefix("day_end.thing.")
    assert (closed["to"], closed["given"]) == ("mara", {name: "tom"})
    back_to_the_desk(review)
    counter.opened.presenter.acted("lock")
    counter.settle()
    counter.sign_in("tom")
    assert counter.window.scan_row.banner.sentence().endswith("1 open case.")


def test_a_thing_that_was_given_singly_goes_with_the_rest_again(counter: Counter) -> None:
    for receipt in (SHELF, PLUMS):
        counter.scan(receipt)
        counter.press(Qt.Key.Key_F4)
    review = at_the_days_end(counter)
    first, _ = things(review)
    before = first.text()
    for name in (first.objectName(), "day_end.to.tom", first.objectName(), first.objectName()):
        choose(review, name.removeprefix("day_end."))

    assert first.text() == before
    assert not first.isChecked()
    choose(review, "to.mara")
    touch(review, "close")
    assert "given" not in last(counter, "day_closed")


def things(review: Reviewing) -> list[Chip]:
    """What is left, a chip each, in the order in which it is numbered."""
    chips = review.window.findChildren(Chip)
    shown = [each for each in chips if each.objectName().startswith("day_end.thing.")]
    return sorted(shown, key=Chip.text)
