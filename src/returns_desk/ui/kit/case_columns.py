"""Owns where the three parts of a case stand: side by side, or two above the third.

Knows how much room there is, and nothing of what is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.narrow import is_narrow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_NO_LIMIT: Final = 16_777_215
"""Qt's own greatest length."""
_STRIP_PART: Final = 0.34
_STRIP_LEAST: Final = 2 * sizes.TOUCH_ACTION + sizes.SPACE_12


class CaseColumns:
    """Receipts, board, help: three columns; on a narrow page a strip of two above the board.

    On a low window, which scrolls as a whole, the board comes first: it is what must be seen.
    """

    def __init__(self, page: QWidget, left: QWidget, middle: QWidget, right: QWidget) -> None:
        self._page, self._left, self._middle, self._right = page, left, middle, right
        self._fitted: tuple[object, ...] = ()
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(
            sizes.COLUMN_MARGIN, sizes.SPACE_8, sizes.COLUMN_MARGIN, sizes.SPACE_6
        )
        self._grid.setSpacing(sizes.COLUMN_GAP)

    def fit(self, left_width: int, right_width: int, *, right_is_wide: bool) -> None:
        """Place the parts; with `right_is_wide` the right one takes the strip where it is alone.

        Widths are those of columns, in pixels.
        """
        narrow = is_narrow(self._page.width())
        is_low = narrow and self._page.window().height() < sizes.LOW_BELOW
        has_left = self._left.isVisibleTo(self._page)
        strip = max(int(self._page.height() * _STRIP_PART), _STRIP_LEAST) if narrow else _NO_LIMIT
        wanted = (narrow, is_low, has_left, strip, left_width, right_width, right_is_wide)
        if wanted == self._fitted:
            return
        self._fitted = wanted
        for part, width in ((self._left, left_width), (self._right, right_width)):
            is_free = narrow and (part is self._left or right_is_wide)
            part.setMinimumWidth(0 if is_free else width)
            part.setMaximumWidth(_NO_LIMIT if is_free else width)
            part.setMaximumHeight(strip)
        self._place(narrow=narrow, strip_row=1 if is_low else 0, has_left=has_left)

    def _place(self, *, narrow: bool, strip_row: int, has_left: bool) -> None:
        grid = self._grid
        for part in (self._left, self._middle, self._right):
            grid.removeWidget(part)
        grid.addWidget(self._left, strip_row, 0)
        if narrow:
            grid.addWidget(self._right, strip_row, 1)
            grid.addWidget(self._middle, 1 - strip_row, 0, 1, 2)
        else:
            grid.addWidget(self._middle, 0, 1)
            grid.addWidget(self._right, 0, 2)
        is_strip_wide = narrow and has_left
        grid.setRowStretch(strip_row, 0)
        grid.setRowStretch(1 - strip_row, 1 if narrow else 0)
        grid.setColumnStretch(0, 1 if is_strip_wide else 0)
        grid.setColumnStretch(1, 0 if is_strip_wide else 1)
