"""Owns one change of the policy lab in sight: why, what, what the journal says, and publishing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import ChipRow, StatusPill
from returns_desk.ui.kit.flow import FlowLayout
from returns_desk.ui.kit.labels import Panel, Text, clear_layout
from returns_desk.ui.kit.narrow import ScrollingPage
from returns_desk.ui.manager.action_rows import ActionRows
from returns_desk.ui.manager.lab_parts import WorkBar, figure_column

if TYPE_CHECKING:
    from returns_desk.ui.kit.buttons import Kind
    from returns_desk.ui.manager.contents import ActionRow
    from returns_desk.ui.manager.lab_shapes import (
        LabChangeContent,
        LabFigure,
        ResultContent,
    )


class LabChangeView(ScrollingPage):
    """One change.

    Signals:
        try_wanted(), lines_touched(), publish_wanted(), left(): the buttons.
        case_chosen(case_id): a case to be read.
        day_touched(code): from when it shall count.
    """

    try_wanted = Signal()
    lines_touched = Signal()
    publish_wanted = Signal()
    left = Signal()
    case_chosen = Signal(str)
    day_touched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lab_change")
        self._shown: LabChangeContent | None = None
        self._title = Text("", "title", wraps=True)
        self.why, self.what, self.result = Panel(), Panel(), Panel()
        self.work, self.rows = WorkBar("lab_change"), ActionRows("lab_change.case")
        self._rows_heading = Text("", "title", wraps=True)
        self.days = ChipRow("lab_change.day")
        self._note = Text("", "small", "ink2", wraps=True)
        self.back = _button("lab_change.back", "plain", "back", "Esc")
        self.lines = _button("lab_change.lines", "plain", "document")
        self.try_again = _button("lab_change.try", "plain", "flask")
        self.publish = _button("lab_change.publish", "manager", "badge")
        self._lay_out()
        for button, signal in (
            (self.back, self.left),
            (self.lines, self.lines_touched),
            (self.try_again, self.try_wanted),
            (self.publish, self.publish_wanted),
        ):
            button.clicked.connect(signal)
        self.days.touched.connect(self.day_touched)
        self.rows.chosen.connect(self.case_chosen)

    def show_content(self, content: LabChangeContent) -> None:
        """Show it; parts that did not change stay."""
        before, self._shown = self._shown, content
        self.setAccessibleName(content.title)
        self._title.setText(content.title)
        for button, text in (
            (self.back, content.back),
            (self.lines, content.lines_action),
            (self.try_again, content.try_again),
            (self.publish, content.publish),
        ):
            button.setVisible(bool(text))
            button.show_label(text)
        self.work.show_work(content.work)
        self.days.setVisible(bool(content.days))
        self.days.show_chips(content.days, content.days_name)
        self._note.show_text(content.publish_note)
        if before is None or _words_of(before) != _words_of(content):
            self._show_words(content)
        if before is None or before.result != content.result:
            self._show_result(content.result)

    def _show_words(self, content: LabChangeContent) -> None:
        clear_layout(self.why.column)
        self.why.setVisible(bool(content.why))
        for figure in content.why:
            self.why.column.addWidget(figure_column(figure))
        if content.cases:
            self.why.column.addWidget(Text(content.cases_heading, "line_strong", wraps=True))
            self.why.column.addWidget(self._case_buttons(content))
        clear_layout(self.what.column)
        self.what.setVisible(bool(content.table or content.lines))
        if content.table:
            self.what.column.addWidget(_table(content))
        for line in content.lines:
            tone = {"+": "now", "-": "bad"}.get(line[:1], "ink2")
            self.what.column.addWidget(Text(line, "small", tone, wraps=True))

    def _case_buttons(self, content: LabChangeContent) -> QWidget:
        around = QWidget()
        flow = FlowLayout(around, gap=sizes.SPACE_8)
        for row in content.cases:
            flow.addWidget(self._case_button(row, content.cases_heading))
        return around

    def _case_button(self, row: ActionRow, heading: str) -> ActionButton:
        button = ActionButton(row.title, "plain")
        button.setObjectName(f"lab_change.decided.{row.code}")
        button.setAccessibleName(f"{heading}: {row.title}")
        button.set_height(sizes.TOUCH_OPTION)
        button.clicked.connect(partial(self.case_chosen.emit, row.code))
        return button

    def _show_result(self, content: ResultContent | None) -> None:
        clear_layout(self.result.column)
        self.result.setVisible(content is not None)
        self.rows.show_rows(() if content is None else content.rows)
        self._rows_heading.show_text("" if content is None else content.rows_heading)
        if content is None:
            return
        self.result.column.addWidget(Text(content.heading, "group", wraps=True))
        pills = QWidget()
        flow = FlowLayout(pills, gap=sizes.SPACE_8)
        for pill in content.pills:
            flow.addWidget(StatusPill(*pill))
        self.result.column.addWidget(pills)
        self.result.column.addWidget(_figures(content.figures))
        if content.notes:
            self.result.column.addWidget(Text(content.notes, "small", "ink2", wraps=True))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(*[sizes.SPACE_16] * 4)
        column.setSpacing(sizes.SPACE_12)
        foot = QWidget()
        flow = FlowLayout(foot, gap=sizes.SPACE_8)
        for button in (self.back, self.lines, self.try_again, self.publish):
            flow.addWidget(button)
        for widget in (
            *(self._title, self.why, self.what, self.work, self.result),
            *(self.days, self._note, foot, self._rows_heading, self.rows),
        ):
            column.addWidget(widget)
        column.addStretch(1)


def _words_of(content: LabChangeContent) -> tuple[object, ...]:
    return content.why, content.cases, content.table, content.lines, content.table_heads


def _table(content: LabChangeContent) -> QWidget:
    around = QWidget()
    grid = QGridLayout(around)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(sizes.SPACE_16)
    grid.setVerticalSpacing(sizes.SPACE_4)
    for at, text in enumerate(content.table_heads):
        grid.setColumnStretch(at, 1)
        grid.addWidget(Text(text, "small", "ink2", wraps=True), 0, at)
    for below, row in enumerate(content.table, 1):
        is_same = row[1] == row[2]
        for at, text in enumerate(row):
            role = "line_strong" if at == len(row) - 1 and not is_same else "line"
            grid.addWidget(Text(text, role, wraps=True), below, at)
    return around


def _figures(figures: tuple[LabFigure, ...]) -> QWidget:
    """Two beside each other: readable on every width that the window has."""
    around = QWidget()
    grid = QGridLayout(around)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(sizes.SPACE_16)
    grid.setVerticalSpacing(sizes.SPACE_12)
    for at, each in enumerate(figures):
        grid.addWidget(figure_column(each), at // 2, at % 2)
        grid.setColumnStretch(at % 2, 1)
    return around


def _button(name: str, kind: Kind, icon: str, key: str = "") -> ActionButton:
    button = ActionButton("", kind, icon, key)
    button.setObjectName(name)
    button.set_height(sizes.TOUCH_OPTION)
    return button
