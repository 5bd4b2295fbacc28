"""Owns where the lines of a receipt stand: one under the other, most of them not there yet.

A row is known by its height alone until it comes in sight. Makes no widget and shows nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QWidgetItem

from returns_desk.ui.kit import sizes, theme
from returns_desk.ui.kit.receipt_row import height_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QLayoutItem, QWidget

    from returns_desk.ui.kit.contents import ReceiptLineContent


class LinesLayout(QLayout):
    """Lines in full are its items; of the other lines it knows the height, and places their rows.

    `on_placed` is called when the lines stand at other places.
    """

    def __init__(self, parent: QWidget, gap: int, on_placed: Callable[[], None]) -> None:
        super().__init__(parent)
        self._gap, self._on_placed = gap, on_placed
        self._contents: tuple[ReceiptLineContent, ...] = ()
        self._full: dict[int, QLayoutItem] = {}
        self._tops: dict[int, list[int]] = {}
        self._rows: dict[tuple[int, int], list[int]] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def show_lines(
        self, contents: Sequence[ReceiptLineContent], full: Mapping[int, QWidget]
    ) -> None:
        """Hold these lines; `full` are those that are there in full, by their index."""
        if self._contents != contents:
            self._contents, self._rows = tuple(contents), {}
        kept = {item.widget(): item for item in self._full.values()}
        self._full = {at: kept.get(line) or QWidgetItem(line) for at, line in full.items()}
        self.invalidate()

    def between(self, top: int, bottom: int) -> range:
        """Return the indexes of the lines that are seen between two heights, in pixels."""
        tops = self._tops_at(self.geometry().width())
        first = max(bisect_right(tops, top) - 1, 0)
        return range(first, min(bisect_left(tops, bottom), len(self._contents)))

    def place_rows(self, rows: Mapping[int, QWidget]) -> None:
        """Put rows where their lines stand, by the lines' index."""
        width = self.geometry().width()
        tops = self._tops_at(width)
        for at, row in rows.items():
            row.setGeometry(0, tops[at], width, tops[at + 1] - tops[at] - self._gap)

    def addItem(self, item: QLayoutItem) -> None:
        """Take no other items: `show_lines` says what there is."""

    def count(self) -> int:
        """Return how many lines are there in full."""
        return len(self._full)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a line in full, or None behind the last."""
        items = list(self._full.values())
        return items[index] if 0 <= index < len(items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a line in full out, or None behind the last."""
        keys = list(self._full)
        return self._full.pop(keys[index]) if 0 <= index < len(keys) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def invalidate(self) -> None:
        """Measure anew before the next use."""
        self._tops = {}
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Return the height that all lines need at this width."""
        return max(self._tops_at(width)[-1] - self._gap, 0)

    def setGeometry(self, where: QRect) -> None:
        """Place every line that is there."""
        super().setGeometry(where)
        tops = self._tops_at(where.width())
        for at, item in self._full.items():
            height = tops[at + 1] - tops[at] - self._gap
            item.setGeometry(QRect(where.left(), where.top() + tops[at], where.width(), height))
        self._on_placed()

    def sizeHint(self) -> QSize:
        """Ask for the width of the column."""
        return QSize(sizes.RECEIPT_WIDTH, self.heightForWidth(sizes.RECEIPT_WIDTH))

    def minimumSize(self) -> QSize:
        """Need the widest line in full at least."""
        widths = (item.minimumSize().width() for item in self._full.values())
        return QSize(max(widths, default=0), 0)

    def _tops_at(self, width: int) -> list[int]:
        """Where each line begins, and where one behind the last would.

        The column is measured at several widths, in turns, before one board is painted.
        """
        if width not in self._tops:
            heights = self._heights_as_rows(width).copy()
            for at, item in self._full.items():
                heights[at] = self._gap + _height_in_full(item, width)
            self._tops[width] = list(accumulate(heights, initial=0))
        return self._tops[width]

    def _heights_as_rows(self, width: int) -> list[int]:
        """What each line takes as a row, with its gap; only contents, width and type change it."""
        measured = (width, theme.type_step())
        if measured not in self._rows:
            self._rows[measured] = [height_of(x, width) + self._gap for x in self._contents]
        return self._rows[measured]


def _height_in_full(item: QLayoutItem, width: int) -> int:
    has_height = item.hasHeightForWidth()
    return item.heightForWidth(width) if has_height else item.sizeHint().height()
