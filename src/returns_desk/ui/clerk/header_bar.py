"""Owns the header and the footer of the clerk's window: always at the same places."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton, ConfirmButton
from returns_desk.ui.kit.chips import StatusPill
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.touch_pill import TouchPill

if TYPE_CHECKING:
    from returns_desk.ui.clerk.contents import (
        ButtonContent,
        FooterContent,
        HeaderContent,
        PillContent,
    )


class HeaderBar(QFrame):
    """Shop, counter, case, clock, what is kept, slips that wait, language, people.

    Signals:
        acted(code): a button, or a pill that has more to say, was touched.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(sizes.HEADER_HEIGHT)
        self._content: HeaderContent | None = None
        self._is_small = False
        self._shop = Text("", "strong")
        self._place = Text("", "small", "ink2")
        self.case = StatusPill("")
        self.clock = StatusPill("", strong=True)
        self.status = TouchPill("")
        self.status.setObjectName("header.till")
        self.status.touched.connect(partial(self._tell, self.status))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(sizes.SPACE_16, 0, sizes.SPACE_16, 0)
        self._row.setSpacing(sizes.SPACE_12)
        for widget in (self._shop, self._place):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for pill in (self.case, self.clock, self.status):
            pill.hide()
            self._row.addWidget(pill)
        self.slips = self._button("plain")
        self.language = self._button("plain")
        self.operator = self._button("plain")
        self.manager = self._button("manager_outline")

    def show_content(self, content: HeaderContent) -> None:
        """Show the header but for its clock."""
        self._content = content
        self._shop.setText(content.shop)
        self._show_by_room()
        pill = content.status
        self.status.show_status(pill.text, pill.icon, pill.tone)
        self.status.show_detail(pill.detail)
        _show_button(self.slips, content.slips)
        _show_button(self.language, content.language)
        _show_button(self.operator, content.operator)
        _show_button(self.manager, content.manager)

    def show_clock(self, pill: PillContent) -> None:
        """Show how long the case has been running."""
        self.clock.show_status(pill.text, pill.icon, pill.tone)

    def set_small(self, *, small: bool) -> None:
        """Drop the case's number and the store's where there is little room."""
        self._is_small = small
        self._show_by_room()

    def _show_by_room(self) -> None:
        if self._content is None:
            return
        content = self._content
        self._place.setText(content.place_short if self._is_small else content.place)
        pill = content.case
        self.case.show_status("" if self._is_small else pill.text, pill.icon, pill.tone)

    def _button(self, kind: str) -> ActionButton:
        button = ActionButton("", "manager_outline" if kind == "manager_outline" else "plain")
        button.hide()
        button.clicked.connect(partial(self._tell, button))
        self._row.addWidget(button)
        return button

    def _tell(self, part: QWidget) -> None:
        self.acted.emit(part.objectName().partition(".")[2])


def _show_button(button: ActionButton, content: ButtonContent | None) -> None:
    button.setVisible(content is not None)
    if content is None:
        return
    button.setObjectName(f"header.{content.code}")
    button.set_icon_name(content.icon)
    button.set_key_cap(content.key_cap)
    button.show_label(content.text)


class FooterBar(QFrame):
    """What is chosen, and the one filled button.

    Signals:
        acted(code): a button on the left of the confirm button was touched.
        confirmed(): the confirm button was touched while ready.
    """

    acted = Signal(str)
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top")
        self.setFixedHeight(sizes.FOOTER_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.SPACE_16, 0, sizes.SPACE_16, 0)
        row.setSpacing(sizes.SPACE_16)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self._title = Text("", "title", wraps=True)
        self._line = Text("", "line", "ink2", wraps=True)
        texts.addStretch(1)
        texts.addWidget(self._title)
        texts.addWidget(self._line)
        texts.addStretch(1)
        row.addLayout(texts, 1)
        self.leave = ActionButton("", "plain")
        self.leave.set_height(sizes.TOUCH_ACTION)
        self.leave.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.leave.clicked.connect(partial(self.acted.emit, "leave"))
        self.confirm = ConfirmButton()
        self.confirm.confirmed.connect(self.confirmed)
        row.addWidget(self.leave)
        row.addWidget(self.confirm)

    def show_content(self, content: FooterContent) -> None:
        """Show the footer."""
        self._title.setText(content.title)
        self._line.show_text(content.line)
        self.leave.setVisible(bool(content.left))
        if content.left:
            self.leave.setObjectName(f"footer.{content.left[0].code}")
            self.leave.set_icon_name(content.left[0].icon)
            self.leave.set_key_cap("F7")
            self.leave.show_label(content.left[0].text)
        self.confirm.setVisible(content.confirm != "hidden")
        if content.confirm == "ready":
            self.confirm.show_ready(content.confirm_text, content.confirm_icon)
        elif content.confirm == "busy":
            self.confirm.show_busy(content.confirm_text)
        else:
            self.confirm.show_not_yet(content.confirm_text, content.confirm_icon)
