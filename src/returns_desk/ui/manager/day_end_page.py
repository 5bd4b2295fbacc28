"""Owns the page of the day's end: the drawer at the left, what is left and the end at the right.

A view without decisions: it shows what it is fed and tells what was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QBoxLayout, QProgressBar, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.labels import Panel, Text
from returns_desk.ui.kit.narrow import ScrollingPage, turn_row
from returns_desk.ui.manager.day_end_earlier import EarlierEndsPanel
from returns_desk.ui.manager.day_end_parts import Lines, PiecesGrid, SumsTable
from returns_desk.ui.manager.operators_parts import FieldRows, page_button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.kit.buttons import ActionButton
    from returns_desk.ui.manager.day_end_presenter import DayEndPresenter
    from returns_desk.ui.manager.day_end_shapes import BackupRow, DayEndContent

_ONE_COLUMN_BELOW: Final = 760


class DayEndPage(ScrollingPage):
    """The day's end."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("day_end")
        self._title = Text("", "heading", wraps=True)
        self._attention = Text("", "line_strong", "attention", wraps=True)
        self._note_heading = Text("", "title", wraps=True)
        self.note, self.note_button = FieldRows("day_end"), page_button("day_end.note", "cash")
        self._cash_title, self._sums = Text("", "title", wraps=True), SumsTable()
        self._cash_lines = Lines("small", "ink2")
        self.ways, self.pieces = ChipRow("day_end.way"), PiecesGrid()
        self.sum = FieldRows("day_end")
        self._counted = Text("", "strong", wraps=True)
        self._difference = Text("", "strong", wraps=True)
        self._reason_heading = Text("", "line_strong", wraps=True)
        self.reasons, self.reason_note = ChipRow("day_end.reason"), FieldRows("day_end")
        self.count_button = page_button("day_end.count", "check")
        self._left_title, self._left = Text("", "title", wraps=True), Lines()
        self._to_heading = Text("", "line_strong", wraps=True)
        self.to = ChipRow("day_end.to")
        self._things_heading, self.things = Text("", "line", wraps=True), ChipRow("day_end.thing")
        self.close_button = page_button("day_end.close", "check-circle", "primary")
        self.close_button.set_height(sizes.TOUCH_CONFIRM)
        self._report = Text("", "line", wraps=True)
        self.print_button = page_button("day_end.print", "printer")
        self._backup_title, self._backup = (
            Text("", "title", wraps=True),
            Text("", "line", wraps=True),
        )
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.backup_button = page_button("day_end.backup", "sync")
        self.earlier = EarlierEndsPanel()
        self._lay_out()

    def follow(self, presenter: DayEndPresenter) -> None:
        """Hand everything that is done here to a presenter; call once."""
        for fields in (self.note, self.sum, self.reason_note):
            fields.edited.connect(presenter.edited)
        self.note_button.clicked.connect(presenter.drawer_noted)
        self.ways.touched.connect(presenter.way_chosen)
        self.pieces.edited.connect(presenter.piece_edited)
        self.reasons.touched.connect(presenter.reason_chosen)
        self.count_button.clicked.connect(presenter.drawer_counted)
        self.to.touched.connect(presenter.to_chosen)
        self.things.touched.connect(presenter.thing_touched)
        self.close_button.clicked.connect(presenter.day_closed)
        self.print_button.clicked.connect(presenter.report_printed)
        self.backup_button.clicked.connect(presenter.backup_touched)

    def show_content(self, content: DayEndContent) -> None:
        """Show the page."""
        self._title.setText(content.title)
        self._attention.show_text(content.attention)
        self._note_panel.setVisible(bool(content.note_fields))
        self._place_note(comes_first=not content.sums)
        self._note_heading.show_text(content.note_heading)
        self.note.show_fields(content.note_fields)
        _label(self.note_button, content.note_text)
        self._show_count(content)
        self._left_title.show_text(content.left_title)
        self._left.show_lines(content.left)
        self._to_heading.show_text(content.to_heading)
        self.to.show_chips(content.to, content.to_heading)
        self.to.setVisible(bool(content.to))
        self._things_heading.show_text(content.things_heading)
        self.things.show_chips(content.things, content.things_heading)
        self.things.setVisible(bool(content.things))
        _label(self.close_button, content.close_text)
        self._report.show_text(content.report_line)
        _label(self.print_button, content.print_text)
        self._backup_title.show_text(content.backup_title)
        self._show_backup(content.backup)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two have no room."""
        super().resizeEvent(event)
        turn_row(self._columns, narrow=self.width() < _ONE_COLUMN_BELOW)

    def _show_count(self, content: DayEndContent) -> None:
        self._cash_panel.setVisible(bool(content.cash_title))
        self._cash_title.show_text(content.cash_title)
        self._sums.show_sums(content.sums)
        self._cash_lines.show_lines(content.cash_lines)
        self.ways.show_chips(content.ways)
        self.ways.setVisible(bool(content.ways))
        self.pieces.show_pieces(content.pieces)
        self.sum.show_fields(content.sum_fields)
        self._counted.show_text(content.counted)
        self._difference.show_text(content.difference)
        self._difference.set_tone("attention" if content.differs else "now")
        self._reason_heading.show_text(content.reason_heading)
        self.reasons.show_chips(content.reasons, content.reason_heading)
        self.reasons.setVisible(bool(content.reasons))
        self.reason_note.show_fields(content.reason_fields)
        _label(self.count_button, content.count_text)

    def _place_note(self, *, comes_first: bool) -> None:
        """What was noted already can be mended, below the count."""
        column, place = self._drawer_column, 0 if comes_first else 1
        if column.indexOf(self._note_panel) != place:
            column.removeWidget(self._note_panel)
            column.insertWidget(place, self._note_panel)

    def _show_backup(self, backup: BackupRow) -> None:
        self._backup.show_text(backup.line)
        self._bar.setVisible(backup.per_cent is not None)
        self._bar.setValue(backup.per_cent or 0)
        self._bar.setAccessibleName(backup.line)
        _label(self.backup_button, backup.action)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(sizes.SPACE_16, sizes.SPACE_8, sizes.SPACE_16, sizes.SPACE_16)
        column.setSpacing(sizes.SPACE_8)
        column.addWidget(self._title)
        column.addWidget(self._attention)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(sizes.SPACE_14)
        self._columns.addLayout(self._drawer(), 3)
        self._columns.addLayout(self._end(), 2)
        column.addLayout(self._columns)
        column.addStretch(1)

    def _drawer(self) -> QVBoxLayout:
        self._note_panel = _panel(self._note_heading, self.note, self.note_button)
        self._cash_panel = _panel(
            self._cash_title,
            self._sums,
            self._cash_lines,
            self.ways,
            self.pieces,
            self.sum,
            self._counted,
            self._difference,
            self._reason_heading,
            self.reasons,
            self.reason_note,
            self.count_button,
        )
        self._drawer_column = _column(self._note_panel, self._cash_panel)
        return self._drawer_column

    def _end(self) -> QVBoxLayout:
        left = _panel(
            self._left_title,
            self._left,
            self._things_heading,
            self.things,
            self._to_heading,
            self.to,
            self.close_button,
            self._report,
            self.print_button,
        )
        backup = _panel(self._backup_title, self._backup, self._bar, self.backup_button)
        return _column(left, backup, self.earlier)


def _panel(*parts: QWidget) -> Panel:
    panel = Panel()
    panel.column.setSpacing(sizes.SPACE_8)
    for part in parts:
        panel.column.addWidget(part)
    return panel


def _column(*panels: Panel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(sizes.SPACE_12)
    for panel in panels:
        column.addWidget(panel)
    column.addStretch(1)
    return column


def _label(button: ActionButton, text: str) -> None:
    """Show its words, or nothing at all."""
    button.show_label(text)
    button.setVisible(bool(text))
