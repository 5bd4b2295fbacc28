"""Owns the small window that says how far long work is, while nothing else can be shown yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes, theme
from returns_desk.ui.kit.labels import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

WIDTH: Final = 460
_WHOLE: Final = 100


class WorkingWindow(QWidget):
    """One sentence and a bar. It can't be closed while the work goes on: `finish` closes it."""

    def __init__(self, title: str, sentence: Callable[[int], str]) -> None:
        """`sentence` says how far it is, in per cent."""
        super().__init__()
        self._sentence = sentence
        self._is_finished = False
        self.setObjectName("working")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowFlags(
            Qt.WindowType.Window | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint
        )
        self.setWindowTitle(title)
        self._text = Text(role="line", wraps=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, _WHOLE)
        self._bar.setTextVisible(False)
        column = QVBoxLayout(self)
        margin = sizes.SPACE_24
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(sizes.SPACE_12)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        self.setFixedWidth(WIDTH)
        self._colour()
        self.show_progress(0, _WHOLE)

    def show_progress(self, done: int, total: int) -> None:
        """Say that so much of so much is done."""
        percent = min(done * _WHOLE // total, _WHOLE) if total > 0 else _WHOLE
        self._bar.setValue(percent)
        self._bar.setAccessibleName(self._sentence(percent))
        self._text.show_text(self._sentence(percent))

    def finish(self) -> None:
        """The work has ended: go away."""
        self._is_finished = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay until the work has ended; closing would look like stopping it."""
        if self._is_finished:
            super().closeEvent(event)
        else:
            event.ignore()

    def _colour(self) -> None:
        palette = self._bar.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("primary"))
        palette.setColor(QPalette.ColorRole.Base, theme.colour("sunken"))
        self._bar.setPalette(palette)
