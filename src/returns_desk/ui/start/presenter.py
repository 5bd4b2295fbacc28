"""The presenter of the first start: what is done in its window, and what comes of it.

Owns the way through the three steps. Plain Python: it knows no widget, and the profile is made on
the one worker, so that the window never waits.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeVar

from returns_desk.application.first_start import (
    MOST_CLERKS,
    FirstEntry,
    PersonEntry,
    ShopEntry,
    people_mistakes,
    shop_mistakes,
)
from returns_desk.application.shop_places import likely_place, place_of
from returns_desk.domain.errors import EnvironmentFault, InvalidInput, OperatorMistake
from returns_desk.ui.kit.error_words import error_words
from returns_desk.ui.start.pages_content import PEOPLE, SALES, SHOP, StartState, start_content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from returns_desk.application.first_start import Brought
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.start.contents import StartContent

Outcome = Literal["closed", "demo", "begun"]
Result = TypeVar("Result")
_WHOLE_PER_MILLE: Final = 1000
_OF_FIELD: Final = {"import_stopped": "file", "keys_elsewhere": "keys"}
"""Which field a mistake that came up while the profile was made stands at, by its code."""


class StartView(Protocol):
    """The window, as the presenter sees it."""

    def show_content(self, content: StartContent) -> None:
        """Show the window as it is now."""
        ...

    def value(self, name: str) -> str:
        """What stands in a field."""
        ...

    def set_value(self, name: str, value: str) -> None:
        """Fill a field in."""
        ...

    def point_at(self, name: str) -> None:
        """Put the keyboard on a field."""
        ...

    def finish(self) -> None:
        """It is done: go away."""
        ...


class Beginning(Protocol):
    """Makes the profile."""

    def pin_problem(self, pin: str) -> str:
        """The code of what is wrong with a PIN; empty where it will do."""
        ...

    def get_ready(self) -> None:
        """Before `begin`: from now on a stop counts."""
        ...

    def begin(self, entry: FirstEntry, progress: Callable[[int], None]) -> Brought | None:
        """Make the profile; in the worker.

        Raises:
            OperatorMistake: something is to be mended first.
            EnvironmentFault: it can't be written.
        """
        ...

    def stop(self) -> None:
        """Let it go; nothing is kept."""
        ...


class Worker(Protocol):
    """Runs jobs one after another, and calls back in the window's thread."""

    def run(
        self,
        job: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[ReturnsError], None],
    ) -> int:
        """Run a job, then exactly one of the callbacks."""
        ...


class Speech(Protocol):
    """Where words come from."""

    def words(self, language: str) -> Words:
        """The words of a language."""
        ...

    def languages(self) -> tuple[str, ...]:
        """The languages that there are words in."""
        ...

    def report(self, error: ReturnsError) -> None:
        """Keep a report of our own fault."""
        ...


class StartPresenter:
    """Everything that can be done in the window of the first start.

    Attributes:
        outcome: what the window came to, once it is closed.
    """

    def __init__(
        self,
        view: StartView,
        beginning: Beginning,
        worker: Worker,
        speech: Speech,
        tell_progress: Callable[[int], None],
    ) -> None:
        """`tell_progress` brings what the worker tells to `progressed`."""
        self._view, self._beginning, self._worker = view, beginning, worker
        self._speech, self._tell = speech, tell_progress
        self._state = StartState()
        self._words = speech.words(speech.languages()[0])
        self.outcome: Outcome = "closed"

    def start(self, language: str) -> None:
        """Show step one, with what is probably right filled in."""
        self._words = self._speech.words(language)
        self._show()
        place = likely_place(language)
        beginning = {"store": "1", "counter": "1", "country": place.jurisdiction}
        beginning |= {"currency": place.currency, "language": language, "keys": "file"}
        for name, value in beginning.items():
            self._view.set_value(name, value)
        self._view.point_at("name")

    def changed(self, name: str, value: str) -> None:
        """A field was changed: what was wrong with it may be mended now."""
        if name == "country":
            self._view.set_value("currency", place_of(value).currency)
        elif name == "language":
            self._words = self._speech.words(value)
        mistakes = {field: code for field, code in self._state.mistakes.items() if field != name}
        self._state = replace(self._state, mistakes=mistakes)
        self._show()

    def onward(self) -> None:
        """The next step, or the end of the last one."""
        state = self._state
        if state.percent is not None:
            return
        if state.brought is not None:
            self._end("begun")
        elif state.step == SHOP:
            self._turn(PEOPLE, shop_mistakes(self._shop()), "person0.name")
        elif state.step == PEOPLE:
            people = self._people()
            problem = self._beginning.pin_problem
            self._turn(SALES, people_mistakes(people[0], people[1:], problem), "file")
        else:
            self._begin()

    def back(self) -> None:
        """One step back with everything as it was typed; while a file is read, stop that."""
        state = self._state
        if state.percent is not None:
            self._beginning.stop()
        elif state.step > SHOP and state.brought is None:
            self._state = replace(state, step=state.step - 1, mistakes={}, fault="")
            self._show()
            self._view.point_at("name" if self._state.step == SHOP else "person0.name")

    def demo(self) -> None:
        """Straight into the demo shop."""
        if self._state.percent is None and self._state.brought is None:
            self._end("demo")

    def one_more(self) -> None:
        """One more clerk."""
        if self._state.people <= MOST_CLERKS:
            self._state = replace(self._state, people=self._state.people + 1)
            self._show()
            self._view.point_at(f"person{self._state.people - 1}.name")

    def next_language(self) -> None:
        """Go on in another language, which the desk will speak too."""
        languages = self._speech.languages()
        another = languages[(languages.index(self._words.language) + 1) % len(languages)]
        self._view.set_value("language", another)
        self.changed("language", another)

    def progressed(self, per_mille: int) -> None:
        """How far the file is read."""
        if self._state.percent is not None:
            percent = min(per_mille * 100 // _WHOLE_PER_MILLE, 100)
            self._state = replace(self._state, percent=percent)
            self._show()

    def window_closed(self) -> None:
        """Nobody looks any more; what is under way is let go."""
        if self._state.percent is not None:
            self._beginning.stop()

    def _begin(self) -> None:
        people = self._people()
        file = self._view.value("file").strip()
        entry = FirstEntry(self._shop(), people[0], people[1:], file)
        self._state = replace(self._state, percent=0, mistakes={}, fault="", reads=bool(file))
        self._show()
        self._beginning.get_ready()
        self._worker.run(
            lambda: self._beginning.begin(entry, self._tell), self._begun, self._came_to_nothing
        )

    def _begun(self, brought: Brought | None) -> None:
        if brought is None:
            self._end("begun")
            return
        self._state = replace(self._state, percent=None, brought=brought)
        self._show()

    def _came_to_nothing(self, error: ReturnsError) -> None:
        self._state = replace(self._state, percent=None)
        if not isinstance(error, OperatorMistake | EnvironmentFault):
            self._speech.report(error)
            self._state = replace(self._state, fault="defect")
        elif isinstance(error, InvalidInput):
            place = f"{error.pointer}: " if error.pointer else ""
            self._mistake("file", f"{place}{error_words(self._words, error)}")
        elif error.code in _OF_FIELD:
            self._mistake(_OF_FIELD[error.code], error_words(self._words, error))
        else:
            self._state = replace(self._state, fault=error_words(self._words, error))
        self._show()

    def _mistake(self, field: str, sentence: str) -> None:
        step = SALES if field == "file" else SHOP
        self._state = replace(self._state, step=step, mistakes={field: sentence})

    def _turn(self, step: int, mistakes: Mapping[str, str], field: str) -> None:
        """To that step, unless something of this one is to be mended first."""
        if mistakes:
            self._state = replace(self._state, mistakes=mistakes)
        else:
            self._state = replace(self._state, step=step, mistakes={})
        self._show()
        self._view.point_at(next(iter(mistakes), field))

    def _shop(self) -> ShopEntry:
        value = self._view.value
        return ShopEntry(
            name=value("name"),
            store=value("store"),
            counter=value("counter"),
            jurisdiction=value("country"),
            currency=value("currency"),
            language=value("language"),
            keys_place=value("keys"),
        )

    def _people(self) -> tuple[PersonEntry, ...]:
        """The manager, and each clerk of whom anything was typed."""
        fields = ("name", "pin", "pin_again")
        everyone = [
            PersonEntry(*(self._view.value(f"person{at}.{field}") for field in fields))
            for at in range(self._state.people)
        ]
        return (everyone[0], *(each for each in everyone[1:] if each != PersonEntry()))

    def _end(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._state = replace(self._state, percent=None)
        self._view.finish()

    def _show(self) -> None:
        self._view.show_content(start_content(self._words, self._state, self._speech.languages()))
