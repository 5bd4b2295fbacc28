"""A backup that somebody at the window asks for: its progress, its end, and stopping it.

Owns the way from the backups' thread to the window's. Knows no window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from returns_desk.adapters.keeping.background import STOPPED, BackgroundBackups
from returns_desk.adapters.keeping.keeping_access import backup_from
from returns_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.keeping import Backups


class AskedBackup(QObject):
    """Begins backups and tells of them in the thread that made this object."""

    _went_on = Signal(int)
    _ended = Signal(str)

    def __init__(self, backups: Backups, folder: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backups = backups if isinstance(backups, BackgroundBackups) else None
        self._folder = folder
        self._on_progress: Callable[[int], None] | None = None
        self._on_done: Callable[[str], None] | None = None
        self._went_on.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._tell_end, Qt.ConnectionType.QueuedConnection)

    def is_configured(self) -> bool:
        """Whether there is a folder for backups."""
        return self._backups is not None and bool(self._folder)

    def begin(self, on_progress: Callable[[int], None], on_done: Callable[[str], None]) -> None:
        """Begin one; the end is "made", "stopped" or one sentence of what stood in the way."""
        if self._backups is not None:
            self._on_progress, self._on_done = on_progress, on_done
            self._backups.ask(self._folder, self._ended.emit, self._watch)

    def give_up(self) -> None:
        """Stop the one that is being made."""
        if self._backups is not None:
            self._backups.give_up()

    def _watch(self, done: int, total: int) -> None:
        """In the backups' thread; each per cent is told once, or seldom more."""
        self._went_on.emit(min(100, done * 100 // max(1, total)))

    @Slot(int)
    def _tell_progress(self, per_cent: int) -> None:
        if self._on_progress is not None:
            self._on_progress(per_cent)

    @Slot(str)
    def _tell_end(self, answer: str) -> None:
        on_done, self._on_progress, self._on_done = self._on_done, None, None
        if on_done is not None:
            on_done(_outcome(answer))


def _outcome(answer: str) -> str:
    try:
        backup_from(answer)
    except EnvironmentFault as fault:
        return "stopped" if fault.message == STOPPED else fault.message
    return "made"
