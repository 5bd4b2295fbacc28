"""Owns telling the customer's window from the clerk's: what is done there is no clerk's work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_MARK: Final = "for_customer"


def mark_for_customer(window: QWidget) -> None:
    """Say that this window is on the customer's side."""
    window.setProperty(_MARK, True)


def is_clerks(watched: QObject) -> bool:
    """Tell whether something was done by the clerk: on a widget of a window that is theirs.

    Qt tells of each touch twice, first of its window; only the widget counts.
    """
    if isinstance(watched, QWindow):
        return False
    return not (isinstance(watched, QWidget) and watched.window().property(_MARK))
