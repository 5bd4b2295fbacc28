"""Where the goods go, at the window: one touch, one key, another place, one by one, or no word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeys.harness import SHELF, Counter
from journeys.whole_returns import exchange_plums
from returns_desk.application.desk_state import Stage

if TYPE_CHECKING:
    from fake_printer import FakeSlipPrinter

PLACED = "goods_placed"


@pytest.fixture
def counter(printing_counter: Counter) -> Counter:
    """A counter with a slip printer at which the plums were exchanged."""
    exchange_plums(printing_counter)
    return printing_counter


def noted(counter: Counter) -> tuple[str, list[str]]:
    """How it was noted, and the places."""
    (event,) = counter.events(PLACED)
    goods = event.payload["goods"]
    assert isinstance(goods, list | tuple)
    return str(event.payload["how"]), [each["place"] for each in goods]


def test_one_touch_confirms_the_suggestion(counter: Counter, printer: FakeSlipPrinter) -> None:
    actions = counter.actions.count

    counter.touch("slip.place_goods")

    assert counter.actions.count == actions + 1
    assert noted(counter) == ("confirmed", ["waste"])
    assert "Noted: Waste" in counter.texts()
    assert [slip.kind for slip in printer.printed] == ["", "waste"]
    kept = sorted(path.name for path in (counter.folder / "slips").iterdir())
    assert [name.endswith("-waste.pdf") for name in kept] == [True, False]


def test_one_key_confirms_it_too(counter: Counter) -> None:
    QTest.keyClick(counter.window.scan, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    counter.settle()

    assert noted(counter) == ("confirmed", ["waste"])
    QTest.keyClick(counter.window.scan, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    counter.settle()
    assert len(counter.events(PLACED)) == 1


def test_another_place_takes_two_touches(counter: Counter) -> None:
    counter.touch("slip.place_elsewhere")
    asked = counter.texts()
    counter.touch("choice.donate")

    assert "Where do the goods go?" in asked
    assert noted(counter) == ("confirmed", ["donate"])
    assert "Noted: Donate" in counter.texts()


def test_back_leaves_it_open_and_enter_takes_the_suggestion(counter: Counter) -> None:
    counter.touch("slip.place_elsewhere")
    counter.press(Qt.Key.Key_Escape)
    still_open = counter.events(PLACED)
    counter.touch("slip.place_elsewhere")
    counter.press(Qt.Key.Key_Return)

    assert still_open == []
    assert noted(counter) == ("confirmed", ["waste"])
    assert counter.stage() is Stage.SLIP


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F10])
def test_the_queue_goes_on_without_a_word(counter: Counter, key: Qt.Key) -> None:
    counter.press(key)

    assert counter.stage() is Stage.WAITING
    assert noted(counter) == ("suggested", ["waste"])


def test_the_next_receipt_goes_on_without_a_word(counter: Counter) -> None:
    counter.scan(SHELF)

    assert counter.stage() is Stage.BOARD
    assert noted(counter) == ("suggested", ["waste"])


def test_a_power_cut_at_the_slip_leaves_the_suggestion(counter: Counter) -> None:
    counter.crash_and_start_again()

    assert noted(counter) == ("suggested", ["waste"])


def test_the_label_prints_again_by_touch(counter: Counter, printer: FakeSlipPrinter) -> None:
    counter.touch("slip.place_goods")
    counter.touch("slip.print_labels")

    assert [slip.kind for slip in printer.printed] == ["", "waste", "waste"]


def test_a_printer_that_is_gone_stops_nobody(counter: Counter, printer: FakeSlipPrinter) -> None:
    printer.is_gone = True
    counter.touch("slip.place_goods")
    counter.press(Qt.Key.Key_F10)

    assert counter.stage() is Stage.WAITING
    assert [slip.kind for slip in printer.waiting] == ["waste"]
