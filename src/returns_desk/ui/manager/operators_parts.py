"""Owns the parts of the page of the shop's people: fields to type into, and a badge just made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.fields import Field
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.slip_view import BarcodePicture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from returns_desk.ui.manager.operators_shapes import BadgeShown, FieldRow


class FieldRows(QWidget):
    """Fields to type into, one under the other; what was typed stays while it is shown anew.

    Signals:
        edited(name, value): a person typed.
    """

    edited = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.fields: dict[str, Field] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.SPACE_8)

    def show_fields(self, rows: Sequence[FieldRow]) -> None:
        """Show these fields."""
        self.setVisible(bool(rows))
        for row in rows:
            field = self.fields.get(row.name) or self._made(row)
            field.show_words(row.label, row.help_text, row.mistake)
            if field.input.text() != row.value:
                field.input.setText(row.value)

    def _made(self, row: FieldRow) -> Field:
        field = self.fields[row.name] = Field(f"{self._name}.{row.name}", row.label)
        if row.is_secret:
            field.input.setEchoMode(QLineEdit.EchoMode.Password)
            field.input.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        field.edited.connect(partial(self.edited.emit, row.name))
        self._column.addWidget(field)
        return field


class ShownBadge(QWidget):
    """The badge that was just made: bars to scan, its text, print, done."""

    def __init__(self) -> None:
        super().__init__()
        self._line = Text("", "line_strong", "attention", wraps=True)
        self._picture = BarcodePicture()
        self._text = Text("", "line", wraps=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.print = page_button("operators.print_badge", "printer")
        self.done = page_button("operators.badge_done", "check")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._line, self._picture, self._text):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.print)
        row.addWidget(self.done)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def texts(self) -> tuple[str, ...]:
        """What can be read of it."""
        return (self._line.text(), self._text.text())

    def show_badge(self, badge: BadgeShown | None, barcode: Callable[[str], bytes]) -> None:
        """Show it, or forget it."""
        self._line.setText(badge.line if badge else "")
        self._text.setText(badge.text if badge else "")
        self._picture.show_picture(
            barcode(badge.text) if badge else b"", badge.text if badge else ""
        )
        self._picture.setVisible(badge is not None)
        self.print.show_label(badge.print_text if badge else "")
        self.print.setVisible(bool(badge and badge.print_text))
        self.done.show_label(badge.done_text if badge else "")
        self.setVisible(badge is not None)


def page_button(name: str, icon: str, kind: str = "plain") -> ActionButton:
    """A button of a page, 48 px high; its words come with what is shown."""
    button = ActionButton("", "primary" if kind == "primary" else "plain", icon)
    button.setObjectName(name)
    button.set_height(sizes.TOUCH_OPTION)
    return button
