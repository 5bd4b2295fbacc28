"""Owns the list of cases: a field, rows of filters, and a row for each case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import ChipRow, StatusPill
from returns_desk.ui.kit.flow import FlowLayout
from returns_desk.ui.kit.labels import Panel, Text, clear_layout
from returns_desk.ui.kit.narrow import ScrollingPage

if TYPE_CHECKING:
    from returns_desk.ui.manager.cases_shapes import CaseListContent, CaseRowContent, ChipsContent

_CHOICES = ("outcome", "left", "reason")


class CaseListView(ScrollingPage):
    """What is looked for, and what was found.

    Signals:
        chip_touched(row, code): a filter was touched.
        searched(text): Enter in the field, or the button beside it.
        filters_touched(), more_wanted(), save_wanted(): the buttons.
        chosen(case_id): one of them is read.
    """

    chip_touched = Signal(str, str)
    searched = Signal(str)
    filters_touched = Signal()
    more_wanted = Signal()
    save_wanted = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_list")
        self._shown: tuple[CaseRowContent, ...] = ()
        self.field = QLineEdit()
        self.field.setObjectName("cases.search")
        self.field.setProperty("kind", "field")
        self.field.setFixedHeight(sizes.TOUCH_FIELD)
        self.look = _button("cases.look", "eye")
        self.filters = _button("cases.filters", "list")
        self.save, self.more = _button("cases.save", "document"), _button("cases.more", "")
        self.chips = {name: self._chips(name) for name in ("period", "ending", "asked", *_CHOICES)}
        self._headings = {name: Text("", "small", "ink2", wraps=True) for name in _CHOICES}
        self._note = Text("", "line", "ink2", wraps=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(sizes.SPACE_8)
        self._lay_out()
        self.field.returnPressed.connect(self._search)
        self.look.clicked.connect(self._search)
        self.filters.clicked.connect(self.filters_touched)
        self.save.clicked.connect(self.save_wanted)
        self.more.clicked.connect(self.more_wanted)

    def show_content(self, content: CaseListContent) -> None:
        """Show it; rows that were there before stay."""
        self.setAccessibleName(content.name)
        self.field.setAccessibleName(content.search_label)
        self.field.setPlaceholderText(content.search_label)
        if not self.field.hasFocus():
            self.field.setText(content.search_text)
        said = (content.search_action, content.more_filters, content.save, content.more)
        for button, text in zip((self.look, self.filters, self.save, self.more), said, strict=True):
            button.setVisible(bool(text))
            button.show_label(text)
        for name in ("period", "ending", "asked"):
            self._show_chips(name, getattr(content, name))
        choices = dict(content.choices)
        for name in _CHOICES:
            self._headings[name].show_text(choices[name].name if name in choices else "")
            self._show_chips(name, choices.get(name))
        self._note.show_text(content.note)
        self._show_rows(content.rows)

    def _show_chips(self, name: str, content: ChipsContent | None) -> None:
        row = self.chips[name]
        row.setVisible(content is not None and bool(content.chips))
        if content is not None:
            row.show_chips(content.chips, content.name)

    def _show_rows(self, rows: tuple[CaseRowContent, ...]) -> None:
        same = 0
        while same < min(len(rows), len(self._shown)) and rows[same] == self._shown[same]:
            same += 1
        clear_layout(self._rows, keep=same)
        for row in rows[same:]:
            self._rows.addWidget(self._row(row))
        self._shown = rows

    def _row(self, content: CaseRowContent) -> Panel:
        panel = Panel()
        row = QHBoxLayout()
        row.setSpacing(sizes.SPACE_12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(content.title, "strong", wraps=True))
        words.addWidget(Text(content.line, "small", "ink2", wraps=True))
        row.addLayout(words, 1)
        row.addWidget(StatusPill(*content.pill))
        button = ActionButton(content.action, "plain")
        button.setObjectName(f"cases.open.{content.case_id}")
        button.setAccessibleName(f"{content.action}: {content.title}. {content.line}")
        button.set_height(sizes.TOUCH_OPTION)
        button.clicked.connect(partial(self.chosen.emit, content.case_id))
        row.addWidget(button)
        panel.column.addLayout(row)
        return panel

    def _search(self) -> None:
        self.searched.emit(self.field.text())

    def _chips(self, name: str) -> ChipRow:
        row = ChipRow(f"cases.{name}")
        row.touched.connect(partial(self.chip_touched.emit, name))
        return row

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(*[sizes.SPACE_16] * 4)
        column.setSpacing(sizes.SPACE_8)
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE_8)
        top.addWidget(self.field, 1)
        top.addWidget(self.look)
        column.addLayout(top)
        for name in ("period", "ending"):
            column.addWidget(self.chips[name])
        for name in _CHOICES:
            column.addWidget(self._headings[name])
            column.addWidget(self.chips[name])
        column.addWidget(self.chips["asked"])
        around = QWidget()
        flow = FlowLayout(around, gap=sizes.SPACE_8)
        flow.addWidget(self.filters)
        flow.addWidget(self.save)
        column.addWidget(around)
        column.addWidget(self._note)
        column.addLayout(self._rows)
        column.addWidget(self.more)
        column.addStretch(1)


def _button(name: str, icon: str) -> ActionButton:
    button = ActionButton("", "plain", icon)
    button.setObjectName(name)
    button.set_height(sizes.TOUCH_OPTION)
    return button
