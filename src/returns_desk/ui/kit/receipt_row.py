"""Owns a receipt's line as one compact row, for receipts with many lines."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.keyed_button import KeyedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from returns_desk.ui.kit.contents import ReceiptLineContent

_MARK: Final = 20
_LEFT: Final = sizes.SPACE_12 + _MARK + sizes.SPACE_8
_TOP: Final = 6


def height_of(content: ReceiptLineContent, width: int) -> int:
    """Return the height in pixels that a line needs as a row of a width."""
    name = _name_height(content.name, _name_width(content, width), theme.type_step())
    return max(name + theme.metrics("small").height() + 2 * _TOP, sizes.TOUCH_FIELD)


def _name_width(content: ReceiptLineContent, width: int) -> int:
    amount = content.amount_text
    taken = theme.text_width("line_strong", amount) if amount else 0
    return max(width - _LEFT - taken - sizes.SPACE_24, 40)


@lru_cache(maxsize=4_096)
def _name_height(name: str, width: int, type_step: int) -> int:  # noqa: ARG001 -- another step is another font
    room = QRect(0, 0, width, 1000)
    return theme.metrics("line_strong").boundingRect(room, Qt.TextFlag.TextWordWrap, name).height()


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
        self._show()

    def show_content(self, content: ReceiptLineContent) -> None:
        """Show the line as it stands now, or another one."""
        if content != self._content or not self.objectName():
            self._content = content
            self._show()

    def content(self) -> ReceiptLineContent:
        """Return what the row shows."""
        return self._content

    def _show(self) -> None:
        content = self._content
        self.setObjectName(f"row.{content.item}")
        spoken = (content.name, content.quantity_text, content.unit_text, content.amount_text)
        self.setAccessibleName(". ".join(part for part in spoken if part))
        self.setToolTip(content.name)
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
        return height_of(self._content, width)

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
        amount = QRect(0, _TOP, self.width() - sizes.SPACE_12, name.height())
        painter.drawText(amount, Qt.AlignmentFlag.AlignRight, self._content.amount_text)
        painter.setPen(theme.colour("ink2"))
        painter.setFont(theme.font("small"))
        under = QRect(_LEFT, name.bottom() + 1, self.width() - _LEFT - sizes.SPACE_12, 24)
        parts = (self._content.quantity_text, self._content.unit_text)
        text = " · ".join(part for part in parts if part)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, under.width())
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft, shown)

    def _name_rect(self, width: int) -> QRect:
        room = _name_width(self._content, width)
        height = _name_height(self._content.name, room, theme.type_step())
        return QRect(_LEFT, _TOP, room, height)

    def _tell(self) -> None:
        self.opened.emit(self._content.item)
