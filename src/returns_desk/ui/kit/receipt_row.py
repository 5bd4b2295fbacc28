"""Owns a receipt's line as one compact row, for receipts with many lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.keyed_button import KeyedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from returns_desk.ui.kit.contents import ReceiptLineContent

_MARK: Final = 20
_LEFT: Final = sizes.SPACE_12 + _MARK + sizes.SPACE_8


class ReceiptRow(KeyedButton):
    """Name, unit and amount of a line; a touch opens it.

    Signals:
        opened(item): the line was touched or pressed.
    """

    opened = Signal(str)

    def __init__(self, content: ReceiptLineContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._tell)
        self.show_content(content)

    def show_content(self, content: ReceiptLineContent) -> None:
        """Show the line as it stands now."""
        self._content = content
        self.setObjectName(f"row.{content.item}")
        spoken = (content.name, content.quantity_text, content.unit_text, content.amount_text)
        self.setAccessibleName(". ".join(part for part in spoken if part))
        self.setToolTip(content.name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for two lines and a target of 52 px."""
        return QSize(sizes.RECEIPT_WIDTH, self.heightForWidth(sizes.RECEIPT_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Need room for the mark and a word."""
        return QSize(sizes.RECEIPT_WIDTH_SMALL // 2, sizes.TOUCH_FIELD)

    def hasHeightForWidth(self) -> bool:
        """Say that a long name makes the row higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that name and unit need at a width, in pixels."""
        needed = self._name_rect(width).height() + QFontMetrics(theme.font("small")).height() + 12
        return max(needed, sizes.TOUCH_FIELD)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, mark, name, unit and amount."""
        painter = QPainter(self)
        ground = "surface" if self._content.selected else "sunken"
        shape = painting.Shape("primary_tint" if self.isDown() else ground, radius=8)
        painting.draw_shape(painter, self.rect(), shape)
        if self._content.selected:
            mark = QRectF(sizes.SPACE_12, (self.height() - _MARK) / 2, _MARK, _MARK)
            icons.draw(painter, "check", mark, "primary")
        self._draw_texts(painter)
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_BUTTON)
        painter.end()

    def _draw_texts(self, painter: QPainter) -> None:
        name = self._name_rect(self.width())
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font("line_strong"))
        painter.drawText(name, Qt.TextFlag.TextWordWrap, self._content.name)
        amount = QRect(0, 6, self.width() - sizes.SPACE_12, name.height())
        painter.drawText(amount, Qt.AlignmentFlag.AlignRight, self._content.amount_text)
        painter.setPen(theme.colour("ink2"))
        painter.setFont(theme.font("small"))
        under = QRect(_LEFT, name.bottom() + 1, self.width() - _LEFT - sizes.SPACE_12, 24)
        parts = (self._content.quantity_text, self._content.unit_text)
        text = " · ".join(part for part in parts if part)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, under.width())
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft, shown)

    def _name_rect(self, width: int) -> QRect:
        metrics = QFontMetrics(theme.font("line_strong"))
        amount = metrics.horizontalAdvance(self._content.amount_text)
        room = QRect(_LEFT, 6, max(width - _LEFT - amount - sizes.SPACE_24, 40), 1000)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._content.name)
        room.setHeight(needed.height())
        return room

    def _tell(self) -> None:
        self.opened.emit(self._content.item)
