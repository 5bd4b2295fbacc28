"""Owns the strip that leads through the training, under the striped bar; decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.labels import LeadText

if TYPE_CHECKING:
    from returns_desk.ui.start.contents import CoachContent


class CoachStrip(QFrame):
    """What happens, what the customer says, and afterwards whether it was the expected choice.

    Signals:
        first_touched(), second_touched(): the buttons.
    """

    first_touched = Signal()
    second_touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("coach")
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.SPACE_16, sizes.SPACE_6, sizes.SPACE_16, sizes.SPACE_6)
        row.setSpacing(sizes.SPACE_12)
        self._icon = icons.IconLabel("bulb", "primary", sizes.ICON)
        self._text = LeadText("line")
        self.first = ActionButton("", "now")
        self.first.setObjectName("coach.first")
        self.second = ActionButton("", "plain")
        self.second.setObjectName("coach.second")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self.first)
        row.addWidget(self.second)
        self.first.clicked.connect(self.first_touched)
        self.second.clicked.connect(self.second_touched)

    def show_content(self, content: CoachContent) -> None:
        """Show where the training is."""
        self._icon.show_icon(content.icon, content.tone)
        self._text.show_parts(content.lead, content.text)
        self.setAccessibleName(f"{content.lead} {content.text}")
        self.setVisible(bool(content.text))
        for button, text in ((self.first, content.first), (self.second, content.second)):
            button.show_label(text)
            button.setVisible(bool(text))
