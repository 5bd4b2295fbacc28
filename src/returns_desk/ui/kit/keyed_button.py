"""The button that pieces are made of which draw themselves: Return presses it, as Space does.

Owns that key. Must not draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class KeyedButton(QAbstractButton):
    """A button that the keyboard reaches like a touch; a subclass draws it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return do what Space does; hand every other key on."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)
