"""Owns a layout that places widgets in a row and breaks where the width ends, and settling.

Knows nothing of what it places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QWidgetItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayoutItem, QWidget

_ROUNDS: Final = 4
"""A part that became higher moves those around it, up to the window."""


def settle_layouts() -> None:
    """Lay everything out that waits for it, before it is painted: once, not once for each size."""
    for _ in range(_ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


class FlowLayout(QLayout):
    """Left to right, then the next row; each widget has the size that it asks for."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._hints: list[QSize] | None = None
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def put_in_order(self, widgets: Sequence[QWidget]) -> None:
        """Hold exactly these widgets, in this order."""
        for widget in widgets:
            if widget.parentWidget() is not self.parentWidget():
                self.addChildWidget(widget)
        self._items = [QWidgetItem(widget) for widget in widgets]
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item at the end."""
        self._items.append(item)
        self._hints = None

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or None behind the last."""
        self._hints = None
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        """Ask the widgets for their sizes anew before the next use."""
        self._hints = None
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that all rows need at this width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, where: QRect) -> None:
        """Place every widget."""
        super().setGeometry(where)
        self._place(where, move=True)

    def sizeHint(self) -> QSize:
        """Ask for one row."""
        hints = self._asked_for()
        width = sum(hint.width() for hint in hints) + self._gap * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Need the widest widget at least."""
        hints = [item.minimumSize() for item in self._items]
        return QSize(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )

    def _place(self, where: QRect, *, move: bool) -> int:
        left, top, row_height = where.left(), where.top(), 0
        for item, hint in zip(self._items, self._asked_for(), strict=True):
            if left > where.left() and left + hint.width() > where.left() + where.width():
                left, top, row_height = where.left(), top + row_height + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), hint))
            left += hint.width() + self._gap
            row_height = max(row_height, hint.height())
        return top + row_height - where.top()

    def _asked_for(self) -> list[QSize]:
        """The size that each widget asks for, asked once until one of them changes."""
        if self._hints is None:
            self._hints = [item.sizeHint() for item in self._items]
        return self._hints
