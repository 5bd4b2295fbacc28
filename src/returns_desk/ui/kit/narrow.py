"""Owns what narrow and low windows do: rows become columns, and the whole scrolls at the last.

Must not know any screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.finger_scroll import scroll_by_finger

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_ANY_WIDTH: Final = 1


def is_narrow(width: int) -> bool:
    """Tell whether so many logical pixels are too few for things side by side."""
    return width < sizes.NARROW_BELOW


def scrolling_column(window: QWidget) -> QVBoxLayout:
    """A column that fills the window, and scrolls where the window is lower than its parts."""
    around = QVBoxLayout(window)
    around.setContentsMargins(0, 0, 0, 0)
    area = ScrollingPage()
    area.setObjectName("whole")
    around.addWidget(area)
    column = QVBoxLayout(area.inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


class ScrollingPage(QScrollArea):
    """A page that scrolls up and down where it has too little room, and never sideways.

    Attributes:
        inside: what scrolls; give it a layout.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        scroll_by_finger(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = QWidget()
        self.inside.setProperty("ground", "canvas")
        self.inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(self.inside)


class PageStack(QStackedWidget):
    """Pages of which one is in sight; they ask for no width, and for a height that can be used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(_ANY_WIDTH, sizes.PAGE_HEIGHT_LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for more height where things stand one under the other."""
        super().resizeEvent(event)
        narrow = is_narrow(self.width())
        self.setMinimumHeight(sizes.PAGE_HEIGHT_LEAST_NARROW if narrow else sizes.PAGE_HEIGHT_LEAST)


class TurningBar(QFrame):
    """A bar whose parts stand side by side, and one under the other on a narrow window.

    Attributes:
        row: the layout to fill.
    """

    def __init__(self, height: int, narrow_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights = (height, narrow_height)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.setMinimumWidth(_ANY_WIDTH)
        self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn with the width."""
        super().resizeEvent(event)
        narrow = is_narrow(self.width())
        self.setFixedHeight(self._heights[narrow])
        edge = sizes.SPACE_8 if narrow else 0
        self.row.setContentsMargins(sizes.SPACE_16, edge, sizes.SPACE_16, edge)
        self.row.setSpacing(sizes.SPACE_8 if narrow else sizes.SPACE_16)
        turn_row(self.row, narrow=narrow)


def turn_row(row: QBoxLayout, *, narrow: bool) -> None:
    """Lay a row's parts one under the other, or side by side."""
    down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
    row.setDirection(down if narrow else right)
