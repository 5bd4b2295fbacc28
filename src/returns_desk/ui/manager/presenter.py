"""The presenter of the manager's window: who is there, which page is in sight.

Owns the way between pages and the way in and out. Plain Python; knows no widget, and nothing of
what a page shows.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from returns_desk.domain.errors import Defect, EnvironmentFault, OperatorMistake
from returns_desk.ui.kit.error_words import error_words
from returns_desk.ui.manager.shell_contents import ShellState, pages_for, shell_content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from returns_desk.application.ports import Operator
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.contents import ShellContent
    from returns_desk.ui.manager.frame import PageInfo, PagePresenter, Worker
    from returns_desk.ui.manager.shell_contents import ShopPlace


class ShellView(Protocol):
    """The window, as the presenter sees it."""

    def show_content(self, content: ShellContent) -> None:
        """Show what stands around the page."""
        ...

    def turn_to(self, page: str) -> None:
        """Put this page in sight."""
        ...

    def show_sentence(self, sentence: str, tone: str) -> None:
        """Say one sentence above the page; an empty one is taken away."""
        ...

    def show_warning(self, sentence: str) -> None:
        """Warn above every page for as long as the window is there; empty: nothing is wrong."""
        ...

    def forget_secret(self) -> None:
        """Empty the field for badge and PIN, and put the keyboard on it."""
        ...


class Door(Protocol):
    """The way in; in the counter's worker only."""

    def people(self) -> tuple[Operator, ...]:
        """Everyone who may enter."""
        ...

    def enter(self, secret: str, operator_id: str | None = None) -> Operator:
        """Let a person in."""
        ...

    def let_in(self, operator_id: str) -> Operator:
        """Let in who is signed in at the desk."""
        ...

    def leave(self, person: Operator) -> None:
        """Note that the person looks no more."""
        ...


class Around(Protocol):
    """What the window needs beside the journal."""

    def now(self) -> datetime:
        """This moment in the shop's zone."""
        ...

    def words(self, language: str) -> Words:
        """The words of a language."""
        ...

    def languages(self) -> tuple[str, ...]:
        """The languages that there are words in."""
        ...

    def report(self, error: ReturnsError) -> None:
        """Keep a report of our own fault."""
        ...


class ShellPresenter:
    """The shell, and what its pages are given (see `frame.Frame`).

    Attributes:
        reads: for questions to the journal; never the counter's worker.
        writes: the counter's worker; every event goes through it.
    """

    def __init__(
        self,
        view: ShellView,
        door: Door,
        around: Around,
        place: ShopPlace,
        workers: tuple[Worker, Worker],
    ) -> None:
        """Begin with nobody there; `workers` are for reading and for writing."""
        self.reads, self.writes = workers
        self._view, self._door, self._around, self._place = view, door, around, place
        self._pages: Mapping[str, PagePresenter] = {}
        self._infos: tuple[PageInfo, ...] = ()
        self._state = ShellState()
        self._words = around.words(around.languages()[0])
        self._told: Callable[[], None] = _nobody
        self._warning = ""

    def furnish(
        self, pages: Mapping[str, PagePresenter], infos: tuple[PageInfo, ...], language: str
    ) -> None:
        """Hang the pages in; call once, before anything else."""
        self._pages, self._infos = pages, infos
        self._words = self._around.words(language)
        self._show()

    def on_written(self, tell: Callable[[], None]) -> None:
        """Tell the counter too when something was written here."""
        self._told = tell

    # --- the way in and out

    def arrive(self, operator_id: str | None = None) -> None:
        """The window comes in sight; that person is signed in at the desk already."""
        if self._state.person is not None:
            self.refresh()
        elif operator_id is not None:
            self.writes.run(partial(self._door.let_in, operator_id), self._entered, self._kept_out)
        else:
            self.writes.run(self._door.people, self._know_people, self.failed)

    def choose_person(self, code: str) -> None:
        """Say who types the PIN."""
        self._state.chosen = code
        self._show()
        self._view.forget_secret()

    def enter(self, secret: str) -> None:
        """A badge was scanned, or a PIN typed."""
        job = partial(self._door.enter, secret, self._state.chosen)
        self.writes.run(job, self._entered, self._refused)

    def leave(self) -> None:
        """Sign out; what was on the pages is forgotten."""
        person = self._state.person
        if person is None:
            return
        self._close_page()
        self._state = ShellState(people=self._state.people)
        self.writes.run(partial(self._door.leave, person), _nothing, self.failed)
        self._show()
        self.arrive()

    # --- between pages

    def go(self, page: str, argument: str = "") -> None:
        """Turn to a page that the person may open."""
        if page not in {each.name for each in self.pages()}:
            return
        if page != self._state.page:
            self._close_page()
            self._view.show_sentence("", "neutral")
        self._state.page = page
        self._show()
        self._view.turn_to(page)
        self._pages[page].opened(argument)

    def pages(self) -> tuple[PageInfo, ...]:
        """The pages that the person who is there may open."""
        return pages_for(self._infos, self._state.person)

    def back(self) -> bool:
        """One step back inside the page; False where there was none."""
        page = self._pages.get(self._state.page)
        return page is not None and page.back()

    def next_language(self) -> None:
        """Go on in the language that comes next."""
        languages = self._around.languages()
        at = languages.index(self._words.language)
        self._words = self._around.words(languages[(at + 1) % len(languages)])
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        self._show()
        if self._state.person is not None and self._state.page in self._pages:
            self._pages[self._state.page].refreshed()

    def warn(self, sentence: str) -> None:
        """Warn on every page from now on, in whatever language is on screen."""
        self._warning = sentence
        self._show()

    def tick(self) -> None:
        """The moment in the header goes on."""
        self._show()

    # --- what pages are given

    def words(self) -> Words:
        """The words of the language on screen."""
        return self._words

    def person(self) -> Operator:
        """Who is signed in; a Defect where nobody is."""
        if self._state.person is None:
            raise Defect("A page asks who is there while nobody is signed in.")
        return self._state.person

    def is_anyone_there(self) -> bool:
        """True while a person is signed in."""
        return self._state.person is not None

    def now(self) -> datetime:
        """This moment in the shop's zone."""
        return self._around.now()

    def count(self, page: str, number: int, *, urgent: bool = False) -> None:
        """Show how many wait behind a page in the rail."""
        if self._state.counts.get(page) != (number, urgent):
            self._state.counts[page] = (number, urgent)
            self._show()

    def say(self, sentence: str, tone: str = "now") -> None:
        """Say one sentence above the page."""
        self._view.show_sentence(sentence, tone)

    def failed(self, error: ReturnsError) -> None:
        """Say what is wrong."""
        if not isinstance(error, OperatorMistake | EnvironmentFault):
            self._around.report(error)
        tone = "attention" if isinstance(error, OperatorMistake) else "bad"
        self._view.show_sentence(error_words(self._words, error), tone)

    def written(self) -> None:
        """Something was written here."""
        self._told()
        self.refresh()

    def _know_people(self, people: tuple[Operator, ...]) -> None:
        self._state.people = people
        if len(people) == 1:
            self._state.chosen = people[0].id
        self._show()
        self._view.forget_secret()

    def _entered(self, person: Operator) -> None:
        self._state.person, self._state.chosen = person, None
        self._view.show_sentence("", "neutral")
        self._view.forget_secret()
        self._show()
        if self.pages():
            self.go(self.pages()[0].name)

    def _refused(self, error: ReturnsError) -> None:
        self._view.forget_secret()
        self.failed(error)

    def _kept_out(self, error: ReturnsError) -> None:
        """Whoever is at the desk may not look; another person signs in here."""
        self.writes.run(self._door.people, self._know_people, self.failed)
        self.failed(error)

    def _close_page(self) -> None:
        if self._state.page in self._pages:
            self._pages[self._state.page].closed()

    def _show(self) -> None:
        now = self._around.now()
        self._view.show_content(
            shell_content(self._words, self._place, self._infos, self._state, now)
        )
        self._view.show_warning(self._words.text(self._warning) if self._warning else "")


def _nothing(_: object) -> None:
    return


def _nobody() -> None:
    return
