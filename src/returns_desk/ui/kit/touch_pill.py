"""Owns the pill that has more to say: told on pointing, to screen readers, and when touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter

from returns_desk.ui.kit import painting, sizes
from returns_desk.ui.kit.chips import StatusPill, tone_roles

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class TouchPill(StatusPill):
    """A status pill; with a detail behind it, it is 44 px high and takes a touch, else none.

    Signals:
        touched(): it was touched or pressed while there is a detail.
    """

    touched = Signal()

    def show_detail(self, detail: str) -> None:
        """Have this to say on a touch; an empty text makes it a plain pill again."""
        if detail == self.accessibleDescription():
            return
        self.setToolTip(detail)
        self.setAccessibleDescription(detail)
        has_detail = bool(detail)
        policy = Qt.FocusPolicy.TabFocus if has_detail else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        shape = Qt.CursorShape.PointingHandCursor if has_detail else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.updateGeometry()
        self.update()

    def detail(self) -> str:
        """Return what it has to say."""
        return self.accessibleDescription()

    def sizeHint(self) -> QSize:
        """Return the pill's width, and a height for fingers where there is a detail."""
        least = super().sizeHint()
        return QSize(least.width(), sizes.TOUCH_LEAST) if self.detail() else least

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a touch that ends on the pill."""
        is_here = self.rect().contains(event.position().toPoint())
        if self.detail() and event.button() == Qt.MouseButton.LeftButton and is_here:
            self.touched.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return and Space do what a touch does."""
        if self.detail() and event.key() in _KEYS:
            self.touched.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, with a border where it can be touched and a ring with the keyboard."""
        super().paintEvent(event)
        if not self.detail():
            return
        painter = QPainter(self)
        frame = painting.Shape(
            ground="", border=tone_roles(self._tone)[1], radius=sizes.RADIUS_PILL
        )
        painting.draw_shape(painter, self.rect(), frame)
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_PILL)
        painter.end()
