"""One command of the counter at a time, and what the window shows after it.

Owns the snapshot on screen, what only the window knows, and the way there and back through the
worker. Plain Python. Must not know what a key or a touch means.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from returns_desk.application.desk_state import Stage
from returns_desk.domain.errors import EnvironmentFault, InvalidInput, OperatorMistake
from returns_desk.ui.clerk.approval_contents import Decision
from returns_desk.ui.clerk.notice_contents import error_banner
from returns_desk.ui.clerk.promise_contents import PROMISES
from returns_desk.ui.clerk.rendering import LocalState, Renderer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from returns_desk.application.desk import Desk
    from returns_desk.application.desk_state import DeskState
    from returns_desk.application.ports import PrinterState
    from returns_desk.application.slips import Slip
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.clerk.clerk_view import ClerkView
    from returns_desk.ui.clerk.contents import BannerContent
    from returns_desk.ui.clerk.rendering import Overlay, WindowSettings
    from returns_desk.ui.kit.wording import Words

Result = TypeVar("Result")
LOOK_AGAIN: Final = timedelta(minutes=1)
"""A promise that could not be handed on is tried again after so long."""


class TaskRunner(Protocol):
    """Runs jobs one after another, and calls back in the window's thread."""

    def run(
        self,
        job: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[ReturnsError], None],
    ) -> int:
        """Run a job, then exactly one of the callbacks."""
        ...


class Surroundings(Protocol):
    """What the window needs beside the counter."""

    def now(self) -> datetime:
        """This moment in the shop's zone."""
        ...

    def words(self, language: str) -> Words:
        """The words of a language."""
        ...

    def languages(self) -> tuple[str, ...]:
        """The languages that there are words in."""
        ...

    def keep_slip(self, slip: Slip) -> str:
        """Write the slip's PDF; where it lies, for people.

        Raises:
            EnvironmentFault: it can't be written.
        """
        ...

    def keep_calendar(self, text: str) -> str:
        """Write a calendar file; where it lies, for people.

        Raises:
            EnvironmentFault: it can't be written.
        """
        ...

    def printer_state(self) -> PrinterState:
        """How the slip printer is at this moment."""
        ...

    def report(self, error: ReturnsError) -> None:
        """Keep a report of our own fault."""
        ...


class Driver:
    """Runs commands and shows what they come to.

    Attributes:
        view: the window.
        desk: the counter; its commands run in the worker only.
        around: what the window needs beside the counter.
        words: the words of the language on screen.
        local: what only the window knows.
        state: the snapshot on screen.
        told: who else is told each snapshot that is shown.
    """

    def __init__(
        self,
        view: ClerkView,
        desk: Desk,
        tasks: TaskRunner,
        around: Surroundings,
        settings: WindowSettings,
    ) -> None:
        """Begin with the counter as it is."""
        self.view, self.desk, self.around, self.settings = view, desk, around, settings
        self.words = around.words(around.languages()[0])
        self.local = LocalState()
        self.state = desk.state()
        self._tasks = tasks
        self._renderer = Renderer(view, settings)
        self.told: list[Callable[[DeskState], None]] = []
        self._sent = self._pending = 0
        self._looks_again_at = around.now()
        self._last: Callable[[], DeskState] = desk.state

    def is_pending(self) -> bool:
        """Tell whether a command is under way."""
        return self._pending > 0

    def do(self, job: Callable[[], DeskState], stays: Overlay = "") -> None:
        """Run a command in the worker, then show its snapshot; `stays` is the page over it."""
        self._sent += 1
        self._pending += 1
        self._last = job
        number = self._sent
        done, failed = partial(self._done, number, stays), partial(self._came_to_nothing, number)
        self._tasks.run(job, done, failed)

    def fetch(self, job: Callable[[], Result], on_done: Callable[[Result], None]) -> None:
        """Fetch something in the worker; the snapshot stays as it is."""
        self._tasks.run(job, on_done, self.show_error)

    def do_again(self) -> None:
        """Run the last command once more."""
        self.do(self._last)

    def show(self, banner: BannerContent | None = None) -> None:
        """Show the snapshot, with a banner of the window's own in place of the notice."""
        self.local.banner = banner
        self.local.printer = self.around.printer_state()
        self._renderer.show(self.words, self.state, self.local)
        for tell in self.told:
            tell(self.state)
        self.tick()

    def show_footer(self) -> None:
        """Say the next step again; something is being typed."""
        self._renderer.show_footer(self.words, self.state, self.local)

    def show_saving(self, *, is_saving: bool) -> None:
        """Say that the worker still writes, or say the next step again."""
        self._renderer.show_footer(self.words, self.state, self.local, is_saving=is_saving)

    def show_printer(self) -> None:
        """Show what the slip printer does now; it has news."""
        self.local.printer = self.around.printer_state()
        self._renderer.show_printer(self.words, self.state, self.local)

    def show_error(self, error: ReturnsError) -> None:
        """Say in one sentence what is wrong; our own faults are kept in a report too."""
        if not isinstance(error, OperatorMistake | EnvironmentFault):
            self.around.report(error)
        self.show(error_banner(self.words, error))
        if isinstance(error, InvalidInput):
            self.view.point_at(error.pointer)

    def open_training(self) -> None:
        """Open the training beside this desk, where there is one."""
        if self.settings.welcome.training is not None:
            try:
                self.settings.welcome.training()
            except EnvironmentFault as fault:
                self.show_error(fault)

    def report(self, error: ReturnsError) -> None:
        """Keep a report and say so, whatever page is in sight."""
        self.around.report(error)
        self.view.show_banner(error_banner(self.words, error))

    def tick(self) -> None:
        """Show how long the case has been running, and how hand-over, backups and sending are."""
        self._renderer.show_clock(self.words, self.state, self.around.now())
        known, (hand_over, backups, sending) = self.state, self.desk.kept()
        if (hand_over, backups, sending) != (known.hand_over, known.backups, known.sending):
            self.state = replace(known, hand_over=hand_over, backups=backups, sending=sending)
            self._renderer.show_header(self.words, self.state, self.local)

        self._look_at_promises()

    def _look_at_promises(self) -> None:
        """Show what became due meanwhile; what is over is handed on, whatever goes on here."""
        now = self.around.now()
        promises = self.state.promises.at(now)
        if promises != self.state.promises:
            self._take_promises(replace(self.state, promises=promises))
        if promises.wants_look(now) and not self._pending and now >= self._looks_again_at:
            self._looks_again_at = now + LOOK_AGAIN
            self._tasks.run(self.desk.watch_promises, self._take_promises, self.report)

    def _take_promises(self, state: DeskState) -> None:
        self.state = replace(self.state, promises=state.promises)
        self._renderer.show_header(self.words, self.state, self.local)

    def speak(self, language: str) -> None:
        """Go on in another language."""
        self.words = self.around.words(language)
        self.do(partial(self.desk.set_language, language))

    def _done(self, number: int, stays: Overlay, state: DeskState) -> None:
        self._pending -= 1
        before, self.state = self.state, state
        self._forget(before)
        self.local.overlay = stays or self.local.overlay
        fault = self._keep_slip()
        if number == self._sent:  # else a newer command is under way, and its snapshot counts
            self.show(fault)

    def _came_to_nothing(self, number: int, error: ReturnsError) -> None:
        self._pending -= 1
        if number == self._sent or not isinstance(error, OperatorMistake):
            self.show_error(error)

    def _forget(self, before: DeskState) -> None:
        """What was touched and unfolded belongs to a case, a request or a page."""
        case, old = self.state.case, before.case
        if (case and case.case_id) != (old and old.case_id):
            self.local = LocalState()
        if (case and case.requested) != (old and old.requested):
            self.local.decision = Decision()
        if (case and case.guidance) != (old and old.guidance):
            self.local.opened_step = None
        self.local.overlay = ""
        if before.stage is Stage.SIGNED_OUT and case is None and self.state.promises.pressing:
            self.local.overlay = PROMISES

    def _keep_slip(self) -> BannerContent | None:
        case = self.state.case
        if case is None or case.slip is None:
            return None
        try:
            kept = f"{case.slip.barcode} {len(case.slip.lines)}"
            if self.local.kept_slip != kept:
                self.local.saved_slip = self.around.keep_slip(case.slip)
                self.local.kept_slip = kept
            if case.places is not None and not self.local.saved_labels:
                for label in case.places.labels:
                    self.local.saved_labels = bool(self.around.keep_slip(label))
        except EnvironmentFault as fault:
            return error_banner(self.words, fault)
        return None
