"""Owns rows of two texts, a state, and a button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import StatusPill
from returns_desk.ui.kit.labels import Panel, Text, clear_layout

if TYPE_CHECKING:
    from returns_desk.ui.manager.contents import ActionRow


class ActionRows(QWidget):
    """Rows one under the other; those that did not change stay, with the focus.

    Signals:
        chosen(code): the button of a row.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._shown: tuple[ActionRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.SPACE_8)

    def show_rows(self, rows: tuple[ActionRow, ...]) -> None:
        """Show them."""
        self.setVisible(bool(rows))
        if rows == self._shown:
            return
        self._shown = rows
        clear_layout(self._column)
        for row in rows:
            self._column.addWidget(self._row(row))

    def _row(self, content: ActionRow) -> Panel:
        panel = Panel()
        row = QHBoxLayout()
        row.setSpacing(sizes.SPACE_12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(content.title, "strong", wraps=True))
        words.addWidget(Text(content.line, "small", "ink2", wraps=True))
        row.addLayout(words, 1)
        if content.pill is not None:
            row.addWidget(StatusPill(*content.pill))
        if content.action:
            row.addWidget(self._button(content))
        panel.column.addLayout(row)
        return panel

    def _button(self, content: ActionRow) -> ActionButton:
        button = ActionButton(content.action, "plain")
        button.setObjectName(f"{self._name}.{content.code}")
        button.setAccessibleName(f"{content.action}: {content.title}. {content.line}")
        button.set_height(sizes.TOUCH_OPTION)
        button.clicked.connect(partial(self.chosen.emit, content.code))
        return button
