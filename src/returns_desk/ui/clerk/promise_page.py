"""Owns the page on which a promise is made: four choices, three fields, each with its label."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.labels import Panel, Text
from returns_desk.ui.kit.narrow import ScrollingPage, is_narrow, turn_row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.clerk.promise_shapes import FieldContent, PromisePageContent

_WIDTH = 860
_GROUPS = ("kind", "due", "channel", "who")


class PromisePage(ScrollingPage):
    """What is promised, by when, how and by whom.

    Signals:
        chosen(group, code): a chip was touched.
        made(due, contact, words): it shall be made, with what was typed.
    """

    chosen = Signal(str, str)
    made = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promise_page")
        self._title = Text("", "heading", wraps=True)
        self._line = Text("", "body", "ink2", wraps=True)
        self._headings = {code: Text("", "line_strong") for code in _GROUPS}
        self.chips = {code: ChipRow(f"promise.{code}") for code in _GROUPS}
        for code, row in self.chips.items():
            row.touched.connect(partial(self.chosen.emit, code))
        self.due, self.contact = _Field("promise.due_typed"), _Field("promise.contact")
        self.words = _Field("promise.words")
        self._token = ""
        self._fields = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def show_content(self, content: PromisePageContent) -> None:
        """Show the choices; what was typed stays while it is the same promise."""
        self.setAccessibleName(f"{content.title}. {content.line}")
        self._title.setText(content.title)
        self._line.setText(content.line)
        for group in content.groups:
            self._headings[group.code].setText(group.heading)
            self.chips[group.code].show_chips(group.chips, group.heading)
        fields = ((self.due, content.due), (self.contact, content.contact))
        for field, shown in (*fields, (self.words, content.words)):
            field.show_content(shown)
            if content.token != self._token:
                field.input.clear()
        self._token = content.token

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields one under the other where the window is narrow."""
        super().resizeEvent(event)
        turn_row(self._fields, narrow=is_narrow(self.width()))

    def confirm(self) -> None:
        """Tell that it shall be made."""
        contact = self.contact.text() if self.contact.isVisibleTo(self) else ""
        self.made.emit(self.due.text(), contact, self.words.text())

    def point_at(self, name: str) -> None:
        """Put the keyboard where something is to be mended."""
        field = {"due": self.due, "contact": self.contact}.get(name, self.words)
        field.input.setFocus()

    def _lay_out(self) -> None:
        outside, panel = QVBoxLayout(self.inside), Panel(padding=sizes.SPACE_16)
        panel.setMaximumWidth(_WIDTH)
        panel.column.setSpacing(sizes.SPACE_6)
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE_12)
        top.addWidget(icons.IconLabel("phone", "ink", sizes.ICON + 4))
        top.addWidget(self._title, 1)
        panel.column.addLayout(top)
        panel.column.addWidget(self._line)
        for code in _GROUPS:
            panel.column.addSpacing(sizes.SPACE_6)
            panel.column.addWidget(self._headings[code])
            panel.column.addWidget(self.chips[code])
        panel.column.addSpacing(sizes.SPACE_6)
        self._fields.setSpacing(sizes.SPACE_12)
        for field in (self.due, self.contact, self.words):
            self._fields.addWidget(field, 1)
        panel.column.addLayout(self._fields)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(panel, 1000)
        middle.addStretch(1)
        outside.addLayout(middle)
        outside.addStretch(1)


class _Field(QWidget):
    """A label over a field whose words change with the language."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_4)
        self._label = Text("", "line_strong", wraps=True)
        self.input = QLineEdit()
        self.input.setObjectName(f"{name}.input")
        self.input.setProperty("kind", "field")
        self.input.setFixedHeight(sizes.TOUCH_FIELD)
        column.addWidget(self._label)
        column.addWidget(self.input)
        self._label.setBuddy(self.input)

    def show_content(self, content: FieldContent) -> None:
        """Show the label and the hint."""
        self.setVisible(content.is_shown)
        self._label.setText(content.label)
        self.input.setAccessibleName(content.label)
        self.input.setPlaceholderText(content.hint)

    def text(self) -> str:
        """What was typed."""
        return self.input.text().strip()
