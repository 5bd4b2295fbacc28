"""The presenter of the review's first page: which days are looked at.

Plain Python; the question runs in the reading worker.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from returns_desk.ui.manager.escalation_contents import Reader
from returns_desk.ui.manager.today_contents import PERIODS, period_named, today_content
from returns_desk.ui.manager.today_waiting import waiting_rows, where_to

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from returns_desk.application.review.overview import Overview, Period
    from returns_desk.ui.manager.frame import Frame
    from returns_desk.ui.manager.today_contents import ShopWorth, TodayContent
    from returns_desk.ui.manager.today_kept import Kept
    from returns_desk.ui.manager.today_waiting import Waits

PAGE: Final = "today"
ANSWERING: Final = frozenset({"supervisor", "manager", "regional"})
"""Whose the page of escalations is."""


class TodayView(Protocol):
    """The page's widget, as the presenter sees it."""

    def show_content(self, content: TodayContent) -> None:
        """Show the page."""
        ...


class TodayPresenter:
    """The period at a glance; `read` runs in the reading worker."""

    def __init__(
        self,
        view: TodayView,
        frame: Frame,
        read: Callable[[Period], tuple[Overview, Waits, Kept]],
        today: Callable[[], date],
        worth: ShopWorth,
        reminder_minutes: int,
    ) -> None:
        """Begin with nothing read; `today` is the business day by now."""
        self._view, self._frame, self._read = view, frame, read
        self._today, self._worth = today, worth
        self._chosen = next(iter(PERIODS))
        self._minutes, self._is_open = reminder_minutes, False
        self._read_last: tuple[Overview, Waits, Kept] | None = None

    def opened(self, argument: str) -> None:
        """Read anew; `argument` names a period."""
        self._is_open = True
        if argument in PERIODS:
            self._chosen = argument
        self.refreshed()

    def refreshed(self) -> None:
        """Show what is known at once, then what is read."""
        self._show()
        job = partial(self._read, period_named(self._chosen, self._today()))
        self._frame.reads.run(job, self._took, self._frame.failed, topic=PAGE)

    def closed(self) -> None:
        """Nothing was typed here."""
        self._is_open = False

    def checked(self) -> None:
        """It is known whether the journal is whole."""
        if self._is_open:
            self.refreshed()

    def back(self) -> bool:
        """There is no step back here."""
        return False

    def period_touched(self, code: str) -> None:
        """Look at other days."""
        self._chosen = code
        self.refreshed()

    def row_chosen(self, code: str) -> None:
        """Turn to what waits."""
        self._frame.go(*where_to(code))

    def _took(self, read: tuple[Overview, Waits, Kept]) -> None:
        self._read_last = read
        self._show()

    def _show(self) -> None:
        if self._read_last is None:
            return
        words, (overview, waits, kept) = self._frame.words(), self._read_last
        rows = waiting_rows(
            self._reader(waits), waits, may_answer=self._frame.person().role in ANSWERING
        )
        self._view.show_content(
            today_content(words, overview, self._chosen, self._worth, rows, kept)
        )

    def _reader(self, waits: Waits) -> Reader:
        frame, place = self._frame, (self._worth.currency, self._minutes, dict(waits.names))
        return Reader(frame.words(), frame.person().id, frame.now(), *place)
