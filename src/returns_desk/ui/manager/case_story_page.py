"""Owns one case in sight: its story at the left, its last board at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.flow import FlowLayout
from returns_desk.ui.kit.labels import Panel, Text
from returns_desk.ui.kit.narrow import ScrollingPage, is_narrow, turn_row
from returns_desk.ui.manager.escalation_story_view import StoryColumn
from returns_desk.ui.manager.evidence_stack import PapersButton
from returns_desk.ui.manager.today_page import FactsPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.manager.cases_shapes import CaseStoryContent


class CaseStoryPage(ScrollingPage):
    """The case from its beginning to its end.

    Signals:
        left(), save_wanted(): the buttons below.
    """

    left = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_story")
        self._title = Text("", "title", wraps=True)
        self._line = Text("", "small", "ink2", wraps=True)
        self._heading, self.story = Text("", "group", wraps=True), StoryColumn()
        self.board = FactsPanel()
        self.back, self.save = ActionButton("", "plain", "back", "Esc"), ActionButton("", "plain")
        self.papers = PapersButton("case_story.papers")
        self.back.setObjectName("case_story.back")
        self.save.setObjectName("case_story.save")
        for button in (self.back, self.save):
            button.set_height(sizes.TOUCH_OPTION)
        self.back.clicked.connect(self.left)
        self.save.clicked.connect(self.save_wanted)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def show_content(self, content: CaseStoryContent) -> None:
        """Show it."""
        self.setAccessibleName(f"{content.title}. {content.line}")
        self._title.setText(content.title)
        self._line.show_text(content.line)
        self._heading.setText(content.story_heading)
        self.story.show_story(content.story_heading, content.story)
        self.board.show_content(content.board)
        self.back.show_label(content.back)
        self.save.show_label(content.save)
        self.papers.show_content(content.papers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the board below the story where there is little room."""
        super().resizeEvent(event)
        turn_row(self._sides, narrow=is_narrow(self.width()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(*[sizes.SPACE_16] * 4)
        column.setSpacing(sizes.SPACE_8)
        panel = Panel(padding=sizes.SPACE_16)
        panel.column.addWidget(self._heading)
        panel.column.addWidget(self.story)
        panel.column.addStretch(1)
        self._sides.setSpacing(sizes.SPACE_12)
        self._sides.addWidget(panel, 3)
        self._sides.addWidget(self.board, 2, Qt.AlignmentFlag.AlignTop)
        foot = QWidget()
        flow = FlowLayout(foot, gap=sizes.SPACE_8)
        flow.addWidget(self.back)
        flow.addWidget(self.papers)
        flow.addWidget(self.save)
        column.addWidget(self._title)
        column.addWidget(self._line)
        column.addLayout(self._sides)
        column.addWidget(foot)
        column.addStretch(1)
