"""Owns the widget of the manager's page of promises: filters, and a row for each.

Shows what it is fed, and tells what was touched.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import ChipRow, StatusPill
from returns_desk.ui.kit.flow import FlowLayout
from returns_desk.ui.kit.labels import Panel, Text, clear_layout
from returns_desk.ui.kit.narrow import ScrollingPage

if TYPE_CHECKING:
    from returns_desk.ui.manager.promises_shapes import PromiseLine, PromisesContent, RowAction


class PromisesPage(ScrollingPage):
    """What was promised to customers.

    Signals:
        filter_touched(code), person_touched(code): a chip was touched.
        acted(code): a button of a row was touched.
    """

    filter_touched = Signal(str)
    person_touched = Signal(str)
    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review_promises")
        self._shown: PromisesContent | None = None
        self.filters, self.people = ChipRow("promises.filter"), ChipRow("promises.person")
        self.filters.touched.connect(self.filter_touched)
        self.people.touched.connect(self.person_touched)
        self._empty = Text("", "body", "ink2", wraps=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(sizes.SPACE_8)
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(*[sizes.SPACE_16] * 4)
        column.setSpacing(sizes.SPACE_12)
        for widget in (self.filters, self.people, self._empty):
            column.addWidget(widget)
        column.addLayout(self._rows)
        column.addStretch(1)

    def show_content(self, content: PromisesContent) -> None:
        """Show it; rows stay where they are while they are the same."""
        if content == self._shown:
            return
        self._shown = content
        self.setAccessibleName(content.name)
        self.filters.show_chips(content.filters, content.filters_name)
        self.people.show_chips(content.people, content.people_name)
        self._empty.show_text(content.empty)
        clear_layout(self._rows)
        for row in content.rows:
            self._rows.addWidget(self._row(row))

    def _row(self, content: PromiseLine) -> Panel:
        panel = Panel(padding=sizes.SPACE_12)
        top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.setSpacing(sizes.SPACE_12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Text(content.title, "strong", wraps=True))
        texts.addWidget(Text(content.line, "line", "ink2", wraps=True))
        if content.words:
            texts.addWidget(Text(content.words, "line", wraps=True))
        top.addLayout(texts, 1)
        pill = StatusPill("")
        pill.show_status(*content.pill)
        top.addWidget(pill)
        panel.column.addLayout(top)
        if content.question:
            panel.column.addWidget(Text(content.question, "line_strong", wraps=True))
        if content.actions:
            panel.column.addWidget(self._buttons(content))
        return panel

    def _buttons(self, content: PromiseLine) -> QWidget:
        around = QWidget()
        flow = FlowLayout(around, gap=sizes.SPACE_8)
        for action in content.actions:
            flow.addWidget(self._button(action, content.title))
        return around

    def _button(self, action: RowAction, about: str) -> ActionButton:
        button = ActionButton(action.text, "plain")
        button.setObjectName(f"review_promises.{action.code}")
        button.setAccessibleName(f"{action.text}: {about}")
        button.clicked.connect(partial(self.acted.emit, action.code))
        return button
