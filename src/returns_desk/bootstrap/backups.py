"""The backups of a running desk: by themselves, and when another program asks.

Owns their wiring, and the way of an answer from the backups' thread to the window's. Knows no
window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from returns_desk.adapters.keeping.background import BackgroundBackups
from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.adapters.resources import resources_root
from returns_desk.bootstrap.surroundings import DeskSurroundings

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.adapters.profile import Profile
    from returns_desk.bootstrap.handover import BackUp


class Answers(QObject):
    """Brings answers into the thread that made this object, where sockets live."""

    _arrived = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def tell(self, reply: Callable[[str], None], answer: str) -> None:
        """Call `reply` with the answer there; may be called from any thread."""
        self._arrived.emit(reply, answer)

    @Slot(object, str)
    def _deliver(self, reply: Callable[[str], None], answer: str) -> None:
        reply(answer)


def backups_of(profile: Profile) -> BackgroundBackups:
    """The backups of a locked profile; they begin as a context manager, once a journal is there."""
    around = DeskSurroundings(profile.directory, resources_root(), profile.clock, write_slip)
    return BackgroundBackups(profile, around.report)


def backing_up(backups: BackgroundBackups, answers: Answers) -> BackUp:
    """Make backups for other programs, beside the counter and never in its way."""

    def back_up(folder: str, reply: Callable[[str], None]) -> None:
        backups.ask(folder, lambda answer: answers.tell(reply, answer))

    return back_up
