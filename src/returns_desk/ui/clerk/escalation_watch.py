"""Owns looking, every minute, at what is open too long; nobody has to touch anything.

It must not know what too long is: the counter does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from returns_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from returns_desk.application.desk import Desk
    from returns_desk.application.desk_state import DeskState
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.clerk.driver import TaskRunner
    from returns_desk.ui.clerk.presenter import ClerkPresenter

EVERY_MS: Final = 60_000


class EscalationWatch(QTimer):
    """Begins at once, and ends with its parent."""

    def __init__(
        self, tasks: TaskRunner, desk: Desk, presenter: ClerkPresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self._desk, self._presenter = tasks, desk, presenter
        self.setInterval(EVERY_MS)
        self.timeout.connect(self.look)
        self.start()

    def look(self) -> None:
        """Look now."""
        self._tasks.run(self._desk.watch_escalations, self._looked, self._failed)

    def _looked(self, state: DeskState | None) -> None:
        if state is not None:
            self._presenter.chrome.look_again()

    def _failed(self, error: ReturnsError) -> None:
        """What the disk did not take is tried again in a minute; the next command says why."""
        if not isinstance(error, EnvironmentFault):
            self._presenter.went_wrong(error)
