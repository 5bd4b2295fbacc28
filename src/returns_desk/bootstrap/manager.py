"""The manager's window of a running desk: made when it is first asked for.

Owns its wiring: the door, the pages, and the worker that only reads. The desk's worker writes for
both windows, so that one thread writes the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from returns_desk.adapters.profile import DEMO_OPERATORS
from returns_desk.application.manager_door import ManagerDoor
from returns_desk.ui.kit.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from returns_desk.adapters.profile import Profile
    from returns_desk.adapters.profile_configuration import Configuration
    from returns_desk.application.desk import Desk
    from returns_desk.bootstrap.manager_pages import MadePage, ManagerParts
    from returns_desk.bootstrap.surroundings import DeskSurroundings
    from returns_desk.ui.clerk.presenter import ClerkPresenter
    from returns_desk.ui.manager.presenter import ShellPresenter
    from returns_desk.ui.manager.shell_contents import ShopPlace
    from returns_desk.ui.manager.window import ManagerWindow


class ManagerReview:
    """The review beside a desk; `close` ends it.

    Attributes:
        window: None until it was asked for.
        presenter: the same.
        reads: the worker that only reads; None until then.
        long_work: the worker for what takes long: verifying the journal, replays; None until then.
    """

    def __init__(
        self,
        profile: Profile,
        desk: Desk,
        writes: Tasks,
        around: DeskSurroundings,
        makers: Sequence[Callable[[ManagerParts], MadePage]] = (),
    ) -> None:
        """Nothing is made yet; `makers` are those of every page where none is named."""
        self._profile, self._desk, self._writes = profile, desk, writes
        self._around, self._makers = around, makers
        self.reads: Tasks | None = None
        self.long_work: Tasks | None = None
        self._told: list[Callable[[], None]] = []
        self.window: ManagerWindow | None = None
        self.presenter: ShellPresenter | None = None
        self.language = around.languages()[0]

    def on_written(self, tell: Callable[[], None]) -> None:
        """Tell the counter's window when something was written in this one."""
        self._told.append(tell)

    def open(self, operator_id: str | None = None) -> None:
        """Bring the window forward; that person is signed in at the desk already."""
        window, presenter = self._made()
        window.come_forward()
        presenter.arrive(operator_id)

    def counter_wrote(self) -> None:
        """Something happened at the counter: what is in sight here reads anew."""
        if self.presenter is not None and self.presenter.is_anyone_there():
            self.presenter.refresh()

    def close(self) -> None:
        """End the window and its worker."""
        if self.window is not None:
            self.window.close()
            # A page that looks again by itself must not ask a worker that has ended.
            for timer in self.window.findChildren(QTimer):
                timer.stop()
            self.window.deleteLater()
            self.window = None
        for worker in (self.reads, self.long_work):
            if worker is not None:
                worker.shutdown()

    def _made(self) -> tuple[ManagerWindow, ShellPresenter]:
        if self.window is None or self.presenter is None:
            self.window, self.presenter = self._make()
        return self.window, self.presenter

    def _make(self) -> tuple[ManagerWindow, ShellPresenter]:
        # Late: a fifth of all modules, and no clerk's start waits for them.
        from returns_desk.bootstrap.manager_check import JournalCheck  # noqa: PLC0415 -- as above
        from returns_desk.bootstrap.manager_pages import ManagerParts  # noqa: PLC0415 -- as above
        from returns_desk.bootstrap.manager_rail import PAGES  # noqa: PLC0415 -- as above
        from returns_desk.ui.manager.presenter import ShellPresenter  # noqa: PLC0415 -- as above
        from returns_desk.ui.manager.window import ManagerWindow  # noqa: PLC0415 -- as above

        services, configuration = self._desk.services, self._profile.configuration
        window, self.reads, self.long_work = ManagerWindow(), Tasks(), Tasks()
        place = _place_of(configuration)
        door = ManagerDoor(services.operators, services.journal)
        workers = (self.reads, self._writes)
        presenter = ShellPresenter(window, door, self._around, place, workers)
        check = JournalCheck(self._profile, presenter)
        parts = ManagerParts(
            self._profile, services, self._around, presenter, self._desk, self.long_work, check
        )
        pages = [make(parts) for make in self._makers or PAGES]
        window.hang_in({page.info.name: page.widget for page in pages})
        presenter.furnish(
            {page.info.name: page.presenter for page in pages},
            tuple(page.info for page in pages),
            self.language,
        )
        presenter.on_written(self._tell)
        window.follow(presenter)
        check.begin(self.long_work)
        return window, presenter

    def _tell(self) -> None:
        for tell in self._told:
            tell()


def follow_each_other(review: ManagerReview, clerk: ClerkPresenter) -> None:
    """What one window writes, the other shows at once."""
    review.on_written(clerk.chrome.look_again)
    clerk.shown_to(lambda _: review.counter_wrote())
    clerk.chrome.review_with(review.open)


def _place_of(configuration: Configuration) -> ShopPlace:
    """The shop; the training shop's PINs are public."""
    from returns_desk.ui.manager.shell_contents import ShopPlace  # noqa: PLC0415 -- as above

    pins = {each.id: each.pin for each in DEMO_OPERATORS} if configuration.demo else {}
    store = configuration.store
    return ShopPlace(store.name, store.id, configuration.demo, pins)
