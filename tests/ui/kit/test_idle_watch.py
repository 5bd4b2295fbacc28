"""How long nothing was done: what is done begins the wait anew, also right after a page came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from returns_desk.ui.kit.idle_watch import IdleWatch

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONG_MS = 60_000


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window of the clerk's."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _wait_of(idle: IdleWatch) -> int:
    return idle.timerId()


def test_a_touch_and_a_key_begin_the_wait_anew(window: QWidget) -> None:
    idle = IdleWatch(window)
    idle.watch(LONG_MS)
    first = _wait_of(idle)

    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    second = _wait_of(idle)
    QTest.keyClick(window, Qt.Key.Key_A)

    assert len({first, second, _wait_of(idle)}) == 3
    idle.end()


def test_after_a_rest_of_one_pass_it_looks_again(window: QWidget) -> None:
    idle = IdleWatch(window)
    idle.watch(LONG_MS)
    idle.rest()
    QApplication.processEvents()
    before = _wait_of(idle)

    QTest.mouseClick(window, Qt.MouseButton.LeftButton)

    assert _wait_of(idle) != before
    idle.end()


def test_once_ended_it_never_looks_again(window: QWidget) -> None:
    idle = IdleWatch(window)
    idle.watch(LONG_MS)
    idle.rest()
    idle.end()
    idle.rest()
    QApplication.processEvents()

    QTest.mouseClick(window, Qt.MouseButton.LeftButton)

    assert not idle.isActive()


def test_it_times_out_once(qtbot: QtBot, window: QWidget) -> None:
    idle = IdleWatch(window)

    with qtbot.waitSignal(idle.timeout, timeout=2_000):
        idle.watch(20)

    assert not idle.isActive()
    idle.end()
