"""The page of figures around its panels: which days, beside which others, and what is printed.

Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from returns_desk.application.review.overview import days_to
from returns_desk.application.review.period_figures import year_before
from returns_desk.application.review.printed_figures import PrintedFigures, PrintedTable
from returns_desk.application.sentences import N_
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.manager.figure_shapes import FiguresContent, Periods

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from returns_desk.application.review.overview import Period
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.figure_shapes import FigurePanel

PERIODS: Final[Mapping[str, tuple[str, int]]] = {
    "day": (N_("Today"), 1),
    "week": (N_("7 days"), 7),
    "month": (N_("30 days"), 30),
    "quarter": (N_("90 days"), 90),
    "year": (N_("A year"), 365),
}
BEFORE: Final = "before"
YEAR_BEFORE: Final = "year_before"
BESIDE: Final[Mapping[str, str]] = {
    BEFORE: N_("The days before"),
    YEAR_BEFORE: N_("A year before"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which days are looked at, and which others stand beside them."""

    period: str = "month"
    beside: str = BEFORE

    def periods(self, today: date) -> Periods:
        """The days, up to today."""
        now = days_to(today, PERIODS[self.period][1])
        return Periods(now, year_before(now) if self.beside == YEAR_BEFORE else now.before)


def figures_content(
    words: Words, choice: Choice, periods: Periods, panels: tuple[FigurePanel, ...]
) -> FiguresContent:
    """The page as it is now."""
    return FiguresContent(
        name=words.text("Figures"),
        days=_both(words, periods),
        periods_name=words.text("Which days"),
        periods=tuple(
            ChipContent(code, words.text(title), code == choice.period)
            for code, (title, _) in PERIODS.items()
        ),
        beside_name=words.text("Beside which days"),
        beside=tuple(
            ChipContent(code, words.text(title), code == choice.beside)
            for code, title in BESIDE.items()
        ),
        save=words.text("Save as PDF and tables"),
        follow=words.text("See the cases"),
        empty=words.text("Nothing of this in these days."),
        panels=_signs_first(panels),
    )


def printed(words: Words, content: FiguresContent, shop: str, at: datetime) -> PrintedFigures:
    """What is on screen, for paper and for spreadsheets."""
    made = words.text("Made {moment}", moment=words.moment(at))
    tables = tuple(
        PrintedTable(each.name, each.heading, each.definition, each.columns, each.rows, each.sign)
        for each in content.panels
    )
    return PrintedFigures(content.name, (shop, content.days, made), tables)


def _signs_first(panels: tuple[FigurePanel, ...]) -> tuple[FigurePanel, ...]:
    """What stands out comes right behind the first figure, where a manager looks."""
    first, rest = panels[:1], panels[1:]
    return *first, *(x for x in rest if x.sign), *(x for x in rest if not x.sign)


def _both(words: Words, periods: Periods) -> str:
    return words.text(
        "{days}, beside {others}", days=_days(words, periods.now), others=_days(words, periods.then)
    )


def _days(words: Words, period: Period) -> str:
    first, last = words.day(period.first), words.day(period.last)
    return first if first == last else f"{first} – {last}"
