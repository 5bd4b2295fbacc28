"""Owns the parts of the policy lab: rows with a button, work that goes on, large figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import StatusPill
from returns_desk.ui.kit.labels import Panel, Text, clear_layout

if TYPE_CHECKING:
    from returns_desk.ui.manager.lab_shapes import LabFigure, LabRow, WorkContent


class WorkBar(QWidget):
    """How far work is, and the button that stops it; nothing while nothing goes on.

    Signals:
        stopped(): the button.
    """

    stopped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._text, self._bar = Text("", "line", wraps=True), QProgressBar()
        self._bar.setTextVisible(False)
        self.stop = ActionButton("", "plain", "close")
        self.stop.setObjectName(f"{name}.stop")
        self.stop.set_height(sizes.TOUCH_OPTION)
        self.stop.clicked.connect(self.stopped)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.SPACE_12)
        words = QVBoxLayout()
        words.addWidget(self._text)
        words.addWidget(self._bar)
        row.addLayout(words, 1)
        row.addWidget(self.stop)
        self.hide()

    def show_work(self, work: WorkContent | None) -> None:
        """Show it."""
        self.setVisible(work is not None)
        if work is None:
            return
        self._text.setText(work.sentence)
        self._bar.setValue(work.per_cent)
        self._bar.setAccessibleName(work.sentence)
        self.stop.show_label(work.stop)


class LabRows(QWidget):
    """Rows one under the other; those that did not change stay, with the focus.

    Signals:
        chosen(code): the button of a row.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._shown: tuple[LabRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.SPACE_8)

    def show_rows(self, rows: tuple[LabRow, ...]) -> None:
        """Show them."""
        self.setVisible(bool(rows))
        if rows == self._shown:
            return
        self._shown = rows
        clear_layout(self._column)
        for row in rows:
            self._column.addWidget(self._row(row))

    def _row(self, content: LabRow) -> Panel:
        panel = Panel()
        row = QHBoxLayout()
        row.setSpacing(sizes.SPACE_12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(content.title, "strong", wraps=True))
        words.addWidget(Text(content.line, "small", "ink2", wraps=True))
        row.addLayout(words, 1)
        if content.pill is not None:
            row.addWidget(StatusPill(*content.pill))
        if content.action:
            row.addWidget(self._button(content))
        panel.column.addLayout(row)
        return panel

    def _button(self, content: LabRow) -> ActionButton:
        button = ActionButton(content.action, "plain")
        button.setObjectName(f"{self._name}.{content.code}")
        button.setAccessibleName(f"{content.action}: {content.title}. {content.line}")
        button.set_height(sizes.TOUCH_OPTION)
        button.clicked.connect(partial(self.chosen.emit, content.code))
        return button


def figure_column(content: LabFigure) -> QWidget:
    """A large figure over what it counts."""
    around = QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Text(content.figure, "heading", wraps=True))
    column.addWidget(Text(content.what, "strong", wraps=True))
    if content.detail:
        column.addWidget(Text(content.detail, "small", "ink2", wraps=True))
    column.addStretch(1)
    return around
