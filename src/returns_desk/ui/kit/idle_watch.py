"""Owns how long nothing was done at the clerk's windows. Must not know what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from returns_desk.ui.kit.two_windows import is_clerks

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_ACTIVITY: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}
)


class IdleWatch(QTimer):
    """Times out once nothing was done for its interval; whatever is done begins the wait anew.

    It sees every event of the program, and a page that is shown brings hundreds: `rest` while one
    is.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self._is_watching = False
        self._resting = QTimer(self, singleShot=True, interval=0)
        self._resting.timeout.connect(self._look)

    def watch(self, interval_ms: int) -> None:
        """Begin."""
        self._is_watching = True
        self.setInterval(interval_ms)
        self.start()
        self._look()

    def rest(self) -> None:
        """Look away until what is shown now is laid out and painted."""
        if self._is_watching:
            self._look_away()
            self._resting.start()

    def end(self) -> None:
        """Watch no more."""
        self._is_watching = False
        self.stop()
        self._resting.stop()
        self._look_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the wait anew whenever something is done."""
        if event.type() in _ACTIVITY and is_clerks(watched):
            self.start()
        return False

    def _look(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def _look_away(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
