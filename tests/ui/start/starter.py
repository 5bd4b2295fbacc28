"""A shop owner at the window of the first start, who types, touches and counts."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from returns_desk.bootstrap.start_window import start_window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PIN, OTHER_PIN = "581947", "904162"


class Starter:
    """The window for a folder that holds nothing yet; `actions` counts fields, keys, touches."""

    def __init__(self, qtbot: QtBot, folder: Path, language: str = "en") -> None:
        self.qtbot, self.folder = qtbot, folder
        self._open_now = ExitStack()
        self.opened = self._open_now.enter_context(start_window(folder, language))
        self.window, self.presenter = self.opened.window, self.opened.presenter
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.actions = 0

    def type(self, name: str, text: str) -> None:
        """Type into a field, over what stands there."""
        field = self.window.field(name).input
        assert isinstance(field, QLineEdit)
        assert field.isVisible(), name
        field.setFocus()
        field.selectAll()
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(field, letter)
            else:
                field.event(_letter(letter))
        self.actions += 1

    def choose(self, name: str, code: str) -> None:
        """Choose one of the answers of a field."""
        box = self.window.field(name).input
        assert not isinstance(box, QLineEdit)
        box.setCurrentIndex(box.findData(code))
        self.actions += 1

    def enter(self) -> None:
        """Press Enter where the keyboard is."""
        self.press(Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is, and wait until everything is done."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key)
        self.actions += 1
        self.settle()

    def touch(self, name: str) -> None:
        """Touch what has that name."""
        widget = self.window.findChild(QWidget, name)
        assert isinstance(widget, QWidget)
        assert widget.isVisible(), name
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.actions += 1
        self.settle()

    def fill_in_two_steps(self) -> None:
        """A shop and its manager, as short as it goes."""
        self.type("name", "Corner Shop")
        self.enter()
        self.type("person0.name", "Anna")
        self.type("person0.pin", PIN)
        self.type("person0.pin_again", PIN)
        self.enter()

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        self.qtbot.wait_until(lambda: not self.opened.tasks.is_busy(), timeout=20_000)
        QApplication.processEvents()

    def mistake(self, name: str) -> str:
        """What stands under a field."""
        return self.window.field(name).input.accessibleDescription()

    def close(self) -> None:
        """Close the window, as its frame's button does."""
        self.window.close()
        self._open_now.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _letter(letter: str) -> QKeyEvent:
    """A key press of a letter that Qt's tests have no key for."""
    nothing = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, nothing, letter)
