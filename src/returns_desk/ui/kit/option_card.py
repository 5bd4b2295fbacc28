"""Owns one option of the board as a card: number, texts, amount and its action.

The whole card is the target, its button the visible promise of it. Decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from returns_desk.ui.kit import icons, painting, sizes
from returns_desk.ui.kit.buttons import ActionButton, Kind
from returns_desk.ui.kit.kept_drawings import draw_kept
from returns_desk.ui.kit.keyed_button import KeyedButton
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.number_box import NumberBox

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPaintEvent

    from returns_desk.ui.kit.contents import OptionCardContent


class OptionTexts(QWidget):
    """Title and the one line under it: condition, question, right, what is covered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._title = Text("", "title", wraps=True)
        self._mark = icons.IconLabel("question", "ink2", sizes.ICON_SMALL - 2)
        self._lead = Text("", "line_strong", "primary")
        self._line = Text("", "line", "ink2", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(sizes.SPACE_6)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._lead, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._line, 1)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addStretch(1)

    def show_content(self, content: OptionCardContent) -> None:
        """Show the texts of an option."""
        self._title.setText(content.title)
        lead = content.right_text if content.is_right else ""
        self._lead.show_text(lead)
        self._mark.setVisible(bool(lead) or content.line_is_question)
        self._mark.show_icon(*(("scales", "primary") if lead else ("question", "ink2")))
        parts = [part for part in (content.covers_text, content.line) if part]
        self._line.set_role("line_strong" if content.line_is_question else "line")
        self._line.show_text(" · ".join(parts))


class OptionAmount(QWidget):
    """What the customer gets and when, right-aligned."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._amount = Text("", "amount")
        self._timing = Text("", "small", "ink2")
        column.addStretch(1)
        for label in (self._amount, self._timing):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(label)
        column.addStretch(1)

    def show_content(self, content: OptionCardContent) -> None:
        """Show amount and time of an option."""
        self._amount.show_text(content.amount_text)
        self._timing.show_text(content.timing_text)


class OptionAction(QWidget):
    """The action's place: Choose, Ask, Yes and No, Chosen, or nothing; always as wide.

    Signals:
        touched(): the one action.
        answered(yes): Yes or No.
    """

    touched = Signal()
    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.TOUCH_GAP)
        self.main = ActionButton()
        self.yes = ActionButton("", "plain")
        self.no = ActionButton("", "plain")
        for button in (self.main, self.yes, self.no):
            button.set_height(sizes.TOUCH_OPTION)
            row.addWidget(button, 1)
        self.main.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.main.clicked.connect(self.touched)
        self.yes.clicked.connect(self._say_yes)
        self.no.clicked.connect(self._say_no)

    def show_content(self, content: OptionCardContent) -> None:
        """Show the action that an option has now."""
        asks = content.action == "yes_no"
        self.main.setVisible(not asks and content.action != "none")
        for button, text in ((self.yes, content.yes_text), (self.no, content.no_text)):
            button.setVisible(asks)
            button.show_label(text)
            button.set_type_role("strong")
            button.setAccessibleName(f"{text}. {content.line} {content.title}")
        kind, icon, after = _ACTIONS.get(content.action, _ACTIONS["choose"])
        self.main.set_kind(kind)
        self.main.set_type_role("strong")
        self.main.set_icon_name("sync" if content.busy else icon, after=after)
        self.main.show_label(content.action_text)
        self.main.setAccessibleName(f"{content.action_text}. {content.title}")

    def _say_yes(self) -> None:
        self.answered.emit(True)

    def _say_no(self) -> None:
        self.answered.emit(False)


_ACTIONS: dict[str, tuple[Kind, str, bool]] = {
    "choose": ("plain", "", False),
    "ask": ("manager_outline", "manager", True),
    "chosen": ("primary", "check", False),
}


class OptionCard(KeyedButton):
    """One option. A touch anywhere, Space or Return do what its button says.

    Signals:
        chosen(option_id): choose it, or take the choice back when it is chosen.
        asked(option_id): ask a manager for it.
        answered(option_id, yes): its condition was answered.
    """

    chosen = Signal(str)
    asked = Signal(str)
    answered = Signal(str, bool)

    def __init__(self, content: OptionCardContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._stacked: bool | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._number = NumberBox(content.number)
        self._texts = OptionTexts()
        self._amount = OptionAmount()
        self.action = OptionAction()
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(sizes.SPACE_14)
        self._grid.setVerticalSpacing(sizes.SPACE_6)
        self._grid.setColumnStretch(1, 1)
        self.set_stacked(stacked=False)
        self.clicked.connect(self._act)
        self.action.touched.connect(self._act)
        self.action.answered.connect(self._answer)
        self.show_content(content)

    def content(self) -> OptionCardContent:
        """Return what the card shows."""
        return self._content

    def show_content(self, content: OptionCardContent) -> None:
        """Show the option as it stands now; the card itself stays the same."""
        self._content = content
        self.setObjectName(f"option.{content.option_id}")
        self.setCheckable(content.chosen)
        self.setChecked(content.chosen)
        self._number.show_number(content.number, chosen=content.chosen)
        self._texts.show_content(content)
        self._amount.show_content(content)
        self.action.show_content(content)
        for button in (self.action.main, self.action.yes, self.action.no):
            name = {self.action.main: "act", self.action.yes: "yes", self.action.no: "no"}[button]
            button.setObjectName(f"option.{content.option_id}.{name}")
        self.setAccessibleName(_spoken(content))
        self.update()

    def set_stacked(self, *, stacked: bool) -> None:
        """Put the action under the text (narrow boards) or beside it."""
        if stacked == self._stacked:
            return
        self._stacked = stacked
        edge = sizes.SPACE_8 if stacked else sizes.SPACE_6
        self._grid.setContentsMargins(sizes.SPACE_16, edge, sizes.SPACE_12, edge)
        for part in (self._number, self._texts, self._amount, self.action):
            self._grid.removeWidget(part)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._number, 0, 0, middle)
        self._grid.addWidget(self._texts, 0, 1)
        self._grid.addWidget(self._amount, 0, 2)
        if stacked:
            self._grid.addWidget(self.action, 1, 1, 1, 2)
        else:
            self._grid.addWidget(self.action, 0, 3, middle)

    def set_action_width(self, width: int) -> None:
        """Keep the action's place `width` pixels wide, or as wide as its longest text."""
        self.action.setMinimumWidth(width)

    def needed_action_width(self) -> int:
        """Return the width that the action's texts need, in pixels."""
        return self.action.minimumSizeHint().width()

    def needed_width(self, action_width: int) -> int:
        """Return the width below which the action has no place beside the texts, in pixels."""
        parts = (self._number, self._texts, self._amount)
        own = sum(part.minimumSizeHint().width() for part in parts)
        around = sizes.SPACE_16 + sizes.SPACE_12 + len(parts) * self._grid.horizontalSpacing()
        return own + action_width + around

    def height_at(self, width: int) -> int:
        """Return the height that the card needs at a width, in pixels."""
        return self._grid.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """Ask for the height of an option."""
        hint = self._grid.totalSizeHint()
        return QSize(hint.width(), max(hint.height(), sizes.OPTION_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground, the group's bar, the border and the focus ring."""
        draw_kept(self, (self._shape(), self.hasFocus()), self._draw)

    def _draw(self, painter: QPainter) -> None:
        painting.draw_shape(painter, self.rect(), self._shape())
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_OPTION)

    def _shape(self) -> painting.Shape:
        if self._content.chosen:
            return painting.Shape(
                "primary_tint", "primary", sizes.BORDER_CHOSEN, sizes.RADIUS_OPTION
            )
        bar = self._content.group
        ground = "primary_tint" if self.isDown() else "surface"
        if self._content.asked:
            return painting.Shape(ground, bar, sizes.BORDER_ASKED, sizes.RADIUS_OPTION, bar=bar)
        return painting.Shape(ground, "line", sizes.BORDER, sizes.RADIUS_OPTION, bar=bar)

    def _act(self) -> None:
        self.setChecked(self._content.chosen)
        if self._content.busy or self._content.action == "none":
            return
        if self._content.action == "ask":
            self.asked.emit(self._content.option_id)
        else:
            self.chosen.emit(self._content.option_id)

    def _answer(self, yes: bool) -> None:  # noqa: FBT001 - a slot's signature
        self.answered.emit(self._content.option_id, yes)


def _spoken(content: OptionCardContent) -> str:
    number = "" if content.number is None else str(content.number)
    right = content.right_text if content.is_right else ""
    parts = (
        number,
        content.title,
        right,
        content.covers_text,
        content.line,
        content.amount_text,
        content.timing_text,
        content.action_text,
    )
    return ". ".join(part for part in parts if part)
