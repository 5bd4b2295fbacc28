"""What panels of figures are put together from: rows with two periods beside each other.

Knows no Qt, and no panel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from returns_desk.application.review.period_figures import LEFT
from returns_desk.ui.kit.contents import ColumnContent
from returns_desk.ui.kit.texts import SHORT_TITLES, said
from returns_desk.ui.manager.figure_shapes import FigurePanel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from returns_desk.application.review.overview import Period, Share
    from returns_desk.application.review.period_figures import PeriodFigures, Spread
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.today_contents import ShopWorth

NONE: Final = "–"
_MINUTE: Final = 60

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Both periods in figures, and what a visit is worth to this shop."""

    now: PeriodFigures
    then: PeriodFigures
    worth: ShopWorth


def days(words: Words, period: Period) -> str:
    """Which days, in few letters."""
    first = words.day_and_month(period.first)
    last = words.day_and_month(period.last)
    return first if period.first == period.last else f"{first} – {last}"


def option(words: Words, code: str) -> str:
    """What the option is called."""
    return said(words, SHORT_TITLES, code)


def outcome(words: Words, code: str) -> str:
    """What came of a case."""
    return words.text("The customer left") if code == LEFT else option(words, code)


def share_row(words: Words, label: str, share: Share) -> Row:
    """So many of so many, in per cent."""
    percent = share.percent
    part = NONE if percent is None else words.text("{percent} %", percent=percent)
    return label, words.number(share.got), words.number(share.of), part


def trend(words: Words, figures: PeriodFigures) -> tuple[ColumnContent, ...]:
    """The first figure as columns, the latest days marked."""
    columns = []
    for period, share in figures.stretches:
        percent = share.percent
        text = NONE if percent is None else str(percent)
        is_last = period.last == figures.period.last
        columns.append(
            ColumnContent(words.day_and_month(period.first), text, percent or 0, is_last)
        )
    return tuple(columns)


def counted(
    words: Words, named: Mapping[str, str], now: Mapping[str, int], then: Mapping[str, int]
) -> tuple[Row, ...]:
    """One row a thing that was counted in either period, in the order of its names."""
    codes = dict.fromkeys((*(code for code in named if code in now or code in then), *now, *then))
    return tuple(
        (said(words, named, code), words.number(now.get(code, 0)), words.number(then.get(code, 0)))
        for code in codes
    )


def counts_panel(
    words: Words, name: str, texts: tuple[str, str, str], rows: Iterable[Row]
) -> FigurePanel:
    """A panel of two numbers a row; `texts`: heading, definition, first column."""
    heading, definition, what = texts
    columns = (what, words.text("Now"), words.text("Before"))
    return FigurePanel(name, heading, definition, columns, tuple(rows))


def spreads(
    words: Words,
    name: str,
    texts: tuple[str, str],
    rows: Iterable[tuple[str, Spread, Spread | None]],
) -> FigurePanel:
    """A panel of times; `texts` are its heading and its first column."""
    heading, what = texts
    return FigurePanel(
        name=name,
        heading=heading,
        definition=words.text(
            "Time from opening a case to its end, of cases that ended in these days; a case that "
            "was parked counts whole. Half took no longer than the first time, nine in ten no "
            "longer than the second."
        ),
        columns=(
            what,
            words.text("Cases"),
            words.text("Half"),
            words.text("Nine in ten"),
            words.text("Half, before"),
        ),
        rows=tuple(
            (
                label,
                words.number(now.count),
                median(words, now),
                p90(words, now),
                median(words, then),
            )
            for label, now, then in rows
        ),
    )


def median(words: Words, spread: Spread | None) -> str:
    """The middle time."""
    return NONE if spread is None else duration(words, spread.median)


def p90(words: Words, spread: Spread | None) -> str:
    """The time that nine in ten do not pass."""
    return NONE if spread is None else duration(words, spread.p90)


def duration(words: Words, seconds: int) -> str:
    """Minutes and seconds."""
    minutes, rest = divmod(seconds, _MINUTE)
    return words.text("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
