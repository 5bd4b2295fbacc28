"""Owns the small box with an option's or a leg's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.kept_drawings import draw_kept

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPaintEvent


class NumberBox(QWidget):
    """A number in a rounded box of 32 px: outlined, marked, filled, or ticked off."""

    def __init__(self, number: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._state = "plain"
        self.setFixedSize(sizes.NUMBER_BOX, sizes.NUMBER_BOX)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_number(self, number: int | None, *, chosen: bool = False) -> None:
        """Show a number; none leaves the place empty, so that texts stay aligned."""
        self._number, self._state = number, "chosen" if chosen else "plain"
        self.update()

    def show_filled(self, number: int) -> None:
        """Show a number on the primary colour: it is its turn."""
        self._number, self._state = number, "filled"
        self.update()

    def show_ticked(self, number: int) -> None:
        """Show a tick in place of the number: it is done."""
        self._number, self._state = number, "ticked"
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw box and number."""
        if self._number is None:
            return
        draw_kept(self, ("number", self._number, self._state), self._draw)

    def _draw(self, painter: QPainter) -> None:
        ground, border, tone = {
            "plain": ("surface", "edge", "ink"),
            "chosen": ("surface", "primary", "primary"),
            "filled": ("primary", "primary", "on_primary"),
            "ticked": ("now_tint", "now", "now"),
        }[self._state]
        shape = painting.Shape(ground, border, sizes.BORDER, sizes.RADIUS_KEY)
        painting.draw_shape(painter, self.rect(), shape)
        if self._state == "ticked":
            icons.draw(painter, "check", QRectF(6, 6, 20, 20), tone)
        else:
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.colour(tone))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
