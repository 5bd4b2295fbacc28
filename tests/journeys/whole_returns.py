"""Whole returns at the demo shop's counter, up to the slip; owns no test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeys.harness import PINS, PLUMS, REFERENCE, SHELF
from returns_desk.application.desk_state import Stage

if TYPE_CHECKING:
    from journeys.harness import Counter


def exchange_plums(counter: Counter) -> None:
    """Plums for plums: a whole return without money."""
    counter.scan(PLUMS)
    counter.touch("option.even_exchange/none")
    counter.press(Qt.Key.Key_Return)
    _at_the_slip(counter)


def pay_the_shelf(counter: Counter) -> None:
    """The customer's other card is credited, as a manager allows."""
    counter.scan(SHELF)
    counter.touch("asks.refund/other_card")
    counter.scan(PINS["lind"])
    counter.press(Qt.Key.Key_Return)
    counter.scan(REFERENCE)
    _at_the_slip(counter)


def _at_the_slip(counter: Counter) -> None:
    assert counter.stage() is Stage.SLIP
    counter.actions.count = 0
