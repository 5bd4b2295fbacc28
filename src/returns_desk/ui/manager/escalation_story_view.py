"""Owns the timeline of a case: a dot, a time, what was done, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import painting, sizes
from returns_desk.ui.kit.labels import Text, clear_layout
from returns_desk.ui.kit.narrow import ScrollingPage

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.manager.escalation_shapes import StoryLine

_DOT: Final = 12


class Dot(QWidget):
    """A small round mark in a tone; the words beside it say the same."""

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedSize(_DOT, sizes.SPACE_24 - sizes.SPACE_4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the dot."""
        shape = painting.Shape(ground=self._tone, border_width=0, radius=_DOT // 2)
        painter = QPainter(self)
        top = (self.height() - _DOT) // 2
        painting.draw_shape(
            painter, self.rect().adjusted(0, top, 0, top - self.height() + _DOT), shape
        )
        painter.end()


class StoryColumn(QWidget):
    """The moments of a story, one under the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[StoryLine, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, sizes.SPACE_8, 0)
        self._column.setSpacing(sizes.SPACE_12)

    def show_story(self, heading: str, story: tuple[StoryLine, ...]) -> None:
        """Show the moments, first to last; a story that did not change stays."""
        self.setAccessibleName(heading)
        if story == self._shown:
            return
        self._shown = story
        clear_layout(self._column)
        for line in story:
            self._column.addWidget(_moment(line))
        self._column.addWidget(QWidget(), 1)


class StoryView(ScrollingPage):
    """The story so far; it scrolls by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("story")
        self.inside.setProperty("ground", "surface")
        around = QVBoxLayout(self.inside)
        around.setContentsMargins(0, 0, 0, 0)
        self._story = StoryColumn()
        around.addWidget(self._story)

    def show_story(self, heading: str, story: tuple[StoryLine, ...]) -> None:
        """Show the moments, first to last."""
        self.setAccessibleName(heading)
        self._story.show_story(heading, story)


def _moment(line: StoryLine) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{line.time} {line.strong}. {line.text}")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(sizes.SPACE_8)
    left = QVBoxLayout()
    left.addWidget(Dot(line.tone))
    left.addStretch(1)
    texts = QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(Text(line.time, "small", "ink2"))
    texts.addWidget(Text(line.strong, "line_strong", wraps=True))
    if line.text:
        texts.addWidget(Text(line.text, "small", "ink2", wraps=True))
    row.addLayout(left)
    row.addLayout(texts, 1)
    return made
