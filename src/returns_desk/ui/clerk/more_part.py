"""Owns what is beside the slip: one sentence to say, a button for a yes, and what is seldom done.

A no is the next customer, as ever.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.labels import Text, clear_layout

if TYPE_CHECKING:
    from returns_desk.ui.clerk.contents import ButtonContent
    from returns_desk.ui.clerk.more_contents import MoreContent


class MorePart(QWidget):
    """The question and its buttons.

    Signals:
        acted(code): a button was touched.
    """

    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("slip_more")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, sizes.SPACE_8, 0, 0)
        self._column.setSpacing(sizes.SPACE_8)
        self._shown: MoreContent | None = None

    def show_content(self, content: MoreContent | None) -> None:
        """Show it; the buttons stay where they are, with the focus, while they are the same."""
        self.setVisible(content is not None)
        if content is None or content == self._shown:
            return
        self._shown = content
        clear_layout(self._column)
        self._column.addWidget(Text(content.question, "line", wraps=True))
        self._add(content.action, "plain")
        if content.quiet is not None:
            self._add(content.quiet, "quiet")

    def _add(self, action: ButtonContent, kind: Literal["plain", "quiet"]) -> None:
        button = ActionButton(action.text, kind, action.icon, action.key_cap)
        button.setObjectName(f"slip.{action.code}")
        button.clicked.connect(partial(self.acted.emit, action.code))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
