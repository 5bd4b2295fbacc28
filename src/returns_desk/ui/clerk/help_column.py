"""Owns the guidance column, and the narrow rail that it folds to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.finger_scroll import scroll_by_finger
from returns_desk.ui.kit.guidance import GuidancePanel, QuestionsPanel
from returns_desk.ui.kit.rail import RailButton

if TYPE_CHECKING:
    from returns_desk.ui.clerk.contents import HelpContent


class HelpColumn(QScrollArea):
    """Words that help above the questions that matter.

    Signals:
        step_opened(index): a step was touched.
        folded(): the column shall become a rail.
    """

    step_opened = Signal(int)
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self._shown: HelpContent | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar would take the width that keeps everything in sight; wheel and finger scroll it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll_by_finger(self)
        inside = QWidget()
        inside.setProperty("ground", "canvas")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        self.guidance = GuidancePanel()
        self.panel = QuestionsPanel()
        column.addWidget(self.guidance)
        column.addWidget(self.panel)
        column.addStretch(1)
        self.setWidget(inside)
        self.guidance.step_opened.connect(self.step_opened)
        self.guidance.folded.connect(self.folded)

    def show_content(self, content: HelpContent) -> None:
        """Show the words and the panel under them."""
        if content == self._shown:
            return
        self._shown = content
        self.guidance.show_content(content.guidance)
        self.panel.show_texts(content.panel_title, *content.panel_lines)


class HelpRail(QWidget):
    """Two buttons in place of the column; a touch opens it over the receipts.

    Signals:
        opened(): one of them was touched.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help_rail")
        self.setFixedWidth(sizes.GUIDANCE_RAIL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        self.words = RailButton("help_rail.words", "bulb", "")
        self.questions = RailButton("help_rail.questions", "question", "")
        for button in (self.words, self.questions):
            button.setCheckable(False)
            button.clicked.connect(self.opened)
            column.addWidget(button)
        column.addStretch(1)

    def show_content(self, content: HelpContent) -> None:
        """Name the buttons, and count the questions."""
        self.words.show_count(content.guidance.title, 0)
        self.words.setToolTip(content.guidance.title)
        self.questions.show_count(content.panel_title, content.count)
        self.questions.setToolTip(". ".join((content.panel_title, *content.panel_lines)))
