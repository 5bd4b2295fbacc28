"""Owns when the window says that something is still being written: after a blink, until it is done.

Decides nothing else: the presenter says it, and Enter does nothing meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from returns_desk.ui.clerk.presenter import ClerkPresenter
    from returns_desk.ui.kit.tasks import Tasks

BLINK_MS: Final = 150
"""Below this a sign would only flicker; a good disk is never seen."""


class SavingSign(QObject):
    """Follows the worker; lives as long as the window that it is given."""

    def __init__(self, tasks: Tasks, presenter: ClerkPresenter, window: QObject) -> None:
        super().__init__(window)
        self._presenter = presenter
        self._is_shown = False
        self._blink = QTimer(self)
        self._blink.setSingleShot(True)
        self._blink.setInterval(BLINK_MS)
        self._blink.timeout.connect(self._show)
        tasks.busy.connect(self._changed)

    def _changed(self, is_busy: bool) -> None:  # noqa: FBT001 - a slot's signature
        if is_busy:
            self._blink.start()
            return
        self._blink.stop()
        if self._is_shown:
            self._is_shown = False
            self._presenter.saving(is_saving=False)

    def _show(self) -> None:
        self._is_shown = True
        self._presenter.saving(is_saving=True)
