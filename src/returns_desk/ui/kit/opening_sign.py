"""Owns the sign that the program is coming: its name, before anything else is read.

It says no sentence, since nobody knows yet which language the shop speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from returns_desk.ui.kit import icons, painting, sizes, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_NAME: Final = "Returns Desk"
_SIZE: Final = (420, 160)
_ICON: Final = 48


class OpeningSign(QWidget):
    """A small window with the program's name that goes when another one stands there."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.SplashScreen)
        self.setObjectName("opening")
        self.setAccessibleName(_NAME)
        self.setFixedSize(*_SIZE)

    def show_now(self) -> None:
        """Show it in the middle of the screen, painted before this returns."""
        application = QApplication.instance()
        self.move(self.screen().availableGeometry().center() - self.rect().center())
        self.show()
        self.repaint()
        QApplication.processEvents()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go once another window was painted."""
        is_window = isinstance(watched, QWidget) and watched.isWindow() and watched is not self
        if is_window and event.type() == QEvent.Type.Paint:
            self.close()
        return False

    def closeEvent(self, event: QEvent) -> None:  # noqa: ARG002 -- Qt's signature
        """Look at nothing any more."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 -- Qt's signature
        """Draw ground, icon and name."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        card = self.rect().adjusted(
            sizes.SPACE_12, sizes.SPACE_12, -sizes.SPACE_12, -sizes.SPACE_12
        )
        painting.draw_shape(painter, card, painting.Shape("surface", "line", radius=12))
        left = card.left() + sizes.SPACE_24
        top = card.center().y() - _ICON / 2
        icons.draw(painter, "shop", QRectF(left, top, _ICON, _ICON), "primary")
        painter.setFont(theme.font("title"))
        painter.setPen(theme.colour("ink"))
        after = left + _ICON + sizes.SPACE_24
        words = QRect(after, card.top(), card.right() - after, card.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _NAME)
        painter.end()
