"""What one panel of figures is made of, and how the page comes by its panels.

Owns the shapes alone. Knows no Qt: the same panel is shown, printed and written as CSV.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from returns_desk.domain.errors import Defect
from returns_desk.ui.kit.wording import Words

if TYPE_CHECKING:
    from returns_desk.application.review.overview import Period
    from returns_desk.ui.kit.contents import ChipContent, ColumnContent, RowBarContent


@dataclass(frozen=True, slots=True)
class Periods:
    """The days that are looked at, and those that they are compared with."""

    now: Period
    then: Period


@dataclass(frozen=True, slots=True)
class FigurePanel:
    """One question with its answer: a table, bars beside it, and how it is counted.

    Attributes:
        name: for code: tests and the name of its CSV file; no two panels of a page share it.
        definition: how it is counted, in words.
        rows: texts, as many in each row as there are columns.
        bars: a row of bars a thing; may be empty.
        columns_by_day: the trend as columns; may be empty.
        sign: one sentence where something stands out, else empty.
        links: for each row the argument of `frame.go("cases", ...)`, or empty; none at all will do.
    """

    name: str
    heading: str
    definition: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[RowBarContent, ...] = ()
    columns_by_day: tuple[ColumnContent, ...] = ()
    sign: str = ""
    links: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a row that is not as wide as the table, and links that are not one a row."""
        wide = len(self.columns)
        if any(len(row) != wide for row in self.rows):
            raise Defect("A row has a text for each column.")
        if self.links and len(self.links) != len(self.rows):
            raise Defect("Links are one a row.")


Telling = Callable[[Words], tuple[FigurePanel, ...]]
"""Says what was read, in any language; asks nothing more of the journal."""

PanelSource = Callable[[Periods], Telling]
"""Reads some panels' figures, in the reading worker; panels stand in the order of the sources."""


@dataclass(frozen=True, slots=True)
class FiguresContent:
    """The page: which days, beside which others, and its panels."""

    name: str
    days: str
    periods_name: str
    periods: tuple[ChipContent, ...]
    beside_name: str
    beside: tuple[ChipContent, ...]
    save: str
    follow: str
    empty: str
    panels: tuple[FigurePanel, ...]
