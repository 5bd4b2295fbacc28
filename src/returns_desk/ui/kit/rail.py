"""Owns what is left of a folded panel, and the bar that says "training"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.keyed_button import KeyedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class RailButton(KeyedButton):
    """An icon of 48 x 56 px that opens a folded panel, with a count where there is one."""

    def __init__(self, name: str, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._count = icon, 0
        self.setObjectName(name)
        self.setFixedSize(sizes.GUIDANCE_RAIL, sizes.TOUCH_ACTION)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setToolTip(text)
        self.show_count(text, 0)

    def show_count(self, text: str, count: int) -> None:
        """Show how many wait behind the icon; none with 0."""
        self._count = count
        self.setAccessibleName(f"{text}: {count}" if count else text)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the rail's width."""
        return QSize(sizes.GUIDANCE_RAIL, sizes.TOUCH_ACTION)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, icon and count."""
        painter = QPainter(self)
        is_on = self.isChecked()
        ground, border = ("primary_tint", "primary") if is_on else ("surface", "edge")
        shape = painting.Shape(ground, border, 2 if is_on else 1, sizes.RADIUS_BUTTON)
        painting.draw_shape(painter, self.rect(), shape)
        top = (self.height() - sizes.ICON) / 2
        where = QRectF((self.width() - sizes.ICON) / 2, top, sizes.ICON, sizes.ICON)
        icons.draw(painter, self._icon, where, "ink")
        if self._count:
            self._draw_count(painter)
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_BUTTON)
        painter.end()

    def _draw_count(self, painter: QPainter) -> None:
        badge = QRectF(self.width() - 22, 2, 20, 20)
        painting.draw_shape(painter, badge, painting.Shape("primary", "primary", 0, 10))
        painter.setPen(theme.colour("on_primary"))
        painter.setFont(theme.font("key"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self._count))


class TrainingBar(QWidget):
    """A striped bar with the word, so that nobody takes a lesson for a case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setObjectName("training")
        self.setFixedHeight(sizes.SPACE_24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show the word; without one the bar is absent."""
        self._text = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the stripes and the word on a calm ground in their middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("attention_tint"))
        stripes = QBrush(theme.colour("attention"), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(self.rect(), stripes)
        painter.setFont(theme.font("small_strong"))
        width = painter.fontMetrics().horizontalAdvance(self._text) + sizes.SPACE_24
        middle = QRectF((self.width() - width) / 2, 0, width, self.height())
        painter.fillRect(middle, theme.colour("attention_tint"))
        painter.setPen(theme.colour("attention"))
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
