"""What is done with promises: opening the page, choosing, making one; the list and its rows.

Owns which command each touch and key becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.application.desk_state import Stage
from returns_desk.application.promises.calendar_file import CalendarEntry, calendar_text
from returns_desk.application.promises.entry import PromiseEntry, due_choices
from returns_desk.application.sentences import N_
from returns_desk.domain.errors import EnvironmentFault, InvalidInput
from returns_desk.ui.clerk.contents import BannerContent
from returns_desk.ui.clerk.paper_entry import read_day
from returns_desk.ui.clerk.promise_contents import (
    CALENDAR,
    KEPT,
    OPEN_CASE,
    PROMISE,
    PROMISES,
    PromiseDraft,
    no_promises,
)
from returns_desk.ui.clerk.ticket_actions import ticket_actions
from returns_desk.ui.kit.promise_words import promise_title

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from returns_desk.ui.clerk.driver import Driver

_CLOSING: Final = time(17)
_LIKE_THIS: Final = N_("Type day and time like this: 2026-11-26 17:00.")


class PromiseActions:
    """The presenter's part of promises."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver
        self.actions: Mapping[str, Callable[[], None]] = {
            PROMISE: self.opened,
            PROMISES: self.listed,
            **ticket_actions(driver),
        }
        """What the keys and the buttons around do."""

    def is_open(self) -> bool:
        """Whether a page of promises stands over the board."""
        return self._driver.local.overlay in {PROMISE, PROMISES}

    def opened(self) -> None:
        """Open the page on which a promise is made, or close it; without a case, the list (F9)."""
        driver = self._driver
        if driver.state.case is None or driver.state.stage is Stage.SIGNED_OUT:
            self.listed()
            return
        is_open = driver.local.overlay == PROMISE
        driver.local.overlay = "" if is_open else PROMISE
        now = driver.around.now()
        token = f"{now.isoformat()} {len(driver.state.promises.open)}"
        driver.local.promise = PromiseDraft(due_choices(now), token=token)
        driver.show()

    def listed(self) -> None:
        """Open the list of what was promised, or close it."""
        driver = self._driver
        if driver.state.stage in {Stage.SIGNED_OUT, Stage.KEY_IN}:
            return
        was_open = driver.local.overlay == PROMISES
        has_any = bool(driver.state.promises.open)
        driver.local.overlay = PROMISES if has_any and not was_open else ""
        driver.show(None if has_any or was_open else no_promises(driver.words))

    def chosen(self, group: str, code: str) -> None:
        """Mark another choice."""
        self._driver.local.promise = self._driver.local.promise.chosen(group, code)
        self._driver.show()

    def made(self, due: str, contact: str, words: str) -> None:
        """Promise what is marked, with what was typed."""
        driver, draft = self._driver, self._driver.local.promise
        try:
            at = self._typed(due) if due.strip() else draft.at()
        except InvalidInput as error:
            driver.show_error(error)
            return
        if at is None:
            driver.show_error(InvalidInput("due", _LIKE_THIS))
            return
        entry = PromiseEntry(at, draft.kind, draft.channel, draft.who, words, contact)
        driver.do(partial(driver.desk.make_promise, entry))

    def acted(self, code: str) -> None:
        """Do what a button of the list says."""
        driver, desk = self._driver, self._driver.desk
        if code.startswith(KEPT):
            driver.do(partial(desk.keep_promise, code.removeprefix(KEPT)))
        elif code.startswith(OPEN_CASE):
            driver.do(partial(desk.resume_case, code.removeprefix(OPEN_CASE)))
        elif code == CALENDAR:
            self._keep_calendar()
        else:
            self.listed()

    def _typed(self, text: str) -> datetime:
        """A day with its time, a day alone, or a time of today."""
        driver, now = self._driver, self._driver.around.now()
        day, _, hour = text.strip().rpartition(" ")
        if ":" not in hour:
            day, hour = text, ""
        try:
            on = read_day(day, driver.words.language) if day.strip() else now.date()
            at = time.fromisoformat(hour) if hour else _CLOSING
        except (InvalidInput, ValueError) as error:
            raise InvalidInput("due", _LIKE_THIS) from error
        return datetime.combine(on, at.replace(tzinfo=None), now.tzinfo)

    def _keep_calendar(self) -> None:
        """Write everything that is open into a calendar file; nothing of a person goes in."""
        driver = self._driver
        promises = [each.promise for each in driver.state.promises.open]
        entries = [CalendarEntry(x.id, promise_title(driver.words, x), x.due) for x in promises]
        try:
            kept = driver.around.keep_calendar(calendar_text(entries, driver.around.now()))
        except EnvironmentFault as fault:
            driver.show_error(fault)
            return
        sentence = driver.words.text("Kept as {file}", file=kept)
        driver.show(BannerContent(sentence, "calendar", "now"))
