"""Owns the list of the policy lab: what managers keep allowing, and what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.flow import FlowLayout
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.narrow import ScrollingPage
from returns_desk.ui.manager.action_rows import ActionRows
from returns_desk.ui.manager.lab_parts import WorkBar

if TYPE_CHECKING:
    from returns_desk.ui.manager.lab_shapes import LabListContent


class LabListView(ScrollingPage):
    """The list.

    Signals:
        period_touched(code), look_wanted(), file_wanted(): chips and buttons.
        draft_chosen(code): a change to be looked at.
        revert_wanted(pack): a publication to be taken back.
    """

    period_touched = Signal(str)
    look_wanted = Signal()
    file_wanted = Signal()
    draft_chosen = Signal(str)
    revert_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lab_list")
        self.periods = ChipRow("lab.period")
        self._heading, self._note = Text("", "title", wraps=True), Text("", "line", wraps=True)
        self.work, self.rows = WorkBar("lab"), ActionRows("lab.draft")
        self.look, self.file = _button("lab.look", "eye"), _button("lab.file", "document")
        self._published_heading = Text("", "title", wraps=True)
        self.published = ActionRows("lab.revert")
        self._problems = Text("", "line", "bad", wraps=True)
        self._lay_out()
        self.periods.touched.connect(self.period_touched)
        self.look.clicked.connect(self.look_wanted)
        self.file.clicked.connect(self.file_wanted)
        self.rows.chosen.connect(self.draft_chosen)
        self.published.chosen.connect(self.revert_wanted)

    def show_content(self, content: LabListContent) -> None:
        """Show it."""
        self.setAccessibleName(content.name)
        self.periods.show_chips(content.periods, content.periods_name)
        self._heading.setText(content.heading)
        self._note.show_text(content.note)
        for button, text in ((self.look, content.look), (self.file, content.file)):
            button.setVisible(bool(text))
            button.show_label(text)
        self.work.show_work(content.work)
        self.rows.show_rows(content.rows)
        self._published_heading.show_text(content.published_heading if content.published else "")
        self.published.show_rows(content.published)
        self._problems.show_text(content.problems)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(*[sizes.SPACE_16] * 4)
        column.setSpacing(sizes.SPACE_12)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=sizes.SPACE_8)
        flow.addWidget(self.look)
        flow.addWidget(self.file)
        for widget in (
            *(self._heading, self.periods, self._note, buttons, self.work, self.rows),
            *(self._published_heading, self.published, self._problems),
        ):
            column.addWidget(widget)
        column.addStretch(1)


def _button(name: str, icon: str) -> ActionButton:
    button = ActionButton("", "plain", icon)
    button.setObjectName(name)
    button.set_height(sizes.TOUCH_OPTION)
    return button
