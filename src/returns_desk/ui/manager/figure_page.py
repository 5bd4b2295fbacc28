"""Owns the widget of the page of figures: chips, and a panel for each question.

Shows what it is fed, and tells what was touched.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.bars import ColumnBars, RowBars
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.labels import Panel, Text, clear_layout
from returns_desk.ui.kit.narrow import ScrollingPage

if TYPE_CHECKING:
    from returns_desk.ui.manager.figure_shapes import FigurePanel, FiguresContent


class FiguresPage(ScrollingPage):
    """Figures of some days beside others.

    Signals:
        period_touched(code), beside_touched(code): a chip was touched.
        save_touched: the figures are to be saved.
        followed(link): the cases of a row are wanted.
    """

    period_touched = Signal(str)
    beside_touched = Signal(str)
    save_touched = Signal()
    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review_figures")
        self._shown: FiguresContent | None = None
        self.periods, self.beside = ChipRow("figures.period"), ChipRow("figures.beside")
        self.periods.touched.connect(self.period_touched)
        self.beside.touched.connect(self.beside_touched)
        self._days = Text("", "strong", wraps=True)
        self.save = ActionButton("", "plain")
        self.save.setObjectName("figures.save")
        self.save.clicked.connect(self.save_touched)
        self._panels = QVBoxLayout()
        self._panels.setSpacing(sizes.SPACE_12)
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(*[sizes.SPACE_16] * 4)
        column.setSpacing(sizes.SPACE_12)
        for widget in (self.periods, self.beside, self._days):
            column.addWidget(widget)
        column.addLayout(self._panels)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_content(self, content: FiguresContent) -> None:
        """Show it; panels stay while they are the same."""
        before, self._shown = self._shown, content
        if content == before:
            return
        self.setAccessibleName(content.name)
        self.periods.show_chips(content.periods, content.periods_name)
        self.beside.show_chips(content.beside, content.beside_name)
        self._days.setText(content.days)
        self.save.show_label(content.save)
        if before is None or content.panels != before.panels:
            clear_layout(self._panels)
            for panel in content.panels:
                self._panels.addWidget(self._panel(panel, content))

    def _panel(self, content: FigurePanel, page: FiguresContent) -> Panel:
        panel = Panel(padding=sizes.SPACE_16)
        panel.setObjectName(f"figures.{content.name}")
        panel.column.addWidget(Text(content.heading, "group", wraps=True))
        if content.sign:
            panel.column.addWidget(Text(content.sign, "strong", wraps=True))
        if content.columns_by_day:
            columns = ColumnBars()
            columns.show_columns(content.heading, content.columns_by_day)
            panel.column.addWidget(columns)
        if content.bars:
            bars = RowBars()
            bars.show_rows(content.heading, content.bars)
            panel.column.addWidget(bars)
        if content.rows:
            panel.column.addWidget(self._table(content, page.follow))
        else:
            panel.column.addWidget(Text(page.empty, "line", wraps=True))
        panel.column.addWidget(Text(content.definition, "small", "ink2", wraps=True))
        return panel

    def _table(self, content: FigurePanel, follow: str) -> QWidget:
        around = QWidget()
        grid = QGridLayout(around)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.SPACE_16)
        grid.setVerticalSpacing(sizes.SPACE_4)
        grid.setColumnStretch(0, 1)
        for at, title in enumerate(content.columns):
            grid.addWidget(_cell(title, at, "small", "ink2"), 0, at)
        for below, row in enumerate(content.rows, 1):
            for at, text in enumerate(row):
                grid.addWidget(_cell(text, at, "line", "ink"), below, at)
        for below, link in enumerate(content.links, 1):
            if link:
                button = self._link(link, follow, content.rows[below - 1][0], content.heading)
                grid.addWidget(button, below, len(content.columns))
        return around

    def _link(self, link: str, text: str, about: str, heading: str) -> ActionButton:
        button = ActionButton(text, "plain")
        button.setAccessibleName(f"{text}: {about}, {heading}")
        button.clicked.connect(partial(self.followed.emit, link))
        return button


def _cell(text: str, at: int, role: str, tone: str) -> Text:
    """What a row is about at the left, numbers at the right."""
    cell = Text(text, role, tone, wraps=True)
    if at:
        cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return cell
