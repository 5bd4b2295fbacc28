"""Which key means which action on every page; the presenter knows what an action does.

Owns the window's keys that are no typing. A lone digit and plus and minus are the scan field's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_PLAIN: Final = {
    Qt.Key.Key_F1: "keys",
    Qt.Key.Key_F3: "no_receipt",
    Qt.Key.Key_F6: "change_rest",
    Qt.Key.Key_F7: "leave",
    Qt.Key.Key_F8: "manager",
    Qt.Key.Key_F10: "next",
    Qt.Key.Key_F11: "language",
    Qt.Key.Key_Escape: "back",
}
_WITH_CONTROL: Final = {Qt.Key.Key_Z: "back", Qt.Key.Key_P: "print_again"}


def action_of(event: QKeyEvent) -> str:
    """The action of a key; empty where it has none."""
    held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    table = _WITH_CONTROL if held else _PLAIN
    return table.get(Qt.Key(event.key()), "")
