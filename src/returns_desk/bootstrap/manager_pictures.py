"""Pictures of the manager's window over a few cases: for the README and for looking at.

Owns the walk; the cases go through the clerk's window of the demo shop.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.bootstrap.screenshots import PLUMS, SHELF, Walk
from returns_desk.domain.errors import Defect, EnvironmentFault
from returns_desk.ui.manager.window import DEFAULT_SIZE

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.bootstrap.desk import OpenedDesk
    from returns_desk.ui.manager.presenter import ShellPresenter
    from returns_desk.ui.manager.window import ManagerWindow

MANAGER: Final = "lind"
OTHER_CARD: Final = "refund/other_card"


class ManagerWalk(Walk):
    """What a manager sees after plums, a customer who left, and one who waits for an answer."""

    def __init__(self, opened: OpenedDesk, folder: Path, kind: str, language: str) -> None:
        super().__init__(opened, folder, kind)
        self._review, self._language = opened.review, language

    def whole(self) -> None:
        """Every page; both windows close at the end."""
        self._serve()
        review, shell = self._opened()
        self._do(lambda: None)
        self._speak(shell)
        self._save(review, "door")
        shell.choose_person(MANAGER)
        self._do(lambda: shell.enter(self._pins[MANAGER]))
        for page in shell.pages():
            self._do(partial(shell.go, page.name))
            self._do(self._read)
            self._save(review, page.name)
        self._review.close()
        self._window.deleteLater()

    def _serve(self) -> None:
        self._do(lambda: self._presenter.tile_touched("person:mara"))
        self._do(lambda: self._presenter.scanned(self._pins["mara"]))
        self._do(lambda: self._presenter.scanned(PLUMS))
        self._do(lambda: self._presenter.board.option_chosen("even_exchange/none"))
        self._do(self._presenter.confirmed)
        self._do(self._presenter.confirmed)
        self._do(lambda: self._presenter.scanned(SHELF))
        self._do(lambda: self._presenter.acted("leave"))
        self._do(lambda: self._presenter.choice_made("nothing_suited"))
        self._do(lambda: self._presenter.scanned(SHELF))
        self._do(lambda: self._presenter.board.condition_answered(yes=False))
        self._do(lambda: self._presenter.acted("promise"))
        self._do(self._presenter.confirmed)
        self._do(lambda: self._presenter.board.chip_asked(OTHER_CARD))

    def _opened(self) -> tuple[ManagerWindow, ShellPresenter]:
        self._review.open()
        if self._review.window is None or self._review.presenter is None:
            raise Defect("The manager's window was not made.")
        return self._review.window, self._review.presenter

    def _speak(self, shell: ShellPresenter) -> None:
        while shell.words().language != self._language:
            shell.next_language()

    def _read(self) -> None:
        """Wait for what the page asks the journal."""
        reads = self._review.reads
        while reads is not None and reads.is_busy():
            self._settle()

    def _save(self, review: ManagerWindow, name: str) -> None:
        review.resize(*DEFAULT_SIZE)
        self._settle()
        path = self._folder / f"manager-{name}-{self._kind}.png"
        if not review.grab().save(str(path)):
            message = f"{path}: this picture can't be written; choose another folder."
            raise EnvironmentFault(message, code="folder_unwritable")
