"""Owns the row with the scan field and the buttons beside it, and the banner under it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.banner import Banner
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.narrow import is_narrow, turn_row
from returns_desk.ui.kit.scan_field import ScanField

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.clerk.contents import BannerContent, ScanContent

_MOST_BUTTONS = 4


class ScanRow(QWidget):
    """The scan field, its buttons, and one sentence under it where there is something to say.

    Signals:
        acted(code): a button or the banner's action was touched.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scan = ScanField()
        self.banner = Banner()
        self.banner.acted.connect(self._act_on_banner)
        self._banner_action = ""
        self._shown: tuple[str, str] = ("", "")
        self._codes = [""] * _MOST_BUTTONS
        self._key_caps: list[str] = []
        self._icons: list[str] = []
        self._may_shrink: list[bool] = []
        self._words: list[str] = []
        self._buttons = [ActionButton() for _ in range(_MOST_BUTTONS)]
        self.training = Text("", "line_strong", "attention")
        self.training.setObjectName("training")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(sizes.SPACE_12)
        self._row.addWidget(self.scan, 1)
        row = QHBoxLayout()
        row.setSpacing(sizes.SPACE_12)
        self._row.addLayout(row)
        self.setMinimumWidth(1)
        for at, button in enumerate(self._buttons):
            button.set_height(sizes.TOUCH_FIELD)
            button.hide()
            button.clicked.connect(partial(self._tell, at))
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.COLUMN_MARGIN, 10, sizes.COLUMN_MARGIN, 0)
        column.setSpacing(sizes.SPACE_8)
        column.addLayout(self._row)
        column.addWidget(self.banner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the field where the window is narrow."""
        super().resizeEvent(event)
        turn_row(self._row, narrow=is_narrow(self.width()))
        self._show_key_caps()

    def show_content(self, content: ScanContent) -> None:
        """Say what is waited for; an unchanged prompt keeps what was typed."""
        if (content.prompt, content.mode) != self._shown:
            self._shown = (content.prompt, content.mode)
            if content.mode == "pin":
                self.scan.ask_for_pin(content.prompt)
            elif content.mode == "text":
                self.scan.ask_for_text(content.prompt)
            else:
                self.scan.ask_for_scan(content.prompt)
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(content.buttons))
            if at < len(content.buttons):
                wanted = content.buttons[at]
                self._codes[at] = wanted.code
                button.setObjectName(f"scan_row.{wanted.code}")
                button.show_label(wanted.text)
        self._key_caps = [each.key_cap for each in content.buttons]
        self._icons = [each.icon for each in content.buttons]
        self._may_shrink = [each.may_shrink for each in content.buttons]
        self._words = [each.text for each in content.buttons]
        self._show_key_caps()

    def show_banner(self, content: BannerContent | None) -> None:
        """Say one sentence, or nothing."""
        if content is None:
            self.banner.clear()
            return
        self._banner_action = content.action
        self.banner.show_sentence(
            content.icon, content.sentence, content.action_text, content.tone, content.lead
        )

    def _show_key_caps(self) -> None:
        """Name the keys on the buttons, unless the prompt needs that room; then go the drawings.

        At the last a button that may shrink keeps its drawing alone; a screen reader has its word.
        """
        shown = list(zip(self._buttons, self._key_caps, self._icons, strict=False))
        for button, key_cap, icon in shown:
            button.set_key_cap(key_cap)
            button.set_icon_name(icon)
        for button, text in zip(self._buttons, self._words, strict=False):
            button.setText(text)
        drops = (ActionButton.set_key_cap, ActionButton.set_icon_name)
        for drop in drops:
            if self._has_room():
                return
            for button, _, _ in shown:
                drop(button, "")
        if self._has_room():
            return
        for (button, _, icon), shrinks in zip(shown, self._may_shrink, strict=True):
            if shrinks:
                button.setText("")
                button.set_icon_name(icon)

    def _has_room(self) -> bool:
        shown = self._buttons[: len(self._key_caps)]
        widths = sum(button.sizeHint().width() + sizes.SPACE_12 for button in shown)
        beside = -sizes.SPACE_12 if is_narrow(self.width()) else self.scan.needed_width()
        return widths + beside <= self.width() - 2 * sizes.COLUMN_MARGIN

    def _tell(self, at: int) -> None:
        self.acted.emit(self._codes[at])

    def _act_on_banner(self) -> None:
        if self._banner_action:
            self.acted.emit(self._banner_action)
