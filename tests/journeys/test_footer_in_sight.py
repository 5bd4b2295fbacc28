"""On the smallest screen the footer with the next step stays in sight, whatever stood there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from journeys.harness import PLUMS, SHELF

if TYPE_CHECKING:
    from journeys.harness import Counter

SMALLEST = (1024, 768)


def test_no_page_pushes_the_footer_out_of_the_window(counter: Counter) -> None:
    counter.window.resize(*SMALLEST)
    counter.settle()

    counter.scan(PLUMS)
    _footer_is_in_sight(counter)
    counter.touch("option.even_exchange/none")
    _footer_is_in_sight(counter)
    counter.touch("confirm")
    _footer_is_in_sight(counter)
    counter.press(Qt.Key.Key_F10)
    _footer_is_in_sight(counter)
    counter.scan(SHELF)
    _footer_is_in_sight(counter)


def _footer_is_in_sight(counter: Counter) -> None:
    whole = counter.window.findChild(QScrollArea, "whole")
    assert isinstance(whole, QScrollArea)
    assert whole.verticalScrollBar().maximum() == 0, counter.stage()
