"""The manager's figures as a PDF of A4 pages, and as a CSV file a table.

Owns the files and how the pages are set; makes up no text. Needs a running QGuiApplication with the
program's fonts.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.keeping.formula_safe import csv_line
from returns_desk.adapters.printing.slip_page import FAMILIES
from returns_desk.application.fault_sentences import fault_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from returns_desk.application.review.printed_figures import PrintedFigures, PrintedTable

PDF_NAME: Final = "figures.pdf"
_MARGIN_MM: Final = 15.0
_POINTS: Final = 9
_BYTE_ORDER_MARK: Final = "\ufeff"
"""Spreadsheets take a CSV file for UTF-8 only where it begins with it."""


def write_figures(figures: PrintedFigures, folder: Path) -> None:
    """Write the PDF and a CSV file for each table into a folder, made where it is not there.

    Raises:
        EnvironmentFault: a file can't be written.

    """
    with file_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for table in figures.tables:
        path = folder / f"{table.name}.csv"
        with file_faults(path):
            path.write_text(_BYTE_ORDER_MARK + _csv(table), encoding="utf-8", newline="")
    _write_pdf(figures, folder / PDF_NAME)


def _csv(table: PrintedTable) -> str:
    return "".join(csv_line(row) for row in (table.columns, *table.rows))


def _write_pdf(figures: PrintedFigures, path: Path) -> None:
    with file_faults(path):
        path.touch()
    writer = QPdfWriter(str(path))
    writer.setTitle(figures.title)
    margins = QMarginsF(*[_MARGIN_MM] * 4)
    size = QPageSize(QPageSize.PageSizeId.A4)
    portrait = QPageLayout.Orientation.Portrait
    if not writer.setPageLayout(QPageLayout(size, portrait, margins, QPageLayout.Unit.Millimeter)):
        raise fault_at(path, "slip_not_written")
    document = QTextDocument()
    font = QFont(list(FAMILIES))
    font.setPointSize(_POINTS)
    document.setDefaultFont(font)
    document.setHtml("".join(_page(figures)))
    document.print_(writer)


def _page(figures: PrintedFigures) -> Iterator[str]:
    yield f"<h1>{escape(figures.title)}</h1>"
    yield from (f"<p>{escape(line)}</p>" for line in figures.lines)
    for table in figures.tables:
        yield f"<h2>{escape(table.heading)}</h2>"
        if table.sign:
            yield f"<p><b>{escape(table.sign)}</b></p>"
        yield '<table width="100%" border="0.5" cellspacing="0" cellpadding="3">'
        yield _row("th", table.columns)
        yield from (_row("td", row) for row in table.rows)
        yield f"</table><p><i>{escape(table.definition)}</i></p>"


def _row(cell: str, texts: Iterable[str]) -> str:
    """The first text at the left, numbers at the right."""
    first, *rest = texts
    numbers = "".join(f'<{cell} align="right">{escape(text)}</{cell}>' for text in rest)
    return f'<tr><{cell} align="left">{escape(first)}</{cell}>{numbers}</tr>'
