"""Owns the banner: one sentence with an icon and at most one action; covers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from returns_desk.ui.kit import icons, painting, sizes
from returns_desk.ui.kit.announcing import VOICE
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import tone_roles
from returns_desk.ui.kit.labels import LeadText

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDE: Final = (sizes.SPACE_16, sizes.SPACE_12)
"""Margin on the left, and the space between its parts."""


class Banner(QWidget):
    """Says one thing in its place until it is told otherwise; never leaves by itself.

    A narrow one stands in a column beside others and says it in small letters.

    Signals:
        acted(): the one action was touched.
    """

    acted = Signal()

    def __init__(
        self, name: str = "banner", parent: QWidget | None = None, *, is_narrow: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._tone = "neutral"
        row = QHBoxLayout(self)
        left, space = (sizes.SPACE_8, sizes.SPACE_8) if is_narrow else _WIDE
        row.setContentsMargins(left, sizes.SPACE_6, sizes.SPACE_6, sizes.SPACE_6)
        row.setSpacing(space)
        self._icon = icons.IconLabel("", "ink", sizes.ICON_SMALL + 2)
        self._sentence = LeadText("small" if is_narrow else "line")
        self.action = ActionButton()
        self.action.setObjectName(f"{name}.act")
        self.action.clicked.connect(self.acted)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.action)
        self.setMinimumHeight(sizes.TOUCH_FIELD)
        self.hide()

    def show_sentence(
        self, icon: str, sentence: str, action: str = "", tone: str = "neutral", lead: str = ""
    ) -> None:
        """Say a sentence, with bold words before it and an action behind it where given."""
        self._tone = tone
        self._icon.show_icon(icon, tone_roles(tone)[1])
        self._sentence.show_parts(lead, sentence)
        self.action.show_label(action)
        self.action.setVisible(bool(action))
        before, said = self.sentence() if self.isVisible() else "", f"{lead} {sentence}".strip()
        self.setAccessibleName(said)
        self.show()
        if said != before:
            VOICE.say(self, said)
        self.update()

    def clear(self) -> None:
        """Say nothing and take no place."""
        self.hide()

    def sentence(self) -> str:
        """Return what is said, without markup."""
        return self.accessibleName()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the tinted ground and a border in the tone."""
        ground, tone = tone_roles(self._tone)
        border = "edge" if self._tone == "neutral" else tone
        painter = QPainter(self)
        shape = painting.Shape(ground, border, sizes.BORDER, sizes.RADIUS_OPTION)
        painting.draw_shape(painter, self.rect(), shape)
        painter.end()
