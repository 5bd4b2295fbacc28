"""Owns the widget of the review's first page: one large figure, bars, and two panels of numbers.

Shows what it is fed, and tells which days are wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.bars import ColumnBars, RowBars
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.labels import Panel, Text
from returns_desk.ui.kit.narrow import ScrollingPage, is_narrow
from returns_desk.ui.manager.action_rows import ActionRows

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.manager.today_contents import FactsContent, TodayContent


class FactsPanel(Panel):
    """A heading, lines with a number at the right, and how they are counted."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = Text("", "group", wraps=True)
        self._note = Text("", "small", "ink2", wraps=True)
        self._around = QWidget()
        self._grid = QGridLayout(self._around)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        for widget in (self._heading, self._around, self._note):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_content(self, content: FactsContent) -> None:
        """Show it."""
        self._heading.setText(content.heading)
        self._note.setText(content.note)
        while self._grid.count():
            taken = self._grid.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, (text, number) in enumerate(content.rows):
            self._grid.addWidget(Text(text, "body", wraps=True), at, 0)
            shown = Text(number, "strong")
            self._grid.addWidget(shown, at, 1, Qt.AlignmentFlag.AlignRight)
        self._around.setVisible(bool(content.rows))


class TodayPage(ScrollingPage):
    """The period at a glance.

    Signals:
        period_touched(code): other days were chosen.
        row_chosen(code): something that waits is to be seen to.
    """

    period_touched = Signal(str)
    row_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review_today")
        self._shown: TodayContent | None = None
        self.periods = ChipRow("today.period")
        self.periods.touched.connect(self.period_touched)
        self._wish_heading, self._wish = Text("", "group", wraps=True), Text("", "hero")
        self._wish_line = Text("", "strong", wraps=True)
        self._wish_trend = Text("", "body", "ink2", wraps=True)
        self._wish_note = Text("", "small", "ink2", wraps=True)
        self.days, self.options = ColumnBars(), RowBars()
        self._options_heading = Text("", "group", wraps=True)
        self._options_note = Text("", "small", "ink2", wraps=True)
        self.left, self.counter, self.kept = FactsPanel(), FactsPanel(), FactsPanel()
        self._waiting_heading = Text("", "group", wraps=True)
        self._waiting_empty = Text("", "line", "ink2", wraps=True)
        self.waiting = ActionRows("today.waiting")
        self.waiting.chosen.connect(self.row_chosen)
        self._rows: list[QBoxLayout] = []
        self._lay_out()

    def show_content(self, content: TodayContent) -> None:
        """Show it."""
        if content == self._shown:
            return
        self._shown = content
        self.setAccessibleName(f"{content.name}. {content.wish_heading}: {content.wish}")
        self.periods.show_chips(content.periods, content.periods_name)
        self._wish_heading.setText(content.wish_heading)
        self._wish.setText(content.wish)
        self._wish_line.setText(content.wish_line)
        self._wish_trend.show_text(content.wish_trend)
        self._wish_note.setText(content.wish_note)
        self.days.show_columns(content.days_name, content.days)
        self._options_heading.setText(content.options_heading)
        self.options.show_rows(content.options_heading, content.options)
        self.options.setVisible(bool(content.options))
        self._options_note.setText(content.options_note)
        self.left.show_content(content.left)
        self.counter.show_content(content.counter)
        self.kept.show_content(content.kept)
        self._waiting_heading.show_text(content.waiting_heading)
        self._waiting_empty.show_text(content.waiting_empty)
        self.waiting.show_rows(content.waiting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put panels below one another where there is little room."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        direction = way.TopToBottom if is_narrow(self.width()) else way.LeftToRight
        for row in self._rows:
            row.setDirection(direction)

    def _lay_out(self) -> None:
        column = self.column()
        column.addWidget(self.periods)
        column.addLayout(self._row(self._wish_panel(), self.counter))
        for widget in (self._waiting_heading, self._waiting_empty, self.waiting):
            column.addWidget(widget)
        column.addLayout(self._row(self._options_panel(), self._beside()))
        column.addStretch(1)

    def column(self) -> QBoxLayout:
        """The page's one column."""
        column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.inside)
        column.setContentsMargins(*[sizes.SPACE_16] * 4)
        column.setSpacing(sizes.SPACE_12)
        return column

    def _row(self, wide: QWidget, narrow: QWidget) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(sizes.SPACE_12)
        row.addWidget(wide, 3)
        row.addWidget(narrow, 2)
        self._rows.append(row)
        return row

    def _beside(self) -> QWidget:
        """Who left without a solution, and under it whether all this can be relied on."""
        around = QWidget()
        column = QBoxLayout(QBoxLayout.Direction.TopToBottom, around)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        column.addWidget(self.left, 1)
        column.addWidget(self.kept)
        return around

    def _wish_panel(self) -> Panel:
        panel = Panel(padding=sizes.SPACE_16)
        panel.column.addWidget(self._wish_heading)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(sizes.SPACE_24)
        self._rows.append(row)
        texts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for widget in (self._wish, self._wish_line, self._wish_trend):
            texts.addWidget(widget)
        row.addLayout(texts)
        row.addWidget(self.days, 1)
        panel.column.addLayout(row)
        panel.column.addWidget(self._wish_note)
        panel.column.addStretch(1)
        return panel

    def _options_panel(self) -> Panel:
        panel = Panel(padding=sizes.SPACE_16)
        for widget in (self._options_heading, self.options, self._options_note):
            panel.column.addWidget(widget)
        panel.column.addStretch(1)
        return panel
