"""Owns small inputs: a labelled field, and a pad of keys for a PIN by touch."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.labels import Text

if TYPE_CHECKING:
    from returns_desk.ui.kit.buttons import Kind

_DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")


class Field(QWidget):
    """A label, a field of 52 px, and one line of help or of what is wrong.

    Signals:
        edited(text): a person typed.
        entered(text): Enter in the field.
    """

    edited = Signal(str)
    entered = Signal(str)

    def __init__(
        self, name: str, label: str, help_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_4)
        self._label = Text(label, "line_strong", wraps=True)
        self._help_text = help_text
        self._help = Text("", "small", "ink2", wraps=True)
        self.input = QLineEdit()
        self.input.setObjectName(f"{name}.input")
        self.input.setProperty("kind", "field")
        self.input.setFixedHeight(sizes.TOUCH_FIELD)
        self.input.setAccessibleName(label)
        for widget in (self._label, self.input, self._help):
            column.addWidget(widget)
        column.addStretch(1)
        self._label.setBuddy(self.input)
        self.input.textEdited.connect(self.edited)
        self.input.returnPressed.connect(self._enter)
        self.show_mistake("")

    def text(self) -> str:
        """Return what was typed, without spaces around it."""
        return self.input.text().strip()

    def show_words(self, label: str, help_text: str = "", mistake: str = "") -> None:
        """Show other words, as in another language; what was typed stays."""
        self._label.setText(label)
        self.input.setAccessibleName(label)
        self._help_text = help_text
        self.show_mistake(mistake)

    def show_mistake(self, sentence: str) -> None:
        """Say under the field what to mend; with an empty sentence the help returns."""
        self._help.set_tone("bad" if sentence else "ink2")
        self._help.show_text(sentence or self._help_text)
        self.input.setAccessibleDescription(sentence or self._help_text)

    def _enter(self) -> None:
        self.entered.emit(self.text())


class PinPad(QWidget):
    """Digits by touch, one step back, and Enter; shows nothing of what was touched.

    With a sign before decimals it types amounts: that sign is a digit like the others.

    Signals:
        digit_touched(digit), back_touched(), enter_touched().
    """

    digit_touched = Signal(str)
    back_touched = Signal()
    enter_touched = Signal()

    def __init__(self, back_text: str, enter_text: str, point: str = "") -> None:
        super().__init__()
        self.setObjectName("pin_pad")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(sizes.TOUCH_GAP)
        for at, digit in enumerate(_DIGITS[:9]):
            grid.addWidget(self._key(digit, digit), at // 3, at % 3)
        back = self._key("back", back_text)
        enter = self._key("enter", enter_text, "primary")
        grid.addWidget(self._key("0", "0"), 3, 1)
        grid.addWidget(back, 3, 2 if point else 0)
        if point:
            grid.addWidget(self._point(point), 3, 0)
            grid.addWidget(enter, 4, 0, 1, 3)
        else:
            grid.addWidget(enter, 3, 2)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        back.clicked.connect(self.back_touched)
        enter.clicked.connect(self.enter_touched)

    def _key(self, name: str, text: str, kind: Kind = "plain") -> ActionButton:
        key = ActionButton(text, kind, parent=self)
        key.setObjectName(f"pin_pad.{name}")
        key.set_type_role("figure" if name in _DIGITS else "strong")
        key.set_height(sizes.TOUCH_CONFIRM)
        if name in _DIGITS:
            key.clicked.connect(partial(self._touch, name))
        return key

    def _point(self, sign: str) -> ActionButton:
        key = self._key("point", sign)
        key.set_type_role("figure")
        key.clicked.connect(partial(self._touch, sign))
        return key

    def _touch(self, digit: str) -> None:
        self.digit_touched.emit(digit)
