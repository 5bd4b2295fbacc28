"""A slip drawn with the program's fonts, as wide as the paper and as long as it needs to be.

Owns how each part is set, in dots of 203 to the inch. Makes up no text and writes no file. Needs a
running QGuiApplication; may draw in any thread, onto a picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from returns_desk.adapters.printing.barcode_bars import QUIET_MODULES, bars_of, width_of
from returns_desk.adapters.printing.qr_squares import QUIET_SQUARES, runs_of, squares_of
from returns_desk.adapters.printing.slip_parts import (
    BOLD_ROLES,
    CENTRED_ROLES,
    Barcode,
    QrCode,
    Rule,
)
from returns_desk.application.slips import SlipRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from returns_desk.adapters.printing.slip_parts import SlipPart
    from returns_desk.application.slips import SlipLine

DOTS_PER_INCH: Final = 203
MM_PER_INCH: Final = 25.4
FAMILIES: Final = ("Noto Sans", "Noto Sans Armenian")
MODULE_DOTS: Final = 2
"""The narrowest bar that heads of this pitch print cleanly and hand scanners read."""
_BARCODE_MM: Final = 12.0
_SQUARE_DOTS: Final = 5
"""Of a QR code where the paper is wide enough: 0.6 mm, which cameras and hand scanners read."""
_GAP_MM: Final = 1.2
_RULE_DOTS: Final = 2
_WIDEST_VALUE: Final = 0.6
"""A value wider than this part of the page stands below its text instead of beside it."""
_POINTS: Final = {
    SlipRole.SHOP: 13.0,
    SlipRole.PLACE: 20.0,
    SlipRole.HEADING: 10.0,
    SlipRole.TOTAL: 10.0,
    SlipRole.LEG: 10.0,
    SlipRole.NOTE: 8.0,
    SlipRole.THANKS: 11.0,
}
_PLAIN_POINTS: Final = 9.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where text and value of one line stand; lengths in dots from the line's top left."""

    text: QRectF
    value: QRectF
    height: float


class SlipPage:
    """Places the parts from top to bottom, first to know the height, then to draw.

    `width` and `margin` (left and right) are in dots.
    """

    def __init__(self, parts: Sequence[SlipPart], width: int, margin: float = 0) -> None:
        """Remember what is drawn on which paper."""
        self._parts = parts
        self._width, self._margin = width, margin
        self._inner = width - 2 * margin

    def height(self) -> int:
        """How long the page is, in dots, without margins above and below."""
        return int(self._walk(None, 0)) + 1

    def draw(self, painter: QPainter, top: float = 0) -> None:
        """Draw every part, the first at `top`."""
        painter.setPen(QColor(Qt.GlobalColor.black))
        self._walk(painter, top)

    def _walk(self, painter: QPainter | None, top: float) -> float:
        for part in self._parts:
            if isinstance(part, Rule):
                top = self._rule(painter, top)
            elif isinstance(part, Barcode):
                top = self._barcode(painter, part.text, top)
            elif isinstance(part, QrCode):
                top = self._qr_code(painter, part.text, top)
            else:
                top = self._line(painter, part, top)
        return top

    def _line(self, painter: QPainter | None, line: SlipLine, top: float) -> float:
        font = _font(_POINTS.get(line.role, _PLAIN_POINTS), bold=line.role in BOLD_ROLES)
        columns = self._columns(font, line)
        if painter is not None:
            painter.setFont(font)
            middle = line.role in CENTRED_ROLES
            side = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
            _write(painter, columns.text.translated(0, top), side, line.text)
            right = Qt.AlignmentFlag.AlignRight
            _write(painter, columns.value.translated(0, top), right, line.value)
        return top + columns.height + _dots(_GAP_MM)

    def _columns(self, font: QFont, line: SlipLine) -> _Columns:
        left, inner = self._margin, self._inner
        value = _size(font, line.value, inner) if line.value else QRectF()
        if value.width() > inner * _WIDEST_VALUE and line.text:
            text = _size(font, line.text, inner)
            if text.width() + _dots(2) + value.width() > inner:
                below = QRectF(left, text.height(), inner, value.height())
                whole = QRectF(left, 0, inner, text.height())
                return _Columns(whole, below, text.height() + value.height())
        width = inner - (value.width() + _dots(2) if line.value else 0)
        text = _size(font, line.text, width)
        height = max(text.height(), value.height())
        return _Columns(QRectF(left, 0, width, height), QRectF(left, 0, inner, height), height)

    def _rule(self, painter: QPainter | None, top: float) -> float:
        if painter is not None:
            rule = QRectF(self._margin, top, self._inner, _RULE_DOTS)
            painter.fillRect(rule.toAlignedRect(), QColor(Qt.GlobalColor.black))
        return top + _dots(_GAP_MM)

    def _barcode(self, painter: QPainter | None, text: str, top: float) -> float:
        """Bars side by side; along the paper where it is too narrow for bars of a good width.

        Paper is wider than what is printed on it, so that its edges are quiet zone enough.
        """
        bars = bars_of(text)
        wide = width_of(bars) * MODULE_DOTS
        tall, quiet = round(_dots(_BARCODE_MM)), QUIET_MODULES * MODULE_DOTS
        is_along = wide > self._inner
        # Whole dots: half a dot would make every bar a dot too wide.
        top = round(top + (quiet if is_along else _dots(_GAP_MM)))
        if painter is not None:
            left = round((self._width - (tall if is_along else wide)) / 2)
            for start, width in bars:
                place, size = start * MODULE_DOTS, width * MODULE_DOTS
                where = QRect(left + place, top, size, tall)
                if is_along:
                    where = QRect(left, top + place, tall, size)
                painter.fillRect(where, QColor(Qt.GlobalColor.black))
        below = top + (wide + quiet if is_along else tall + _dots(_GAP_MM))
        return self._barcode_text(painter, text, below)

    def _qr_code(self, painter: QPainter | None, text: str, top: float) -> float:
        """Squares in the middle; their quiet zone is kept on every side."""
        squares = squares_of(text)
        with_quiet = len(squares) + 2 * QUIET_SQUARES
        side = max(1, min(_SQUARE_DOTS, self._width // with_quiet))
        first = round(top) + QUIET_SQUARES * side
        if painter is not None:
            left = round((self._width - len(squares) * side) / 2)
            black = QColor(Qt.GlobalColor.black)
            for at, row in enumerate(squares):
                for start, wide in runs_of(row):
                    place = QRect(left + start * side, first + at * side, wide * side, side)
                    painter.fillRect(place, black)
        return first + (len(squares) + QUIET_SQUARES) * side

    def _barcode_text(self, painter: QPainter | None, text: str, top: float) -> float:
        font = _font(_PLAIN_POINTS, bold=False)
        height = _size(font, text, self._inner).height()
        if painter is not None:
            painter.setFont(font)
            where = QRectF(self._margin, top, self._inner, height)
            _write(painter, where, Qt.AlignmentFlag.AlignHCenter, text)
        return top + height + _dots(_GAP_MM)


def _font(points: float, *, bold: bool) -> QFont:
    """A font in dots of the paper, so that measuring needs no device."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(round(points * DOTS_PER_INCH / 72))
    font.setBold(bold)
    return font


def _size(font: QFont, text: str, width: float) -> QRectF:
    room = QRectF(0, 0, max(width, 1), 100_000)
    metrics = QFontMetricsF(font)
    return metrics.boundingRect(room, _wrapping(metrics, text, width), text or " ")


def _write(painter: QPainter, where: QRectF, side: Qt.AlignmentFlag, text: str) -> None:
    wrapping = _wrapping(QFontMetricsF(painter.font()), text, where.width())
    painter.drawText(where, wrapping | int(side), text)


def _wrapping(metrics: QFontMetricsF, text: str, width: float) -> int:
    """Break between words; inside them only where one is wider than the room."""
    widest = max(map(metrics.horizontalAdvance, text.split(" ")))
    flag = Qt.TextFlag.TextWordWrap if widest <= width else Qt.TextFlag.TextWrapAnywhere
    return int(flag)


def _dots(millimetres: float) -> float:
    return millimetres * DOTS_PER_INCH / MM_PER_INCH
