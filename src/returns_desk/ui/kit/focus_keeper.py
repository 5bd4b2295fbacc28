"""Owns the way of what is typed on a window to its scan field, so that no scan is lost.

Must not know what a scan is.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from returns_desk.ui.kit.scan_field import ScanField

_FIELD_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_F2}


class FocusKeeper(QObject):
    """Sends what is typed on a window to its scan field, unless another field is typed in.

    Keys that the focused widget does not want come up to the window; there they are caught, so
    a scan is never lost because a card or a chip had the keyboard.
    """

    def __init__(self, window: QWidget, field: ScanField) -> None:
        super().__init__(window)
        self._window, self._field = window, field
        self._is_handing_on = False
        window.installEventFilter(self)
        field.taking_scan_changed.connect(self._watch_all)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand typed characters on to the scan field, and a scan's rest wherever it goes."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._is_handing_on:
            return False
        if self._is_rest_of_scan(watched):
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._hand_on(event)
            return True
        if watched is not self._window or not self._belongs_to_field(event):
            return False
        self.give_back()
        self._hand_on(event)
        return True

    def give_back(self) -> None:
        """Put the keyboard on the scan field, unless another field is being typed in."""
        if self._field.isVisible() and not _is_typed_in(QGuiApplication.focusObject()):
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hand_on(self, event: QKeyEvent) -> None:
        """What the field does not want comes up to the window again; it is handed on once."""
        self._is_handing_on = True
        QApplication.sendEvent(self._field, event)
        self._is_handing_on = False

    def _watch_all(self, on: bool) -> None:  # noqa: FBT001 - a slot's signature
        """See every key of the program, but only while a scan comes in."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if on:
                application.installEventFilter(self)

    def _is_rest_of_scan(self, watched: QObject) -> bool:
        """A page that takes the focus must not cut a scan in two."""
        return (
            isinstance(watched, QWidget)
            and watched.window() is self._window
            and self._field.is_taking_scan()
            and self._field.isVisible()
            and not self._field.hasFocus()
        )

    def _belongs_to_field(self, event: QKeyEvent) -> bool:
        focus = QGuiApplication.focusObject()
        if focus is self._field or _is_typed_in(focus) or not self._field.isVisible():
            return False
        if event.key() in _FIELD_KEYS:
            return True
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9
        text = event.text()
        return bool(text) and text.isprintable() and text != " "


def _is_typed_in(focus: QObject | None) -> bool:
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
    return isinstance(focus, kinds) and not isinstance(focus, ScanField)
