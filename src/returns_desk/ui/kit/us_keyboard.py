"""Owns what a US keyboard would have typed for a key, whatever layout is active.

Scanners send the keys of a US keyboard; the system turns them into letters of its own layout. The
code of the key itself stays the same. Must not decide who pressed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

# Code of the first key of a row, its signs, and those with Shift: scan code set 1, which Windows
# tells as it is. Linux numbers these keys the same (input-event-codes.h), X11 and Wayland add 8.
_ROWS: Final = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
_PLAIN: Final = {first + at: sign for first, signs, _ in _ROWS for at, sign in enumerate(signs)}
_SHIFTED: Final = {first + at: sign for first, _, signs in _ROWS for at, sign in enumerate(signs)}
_X11_OFFSET: Final = 8
_CONTROL_BITS: Final = 0x1F
_OTHER_PLANES: Final = (
    Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)


def us_character(event: QKeyEvent) -> str:
    """What a US keyboard without Caps Lock types for this key; empty where that is no text.

    With Ctrl it is the control character, such as GS (0x1D) for Ctrl+]. A key whose code is not
    known (a keypad's, a test's) types what its event says.
    """
    if event.modifiers() & _OTHER_PLANES:
        return ""
    is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    sign = (_SHIFTED if is_shifted else _PLAIN).get(_code(event))
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return _control_character(sign or _latin(event))
    if sign is not None:
        return sign
    text = event.text()
    return text if text.isprintable() else ""


def us_key(event: QKeyEvent) -> str:
    """The sign of this key without Shift: by its own sense, else by its place on a US keyboard."""
    latin = _latin(event)
    return latin if latin.isalnum() else _PLAIN.get(_code(event), "")


def _code(event: QKeyEvent) -> int:
    is_windows = QGuiApplication.platformName() == "windows"
    return event.nativeScanCode() - (0 if is_windows else _X11_OFFSET)


def _latin(event: QKeyEvent) -> str:
    return chr(event.key()) if event.key() < Qt.Key.Key_ydiaeresis else ""


def _control_character(sign: str) -> str:
    is_control = sign != "" and "@" <= sign.upper() <= "_"
    return chr(ord(sign.upper()) & _CONTROL_BITS) if is_control else ""
