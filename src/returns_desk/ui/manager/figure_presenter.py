"""The presenter of the page of figures: which days, beside which others, and saving them.

Plain Python; the sources read in the reading worker.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from returns_desk.domain.errors import EnvironmentFault
from returns_desk.ui.manager.figure_page_contents import (
    BESIDE,
    PERIODS,
    Choice,
    figures_content,
    printed,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from returns_desk.application.review.printed_figures import PrintedFigures
    from returns_desk.ui.manager.figure_shapes import (
        FiguresContent,
        PanelSource,
        Periods,
        Telling,
    )
    from returns_desk.ui.manager.frame import Frame

PAGE: Final = "figures"
CASES: Final = "cases"


class FiguresView(Protocol):
    """The page's widget, as the presenter sees it."""

    def show_content(self, content: FiguresContent) -> None:
        """Show the page."""
        ...


class FiguresPresenter:
    """The page of figures; its panels come from `sources`, in their order."""

    def __init__(
        self,
        view: FiguresView,
        frame: Frame,
        sources: tuple[PanelSource, ...],
        today: Callable[[], date],
        save: Callable[[PrintedFigures], str],
        shop: str,
    ) -> None:
        """Begin with nothing read; `save` writes the files and says where they are."""
        self._view, self._frame, self._sources = view, frame, sources
        self._today, self._save, self._shop = today, save, shop
        self._choice = Choice()
        self._read: tuple[Periods, tuple[Telling, ...]] | None = None

    def opened(self, argument: str) -> None:
        """Read anew; `argument` names a period."""
        self.period_touched(argument if argument in PERIODS else self._choice.period)

    def refreshed(self) -> None:
        """Show what is known at once, then what is read."""
        self._show()
        job = partial(_asked, self._sources, self._choice.periods(self._today()))
        self._frame.reads.run(job, self._took, self._frame.failed, topic=PAGE)

    def closed(self) -> None:
        """Nothing was typed here."""

    def back(self) -> bool:
        """There is no step back here."""
        return False

    def period_touched(self, code: str) -> None:
        """Look at other days."""
        self._choice = replace(self._choice, period=code)
        self.refreshed()

    def beside_touched(self, code: str) -> None:
        """Put other days beside them."""
        if code in BESIDE:
            self._choice = replace(self._choice, beside=code)
            self.refreshed()

    def followed(self, link: str) -> None:
        """Turn to the cases of a row."""
        self._frame.go(CASES, link)

    def save_touched(self) -> None:
        """Save what is on screen."""
        content = self._content()
        if content is None:
            return
        words = self._frame.words()
        try:
            # Here, not in a worker: a document of Qt needs the window's thread.
            place = self._save(printed(words, content, self._shop, self._frame.now()))
        except EnvironmentFault as fault:
            self._frame.failed(fault)
        else:
            self._frame.say(words.text("Saved in {folder}", folder=place))

    def _took(self, read: tuple[Periods, tuple[Telling, ...]]) -> None:
        self._read = read
        self._show()

    def _show(self) -> None:
        content = self._content()
        if content is not None:
            self._view.show_content(content)

    def _content(self) -> FiguresContent | None:
        if self._read is None:
            return None
        periods, tellings = self._read
        words = self._frame.words()
        panels = tuple(panel for tell in tellings for panel in tell(words))
        return figures_content(words, self._choice, periods, panels)


def _asked(
    sources: tuple[PanelSource, ...], periods: Periods
) -> tuple[Periods, tuple[Telling, ...]]:
    """In the reading worker: every source, one after the other."""
    return periods, tuple(source(periods) for source in sources)
