"""Owns the pages with little on them: all keys, and one question with its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.buttons import ActionButton, draw_key_cap, key_cap_width
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.labels import Panel, Text
from returns_desk.ui.kit.narrow import ScrollingPage

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.clerk.contents import ChoiceContent, KeysContent

_CHOICE_WIDTH = 640


class _KeyCap(QWidget):
    """The drawing of a key."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Ask for the width of the key's name in the type of the moment."""
        return QSize(key_cap_width(self._text) + 2, sizes.PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw it."""
        painter = QPainter(self)
        draw_key_cap(painter, self._text, 1, self.height(), "ink")
        painter.end()


class KeysPage(ScrollingPage):
    """All keys in two columns.

    Signals:
        closed(): close was touched.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys_page")
        outside = QVBoxLayout(self.inside)
        outside.setContentsMargins(sizes.SPACE_48, sizes.SPACE_24, sizes.SPACE_48, sizes.SPACE_24)
        panel = Panel(padding=sizes.SPACE_24)
        self._title = Text("", "heading")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(sizes.SPACE_16)
        self._grid.setVerticalSpacing(sizes.SPACE_12)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.close_button = ActionButton("", "plain", "close", "Esc")
        self.close_button.setObjectName("keys_page.close")
        self.close_button.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.close_button)
        panel.column.addLayout(top)
        panel.column.addSpacing(sizes.SPACE_12)
        panel.column.addLayout(self._grid)
        outside.addWidget(panel)
        outside.addStretch(1)

    def show_content(self, content: KeysContent) -> None:
        """Show the keys."""
        self.setAccessibleName(
            ". ".join((content.title, *(f"{key}: {what}" for key, what in content.keys)))
        )
        self._title.setText(content.title)
        self.close_button.show_label(content.close_text)
        while self._grid.count():
            taken = self._grid.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        half = (len(content.keys) + 1) // 2
        for at, (key, what) in enumerate(content.keys):
            row, column = at % half, 2 * (at // half)
            self._grid.addWidget(_KeyCap(key), row, column, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(Text(what, "body", wraps=True), row, column + 1)


class ChoicePage(ScrollingPage):
    """One question and its answers, large enough for a finger.

    Signals:
        chosen(code): an answer was touched.
        left(): back was touched.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("choice_page")
        outside = QVBoxLayout(self.inside)
        panel = Panel(padding=sizes.SPACE_24)
        panel.setMaximumWidth(_CHOICE_WIDTH)
        self._icon = icons.IconLabel("leave", "ink", sizes.ICON + 4)
        self._title = Text("", "heading", wraps=True)
        self._line = Text("", "body", "ink2", wraps=True)
        self.chips = ChipRow("choice")
        self.back = ActionButton("", "plain", "back", "Esc")
        self.back.setObjectName("choice_page.back")
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE_12)
        top.addWidget(self._icon)
        top.addWidget(self._title, 1)
        panel.column.addLayout(top)
        panel.column.setSpacing(sizes.SPACE_16)
        for widget in (self._line, self.chips):
            panel.column.addWidget(widget)
        panel.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(panel, 1000)
        middle.addStretch(1)
        outside.addStretch(1)
        outside.addLayout(middle)
        outside.addStretch(2)
        self.chips.touched.connect(self.chosen)
        self.back.clicked.connect(self.left)

    def show_content(self, content: ChoiceContent) -> None:
        """Show the question."""
        self.setAccessibleName(f"{content.title}. {content.line}")
        self._icon.show_icon(content.icon)
        self._title.setText(content.title)
        self._line.setText(content.line)
        self.chips.show_chips(content.choices)
        self.back.show_label(content.back_text)
