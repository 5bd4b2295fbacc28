"""Figures on their way out of the window, to paper and to spreadsheets. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One panel: `name` becomes its CSV file's; each row is as wide as `columns`."""

    name: str
    heading: str
    definition: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sign: str = ""


@dataclass(frozen=True, slots=True)
class PrintedFigures:
    """The page as it was on screen; `lines` say which shop, which days and when it was made."""

    title: str
    lines: tuple[str, ...]
    tables: tuple[PrintedTable, ...]
