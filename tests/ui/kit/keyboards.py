"""Keys as X11 tells them: with the code of the key, and the text that a layout makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

NO_MODIFIER: Final = Qt.KeyboardModifier.NoModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
CONTROL: Final = Qt.KeyboardModifier.ControlModifier
ENTER_CODE: Final = 36
TAB_CODE: Final = 23
CODES: Final = {
    sign: first + at
    for first, signs in (
        (10, "1234567890-="),
        (24, "qwertyuiop[]"),
        (38, "asdfghjkl;'`"),
        (51, "\\zxcvbnm,./"),
        (65, " "),
    )
    for at, sign in enumerate(signs)
}
_SHIFTED: Final = dict(zip('!@#$%^&*()_+{}:"~|<>?', "1234567890-=[];'`\\,./", strict=True))
ARMENIAN: Final = {
    **dict(zip("1234567890-=", "ֆձ֊,։՞․՛)օէղ", strict=True)),  # noqa: RUF001 -- the very letters
    **dict(zip("qwertyuiop", "ճփբսմւկըթծ", strict=True)),
    **dict(zip("asdfghjkl", "ջվգեանիտհ", strict=True)),
    **dict(zip("zxcvbnm", "ժդչյզլք", strict=True)),
    "/": "ռ",  # noqa: RUF001 -- the very letters
    "'": "ր",
    "`": "՝",  # noqa: RUF001 -- the very letters
}
"""Signs of the keys under the Armenian layout of X11."""
ESTONIAN: Final = {"-": "+", "=": "", "'": "ä", "/": "-", "`": "", "[": "ü", "]": "õ", ";": "ö"}
"""Signs of those keys that differ under the Estonian layout; two are dead keys."""


def pressed(
    text: str, code: int, held: Qt.KeyboardModifier = NO_MODIFIER, *, is_repeated: bool = False
) -> QKeyEvent:
    """A key that a layout made `text` of."""
    key = ord(text[0]) if text else 0
    return QKeyEvent(QEvent.Type.KeyPress, key, held, code, 0, 0, text, is_repeated)


@dataclass
class Scanner:
    """Types as a US keyboard into a program under some layout.

    Attributes:
        layout: what the layout makes of a key, where that is another sign.
        gap_ms: the time between two keys.
        now_ms: the time of the last key.
    """

    layout: Mapping[str, str] = field(default_factory=dict)
    gap_ms: int = 2
    now_ms: int = 64_451_000

    def scan(self, target: QWidget | None, text: str, *, ends_with: int = ENTER_CODE) -> None:
        """Send a barcode and the key behind it."""
        for sign in text:
            self.press(target, sign)
        key = Qt.Key.Key_Return if ends_with == ENTER_CODE else Qt.Key.Key_Tab
        self._send(target, QKeyEvent(QEvent.Type.KeyPress, key, NO_MODIFIER, ends_with, 0, 0, "\r"))

    def press(self, target: QWidget | None, sign: str) -> None:
        """Send one key; without a target it goes where the keyboard is."""
        if sign == "\x1d":
            self._send(target, pressed("\x1d", CODES["]"], CONTROL))
            return
        place = _SHIFTED.get(sign, sign.lower())
        is_shifted = sign != place
        made = self.layout.get(place, place)
        text = (sign if place not in self.layout else made.upper()) if is_shifted else made
        self._send(target, pressed(text, CODES[place], SHIFT if is_shifted else NO_MODIFIER))

    def _send(self, target: QWidget | None, event: QKeyEvent) -> None:
        self.now_ms += self.gap_ms
        event.setTimestamp(self.now_ms)
        there = target or QApplication.focusWidget()
        assert there is not None
        QApplication.sendEvent(there, event)
