"""The presenter of the customer's display: what is shown there, and what a touch there means.

Owns which page belongs to which snapshot, the customer's own language, and the mark until the
counter has heard of it. Plain Python. It never pays and never chooses: a touch asks, as if the
customer had said it aloud, and the clerk's command does the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal, Protocol

from returns_desk.application.desk_state import Stage
from returns_desk.ui.customer import page_contents as pages
from returns_desk.ui.customer.option_contents import Reader, marked_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.desk_state import CaseState, DeskState
    from returns_desk.domain.board import Finding
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.customer import contents
    from returns_desk.ui.customer.page_contents import DisplaySettings
    from returns_desk.ui.kit.wording import Words

PageName = Literal["rest", "options", "paying", "thanks"]
_PAYING = frozenset({Stage.BOOKING, Stage.IN_DOUBT})
_TAKING_BACK = frozenset({Stage.VOID_APPROVAL, Stage.UNDOING})


@dataclass(frozen=True, slots=True)
class _Wish:
    """An option that was touched; held until the clerk's window takes it."""

    case_id: str
    option_id: str
    is_held: bool = True


class CustomerView(Protocol):
    """What the display can show; each call replaces what was shown before."""

    def show_frame(self, content: contents.FrameContent) -> None:
        """Show what stands around every page."""
        ...

    def show_rest(self, content: contents.RestContent) -> None:
        """Show that nobody's case is open."""
        ...

    def show_options(self, content: contents.OptionsContent) -> None:
        """Show every option."""
        ...

    def show_paying(self, content: contents.PayingContent) -> None:
        """Show the parts of the money."""
        ...

    def show_thanks(self, content: contents.ThanksContent) -> None:
        """Show the thanks."""
        ...


class ClerkSide(Protocol):
    """The clerk's window, as far as a customer's touch reaches into it."""

    def takes_wishes(self) -> bool:
        """Tell whether a wish may come in now without anything being lost to the clerk."""
        ...

    def is_pending(self) -> bool:
        """Tell whether a command is under way."""
        ...

    def customer_asked(self, option_id: str) -> None:
        """The customer pointed at an option."""
        ...


class CounterSide(Protocol):
    """What the display needs of the counter besides its snapshots."""

    def give_feedback(self, case_id: str, answer: str) -> None:
        """Note how it went; in the worker only."""
        ...

    def public_text(self, finding: Finding, language: str) -> str:
        """What everyone may read of a finding; empty where it is for staff."""
        ...


class Work(Protocol):
    """Runs jobs in the worker."""

    def run(
        self,
        job: Callable[[], None],
        on_done: Callable[[None], None],
        on_failed: Callable[[ReturnsError], None],
    ) -> int:
        """Run a job, then exactly one of the callbacks."""
        ...


class Speech(Protocol):
    """The languages that there are words in."""

    def words(self, language: str) -> Words:
        """The words of a language."""
        ...

    def languages(self) -> tuple[str, ...]:
        """The languages, in the order in which they are offered."""
        ...


class CustomerPresenter:
    """Everything that is shown and touched on the customer's display."""

    def __init__(
        self,
        view: CustomerView,
        clerk: ClerkSide,
        counter: CounterSide,
        work: Work,
        speech: Speech,
        settings: DisplaySettings,
    ) -> None:
        """Begin at rest; `follow` shows a snapshot."""
        self._view, self._clerk, self._counter = view, clerk, counter
        self._work, self._speech, self._settings = work, speech, settings
        # Asked once: it means reading every catalogue.
        self._languages = speech.languages()
        is_spoken = settings.language in self._languages
        self._resting = settings.language if is_spoken else self._languages[0]
        self._words = speech.words(self._resting)
        self._state: DeskState | None = None
        self._page: PageName = "rest"
        self._wish: _Wish | None = None
        self._thanked = ""
        """The case that is thanked for."""
        self._has_answered = self._is_dismissed = False
        self._said_in = self._resting
        """The language in which the customer read the thanks; a customer who goes on keeps it."""
        self._went_on = ""

    def follow(self, state: DeskState) -> None:
        """Show a snapshot of the counter; a wish that had to wait is passed on after it."""
        is_news = state is not self._state
        self._state = state
        is_heard = self._wish is not None and not self._wish.is_held
        if is_heard and (is_news or not self._clerk.is_pending()):
            self._wish = None
        self._remember_thanks(state)
        self._show()
        self.pass_on()

    # what is touched
    def option_touched(self, option_id: str) -> None:
        """The customer asks for an option; it is marked at once, whatever the worker does."""
        case = self._case_in_sight()
        if case is None or option_id == self._marked(case):
            return
        self._wish = _Wish(case.case_id, option_id)
        self._show()
        self.pass_on()

    def language_touched(self, language: str) -> None:
        """Go on in another language; the clerk's stays as it is."""
        self._words = self._speech.words(language)
        self._show()

    def face_touched(self, answer: str) -> None:
        """The customer said how it went; it is said once."""
        if self._page == "thanks" and not self._has_answered:
            self._has_answered = True
            job = partial(self._counter.give_feedback, self._thanked, answer)
            # A word that can't be written is let go: nobody at the counter could mend it.
            self._work.run(job, _nothing, _nothing)
            self._show()

    def thanks_touched(self) -> None:
        """The customer has read the thanks."""
        if self._has_answered:
            self._is_dismissed = True
            self._show()

    def thanks_over(self) -> None:
        """They were in sight long enough; the next customer must not find them."""
        self._is_dismissed = True
        self._show()

    def pass_on(self) -> None:
        """Tell the clerk's window of a wish as soon as it takes one; call when that may be so."""
        wish, case = self._wish, self._case_in_sight()
        if wish is None or not wish.is_held:
            return
        if case is None or case.case_id != wish.case_id:
            self._wish = None
        elif self._clerk.takes_wishes():
            self._wish = replace(wish, is_held=False)
            self._clerk.customer_asked(wish.option_id)

    # what is shown
    def _remember_thanks(self, state: DeskState) -> None:
        case = state.case
        if state.stage is Stage.SLIP and case is not None:
            if case.case_id != self._thanked:
                # Who went on after a return said once how it went, and is not asked again (R5).
                self._has_answered = self._has_answered and case.after == self._thanked
                self._thanked, self._is_dismissed = case.case_id, False
                self._said_in = self._words.language
        else:
            # The next customer, or the lock: whoever comes now is not thanked for it.
            self._is_dismissed = True
        if case is not None and case.after == self._thanked and self._went_on != case.case_id:
            self._went_on = case.case_id
            self._words = self._speech.words(self._said_in)

    def _show(self) -> None:
        state = self._state
        case = state.case if state is not None else None
        before, self._page = self._page, self._page_of(state)
        if self._page == "rest" and before != "rest":
            self._words = self._speech.words(self._resting)
        if self._page == "thanks":
            self._show_frame("", are_languages_shown=False)
            self._view.show_thanks(pages.thanks_page(self._words, has_answered=self._has_answered))
        elif case is None or self._page == "rest":
            self._show_frame("")
            self._view.show_rest(pages.rest_page(self._words, self._settings))
        else:
            self._show_case(Reader(case, self._words, self._counter.public_text))

    def _page_of(self, state: DeskState | None) -> PageName:
        if state is None or state.case is None or state.stage in _TAKING_BACK:
            return "rest"
        if state.case.other_ways.parcel is not None:
            return "rest"
        if state.stage is Stage.SLIP:
            return "rest" if self._is_dismissed else "thanks"
        return "paying" if state.stage in _PAYING else "options"

    def _show_case(self, reader: Reader) -> None:
        if self._page == "paying":
            self._show_frame("")
            self._view.show_paying(pages.paying_page(reader))
            return
        marked = self._marked(reader.case)
        self._show_frame(pages.marked_text(reader, marked))
        self._view.show_options(pages.options_page(reader, marked))

    def _show_frame(self, marked: str, *, are_languages_shown: bool = True) -> None:
        spoken = self._languages if are_languages_shown else ()
        self._view.show_frame(pages.frame_of(self._words, self._settings, spoken, marked))

    def _marked(self, case: CaseState) -> str | None:
        """What was touched last, until the counter has heard of it; then what it says."""
        wish = self._wish
        is_here = wish is not None and wish.case_id == case.case_id
        return wish.option_id if wish is not None and is_here else marked_option(case)

    def _case_in_sight(self) -> CaseState | None:
        """The case while its options are shown."""
        return self._state.case if self._state is not None and self._page == "options" else None


def _nothing(_: object) -> None:
    """There is nothing to do after it."""
