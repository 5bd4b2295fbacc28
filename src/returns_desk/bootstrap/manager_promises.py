"""The manager's page of promises: its wiring, and how it reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.application.promises.book import PromiseBook
from returns_desk.application.promises.looking import promised_words
from returns_desk.application.sentences import N_
from returns_desk.bootstrap.manager_pages import MadePage
from returns_desk.ui.manager.frame import PageInfo
from returns_desk.ui.manager.promises_contents import Promises
from returns_desk.ui.manager.promises_page import PromisesPage
from returns_desk.ui.manager.promises_presenter import PAGE, PromisesPresenter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from returns_desk.adapters.profile import Profile
    from returns_desk.application.promises.looking import KeptPeople
    from returns_desk.application.promises.promise import Promise, PromiseWords
    from returns_desk.bootstrap.manager_pages import ManagerParts


class ReadPromises:
    """Reads promises in the reading worker: all of them once, then what is new.

    With `kept`, what was said of the open ones comes too.
    """

    def __init__(self, profile: Profile, kept: KeptPeople | None = None) -> None:
        self._profile, self._kept, self._book = profile, kept, PromiseBook()

    def __call__(self) -> Promises:
        """Every promise by now, and who is who."""
        with self._profile.read_journal() as journal:
            promises = tuple(self._book.all(journal).values())
        people = self._profile.operators().all()
        names = tuple((each.id, each.name) for each in people)
        return Promises(promises, names, tuple(self._words(promises)))

    def _words(self, promises: tuple[Promise, ...]) -> Iterator[tuple[str, PromiseWords]]:
        if self._kept is not None:
            for each in promises:
                if each.is_open:
                    yield each.id, promised_words(self._kept, each)


def promises_page(parts: ManagerParts) -> MadePage:
    """The page, ready to be hung into the window."""
    page = PromisesPage()
    read = ReadPromises(parts.profile, parts.services.people)
    presenter = PromisesPresenter(page, parts.frame, read, parts.desk.settle_promise)
    page.filter_touched.connect(presenter.filter_touched)
    page.person_touched.connect(presenter.person_touched)
    page.acted.connect(presenter.acted)
    return MadePage(PageInfo(PAGE, N_("Promises"), "clock"), presenter, page)
