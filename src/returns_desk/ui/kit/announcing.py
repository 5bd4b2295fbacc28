"""Owns telling screen readers what has just changed, where the eye would notice it.

Must not decide what is worth saying; whoever changes says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Voice(QObject):
    """The one voice of the program.

    Signals:
        said(text): this was handed to the screen reader, where one listens.
    """

    said = Signal(str)

    def say(self, widget: QWidget, text: str) -> None:
        """Say what has changed at a widget; nothing while it is out of sight."""
        if not text or not widget.isVisible():
            return
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
        self.said.emit(text)


VOICE = Voice()
