"""Owns the list of what was promised: one row each, with what can be done about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import StatusPill
from returns_desk.ui.kit.labels import Panel, Text, clear_layout
from returns_desk.ui.kit.narrow import ScrollingPage, is_narrow, turn_row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.clerk.contents import ButtonContent
    from returns_desk.ui.clerk.promise_shapes import PromiseRow, PromisesPageContent

_WIDTH = 1000


class PromisesPage(ScrollingPage):
    """Everything that is promised and open.

    Signals:
        acted(code): a button was touched.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promises_page")
        self._shown: PromisesPageContent | None = None
        self._title, self._line = (
            Text("", "heading", wraps=True),
            Text("", "body", "ink2", wraps=True),
        )
        self._actions, self._rows = QHBoxLayout(), QVBoxLayout()
        self._rows.setSpacing(sizes.SPACE_8)
        self._turning: list[QBoxLayout] = []
        self._lay_out()

    def show_content(self, content: PromisesPageContent) -> None:
        """Show the list; rows stay where they are while they are the same."""
        if content == self._shown:
            return
        self._shown = content
        self.setAccessibleName(f"{content.title}. {content.line}")
        self._title.setText(content.title)
        self._line.setText(content.line)
        clear_layout(self._actions)
        for action in content.actions:
            self._actions.addWidget(self._button(action, "", f"promises.{action.code}"))
        clear_layout(self._rows)
        self._turning = []
        for row in content.rows:
            self._rows.addWidget(self._row(row))
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons of a row under its words where the window is narrow."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        for row in self._turning:
            turn_row(row, narrow=is_narrow(self.width()))

    def _row(self, content: PromiseRow) -> Panel:
        panel = Panel(padding=sizes.SPACE_12)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(sizes.SPACE_12)
        self._turning.append(row)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Text(content.title, "strong", wraps=True))
        texts.addWidget(Text(content.line, "line", "ink2", wraps=True))
        if content.words:
            texts.addWidget(Text(content.words, "line", wraps=True))
        row.addLayout(texts, 1)
        right = QHBoxLayout()
        right.setSpacing(sizes.SPACE_8)
        pill = StatusPill("")
        pill.show_status(content.pill.text, content.pill.icon, content.pill.tone)
        right.addWidget(pill)
        for action in content.actions:
            name = f"promises.{action.code}"
            right.addWidget(self._button(action, content.title, name))
        row.addLayout(right)
        panel.column.addLayout(row)
        return panel

    def _button(self, action: ButtonContent, about: str, name: str) -> ActionButton:
        button = ActionButton(action.text, "plain", action.icon, action.key_cap)
        button.setObjectName(name)
        if about:
            button.setAccessibleName(f"{action.text}: {about}")
        button.clicked.connect(partial(self.acted.emit, action.code))
        return button

    def _lay_out(self) -> None:
        outside, inside = QHBoxLayout(self.inside), QWidget()
        inside.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setSpacing(sizes.SPACE_12)
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE_12)
        texts = QVBoxLayout()
        texts.addWidget(self._title)
        texts.addWidget(self._line)
        top.addLayout(texts, 1)
        top.addLayout(self._actions)
        column.addLayout(top)
        column.addLayout(self._rows)
        column.addStretch(1)
        outside.addStretch(1)
        outside.addWidget(inside, 1000)
        outside.addStretch(1)
