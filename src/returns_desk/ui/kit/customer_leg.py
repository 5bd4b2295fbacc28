"""Owns one part of the money on the customer's display: what, how much, whether it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, painting, sizes
from returns_desk.ui.kit.labels import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.kit.customer_contents import CustomerLegContent

HEIGHT = 96
_ICON = 40


class CustomerLeg(QWidget):
    """One part; nothing to touch."""

    def __init__(self, content: CustomerLegContent) -> None:
        super().__init__()
        self._content = content
        self._title = Text("", "heading", wraps=True)
        self._line = Text("", "customer", "ink2", wraps=True)
        self._amount = Text("", "customer_amount")
        self._state = Text("", "customer", "ink2")
        self._mark = icons.IconLabel("check-circle", "now", sizes.ICON)
        self._picture = icons.IconLabel("", "ink", _ICON)
        self._lay_out()
        self.show_content(content)

    def content(self) -> CustomerLegContent:
        """Return what the part shows."""
        return self._content

    def show_content(self, content: CustomerLegContent) -> None:
        """Show the part as it stands now."""
        self._content = content
        self.setObjectName(f"customer.leg.{content.number}")
        is_done = content.progress == "done"
        self._picture.show_icon(content.icon, "ink")
        self._title.show_text(content.title)
        self._line.show_text(content.line)
        self._amount.show_text(content.amount_text)
        self._state.show_text(content.state_text)
        self._state.set_tone("now" if is_done else "ink2")
        self._mark.setVisible(is_done)
        parts = (content.title, content.line, content.amount_text, content.state_text)
        self.setAccessibleName(". ".join(part for part in parts if part))
        self.update()

    def height_at(self, width: int) -> int:
        """Return the height that the texts need at a width, in pixels."""
        layout = self.layout()
        return max(HEIGHT, layout.totalHeightForWidth(width) if layout is not None else 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground; the part whose turn it is has a thick border."""
        is_now = self._content.progress == "now"
        border, width = ("primary", sizes.BORDER_CHOSEN) if is_now else ("line", sizes.BORDER)
        painter = QPainter(self)
        shape = painting.Shape("surface", border, width, sizes.RADIUS_PANEL)
        painting.draw_shape(painter, self.rect(), shape)
        painter.end()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.SPACE_24, sizes.SPACE_8, sizes.SPACE_24, sizes.SPACE_8)
        row.setSpacing(sizes.SPACE_16)
        told, given, state = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        state.setSpacing(sizes.SPACE_6)
        state.addStretch(1)
        state.addWidget(self._mark)
        state.addWidget(self._state)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        told.addStretch(1)
        told.addWidget(self._title)
        told.addWidget(self._line)
        told.addStretch(1)
        given.addStretch(1)
        given.addWidget(self._amount)
        given.addLayout(state)
        given.addStretch(1)
        for column in (told, given):
            column.setSpacing(0)
        row.addWidget(self._picture)
        row.addLayout(told, 1)
        row.addLayout(given)
