"""One case's story as a PDF on A4: moments with their times, then the last board.

Owns the file and how it is set. Makes up no text. Needs a running QGuiApplication with the
program's fonts.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.printing.slip_page import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MARGIN_MM: Final = 18.0
_DOTS_PER_INCH: Final = 300
_POINTS: Final = 10
_CELL: Final = 'style="padding: 2px 12px 2px 0"'

Rows = tuple[tuple[str, str], ...]


def write_story(
    title: str,
    line: str,
    story: Sequence[tuple[str, str, str]],
    board: tuple[str, Rows, str],
    path: Path,
) -> None:
    """Write it to a PDF file; an existing one is replaced.

    Raises:
        EnvironmentFault: the file can't be written.
    """
    with file_faults(path), path.open("ab"):
        # QPdfWriter itself says nothing of a file that can't be written.
        pass
    writer = QPdfWriter(str(path))
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    font = QFont(list(FAMILIES))
    font.setPointSize(_POINTS)
    document.setDefaultFont(font)
    document.setHtml(_page(title, line, story, board))
    area = writer.pageLayout().paintRectPixels(_DOTS_PER_INCH)
    document.setPageSize(QSizeF(area.size()))
    document.print_(writer)


def _page(
    title: str, line: str, story: Sequence[tuple[str, str, str]], board: tuple[str, Rows, str]
) -> str:
    heading, options, note = board
    moments = "".join(_row(time, strong, text) for time, strong, text in story)
    offered = "".join(_row(option, amount, "") for option, amount in options)
    return (
        f"<h2>{escape(title)}</h2><p>{escape(line)}</p><table>{moments}</table>"
        f"<h3>{escape(heading)}</h3><table>{offered}</table><p>{escape(note)}</p>"
    )


def _row(first: str, strong: str, more: str) -> str:
    under = f"<br/>{escape(more)}" if more else ""
    return (
        f"<tr><td {_CELL}>{escape(first)}</td><td {_CELL}><b>{escape(strong)}</b>{under}</td></tr>"
    )
