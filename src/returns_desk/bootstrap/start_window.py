"""Opens the window of the first start, and says what a person wanted.

Owns the order in which its parts are made and ended. Decides nothing about the profile.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QLocale, QObject, Qt, Signal, Slot

from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.adapters.resources import resources_root
from returns_desk.adapters.system import SystemClock
from returns_desk.adapters.translations import SOURCE_LANGUAGE, languages
from returns_desk.bootstrap.first_start import FirstStart
from returns_desk.bootstrap.surroundings import DeskSurroundings
from returns_desk.bootstrap.training import training_folder
from returns_desk.bootstrap.whole_profile import is_first_start
from returns_desk.ui.kit.tasks import Tasks
from returns_desk.ui.start.presenter import StartPresenter
from returns_desk.ui.start.window import StartWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from returns_desk.ui.start.presenter import Outcome


@dataclass(frozen=True, slots=True)
class OpenedStart:
    """The window with what is behind it, not shown yet."""

    window: StartWindow
    presenter: StartPresenter
    tasks: Tasks


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the desk opens on."""

    directory: Path
    language: str
    is_demo: bool = False


class _Telling(QObject):
    """Brings how far a file is read from the worker to the thread that paints."""

    told = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._presenter: StartPresenter | None = None
        self.told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def follow(self, presenter: StartPresenter) -> None:
        """From now on this presenter hears it."""
        self._presenter = presenter

    @Slot(int)
    def _pass_on(self, per_mille: int) -> None:
        if self._presenter is not None:
            self._presenter.progressed(per_mille)


@contextmanager
def start_window(directory: Path, language: str) -> Iterator[OpenedStart]:
    """The window for a profile in that folder; all is closed with the block."""
    around = DeskSurroundings(directory, resources_root(), SystemClock("UTC"), write_slip)
    window, tasks, telling = StartWindow(), Tasks(), _Telling()
    beginning = FirstStart(directory)
    presenter = StartPresenter(window, beginning, tasks, around, telling.told.emit)
    telling.follow(presenter)
    window.follow(presenter)
    presenter.start(language if language in around.languages() else SOURCE_LANGUAGE)
    try:
        yield OpenedStart(window, presenter, tasks)
    finally:
        tasks.shutdown()
        window.deleteLater()


def begin_where_nothing_is(directory: Path, language: str) -> Beginning | None:
    """Ask what to begin with, where nothing of an installation is in the folder.

    None where a person closed the window and began nothing.

    Raises:
        EnvironmentFault: The folder can't be read.

    """
    if not is_first_start(directory):
        return Beginning(directory, language)
    outcome, spoken = ask_first(directory, language)
    if outcome == "demo":
        return Beginning(training_folder(directory), spoken, is_demo=True)
    return Beginning(directory, spoken) if outcome == "begun" else None


def ask_first(directory: Path, language: str) -> tuple[Outcome, str]:
    """Show the window until it is closed: what it came to, and the language it spoke last."""
    loop = QEventLoop()
    with start_window(directory, language or _platform_language()) as opened:
        opened.window.left.connect(loop.quit)
        opened.window.show()
        loop.exec()
        return opened.presenter.outcome, opened.window.value("language")


def _platform_language() -> str:
    spoken = QLocale.system().name().partition("_")[0]
    return spoken if spoken in languages(resources_root()) else SOURCE_LANGUAGE
