"""A sheet of barcodes for the counter, as a PDF: what the scanner can do besides receipts.

Owns how the sheet is set, in millimetres on A4 with margins that US Letter has too. It makes up no
text. Needs a running QGuiApplication with the program's fonts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.printing.barcode_bars import QUIET_MODULES, bars_of, width_of
from returns_desk.adapters.printing.slip_page import FAMILIES, MM_PER_INCH
from returns_desk.application.fault_sentences import fault_at
from returns_desk.domain.errors import ensure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DOTS_PER_INCH: Final = 300
_DOTS_PER_MM: Final = DOTS_PER_INCH / MM_PER_INCH
_MARGIN_MM: Final = 12.0
_PAGE_MM: Final = (210.0, 279.0)
"""Width of A4, height of US Letter: what both have."""
_COLUMNS: Final = 3
_TITLE_MM: Final = 12.0
_CELL_MM: Final = 24.0
_BARS_MM: Final = 10.0
_MODULE_MM: Final = 3 / _DOTS_PER_MM
"""The narrowest bar, a quarter of a millimetre in whole dots: hand scanners read it."""
_FLAGS: Final = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class SheetCode:
    """One barcode and what it does, in words."""

    code: str
    words: str


def write_command_sheet(title: str, codes: Sequence[SheetCode], path: Path) -> None:
    """Write the sheet to a PDF file; an existing one is replaced.

    Raises:
        EnvironmentFault: the file can't be written.

    """
    with file_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    writer = QPdfWriter(str(path))
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        raise fault_at(path, "slip_not_written")
    painter.scale(_DOTS_PER_MM, _DOTS_PER_MM)
    _text(painter, title, QRectF(_MARGIN_MM, _MARGIN_MM, _inner_width(), _TITLE_MM), 5.0)
    for at, each in enumerate(codes):
        _cell(painter, each, at)
    painter.end()


def _inner_width() -> float:
    return _PAGE_MM[0] - 2 * _MARGIN_MM


def _cell(painter: QPainter, code: SheetCode, at: int) -> None:
    row, column = divmod(at, _COLUMNS)
    wide = _inner_width() / _COLUMNS
    left, top = _MARGIN_MM + column * wide, _MARGIN_MM + _TITLE_MM + row * _CELL_MM
    words = QRectF(left + 1, top, wide - 2, _CELL_MM - _BARS_MM - 2)
    _text(painter, code.words, words, 3.2)
    bars = bars_of(code.code)
    edge = left + (wide - width_of(bars) * _MODULE_MM) / 2
    ensure(edge >= left + QUIET_MODULES * _MODULE_MM, "A barcode has white on both sides.")
    for start, width in bars:
        bar = QRectF(edge + start * _MODULE_MM, words.bottom(), width * _MODULE_MM, _BARS_MM)
        painter.fillRect(bar, Qt.GlobalColor.black)


def _text(painter: QPainter, text: str, where: QRectF, height_mm: float) -> None:
    font = QFont(list(FAMILIES))
    # The painter is scaled to millimetres; a font of a few pixels would be set too coarsely.
    font.setPixelSize(100)
    painter.save()
    scale = height_mm / 100
    painter.translate(where.topLeft())
    painter.scale(scale, scale)
    painter.setFont(font)
    painter.drawText(QRectF(0, 0, where.width() / scale, where.height() / scale), _FLAGS, text)
    painter.restore()
