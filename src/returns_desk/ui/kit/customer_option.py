"""Owns one option on the customer's display: number, texts, amount, all of it one target.

Every option has the same letters and the same height (R4). Decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.keyed_button import KeyedButton
from returns_desk.ui.kit.labels import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.kit.customer_contents import CustomerOptionContent

HEIGHT = 84
NUMBER = 44
MARK = 4
"""Width of the border of the option that is marked."""


class CustomerOption(KeyedButton):
    """One option; a touch anywhere asks for it.

    Signals:
        touched(option_id): the customer points at it.
    """

    touched = Signal(str)

    def __init__(self, content: CustomerOptionContent) -> None:
        super().__init__()
        self._content = content
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title = Text("", "heading", wraps=True)
        self._line = Text("", "customer", "ink2", wraps=True)
        self._right = Text("", "customer", "primary")
        self._scales = icons.IconLabel("scales", "primary", sizes.ICON_SMALL)
        self._amount = Text("", "customer_amount")
        self._timing = Text("", "customer", "ink2")
        self._lay_out()
        self.clicked.connect(self._pass_on)
        self.show_content(content)

    def content(self) -> CustomerOptionContent:
        """Return what the option shows."""
        return self._content

    def show_content(self, content: CustomerOptionContent) -> None:
        """Show the option as it stands now; the piece itself stays the same."""
        self._content = content
        self.setObjectName(f"customer.option.{content.option_id}")
        self._title.show_text(content.title)
        self._right.show_text(content.right_text)
        self._scales.setVisible(bool(content.right_text))
        self._line.show_text(content.line)
        self._amount.show_text(content.amount_text)
        self._timing.show_text(content.timing_text)
        self.setCheckable(True)
        self.setChecked(content.is_marked)
        self.setAccessibleName(_spoken(content))
        self.update()

    def height_at(self, width: int) -> int:
        """Return the height that the texts need at a width, in pixels; at least 84."""
        layout = self.layout()
        return max(HEIGHT, layout.totalHeightForWidth(width) if layout is not None else 0)

    def sizeHint(self) -> QSize:
        """Ask for the height of an option."""
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground, the number, the mark and the focus ring."""
        painter = QPainter(self)
        painting.draw_shape(painter, self.rect(), self._shape())
        self._draw_number(painter)
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_PANEL)
        painter.end()

    def _shape(self) -> painting.Shape:
        if self._content.is_marked:
            return painting.Shape("primary_tint", "primary", MARK, sizes.RADIUS_PANEL)
        ground = "primary_tint" if self.isDown() else "surface"
        return painting.Shape(ground, "edge", sizes.BORDER, sizes.RADIUS_PANEL)

    def _draw_number(self, painter: QPainter) -> None:
        box = self.rect().adjusted(20, 0, 0, 0)
        box.setSize(QSize(NUMBER, NUMBER))
        box.moveTop((self.height() - NUMBER) // 2)
        is_marked = self._content.is_marked
        ground, border = ("primary", "primary") if is_marked else ("surface", "edge")
        shape = painting.Shape(ground, border, sizes.BORDER, sizes.RADIUS_BUTTON)
        painting.draw_shape(painter, box, shape)
        painter.setFont(theme.font("heading"))
        painter.setPen(theme.colour("on_primary" if is_marked else "ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._content.number))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20 + NUMBER + 18, 3, 20, 3)
        row.setSpacing(sizes.SPACE_16)
        told, given, second = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        second.setSpacing(sizes.SPACE_8)
        second.addWidget(self._scales)
        second.addWidget(self._right)
        second.addWidget(self._line, 1)
        # Three lines keep clear of the mark.
        told.setContentsMargins(0, 2, 0, 2)
        told.addStretch(1)
        told.addWidget(self._title)
        told.addLayout(second)
        told.addStretch(1)
        given.addStretch(1)
        for label in (self._amount, self._timing):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            given.addWidget(label)
        given.addStretch(1)
        for column, stretch in ((told, 1), (given, 0)):
            column.setSpacing(0)
            row.addLayout(column, stretch)
        labels = (self._title, self._line, self._right, self._amount, self._timing)
        for part in (*labels, self._scales):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _pass_on(self) -> None:
        self.setChecked(self._content.is_marked)
        self.touched.emit(self._content.option_id)


def _spoken(content: CustomerOptionContent) -> str:
    parts = (
        str(content.number),
        content.title,
        content.right_text,
        content.line,
        content.amount_text,
        content.timing_text,
        content.marked_text,
    )
    return ". ".join(part for part in parts if part)
