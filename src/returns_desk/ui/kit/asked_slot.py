"""Owns the slot for what the customer asked for first, above all groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from returns_desk.ui.kit import icons, painting, sizes
from returns_desk.ui.kit.chips import StatusPill
from returns_desk.ui.kit.labels import LeadText, Panel, Text
from returns_desk.ui.kit.number_box import NumberBox
from returns_desk.ui.kit.option_card import OptionAction, OptionAmount, OptionTexts

if TYPE_CHECKING:
    from returns_desk.ui.kit.contents import AskedForContent

_BORDERS = {"manager": "manager", "now": "now", "neutral": "edge"}


class AskedForSlot(Panel):
    """What was asked for: its standing, its amount, what was logged, and one action.

    Signals:
        chosen(option_id), asked(option_id), answered(option_id, yes): as on an option's card.
    """

    chosen = Signal(str)
    asked = Signal(str)
    answered = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: AskedForContent | None = None
        self.setObjectName("asked_for")
        self._heading = Text("", "line_strong", wraps=True)
        self._pill = StatusPill("", strong=True)
        self._number = NumberBox()
        self._texts = OptionTexts()
        self._amount = OptionAmount()
        self._tick = icons.IconLabel("check", "ink", sizes.ICON_SMALL)
        self._note = LeadText("small")
        self.action = OptionAction()
        for button in (self.action.main, self.action.yes, self.action.no):
            button.set_height(sizes.TOUCH_ACTION)
        self.action.main.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self.action.touched.connect(self._act)
        self.action.answered.connect(self._answer)
        self.hide()

    def content(self) -> AskedForContent | None:
        """Return what the slot shows, None when nothing was asked for."""
        return self._content

    def show_content(self, content: AskedForContent | None) -> None:
        """Show what was asked for; with None the slot is absent."""
        self._content = content
        self.setVisible(content is not None)
        if content is None:
            return
        self._heading.setText(content.heading)
        self._pill.show_status(content.pill_text, content.pill_icon, content.tone)
        self._number.show_number(content.card.number, chosen=content.card.chosen)
        self._texts.show_content(content.card)
        self._amount.show_content(content.card)
        self._tick.setVisible(bool(content.note_strong or content.note))
        self._note.show_parts(content.note_strong, content.note)
        self._show_action(content)
        self._show_shape(content)
        spoken = (content.heading, content.card.title, content.card.amount_text, content.pill_text)
        self.setAccessibleName(". ".join(part for part in spoken if part))

    def _lay_out(self) -> None:
        self.column.setContentsMargins(sizes.SPACE_14, sizes.SPACE_8, sizes.SPACE_14, sizes.SPACE_8)
        self.column.setSpacing(3)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._pill)
        middle = QHBoxLayout()
        middle.setSpacing(sizes.SPACE_12)
        middle.addWidget(self._number)
        middle.addWidget(self._texts, 1)
        middle.addWidget(self._amount)
        bottom = QHBoxLayout()
        bottom.setSpacing(sizes.SPACE_8)
        bottom.addWidget(self._tick)
        bottom.addWidget(self._note, 1)
        bottom.addWidget(self.action)
        for row in (top, middle, bottom):
            self.column.addLayout(row)

    def _show_action(self, content: AskedForContent) -> None:
        card = content.card
        self.action.show_content(card)
        name = f"asked_for.{card.option_id}"
        self.action.main.setObjectName(f"{name}.act")
        self.action.yes.setObjectName(f"{name}.yes")
        self.action.no.setObjectName(f"{name}.no")
        if card.action == "ask":
            self.action.main.set_kind("manager")
            self.action.main.set_icon_name("badge")
        self.action.main.set_type_role("title" if content.action_detail else "strong")
        self.action.main.show_label(card.action_text, content.action_detail)
        self.action.setMinimumWidth(sizes.OPTION_ACTION_WIDTH)

    def _show_shape(self, content: AskedForContent) -> None:
        if content.card.chosen:
            self.set_shape(painting.Shape("primary_tint", "primary", sizes.BORDER_CHOSEN))
        else:
            self.set_shape(painting.Shape("surface", _BORDERS[content.tone], sizes.BORDER_ASKED))

    def _act(self) -> None:
        if self._content is None or self._content.card.action == "none":
            return
        card = self._content.card
        (self.asked if card.action == "ask" else self.chosen).emit(card.option_id)

    def _answer(self, yes: bool) -> None:  # noqa: FBT001 - a slot's signature
        if self._content is not None:
            self.answered.emit(self._content.card.option_id, yes)
