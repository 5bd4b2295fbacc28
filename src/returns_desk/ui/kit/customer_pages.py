"""Owns a list that is turned like pages by touch: nothing scrolls, and nothing moves by itself.

Every piece has the same height, the tallest one's. It must not know what the pieces are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.customer_contents import PagingTexts
from returns_desk.ui.kit.customer_touch import TallButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

GAP = 9
TALLEST = 104
"""So high a piece may grow where there is room."""
BAR_WIDTH = 96


class Piece(Protocol):
    """A widget that knows how high it must be."""

    def height_at(self, width: int) -> int:
        """Return the height needed at a width, in pixels."""
        ...


class PagedList(QWidget):
    """Pieces below one another, as many as fit; two tall buttons beside them turn the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: list[tuple[Piece, QWidget]] = []
        self._first, self._fitting = 0, 1
        self._paging = PagingTexts()
        self.back = TallButton("customer.back", "chevron-up", self)
        self.more = TallButton("customer.more", "chevron-down", self)
        self.back.clicked.connect(self._turn_back)
        self.more.clicked.connect(self._turn_on)

    def show_pieces(
        self,
        pieces: Sequence[tuple[Piece, QWidget]],
        paging: PagingTexts,
        in_sight: int | None = None,
    ) -> None:
        """Show pieces in this order; they belong to the list from now on.

        `in_sight` is the one whose page is turned to; without it the page stays where it can.
        """
        for _, widget in self._pieces:
            widget.hide()
        self._pieces, self._paging = list(pieces), paging
        for _, widget in self._pieces:
            widget.setParent(self)
        self._measure()
        if in_sight is not None:
            self._first = in_sight - in_sight % self._fitting
        self._place()

    def pieces_in_sight(self) -> tuple[QWidget, ...]:
        """Return the widgets of the page that is shown, top to bottom."""
        shown = self._pieces[self._first : self._first + self._fitting]
        return tuple(widget for _, widget in shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit as many as there is room for."""
        super().resizeEvent(event)
        self._measure()
        self._place()

    def minimumSizeHint(self) -> QSize:
        """One piece must fit."""
        return QSize(300, 84)

    def _measure(self) -> None:
        """How many fit; the buttons take their place only where not all do."""
        self._fitting = self._fit(self.width())
        if self._fitting < len(self._pieces):
            self._fitting = self._fit(self._narrow())
        self._first -= self._first % self._fitting
        if self._first >= len(self._pieces):
            self._first = 0

    def _fit(self, width: int) -> int:
        return max(1, (self.height() + GAP) // (self._least(width) + GAP))

    def _least(self, width: int) -> int:
        return max((piece.height_at(width) for piece, _ in self._pieces), default=84)

    def _narrow(self) -> int:
        return self.width() - BAR_WIDTH - sizes.SPACE_12

    def _place(self) -> None:
        is_paged = self._fitting < len(self._pieces)
        width = self._narrow() if is_paged else self.width()
        least = self._least(width)
        rows = max(min(self._fitting, len(self._pieces)), 1)
        height = min(max((self.height() + GAP) // rows - GAP, least), max(TALLEST, least))
        shown = self.pieces_in_sight()
        for _, widget in self._pieces:
            widget.setVisible(widget in shown)
        for row, widget in enumerate(shown):
            widget.setGeometry(0, row * (height + GAP), width, height)
        self._place_buttons(max(rows * (height + GAP) - GAP, self.height()), is_paged=is_paged)

    def _place_buttons(self, height: int, *, is_paged: bool) -> None:
        after = len(self._pieces) - self._first - self._fitting
        half = (height - GAP) // 2
        left = self.width() - BAR_WIDTH
        for button, top in ((self.back, 0), (self.more, height - half)):
            button.setGeometry(left, top, BAR_WIDTH, half)
            button.setVisible(is_paged)
        self.back.show_text(self._paging.back, is_on=self._first > 0)
        self.more.show_text(self._words_for(after), is_on=after > 0)

    def _words_for(self, after: int) -> str:
        more = self._paging.more
        return more[after] if 0 < after < len(more) else ""

    def _turn_back(self) -> None:
        self._first = max(self._first - self._fitting, 0)
        self._place()

    def _turn_on(self) -> None:
        if self._first + self._fitting < len(self._pieces):
            self._first += self._fitting
        self._place()
