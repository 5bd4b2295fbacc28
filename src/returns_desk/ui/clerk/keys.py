"""Which key means which action on every page; the presenter knows what an action does.

Owns the window's keys that are no typing. A lone digit and plus and minus are the scan field's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from returns_desk.ui.kit.us_keyboard import us_key

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_PLAIN: Final = {
    Qt.Key.Key_F1: "keys",
    Qt.Key.Key_F3: "no_receipt",
    Qt.Key.Key_F4: "park",
    Qt.Key.Key_F5: "parked",
    Qt.Key.Key_F6: "change_rest",
    Qt.Key.Key_F7: "leave",
    Qt.Key.Key_F8: "manager",
    Qt.Key.Key_F9: "promise",
    Qt.Key.Key_F10: "next",
    Qt.Key.Key_F11: "language",
    Qt.Key.Key_F12: "review",
    Qt.Key.Key_Escape: "back",
}
_WITH_CONTROL: Final = {"z": "undo", "p": "print_again", "g": "place_goods"}


def action_of(event: QKeyEvent) -> str:
    """The action of a key; empty where it has none."""
    if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
        return _WITH_CONTROL.get(us_key(event).lower(), "")
    return _PLAIN.get(Qt.Key(event.key()), "")
