"""The presenter of earlier ends of days: which one is opened, and its report anew.

Owns what is opened. Plain Python; knows no widget. Reports are made in the reading worker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from returns_desk.domain.errors import EnvironmentFault
from returns_desk.ui.manager.day_end_earlier_contents import Opened, earlier_ends_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.slips import Slip
    from returns_desk.ui.manager.day_end_earlier_contents import EarlierEnd, EarlierEndsContent
    from returns_desk.ui.manager.frame import Frame

TOPIC: Final = "day_end.earlier"


class EarlierEndsView(Protocol):
    """The panel, as its presenter sees it."""

    def show_content(self, content: EarlierEndsContent) -> None:
        """Show the panel."""
        ...


@dataclass(frozen=True, slots=True)
class EarlierTools:
    """What the panel works with.

    `ends` and `report` (of an event, in a language) run in the reading worker, `print_report` in
    the counter's; `keep` and `can_print` in the window's thread.
    """

    ends: Callable[[], tuple[EarlierEnd, ...]]
    report: Callable[[int, str], Slip]
    print_report: Callable[[Slip], None]
    keep: Callable[[Slip], str]
    can_print: Callable[[], bool]


class EarlierEnds:
    """Shows earlier ends of days, and prints or keeps their reports once more."""

    def __init__(self, view: EarlierEndsView, frame: Frame, tools: EarlierTools) -> None:
        """Nothing is read, and none is opened."""
        self._view, self._frame, self._tools = view, frame, tools
        self._ends: tuple[EarlierEnd, ...] = ()
        self._opened = Opened()

    def read(self) -> None:
        """Read the days, and the opened report in the language of now."""
        self._frame.reads.run(self._tools.ends, self._took, self._frame.failed, topic=TOPIC)
        self._make_report()

    def forget(self) -> None:
        """Close what was opened."""
        self._opened = Opened()

    def day_touched(self, code: str) -> None:
        """Open the report of a day; touched once more, it is closed."""
        event = int(code)
        self._opened = Opened() if self._opened.event == event else Opened(event)
        self._make_report()
        self._show()

    def report_printed(self) -> None:
        """Print the opened report."""
        if self._opened.report is not None:
            job = partial(self._tools.print_report, self._opened.report)
            self._frame.writes.run(job, _nothing, self._frame.failed)

    def report_kept(self) -> None:
        """Keep the opened report as PDF, and say where it lies."""
        if self._opened.report is None:
            return
        try:
            kept = self._tools.keep(self._opened.report)
        except EnvironmentFault as fault:
            self._frame.failed(fault)
            return
        self._opened = replace(self._opened, kept=kept)
        self._show()

    def _make_report(self) -> None:
        event = self._opened.event
        if event is None:
            return

        def done(report: Slip) -> None:
            if self._opened.event == event:
                self._opened = replace(self._opened, report=report)
                self._show()

        job = partial(self._tools.report, event, self._frame.words().language)
        self._frame.reads.run(job, done, self._frame.failed)

    def _took(self, ends: tuple[EarlierEnd, ...]) -> None:
        self._ends = ends
        self._show()

    def _show(self) -> None:
        words, can_print = self._frame.words(), self._tools.can_print()
        content = earlier_ends_content(words, self._ends, self._opened, can_print=can_print)
        self._view.show_content(content)


def _nothing(_: object) -> None:
    return
