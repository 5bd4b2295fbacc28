"""Owns the page on which a manager signs in: names, a field for badge or PIN, a pad for touch."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.fields import PinPad
from returns_desk.ui.kit.labels import Text, clear_layout
from returns_desk.ui.kit.narrow import ScrollingPage

if TYPE_CHECKING:
    from returns_desk.ui.manager.contents import EntryContent, PersonContent

_WIDTH: Final = 760
_PAD_WIDTH: Final = 300


class EntryPage(ScrollingPage):
    """Who looks?

    Signals:
        person_chosen(code): a name was touched.
        entered(secret): a badge was scanned or a PIN typed.
    """

    person_chosen = Signal(str)
    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entry")
        self._shown: EntryContent | None = None
        self._title, self._line = Text("", "heading"), Text("", "body", "ink2", wraps=True)
        self._people = QVBoxLayout()
        self._people.setSpacing(sizes.SPACE_8)
        self.secret = QLineEdit()
        self.secret.setObjectName("entry.secret")
        self.secret.setProperty("kind", "field")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setFixedHeight(sizes.TOUCH_FIELD)
        self.secret.returnPressed.connect(self._enter)
        self._pad: PinPad | None = None
        self._pad_place = QVBoxLayout()
        self._lay_out()

    def show_content(self, content: EntryContent) -> None:
        """Show who may enter."""
        if content == self._shown:
            return
        self._shown = content
        self.setAccessibleName(f"{content.title} {content.line}")
        self._title.setText(content.title)
        self._line.setText(content.line)
        self.secret.setAccessibleName(content.field)
        self.secret.setPlaceholderText(content.field)
        clear_layout(self._people)
        for person in content.people:
            self._people.addWidget(self._button(person))
        self._show_pad(content.pad)

    def forget_secret(self) -> None:
        """Empty the field and put the keyboard on it."""
        self.secret.clear()
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, person: PersonContent) -> ActionButton:
        button = ActionButton(person.text, "manager_outline" if person.is_on else "plain", "person")
        button.setObjectName(f"entry.person.{person.code}")
        button.show_label(person.text, person.detail)
        button.setCheckable(True)
        button.setChecked(person.is_on)
        button.set_height(sizes.TOUCH_ACTION)
        button.clicked.connect(partial(self.person_chosen.emit, person.code))
        return button

    def _show_pad(self, texts: tuple[str, str]) -> None:
        clear_layout(self._pad_place)
        pad = PinPad(*texts)
        pad.setFixedWidth(_PAD_WIDTH)
        pad.digit_touched.connect(self.secret.insert)
        pad.back_touched.connect(self.secret.backspace)
        pad.enter_touched.connect(self._enter)
        self._pad_place.addWidget(pad)

    def _enter(self) -> None:
        secret = self.secret.text().strip()
        if secret:
            self.entered.emit(secret)

    def _lay_out(self) -> None:
        around = QHBoxLayout(self.inside)
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        around.addStretch(1)
        around.addWidget(inside, 100)
        around.addStretch(1)
        column = QVBoxLayout(inside)
        column.setSpacing(sizes.SPACE_12)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(sizes.SPACE_24)
        row.addLayout(self._people, 1)
        right = QVBoxLayout()
        right.setSpacing(sizes.SPACE_8)
        right.addWidget(self.secret)
        right.addLayout(self._pad_place)
        right.addStretch(1)
        row.addLayout(right)
        self._people.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addStretch(2)
