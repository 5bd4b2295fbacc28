"""Nothing in the window moves by itself: whoever wants less motion has it here."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QAbstractAnimation,
    QCoreApplication,
    QElapsedTimer,
    QEvent,
    QPoint,
    QPointF,
)
from PySide6.QtGui import QEnterEvent, QHoverEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QScrollBar, QScroller, QWidget

from journeys.harness import PLUMS, SHELF, Counter

UI = Path(__file__).parents[2] / "src" / "returns_desk" / "ui"
MOVING = re.compile(
    r"QPropertyAnimation|QVariantAnimation|QTimeLine|QMovie|QParallelAnimation|QSequentialAnimation"
    r"|QStateMachine|QGraphicsOpacityEffect|setAnimated"
)


def test_no_module_of_the_window_animates_anything() -> None:
    found = {path.name: MOVING.findall(path.read_text("utf-8")) for path in UI.rglob("*.py")}
    scrolled = {path.name for path in UI.rglob("*.py") if "QScroller" in path.read_text("utf-8")}

    assert {name: what for name, what in found.items() if what} == {}
    assert scrolled == {"finger_scroll.py"}


def test_hovered_and_scrolled_parts_start_no_motion(counter: Counter) -> None:
    counter.scan(SHELF)
    _hover_over_everything(counter.window)
    counter.scan(PLUMS)
    counter.touch("option.even_exchange/none")
    _hover_over_everything(counter.window)
    counter.touch("confirm")

    moving = counter.window.findChildren(QAbstractAnimation)
    assert [each.metaObject().className() for each in moving] == []


def _hover_over_everything(window: QWidget) -> None:
    parts = [*window.findChildren(QAbstractButton), *window.findChildren(QScrollBar)]
    for part in parts:
        if part.isVisible():
            middle = QPointF(part.rect().center())
            QCoreApplication.sendEvent(part, QEnterEvent(middle, middle, middle))
            hover = QHoverEvent(QEvent.Type.HoverEnter, middle, middle, QPointF())
            QCoreApplication.sendEvent(part, hover)
            part.repaint()
            if isinstance(part, QScrollBar):
                part.setValue(part.maximum())
    assert parts


def test_a_page_follows_the_finger_and_stands_still_when_it_is_lifted(counter: Counter) -> None:
    counter.window.resize(1024, 700)
    counter.scan(SHELF)
    viewport = counter.window.case_page.board.viewport()
    bar, scroller = (
        counter.window.case_page.board.verticalScrollBar(),
        QScroller.scroller(viewport),
    )
    assert bar.maximum() > 100
    touch, middle = QTest.touchEvent(viewport, QTest.createTouchDevice()), viewport.rect().center()
    since = QElapsedTimer()
    since.start()

    touch.press(0, middle, viewport).commit()
    for step in range(1, 9):
        # A finger has a speed; all at once it would be a jump.
        counter.qtbot.wait_until(partial(since.hasExpired, 20 * step), timeout=2_000)
        touch.move(0, middle - QPoint(0, 10 * step), viewport).commit()
    reached = bar.value()
    touch.release(0, middle - QPoint(0, 80), viewport).commit()

    assert reached > 0
    counter.qtbot.wait_until(lambda: scroller.state() == QScroller.State.Inactive, timeout=2_000)
    assert bar.value() == reached
