"""The manager's window of a counter, as journeys use it; owns no test."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from journeys.harness import PINS

if TYPE_CHECKING:
    from journeys.harness import Counter
    from returns_desk.ui.kit.tasks import Tasks
    from returns_desk.ui.manager.presenter import ShellPresenter
    from returns_desk.ui.manager.window import ManagerWindow

Part = TypeVar("Part", bound=QWidget)


class Reviewing:
    """A manager's window over a counter; `person` is signed in there."""

    def __init__(self, counter: Counter, person: str = "lind") -> None:
        self.counter = counter
        review = counter.opened.review
        review.open()
        assert review.window is not None
        assert review.presenter is not None
        self.window: ManagerWindow = review.window
        self.presenter: ShellPresenter = review.presenter
        self.presenter.choose_person(person)
        self.presenter.enter(PINS[person])
        counter.qtbot.waitUntil(self.presenter.is_anyone_there, timeout=5000)
        self.settle()

    def turn_to(self, page: str) -> None:
        """Turn to a page and wait for it."""
        self.presenter.go(page)
        self.settle()

    def part(self, kind: type[Part], name: str) -> Part:
        """A widget of the window by its name."""
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def settle(self) -> None:
        """Wait until nothing is read or written any more."""
        for worker in (self.counter.opened.tasks, self.counter.opened.review.reads):
            if worker is not None:
                self.counter.qtbot.waitUntil(partial(_is_idle, worker), timeout=20_000)
        self.counter.settle()


def _is_idle(worker: Tasks) -> bool:
    return not worker.is_busy()
