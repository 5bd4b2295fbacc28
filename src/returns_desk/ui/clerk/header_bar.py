"""Owns the header and the footer of the clerk's window: always at the same places."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton, ConfirmButton
from returns_desk.ui.kit.chips import StatusPill
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.narrow import TurningBar
from returns_desk.ui.kit.touch_pill import TouchPill

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.clerk.contents import (
        ButtonContent,
        FooterContent,
        HeaderContent,
        PillContent,
    )


class HeaderBar(QFrame):
    """Shop, counter, case, clock, what is kept, slips and customers that wait, language, people.

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
        self.setMinimumWidth(1)
        self._content: HeaderContent | None = None
        self._is_small = False
        self._shop = Text("", "strong")
        self._place = Text("", "small", "ink2")
        self.case = StatusPill("")
        self.clock = StatusPill("", strong=True)
        self.status = TouchPill("")
        self.status.setObjectName("header.till")
        self.status.touched.connect(partial(self._tell, self.status))
        self.promises = TouchPill("")
        self.promises.setObjectName("header.promises")
        self.promises.touched.connect(partial(self._tell, self.promises))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(sizes.SPACE_16, 0, sizes.SPACE_16, 0)
        self._row.setSpacing(sizes.SPACE_12)
        for widget in (self._shop, self._place):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for pill in (self.case, self.clock, self.status, self.promises):
            pill.hide()
            self._row.addWidget(pill)
        self.slips = self._button("plain")
        self.parked = self._button("plain")
        self.language = self._button("plain")
        self.operator = self._button("plain")
        self.manager = self._button("manager_outline")

    def show_content(self, content: HeaderContent) -> None:
        """Show the header but for its clock."""
        self._content = content
        self._shop.setText(content.shop)
        pill = content.status
        self.status.show_status(pill.text, pill.icon, pill.tone)
        self.status.show_detail(pill.detail)
        _show_button(self.slips, content.slips)
        self._show_by_room()

    def show_clock(self, pill: PillContent) -> None:
        """Show how long the case has been running."""
        before = self.clock.sizeHint() if self.clock.isVisible() else None
        self.clock.show_status(pill.text, pill.icon, pill.tone)
        if (self.clock.sizeHint() if pill.text else None) != before:
            self._show_by_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop what there is no room for."""
        super().resizeEvent(event)
        self._show_by_room()

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
        for part in (self._place, self._shop):
            part.show()
        self._row.setSpacing(sizes.SPACE_12)
        for button, shown in ((self.language, content.language), (self.manager, content.manager)):
            _show_button(button, shown)
        _show_button(self.operator, content.operator)
        _show_button(self.parked, content.parked)
        self._show_promises(content.promises.text)
        self._drop_until_it_fits()

    def _drop_until_it_fits(self) -> None:
        """On a narrow window counter and shop go first, then drawings beside words."""
        drops = (
            self._place.hide,
            self._shop.hide,
            partial(self.parked.set_key_cap, ""),
            partial(self.manager.set_key_cap, ""),
            partial(self._row.setSpacing, sizes.SPACE_6),
            partial(self.language.set_icon_name, ""),
            partial(self.parked.set_icon_name, ""),
            partial(self.operator.set_icon_name, ""),
            partial(self.manager.set_icon_name, ""),
            self._shorten_parked,
            self._shorten_promises,
        )
        for drop in drops:
            self._row.invalidate()
            if self._row.minimumSize().width() <= self.width():
                return
            drop()

    def _show_promises(self, text: str) -> None:
        if self._content is not None:
            pill = self._content.promises
            self.promises.show_status(text, pill.icon, pill.tone)
            self.promises.show_detail(pill.detail)

    def _shorten_promises(self) -> None:
        """The drawing and the count; the detail has the word."""
        if self._content is not None and self._content.promises.text:
            self._show_promises(self._content.promises_short)

    def _shorten_parked(self) -> None:
        """The drawing and the count; a screen reader still hears the word."""
        if self._content is not None and self._content.parked is not None:
            self.parked.setText(self._content.parked_short)
            self.parked.set_icon_name(self._content.parked.icon)

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


_DRAWINGS_FROM: Final = 720
"""Footer width from which icon and key stand beside the words of its left button."""


class FooterBar(TurningBar):
    """What is chosen, and the one filled button.

    Signals:
        acted(code): a button on the left of the confirm button was touched.
        confirmed(): the confirm button was touched while ready.
    """

    acted = Signal(str)
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(sizes.FOOTER_HEIGHT, sizes.FOOTER_HEIGHT_NARROW, parent)
        self.setObjectName("footer")
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top")
        row = QHBoxLayout()
        row.setSpacing(sizes.SPACE_16)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self._title = Text("", "title", wraps=True)
        self._line = Text("", "line", "ink2", wraps=True)
        texts.addStretch(1)
        texts.addWidget(self._title)
        texts.addWidget(self._line)
        texts.addStretch(1)
        self.row.addLayout(texts, 1)
        self.row.addLayout(row)
        self._leave: ButtonContent | None = None
        self.leave = ActionButton("", "plain")
        self.leave.set_height(sizes.TOUCH_ACTION)
        self.leave.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.leave.clicked.connect(self._act)
        self.confirm = ConfirmButton()
        self.confirm.confirmed.connect(self.confirmed)
        row.addWidget(self.leave)
        row.addWidget(self.confirm, 1)

    def show_content(self, content: FooterContent) -> None:
        """Show the footer."""
        self._title.setText(content.title)
        self._line.show_text(content.line)
        self.leave.setVisible(bool(content.left))
        if content.left:
            self._leave = content.left[0]
            self.leave.setObjectName(f"footer.{self._leave.code}")
            self.leave.show_label(self._leave.text)
        self._show_drawings()
        self.confirm.setVisible(content.confirm != "hidden")
        if content.confirm == "ready":
            self.confirm.show_ready(content.confirm_text, content.confirm_icon)
        elif content.confirm == "busy":
            self.confirm.show_busy(content.confirm_text)
        else:
            self.confirm.show_not_yet(content.confirm_text, content.confirm_icon)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop drawings beside words where there is no room for them."""
        super().resizeEvent(event)
        self._show_drawings()

    def _show_drawings(self) -> None:
        has_room = self._leave is not None and self.width() >= _DRAWINGS_FROM
        self.leave.set_icon_name(self._leave.icon if has_room and self._leave else "")
        self.leave.set_key_cap(self._leave.key_cap if has_room and self._leave else "")

    def _act(self) -> None:
        if self._leave is not None:
            self.acted.emit(self._leave.code)
