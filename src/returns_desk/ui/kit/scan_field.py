"""Owns the scan field: what is scanned or typed, lone digits, plus and minus, and PINs.

It tells what was entered; it must not know what it means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit

from returns_desk.ui.kit import icons, sizes

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

LONE_DIGIT_MS: Final = 250
"""How long a digit must stand alone before it chooses an option."""

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_FIELD_KEYS = {*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_F2}
_NO_MODIFIER = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


class ScanField(QLineEdit):
    """Takes receipts, items, customers, badges and PINs; says what it waits for.

    Signals:
        scanned(text): Enter ended a text or a PIN; the field is empty again.
        digit_chosen(number): a lone digit 1 to 9, or Ctrl with it.
        condition_answered(yes): plus or minus in the empty field.
        confirm_requested(): Enter in the empty field.
        back_requested(): Escape in the empty field; with text in it Escape empties it.
        plain_typing_changed(on): F2 keeps digits as text until Enter.
    """

    scanned = Signal(str)
    digit_chosen = Signal(int)
    condition_answered = Signal(bool)
    confirm_requested = Signal()
    back_requested = Signal()
    plain_typing_changed = Signal(bool)

    def __init__(self, prompt: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pin = False
        self._plain_typing = False
        self._icon_name = "barcode"
        self._lone_digit = QTimer(self)
        self._lone_digit.setSingleShot(True)
        self._lone_digit.setInterval(LONE_DIGIT_MS)
        self._lone_digit.timeout.connect(self._choose_digit)
        self.setObjectName("scan")
        self.setProperty("kind", "scan")
        self.setFixedHeight(sizes.TOUCH_FIELD)
        self.setTextMargins(sizes.SPACE_48 - sizes.SPACE_4, 0, 0, 0)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.ask_for_scan(prompt)

    def ask_for_scan(self, prompt: str) -> None:
        """Wait for a scan or a typed text, shown as it is."""
        self._wait(prompt, "barcode", pin=False)

    def ask_for_pin(self, prompt: str) -> None:
        """Wait for a PIN or a badge: dots, and digits never choose an option."""
        self._wait(prompt, "badge", pin=True)

    def type_plainly(self) -> None:
        """Keep every key as text until the next Enter or Escape, and take the keyboard."""
        self._set_plain_typing(on=True)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_pin_mode(self) -> bool:
        """Tell whether a PIN is waited for."""
        return self._pin

    def is_typing_plainly(self) -> bool:
        """Tell whether digits stay text until Enter."""
        return self._plain_typing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sort out what a key means, before it becomes text."""
        self._lone_digit.stop()
        key = event.key()
        if key in _ENTER:
            self.finish()
        elif key == Qt.Key.Key_F2:
            self.type_plainly()
        elif key == Qt.Key.Key_Escape:
            self._go_back()
        elif self._chooses(event):
            return
        else:
            was_empty = not self.text()
            super().keyPressEvent(event)
            if was_empty and self._is_lone_digit(event):
                self._lone_digit.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the icon of what it waits for."""
        super().paintEvent(event)
        painter = QPainter(self)
        top = (self.height() - sizes.ICON) / 2
        where = QRectF(sizes.SPACE_16, top, sizes.ICON, sizes.ICON)
        icons.draw(painter, "keyboard" if self._plain_typing else self._icon_name, where, "ink")
        painter.end()

    def _wait(self, prompt: str, icon: str, *, pin: bool) -> None:
        if pin != self._pin:
            self.clear()
        self._lone_digit.stop()
        self._pin, self._icon_name = pin, icon
        self.setEchoMode(QLineEdit.EchoMode.Password if pin else QLineEdit.EchoMode.Normal)
        hints = Qt.InputMethodHint.ImhNoPredictiveText
        if pin:
            hints |= Qt.InputMethodHint.ImhSensitiveData
        self.setInputMethodHints(hints)
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self._set_plain_typing(on=False)
        self.update()

    def finish(self) -> None:
        """Do what Enter does."""
        text = self.text().strip()
        self.clear()
        self._set_plain_typing(on=False)
        if text:
            self.scanned.emit(text)
        else:
            self.confirm_requested.emit()

    def _go_back(self) -> None:
        if self.text() or self._plain_typing:
            self.clear()
            self._set_plain_typing(on=False)
        else:
            self.back_requested.emit()

    def _chooses(self, event: QKeyEvent) -> bool:
        """Handle a key that means something at once; tell whether it was one."""
        if self._pin:
            return False
        digit = event.key() - Qt.Key.Key_0
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier and 1 <= digit <= 9:  # noqa: PLR2004 -- 1 to 9
            self.digit_chosen.emit(digit)
            return True
        if self.text() or self._plain_typing or event.text() not in {"+", "-"}:
            return False
        self.condition_answered.emit(event.text() == "+")
        return True

    def _is_lone_digit(self, event: QKeyEvent) -> bool:
        return (
            not self._pin
            and not self._plain_typing
            and event.modifiers() in _NO_MODIFIER
            and self.text() == event.text()
            and self.text() in set("123456789")
        )

    def _choose_digit(self) -> None:
        digit = int(self.text())
        self.clear()
        self.digit_chosen.emit(digit)

    def _set_plain_typing(self, *, on: bool) -> None:
        if on != self._plain_typing:
            self._plain_typing = on
            self.plain_typing_changed.emit(on)
            self.update()


class FocusKeeper(QObject):
    """Sends what is typed on a window to its scan field, unless another field is typed in.

    Keys that the focused widget does not want come up to the window; there they are caught, so
    a scan is never lost because a card or a chip had the keyboard.
    """

    def __init__(self, window: QWidget, field: ScanField) -> None:
        super().__init__(window)
        self._field = field
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Hand typed characters on to the scan field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not self._belongs_to_field(event):
            return False
        self.give_back()
        QApplication.sendEvent(self._field, event)
        return True

    def give_back(self) -> None:
        """Put the keyboard on the scan field, unless another field is being typed in."""
        if self._field.isVisible() and not _is_typed_in(QGuiApplication.focusObject()):
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

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
