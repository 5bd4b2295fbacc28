"""Owns the queue of escalations: one row each, and a sentence where none waits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import StatusPill
from returns_desk.ui.kit.labels import Panel, Text, clear_layout
from returns_desk.ui.kit.narrow import ScrollingPage

if TYPE_CHECKING:
    from returns_desk.ui.manager.escalation_shapes import QueueContent, RowContent


class QueueView(ScrollingPage):
    """What waits, in order.

    Signals:
        chosen(case_id): one of them is opened.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue")
        self._shown: QueueContent | None = None
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(sizes.SPACE_16, sizes.SPACE_12, sizes.SPACE_16, sizes.SPACE_16)
        column.setSpacing(sizes.SPACE_12)
        self._title = Text("", "title", wraps=True)
        self._empty = Text("", "body", "ink2", wraps=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(sizes.SPACE_8)
        column.addWidget(self._title)
        column.addWidget(self._empty)
        column.addLayout(self._rows)
        column.addStretch(1)

    def show_content(self, content: QueueContent) -> None:
        """Show what waits; a queue that did not change stays, with the keyboard where it is."""
        if content == self._shown:
            return
        self._shown = content
        self.setAccessibleName(content.title)
        self._title.show_text(content.title if content.rows else "")
        self._empty.show_text(content.empty)
        clear_layout(self._rows)
        for row in content.rows:
            self._rows.addWidget(self._row(row))

    def _row(self, content: RowContent) -> Panel:
        panel = Panel()
        row = QHBoxLayout()
        row.setSpacing(sizes.SPACE_12)
        row.addWidget(icons.IconLabel("bell", "manager", sizes.ICON))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(content.title, "strong", wraps=True))
        words.addWidget(Text(content.line, "small", "ink2", wraps=True))
        row.addLayout(words, 1)
        tone = "bad" if content.is_overdue else "attention"
        row.addWidget(StatusPill(content.pill, "clock", tone))
        button = ActionButton(content.action, "manager_outline")
        button.setObjectName(f"queue.open.{content.case_id}")
        button.setAccessibleName(f"{content.action}: {content.title}. {content.line}")
        button.set_height(sizes.TOUCH_OPTION)
        button.clicked.connect(partial(self.chosen.emit, content.case_id))
        row.addWidget(button)
        panel.column.addLayout(row)
        return panel
