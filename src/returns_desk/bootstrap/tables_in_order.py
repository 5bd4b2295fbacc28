"""After an update: the journal's tables are made afresh before the desk opens, and that is shown.

Owns the start's only long work: in a thread of its own, with a small window that paints meanwhile.
Where the tables are as this version makes them nothing happens. Knows nothing of what is in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.adapters.profile_journal import will_be_remade
from returns_desk.adapters.resources import resources_root
from returns_desk.adapters.safe_files import unwatched
from returns_desk.bootstrap.surroundings import DeskSurroundings
from returns_desk.ui.kit.tasks import Tasks
from returns_desk.ui.kit.working_window import WorkingWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.adapters.profile import Profile
    from returns_desk.adapters.safe_files import Progress
    from returns_desk.domain.errors import ReturnsError

SHOWN_AFTER_MS: Final = 300
"""A short journal is done before a window could be read."""


class _Told(QObject):
    """Brings how far it is from the thread that works to the one that paints."""

    told = Signal(object, object)


def put_tables_in_order(profile: Profile, language: str) -> None:
    """Open the journal of a locked profile once, where that makes its tables afresh.

    Raises:
        OperatorMistake: A newer version's journal, or the journal is gone.
        EnvironmentFault: The file or its folder can't be written.
    """
    if not will_be_remade(profile.journal_path):
        return
    around = DeskSurroundings(profile.directory, resources_root(), profile.clock, write_slip)
    words = around.words(language)

    def sentence(percent: int) -> str:
        return words.text("Putting the journal's tables in order: {percent} %", percent=percent)

    def work(on_progress: Progress) -> None:
        profile.on_remaking = on_progress
        try:
            profile.open_journal().close()
        finally:
            profile.on_remaking = unwatched

    run_watched(work, WorkingWindow("Returns Desk", sentence))


def run_watched(
    work: Callable[[Progress], None], window: WorkingWindow, shown_after_ms: int = SHOWN_AFTER_MS
) -> None:
    """Do the work in a thread, and let the window say how far it is, if it takes long enough.

    Raises:
        ReturnsError: What the work raised; other faults of it as a Defect.
    """
    tasks, loop, telling = Tasks(), QEventLoop(), _Told()
    failed: list[ReturnsError] = []
    telling.told.connect(window.show_progress, Qt.ConnectionType.QueuedConnection)

    def fail(error: ReturnsError) -> None:
        failed.append(error)
        loop.quit()

    shown = QTimer()
    shown.setSingleShot(True)
    shown.timeout.connect(window.show)
    shown.start(shown_after_ms)
    tasks.run(lambda: work(telling.told.emit), lambda _: loop.quit(), fail)
    loop.exec()
    shown.stop()
    tasks.shutdown()
    window.finish()
    if failed:
        raise failed[0]
