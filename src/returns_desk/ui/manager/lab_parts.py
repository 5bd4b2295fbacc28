"""Owns the parts of the policy lab: work that goes on, large figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.labels import Text

if TYPE_CHECKING:
    from returns_desk.ui.manager.lab_shapes import LabFigure, WorkContent


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
