"""Owns the words that help and the questions that matter: help, never a checklist."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.kept_drawings import draw_kept
from returns_desk.ui.kit.keyed_button import KeyedButton
from returns_desk.ui.kit.labels import Panel, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.kit.contents import GuidanceContent


class GuidanceStep(KeyedButton):
    """One step's number and name; filled while it is the present one."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._present = False
        self.setObjectName(f"guidance.{number}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_title(self, title: str, *, present: bool) -> None:
        """Show the step's name, and whether it is the present one."""
        self._present = present
        self.setText(title)
        self.setAccessibleName(f"{self._number}. {title}")
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a target of 44 px; the drawing in it is smaller."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 40
        return QSize(width, sizes.TOUCH_LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the round number and the name."""
        name = ("step", self._number, self.text(), self._present, self.hasFocus())
        draw_kept(self, name, self._draw)

    def _draw(self, painter: QPainter) -> None:
        ground, border, tone = ("surface", "edge", "ink2")
        if self._present:
            ground, border, tone = ("primary", "primary", "on_primary")
        circle = QRectF(0, (self.height() - 22) / 2, 22, 22)
        painting.draw_shape(painter, circle, painting.Shape(ground, border, 1, 11))
        painter.setPen(theme.colour(tone))
        painter.setFont(theme.font("key"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font("line_strong" if self._present else "line"))
        where = self.rect().adjusted(32, 0, 0, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_BUTTON)


class _Sentence(QFrame):
    """One sentence to say, on a tinted ground under its step."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(42, sizes.SPACE_6, sizes.SPACE_8, sizes.SPACE_6)
        self.text = Text("", "line", wraps=True)
        column.addWidget(self.text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the tint, indented as the step's name is."""
        painter = QPainter(self)
        shape = painting.Shape("primary_tint", border_width=0, radius=sizes.RADIUS_BUTTON)
        painting.draw_shape(painter, self.rect().adjusted(32, 0, 0, 0), shape)
        painter.end()


class GuidancePanel(Panel):
    """The seven steps; the present one is open with one sentence.

    Signals:
        step_opened(index): a step was touched, counted from 0.
        folded(): the panel shall become a rail; the window does it.
    """

    step_opened = Signal(int)
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guidance")
        self.column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE_8)
        self._title = Text("", "line_strong", wraps=True)
        self.fold = ActionButton("", "quiet")
        self.fold.setObjectName("guidance.fold")
        self.fold.set_type_role("small")
        self.fold.clicked.connect(self.folded)
        top.addWidget(icons.IconLabel("bulb", "ink", sizes.ICON_SMALL + 2))
        top.addWidget(self._title, 1)
        top.addWidget(self.fold)
        self.column.addLayout(top)
        self._steps: list[tuple[GuidanceStep, _Sentence]] = []

    def show_content(self, content: GuidanceContent) -> None:
        """Show the steps and open the present one."""
        self.setAccessibleName(content.title)
        self._title.setText(content.title)
        self.fold.show_label(content.fold_text)
        while len(self._steps) < len(content.steps):
            self._add_step()
        for at, (row, sentence) in enumerate(self._steps):
            is_shown = at < len(content.steps)
            row.setVisible(is_shown)
            sentence.setVisible(is_shown and at == content.open_step)
            if is_shown:
                row.show_title(content.steps[at].title, present=at == content.open_step)
                sentence.text.setText(content.steps[at].sentence)

    def step(self, index: int) -> GuidanceStep:
        """Return a step's row, counted from 0."""
        return self._steps[index][0]

    def _add_step(self) -> None:
        at = len(self._steps)
        row, sentence = GuidanceStep(at + 1), _Sentence()
        row.clicked.connect(partial(self._open, at))
        self.column.addWidget(row)
        self.column.addWidget(sentence)
        self._steps.append((row, sentence))

    def _open(self, at: int) -> None:
        self.step_opened.emit(at)


class QuestionsPanel(Panel):
    """How many questions matter, and where they are; "None" is the usual answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("questions")
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE_8)
        self._title = Text("", "line_strong", wraps=True)
        top.addWidget(icons.IconLabel("question", "ink", sizes.ICON_SMALL + 2))
        top.addWidget(self._title, 1)
        self.column.addLayout(top)
        self._column = QVBoxLayout()
        self.column.addLayout(self._column)
        self._lines: list[Text] = []

    def show_texts(self, title: str, *lines: str) -> None:
        """Show the heading and one or more lines."""
        self._title.setText(title)
        self.setAccessibleName(". ".join((title, *lines)))
        while len(self._lines) < len(lines):
            self._lines.append(Text("", "line", wraps=True))
            self._column.addWidget(self._lines[-1])
        for at, label in enumerate(self._lines):
            label.show_text(lines[at] if at < len(lines) else "")
