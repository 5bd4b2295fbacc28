"""The slip as a PDF, 80 mm wide and as long as it needs to be.

Owns how the slip's lines are drawn on paper. Makes up no text. Needs a running QGuiApplication
with the program's fonts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageSize, QPainter, QPdfWriter

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.printing.barcode_bars import QUIET_MODULES, bars_of, width_of
from returns_desk.application.slips import SlipRole
from returns_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.slips import Slip, SlipLine

PAPER_MM: Final = 80.0
MARGIN_MM: Final = 4.0
_DOTS_PER_INCH: Final = 203
_MM_PER_INCH: Final = 25.4
_FAMILIES: Final = ("Noto Sans", "Noto Sans Armenian")
_BARCODE_MM: Final = 14.0
_GAP_MM: Final = 1.2
_RULED: Final = frozenset({SlipRole.HEADING, SlipRole.TOTAL})
_MIDDLE: Final = frozenset({SlipRole.SHOP, SlipRole.THANKS})


@dataclass(frozen=True, slots=True)
class _Look:
    """How a line's role is set: points, and whether it is bold."""

    points: float
    bold: bool = False


_LOOKS: Final = {
    SlipRole.SHOP: _Look(13, bold=True),
    SlipRole.HEADING: _Look(10, bold=True),
    SlipRole.TOTAL: _Look(10, bold=True),
    SlipRole.LEG: _Look(10, bold=True),
    SlipRole.NOTE: _Look(8),
    SlipRole.THANKS: _Look(11, bold=True),
}
_PLAIN: Final = _Look(9)


def write_slip(slip: Slip, path: Path) -> None:
    """Write the slip to a PDF file; an existing one is replaced.

    Raises:
        EnvironmentFault: the file can't be written.
    """
    with file_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    page = _Page(slip)
    writer = QPdfWriter(str(path))
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(slip.barcode)
    size = QSizeF(PAPER_MM, max(page.height_mm(), PAPER_MM))
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        message = f"The slip can't be written to {path}; check the folder, then try again."
        raise EnvironmentFault(message, code="slip_not_written")
    page.draw(painter)
    painter.end()


class _Page:
    """Places the lines from top to bottom, first to know the height, then to draw."""

    def __init__(self, slip: Slip) -> None:
        self._slip = slip

    def height_mm(self) -> float:
        """How long the paper is."""
        return self._walk(None) * _MM_PER_INCH / _DOTS_PER_INCH

    def draw(self, painter: QPainter) -> None:
        """Draw every line and the barcode."""
        self._walk(painter)

    def _walk(self, painter: QPainter | None) -> float:
        top = _dots(MARGIN_MM)
        has_barcode = False
        for line in self._slip.lines:
            if line.role in _RULED:
                top = self._rule(painter, top)
            if line.role is SlipRole.THANKS:
                top, has_barcode = self._barcode(painter, top), True
            top = self._line(painter, line, top)
        if not has_barcode:
            top = self._barcode(painter, top)
        return top + _dots(MARGIN_MM)

    def _line(self, painter: QPainter | None, line: SlipLine, top: float) -> float:
        font = _font(_LOOKS.get(line.role, _PLAIN))
        value_width = _metrics(font, line.value).width() + (_dots(2) if line.value else 0)
        width = _inner_width() - value_width
        height = _metrics(font, line.text, width).height()
        if painter is not None:
            painter.setFont(font)
            painter.setPen(QColor(Qt.GlobalColor.black))
            align = Qt.AlignmentFlag.AlignLeft
            if line.role in _MIDDLE:
                align = Qt.AlignmentFlag.AlignHCenter
            flags = int(Qt.TextFlag.TextWordWrap) | int(align)
            painter.drawText(QRectF(_dots(MARGIN_MM), top, width, height), flags, line.text)
            whole = QRectF(_dots(MARGIN_MM), top, _inner_width(), height)
            painter.drawText(whole, int(Qt.AlignmentFlag.AlignRight), line.value)
        return top + height + _dots(_GAP_MM)

    def _rule(self, painter: QPainter | None, top: float) -> float:
        if painter is not None:
            left = _dots(MARGIN_MM)
            painter.fillRect(QRectF(left, top, _inner_width(), 1), QColor(Qt.GlobalColor.black))
        return top + _dots(_GAP_MM)

    def _barcode(self, painter: QPainter | None, top: float) -> float:
        bars = bars_of(self._slip.barcode)
        wide = width_of(bars) + 2 * QUIET_MODULES
        module = max(1, int(_dots(PAPER_MM) // wide))
        left = (_dots(PAPER_MM) - wide * module) / 2 + QUIET_MODULES * module
        top += _dots(_GAP_MM)
        if painter is not None:
            for start, width in bars:
                where = QRectF(left + start * module, top, width * module, _dots(_BARCODE_MM))
                painter.fillRect(where, QColor(Qt.GlobalColor.black))
        below = top + _dots(_BARCODE_MM) + _dots(_GAP_MM)
        font = _font(_PLAIN)
        height = _metrics(font, self._slip.barcode).height()
        if painter is not None:
            painter.setFont(font)
            where = QRectF(0, below, _dots(PAPER_MM), height)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignHCenter), self._slip.barcode)
        return below + height + _dots(_GAP_MM)


def _font(look: _Look) -> QFont:
    """A font in dots of the paper, so that measuring needs no writer."""
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    font.setPixelSize(round(look.points * _DOTS_PER_INCH / 72))
    font.setBold(look.bold)
    return font


def _metrics(font: QFont, text: str, width: float = 100_000) -> QRectF:
    room = QRectF(0, 0, width, 100_000)
    return QFontMetricsF(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text or " ")


def _dots(millimetres: float) -> float:
    return millimetres * _DOTS_PER_INCH / _MM_PER_INCH


def _inner_width() -> float:
    return _dots(PAPER_MM - 2 * MARGIN_MM)
