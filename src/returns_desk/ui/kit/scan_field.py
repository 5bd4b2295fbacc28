"""Owns the scan field: what is scanned or typed, lone digits, plus and minus, and PINs.

A scan is read by the keys' own codes, so that no keyboard layout changes it; what a person types
stays as the layout has it. The field tells what was entered; it must not know what it means.
"""

from __future__ import annotations

from time import monotonic_ns
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit

from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.scan_burst import SCAN_GAP_MS, ScanBurst
from returns_desk.ui.kit.us_keyboard import us_character, us_key

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

LONE_DIGIT_MS: Final = 250
"""How long a digit must stand alone before it chooses an option."""
LONE_SIGN_MS: Final = SCAN_GAP_MS + 10
"""How long a plus or minus must stand alone before it answers: some barcodes begin with one."""

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LONE_DIGITS = frozenset("123456789")
_LONE_SIGNS = frozenset("+-")
_SEPARATORS = frozenset("\x1c\x1d\x1e")
_NO_MODIFIER = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


class ScanField(QLineEdit):
    """Takes receipts, items, customers, badges and PINs; says what it waits for.

    Signals:
        scanned(text): Enter ended a text or a PIN; the field is empty again.
        digit_chosen(number): a lone digit 1 to 9, or Ctrl with it.
        condition_answered(yes): a lone plus or minus.
        confirm_requested(): Enter in the empty field.
        back_requested(): Escape in the empty field; with text in it Escape empties it.
        undo_requested(): Ctrl+Z in the empty field; with text in it Ctrl+Z undoes what was typed.
        plain_typing_changed(on): F2 keeps digits as text until Enter.
        taking_scan_changed(on): keys come one after another, or have ended.
    """

    scanned = Signal(str)
    digit_chosen = Signal(int)
    condition_answered = Signal(bool)
    confirm_requested = Signal()
    back_requested = Signal()
    undo_requested = Signal()
    plain_typing_changed = Signal(bool)
    taking_scan_changed = Signal(bool)

    def __init__(self, prompt: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pin = False
        self._plain_typing = False
        self._takes_digits = False
        self._icon_name = "barcode"
        self._burst = ScanBurst()
        self._by_layout = False
        self._seen = ""
        self._lone_key = QTimer(self, singleShot=True)
        self._lone_key.timeout.connect(self._act_on_lone_key)
        self._between_keys = QTimer(self, singleShot=True, interval=SCAN_GAP_MS)
        self._between_keys.timeout.connect(self._show_scan)
        self.setObjectName("scan")
        self.setProperty("kind", "scan")
        self.setFixedHeight(sizes.TOUCH_FIELD)
        self.setTextMargins(sizes.SPACE_48 - sizes.SPACE_4, 0, 0, 0)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.ask_for_scan(prompt)

    def ask_for_scan(self, prompt: str) -> None:
        """Wait for a scan or a typed text, shown as it is."""
        self._takes_digits = False
        self._wait(prompt, "barcode", pin=False)

    def ask_for_text(self, prompt: str) -> None:
        """Wait for a typed text, such as a price: digits and signs never choose anything."""
        self._wait(prompt, "keyboard", pin=False)
        self._takes_digits = True

    def ask_for_pin(self, prompt: str) -> None:
        """Wait for a PIN or a badge: dots, and digits never choose an option."""
        self._takes_digits = False
        self._wait(prompt, "badge", pin=True)

    def needed_width(self) -> int:
        """Return the width in pixels that shows the prompt uncut."""
        margins = self.textMargins()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return words + margins.left() + margins.right() + sizes.SPACE_16

    def know_scanners(self, prefix: str, suffix: str, *, by_layout: bool) -> None:
        """Say what the shop's scanners send around each scan, and for which keyboard.

        `by_layout`: they are set to the system's layout, so what arrives is right as it is.
        """
        self._burst = ScanBurst(prefix, suffix)
        self._by_layout = by_layout

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

    def is_taking_scan(self) -> bool:
        """Tell whether keys come as fast as a scanner sends them."""
        return self._between_keys.isActive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sort out what a key means, before it becomes text."""
        self._lone_key.stop()
        key = event.key()
        if key in _ENTER:
            self.finish()
        elif key == Qt.Key.Key_F2:
            self.type_plainly()
        elif key == Qt.Key.Key_Escape:
            self._go_back()
        elif _is_undo(event) and not self.text():
            self.undo_requested.emit()
        elif not self._chooses_at_once(event):
            was_empty = not self.text()
            self._type(event)
            if was_empty and self._is_lone(event):
                wait = LONE_SIGN_MS if self.text() in _LONE_SIGNS else LONE_DIGIT_MS
                self._lone_key.start(wait)

    def focusNextPrevChild(self, is_forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Let a Tab behind a scan end it, as Enter does."""
        if self.is_taking_scan() and self._scan() is not None:
            self.finish()
            return True
        return super().focusNextPrevChild(is_forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the icon of what it waits for."""
        super().paintEvent(event)
        painter = QPainter(self)
        top = (self.height() - sizes.ICON) / 2
        where = QRectF(sizes.SPACE_16, top, sizes.ICON, sizes.ICON)
        icons.draw(painter, "keyboard" if self._plain_typing else self._icon_name, where, "ink")
        painter.end()

    def _wait(self, prompt: str, icon: str, *, pin: bool) -> None:
        if pin != self._pin and not self.is_taking_scan():
            self._empty()
        self._lone_key.stop()
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
        scan = self._scan()
        text = self._burst.bare(self.text() if scan is None else scan).strip()
        self._empty()
        self._set_plain_typing(on=False)
        if text:
            self.scanned.emit(text)
        else:
            self.confirm_requested.emit()

    def _go_back(self) -> None:
        if self.text() or self._plain_typing:
            self._empty()
            self._set_plain_typing(on=False)
        else:
            self.back_requested.emit()

    def _chooses_at_once(self, event: QKeyEvent) -> bool:
        """Choose by Ctrl with a digit; tell whether it was that."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._pin or self._takes_digits or held != Qt.KeyboardModifier.ControlModifier:
            return False
        digit = us_key(event)
        if digit not in _LONE_DIGITS:
            return False
        self.digit_chosen.emit(int(digit))
        return True

    def _type(self, event: QKeyEvent) -> None:
        """Take a key as text, and remember what a scanner would have meant by it."""
        before, sign = self.text(), self._sign_of(event)
        if before != self._seen:
            self._burst.spoil()
        typed = event.text()
        if sign and (not sign.isprintable() or self._is_digit_of_pin(sign, typed)):
            typed = sign
            self.insert(sign)
        else:
            super().keyPressEvent(event)
        if self.text() not in {before, before + typed} or event.isAutoRepeat():
            self._burst.spoil()
        elif sign:
            self._remember(sign, event.timestamp() or monotonic_ns() // 1_000_000)
        if before and not self.text():
            self._burst.clear()
        self._seen = self.text()

    def _sign_of(self, event: QKeyEvent) -> str:
        sign = us_character(event)
        if sign and not sign.isprintable():
            marks = self._burst.prefix + self._burst.suffix
            return sign if sign in _SEPARATORS or sign in marks else ""
        return event.text() if self._by_layout and sign else sign

    def _is_digit_of_pin(self, sign: str, typed: str) -> bool:
        """Layouts without digits can't type a PIN otherwise."""
        return self._pin and sign.isdigit() and not typed.isdigit()

    def _remember(self, sign: str, at_ms: int) -> None:
        self._burst.add(sign, at_ms)
        if not self.is_taking_scan():
            self.taking_scan_changed.emit(True)
        self._between_keys.start()
        if self._burst.is_under_way():
            # Otherwise dead keys of the layout wait for the next key and swallow both.
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def _show_scan(self) -> None:
        """Keys have ended for now: show what was scanned as it was meant."""
        self._end_taking()
        scan = self._scan()
        if scan is not None and scan != self.text():
            self.setText(scan)
            self._seen = scan

    def _scan(self) -> str | None:
        """The scan in the field; None where a person typed, or the text was changed otherwise."""
        return self._burst.text() if self.text() == self._seen else None

    def _end_taking(self) -> None:
        self._between_keys.stop()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.taking_scan_changed.emit(False)

    def _empty(self) -> None:
        self.clear()
        self._burst.clear()
        self._seen = ""
        self._end_taking()

    def _is_lone(self, event: QKeyEvent) -> bool:
        return (
            not self._pin
            and not self._takes_digits
            and not self._plain_typing
            and event.modifiers() in _NO_MODIFIER
            and self.text() == event.text()
            and self.text() in _LONE_DIGITS | _LONE_SIGNS
        )

    def _act_on_lone_key(self) -> None:
        key = self.text()
        self._empty()
        if key in _LONE_SIGNS:
            self.condition_answered.emit(key == "+")
        else:
            self.digit_chosen.emit(int(key))

    def _set_plain_typing(self, *, on: bool) -> None:
        if on != self._plain_typing:
            self._plain_typing = on
            self.plain_typing_changed.emit(on)
            self.update()


def _is_undo(event: QKeyEvent) -> bool:
    held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return held and us_key(event).lower() == "z"
