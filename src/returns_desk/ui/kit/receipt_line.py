"""Owns one line of a receipt: its three numbers, its quantity, reason and condition.

Adds nothing up: the next quantities come ready, and go back as they came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import painting, sizes, theme
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.choice_chips import ChoiceChips
from returns_desk.ui.kit.labels import Panel, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.kit.contents import CountText, ReceiptLineContent


class CountStrip(QWidget):
    """Sold, returned, available: three numbers with their words, side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 3, 1, 3)
        row.setSpacing(0)
        self._labels: list[tuple[Text, Text]] = []
        for tone in ("ink", "ink", "now"):
            column = QVBoxLayout()
            column.setSpacing(0)
            number, word = Text("", "figure", tone), Text("", "key")
            for label in (number, word):
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                column.addWidget(label)
            self._labels.append((number, word))
            row.addLayout(column, 1)

    def show_counts(self, *counts: CountText) -> None:
        """Show the three numbers in order."""
        for (number, word), count in zip(self._labels, counts, strict=True):
            number.setText(count.number)
            word.setText(count.word)
        self.setAccessibleName(", ".join(f"{count.number} {count.word}" for count in counts))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the box and the two lines inside it."""
        painter = QPainter(self)
        painting.draw_shape(painter, self.rect(), painting.Shape(radius=sizes.RADIUS_BUTTON))
        painter.setPen(theme.colour("line"))
        for third in (1, 2):
            left = self.width() * third // 3
            painter.drawLine(left, 1, left, self.height() - 2)
        painter.end()


class QuantityStepper(QWidget):
    """Minus, the quantity, plus; an end of the road disables its button.

    Signals:
        quantity_changed(quantity): the quantity that was fed for this button.
    """

    quantity_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._less, self._more = "", ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.TOUCH_GAP)
        self.less = ActionButton("", "plain", "minus")
        self.more = ActionButton("", "plain", "plus")
        self._quantity = Text("", "figure")
        self._quantity.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.less)
        row.addWidget(self._quantity, 1)
        row.addWidget(self.more)
        self.less.clicked.connect(self._take_less)
        self.more.clicked.connect(self._take_more)

    def stand_for(self, name: str) -> None:
        """Go by another name, as the quantity of another thing."""
        self.less.setObjectName(f"{name}.less")
        self.more.setObjectName(f"{name}.more")

    def show_quantity(self, name: str, quantity: str, less: str, more: str) -> None:
        """Show a quantity and what the buttons lead to; an empty text ends the road."""
        self._less, self._more = less, more
        self._quantity.setText(quantity)
        self.less.setEnabled(bool(less))
        self.more.setEnabled(bool(more))
        self.less.set_kind("plain" if less else "not_yet")
        self.more.set_kind("plain" if more else "not_yet")
        self.less.setAccessibleName(f"{name}: {less or quantity}")
        self.more.setAccessibleName(f"{name}: {more or quantity}")

    def _take_less(self) -> None:
        self.quantity_changed.emit(self._less)

    def _take_more(self) -> None:
        self.quantity_changed.emit(self._more)


class ReceiptLine(Panel):
    """One line and what comes back of it.

    Signals:
        selected_changed(item, on): the line was taken into the return, or out of it.
        quantity_changed(item, quantity): as fed in `quantity_less` or `quantity_more`.
        reason_chosen(item, code), condition_chosen(item, code): a chip was touched.
    """

    selected_changed = Signal(str, bool)
    quantity_changed = Signal(str, str)
    reason_chosen = Signal(str, str)
    condition_chosen = Signal(str, str)

    def __init__(self, content: ReceiptLineContent, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=sizes.SPACE_12)
        self._content = content
        self._name = Text("", "strong", wraps=True)
        self._amount = Text("", "strong")
        self._unit = Text("", "small", "ink2", wraps=True)
        self._counts = CountStrip()
        self.stepper = QuantityStepper()
        self.select = ActionButton("", "plain")
        self._heading = Text("", "small", "ink2", wraps=True)
        self.reasons = ChoiceChips("reason")
        self.conditions = ChoiceChips("condition")
        self._note = Text("", "small", "ink2", wraps=True)
        self._lay_out()
        self._connect()
        self._stand_for(content.item)
        self.show_content(content)

    def content(self) -> ReceiptLineContent:
        """Return what the line shows."""
        return self._content

    def show_content(self, content: ReceiptLineContent) -> None:
        """Show the line as it stands now, or another one, with its choices folded."""
        if content.item != self._content.item or not self.objectName():
            self._stand_for(content.item)
        self._content = content
        self.setAccessibleName(f"{content.name}. {content.unit_text}")
        self._name.setText(content.name)
        self._amount.show_text(content.amount_text)
        self._unit.show_text(content.unit_text)
        self._counts.show_counts(content.sold, content.returned, content.available)
        self._counts.setVisible(bool(content.sold.word))
        self.stepper.setVisible(bool(content.quantity_text))
        self.stepper.show_quantity(
            content.quantity_name or content.name,
            content.quantity_text,
            content.quantity_less,
            content.quantity_more,
        )
        self._show_choices(content)

    def _stand_for(self, item: str) -> None:
        name = f"line.{item}"
        self.setObjectName(name)
        self.stepper.stand_for(name)
        self.select.setObjectName(f"{name}.select")
        self.reasons.stand_for(f"{name}.reason")
        self.conditions.stand_for(f"{name}.condition")

    def _show_choices(self, content: ReceiptLineContent) -> None:
        self.select.show_label(content.select_text)
        self.select.setAccessibleName(f"{content.select_text}. {content.name}")
        self.select.setVisible(bool(content.select_text))
        self._heading.show_text(content.reason_heading if content.selected else "")
        about = content.name
        self.reasons.show_choices(
            content.reason_prompt, content.reasons if content.selected else (), about
        )
        self.conditions.show_choices(
            content.condition_prompt, content.conditions if content.selected else (), about
        )
        self._note.show_text(content.note)
        self.set_shape(painting.Shape(ground="surface" if content.selected else "sunken"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._amount, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(top)
        for widget in (
            self._unit,
            self._counts,
            self.stepper,
            self._heading,
            self.reasons,
            self.conditions,
            self._note,
            self.select,
        ):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.stepper.quantity_changed.connect(self._tell_quantity)
        self.reasons.chosen.connect(self._tell_reason)
        self.conditions.chosen.connect(self._tell_condition)
        self.select.clicked.connect(self._tell_selected)

    def _tell_quantity(self, quantity: str) -> None:
        self.quantity_changed.emit(self._content.item, quantity)

    def _tell_reason(self, code: str) -> None:
        self.reason_chosen.emit(self._content.item, code)

    def _tell_condition(self, code: str) -> None:
        self.condition_chosen.emit(self._content.item, code)

    def _tell_selected(self) -> None:
        self.selected_changed.emit(self._content.item, not self._content.selected)
