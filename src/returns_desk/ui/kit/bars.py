"""Owns the bars of the review: columns by day, and one row a thing with two amounts.

Every number stands beside its bar and in the accessible name, so that nobody has to guess a length.
Bars begin at zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from returns_desk.ui.kit import painting, sizes, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.kit.contents import ColumnContent, RowBarContent

_HEIGHT: Final = 132
_COLUMN: Final = 30
_LEAST_COLUMN: Final = 44
_TEXT: Final = 18
_ROW: Final = 30
_BAR: Final = 16
_NUMBER: Final = 44


class ColumnBars(QWidget):
    """One column a day; the last one is the day that is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[ColumnContent, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_columns(self, name: str, columns: tuple[ColumnContent, ...]) -> None:
        """Show other columns."""
        self._columns = columns
        told = ", ".join(f"{each.label} {each.text}" for each in columns)
        self.setAccessibleName(f"{name}: {told}")
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Room for each column with its words."""
        return QSize(_LEAST_COLUMN * len(self._columns), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw each column with its number above and its day below."""
        painter = QPainter(self)
        painter.setFont(theme.font("key"))
        count = max(len(self._columns), 1)
        for at, column in enumerate(self._columns):
            self._draw(painter, column, self.width() * at / count, self.width() / count)
        painter.end()

    def _draw(self, painter: QPainter, column: ColumnContent, left: float, width: float) -> None:
        room = self.height() - 2 * _TEXT
        height = room * min(max(column.percent, 0), 100) / 100
        top = self.height() - _TEXT - height
        bar = QRectF(left + (width - _COLUMN) / 2, top, _COLUMN, height)
        tone = "now" if column.is_last else "none"
        if height:
            painting.draw_shape(painter, bar, painting.Shape(tone, tone, 0, 3))
        painter.setPen(theme.colour("ink"))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(left, top - _TEXT, width, _TEXT), centre, column.text)
        below = QRectF(left, self.height() - _TEXT, width, _TEXT)
        painter.drawText(below, centre, column.label)


class RowBars(QWidget):
    """One row a thing: its name, how much of how much, and both numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[RowBarContent, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, name: str, rows: tuple[RowBarContent, ...]) -> None:
        """Show other rows."""
        self._rows = rows
        told = ", ".join(f"{each.label} {each.whole} {each.part}" for each in rows)
        self.setAccessibleName(f"{name}: {told}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(self._label_width() + 3 * _NUMBER + 120, _ROW * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        """Never cut a name."""
        return QSize(self._label_width() + 2 * _NUMBER + 60, _ROW * len(self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw each row."""
        painter = QPainter(self)
        most = max((each.whole for each in self._rows), default=0) or 1
        for at, row in enumerate(self._rows):
            self._draw(painter, row, at * _ROW, most)
        painter.end()

    def _draw(self, painter: QPainter, row: RowBarContent, top: int, most: int) -> None:
        left = self._label_width()
        room = self.width() - left - 2 * _NUMBER - sizes.SPACE_8
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font("line"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, left, _ROW), middle, row.label)
        edge = top + (_ROW - _BAR) / 2
        outer = QRectF(left, edge, room * row.whole / most, _BAR)
        painting.draw_shape(painter, outer, painting.Shape("none_tint", "edge", 1, 3))
        inner = QRectF(left, edge, room * row.part / most, _BAR)
        painting.draw_shape(painter, inner, painting.Shape("primary", "primary", 0, 3))
        painter.setPen(theme.colour("ink"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        first = self.width() - 2 * _NUMBER
        painter.drawText(QRectF(first, top, _NUMBER, _ROW), right, str(row.whole))
        painter.setFont(theme.font("line_strong"))
        painter.drawText(QRectF(first + _NUMBER, top, _NUMBER, _ROW), right, str(row.part))

    def _label_width(self) -> int:
        metrics = theme.metrics("line")
        widest = max((metrics.horizontalAdvance(each.label) for each in self._rows), default=0)
        return widest + sizes.SPACE_16
