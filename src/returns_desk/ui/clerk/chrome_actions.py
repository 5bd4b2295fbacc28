"""What the keys and buttons around every page do: language, manager, printer, till.

Owns which command each becomes, and when it is none. Plain Python; knows no widget.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from returns_desk.application.desk_state import Stage
from returns_desk.ui.clerk.backup_contents import kept_banner
from returns_desk.ui.clerk.notice_contents import SILENT
from returns_desk.ui.clerk.papers_contents import OF_PAPERS
from returns_desk.ui.clerk.printer_contents import already_sent
from returns_desk.ui.clerk.waiting_contents import Reminders, waiting_banner

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.ui.clerk.driver import Driver


class ChromeActions:
    """The presenter's part of what stands around every page."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver
        self._open_review: Callable[[str | None], None] = _no_review
        self._reminders = Reminders(driver.desk.services.shop.escalations.reminder_minutes)

    def review_with(self, open_review: Callable[[str | None], None]) -> None:
        """Open the manager's window this way; it is told who is signed in here."""
        self._open_review = open_review

    def open_review(self) -> None:
        """Open the manager's window (F12)."""
        operator = self._driver.state.operator
        self._open_review(None if operator is None else operator.id)

    def look_again(self) -> None:
        """Something was written in another window: show the counter as it is now."""
        overlay = self._driver.local.overlay
        if not self._driver.is_pending():
            # Papers stay open: the clerk may be about to take one in.
            stays = overlay if overlay in OF_PAPERS else ""
            self._driver.do(self._driver.desk.state, stays)

    def tick(self) -> None:
        """A second passed."""
        self._driver.tick()
        self.remind()

    def remind(self) -> None:
        """Tell who may decide what waits for them; a sentence that stands there goes first."""
        driver = self._driver
        banner = waiting_banner(driver.words, driver.state)
        notice, shown = driver.state.notice, driver.local.banner
        is_free = shown in {None, banner} and (notice is None or notice.code in SILENT)
        if is_free and self._reminders.is_due(driver.state, driver.around.now()):
            # Taken away first, so that a screen reader says it again.
            driver.view.show_banner(None)
            driver.show(banner)

    def next_language(self) -> None:
        """Go on in the language that comes next."""
        languages = self._driver.around.languages()
        now = self._driver.words.language
        at = languages.index(now) if now in languages else -1
        another = languages[(at + 1) % len(languages)]
        if another != now:
            self._driver.speak(another)

    def call_manager(self) -> None:
        """Call a person with authority; where one is asked already, wait for them."""
        driver, case = self._driver, self._driver.state.case
        if driver.state.stage is Stage.APPROVAL:
            driver.view.point_at("scan")
        elif driver.state.stage is Stage.BOARD and case is not None and case.requested:
            driver.do(partial(driver.desk.begin_approval, case.requested))
        elif driver.state.stage is not Stage.SIGNED_OUT:
            driver.do(driver.desk.call_manager)

    def print_again(self) -> None:
        """Print the slip in sight once more, unless it is on its way."""
        driver, case = self._driver, self._driver.state.case
        if driver.state.stage is not Stage.SLIP or case is None:
            return
        printer = driver.around.printer_state()
        underway = already_sent(driver.words, printer, is_sent=case.slip_sent)
        if underway is None:
            driver.do(driver.desk.print_again)
        else:
            driver.show(underway)

    def say_till(self) -> None:
        """Say why returns are not at the till, or why there is no backup."""
        banner = kept_banner(self._driver.words, self._driver.state)
        if banner is not None:
            self._driver.show(banner)


def _no_review(_operator_id: str | None) -> None:
    """A window without a review beside it, as in pictures."""
