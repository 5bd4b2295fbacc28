"""Owns the way of news from other threads into the window's.

Carries no facts, only that there are some, so that whoever is told looks at the present and never
at something overtaken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable


class News(QObject):
    """Calls somebody in the thread that made this object.

    A worker's signal reaches a method of a QObject in that object's thread; a plain function it
    would reach in the worker's.
    """

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._taker: Callable[[], None] | None = None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def follow(self, taker: Callable[[], None]) -> None:
        """Call this when there is news."""
        self._taker = taker

    def tell(self) -> None:
        """There is news; may be called from any thread, and answers at once."""
        self._arrived.emit()

    def end(self) -> None:
        """Call nobody any more."""
        self._taker = None

    @Slot()
    def _deliver(self) -> None:
        if self._taker is not None:
            self._taker()
