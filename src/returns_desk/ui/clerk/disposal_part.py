"""Owns the part of the slip's page that says where the goods go.

Shows what it is fed, and tells which button was touched.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.labels import Text, clear_layout

if TYPE_CHECKING:
    from returns_desk.ui.clerk.disposal_contents import GoodsPlacesContent


class DisposalPart(QWidget):
    """A heading, a line or two, and the buttons.

    Signals:
        acted(code): a button was touched.
    """

    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("slip_places")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_8)
        self._heading = Text("", "line_strong", wraps=True)
        self._lines, self._buttons = QVBoxLayout(), QVBoxLayout()
        self._shown: GoodsPlacesContent | None = None
        column.addWidget(self._heading)
        column.addLayout(self._lines)
        column.addLayout(self._buttons)

    def show_content(self, content: GoodsPlacesContent | None) -> None:
        """Show it; everything stays where it is while it is the same."""
        self.setVisible(content is not None)
        if content is None or content == self._shown:
            return
        self._shown = content
        self._heading.setText(content.heading)
        clear_layout(self._lines)
        for line in content.lines:
            self._lines.addWidget(Text(line, "line", wraps=True))
        clear_layout(self._buttons)
        for action in content.actions:
            button = ActionButton(action.text, "plain", action.icon, action.key_cap)
            button.setObjectName(f"slip.{action.code}")
            button.clicked.connect(partial(self.acted.emit, action.code))
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
