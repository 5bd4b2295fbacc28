"""Owns a group's heading: icon, title and a small note; covers what scrolls under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from returns_desk.ui.kit import icons, sizes, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_ICON = 22
_LEFT = _ICON + sizes.SPACE_8


class GroupHeading(QWidget):
    """One line of 28 px; where it is narrow the note goes under the title and wraps."""

    def __init__(
        self, icon: str, text: str, note: str = "", tone: str = "now", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self._text, self._note = text, note
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(sizes.GROUP_HEADING_HEIGHT)
        self.show_texts(text, note)

    def show_texts(self, text: str, note: str = "") -> None:
        """Show another title and note."""
        self._text, self._note = text, note
        self.setAccessibleName(f"{text}. {note}" if note else text)
        self.update()

    def text(self) -> str:
        """Return the title shown."""
        return self._text

    def note(self) -> str:
        """Return the note shown."""
        return self._note

    def height_at(self, width: int) -> int:
        """Return the height that title and note need at a width, in pixels."""
        if self._fits(width):
            return sizes.GROUP_HEADING_HEIGHT
        return sizes.GROUP_HEADING_HEIGHT + self._note_rect(width).height()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground, then icon, title and note."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        icons.draw(painter, self._icon, QRectF(0, 3, _ICON, _ICON), self._tone)
        painter.setFont(theme.font("group"))
        painter.setPen(theme.colour(self._tone))
        line = QRect(_LEFT, 0, self.width() - _LEFT, sizes.GROUP_HEADING_HEIGHT)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink2"))
        if self._fits(self.width()):
            line.setLeft(_LEFT + self._title_width() + sizes.SPACE_8)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._note)
        else:
            painter.drawText(self._note_rect(self.width()), Qt.TextFlag.TextWordWrap, self._note)
        painter.end()

    def _fits(self, width: int) -> bool:
        note = theme.text_width("small", self._note)
        return not self._note or _LEFT + self._title_width() + sizes.SPACE_8 + note <= width

    def _title_width(self) -> int:
        return theme.text_width("group", self._text)

    def _note_rect(self, width: int) -> QRect:
        room = QRect(_LEFT, sizes.GROUP_HEADING_HEIGHT, max(width - _LEFT, 1), 1000)
        metrics = theme.metrics("small")
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._note)
