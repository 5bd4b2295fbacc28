"""Owns one leg of a payout: whose turn it is, its amount, and what is confirmed.

The assistant moves no money: the leg shows what to do at the till and takes the reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, painting, sizes
from returns_desk.ui.kit.announcing import VOICE
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import StatusPill
from returns_desk.ui.kit.labels import LeadText, Panel, Text, clear_layout
from returns_desk.ui.kit.number_box import NumberBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from returns_desk.ui.kit.contents import DenominationText, StepLegContent

_PILLS = {
    "waiting": ("clock", "neutral"),
    "next": ("clock", "neutral"),
    "being_paid": ("", "primary"),
    "paid": ("check-circle", "now"),
    "failed": ("warning", "bad"),
    "in_doubt": ("question", "attention"),
    "undone": ("back", "neutral"),
}
_BORDERS = {
    "being_paid": ("primary", sizes.BORDER_CHOSEN),
    "failed": ("bad", sizes.BORDER_ASKED),
    "in_doubt": ("attention", sizes.BORDER_ASKED),
}


class DenominationRow(QWidget):
    """How many of each note and coin are counted out, side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(sizes.SPACE_8)

    def show_denominations(self, denominations: Sequence[DenominationText]) -> None:
        """Show one box for each note or coin; nothing without any."""
        clear_layout(self._row)
        for denomination in denominations:
            self._row.addWidget(_denomination_box(denomination), 1)
        self.setVisible(bool(denominations))
        self.setAccessibleName(", ".join(f"{one.value} {one.count}" for one in denominations))


def _denomination_box(denomination: DenominationText) -> Panel:
    box = Panel(padding=sizes.SPACE_8)
    box.set_shape(painting.Shape(border="edge", radius=sizes.RADIUS_BUTTON))
    box.column.setSpacing(0)
    texts = (
        (denomination.value, "line_strong"),
        (denomination.count, "heading"),
        (denomination.sum_text, "small"),
    )
    for text, role in texts:
        label = Text(text, role, "ink2" if role == "small" else "ink")
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.column.addWidget(label)
    return box


class StepLeg(Panel):
    """One leg in its state; grows while it is its turn.

    Signals:
        confirmed(reference): the money went; the reference as typed, "" where none is asked.
        failed(): it did not go.
    """

    confirmed = Signal(str)
    failed = Signal()

    def __init__(self, content: StepLegContent, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=sizes.SPACE_16)
        self._content = content
        self._number = NumberBox()
        self._icon = icons.IconLabel("", "ink", sizes.ICON)
        self._name = Text("", "title", wraps=True)
        self._detail = LeadText("small", "ink2")
        self._pill = StatusPill("", strong=True)
        self._amount = Text("", "leg_amount")
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._denominations = DenominationRow()
        self._advice = LeadText("small", "ink")
        self.reference = QLineEdit()
        self.reference.setProperty("kind", "field")
        self.reference.setFixedHeight(sizes.TOUCH_FIELD)
        self.confirm = ActionButton("", "primary", "check")
        self.fail = ActionButton("", "plain")
        for button in (self.confirm, self.fail):
            button.set_height(sizes.TOUCH_ACTION)
        self._lay_out()
        self.confirm.clicked.connect(self._confirm)
        self.reference.returnPressed.connect(self._confirm)
        self.fail.clicked.connect(self.failed)
        self.show_content(content)

    def content(self) -> StepLegContent:
        """Return what the leg shows."""
        return self._content

    def show_content(self, content: StepLegContent) -> None:
        """Show the leg as it stands now."""
        is_other_state = content.state != self._content.state
        if is_other_state:
            self._let_go_of_the_keyboard()
        self._content = content
        self._name_parts(f"leg.{content.leg_id}")
        self._show_number(content)
        self._icon.show_icon(content.icon)
        self._name.setText(content.name)
        self._detail.show_parts("", content.detail)
        icon, tone = _PILLS[content.state]
        self._pill.show_status(content.pill_text, icon, tone)
        self._amount.setText(content.amount_text)
        self._amount.set_role("paying_amount" if content.state == "being_paid" else "leg_amount")
        self._denominations.show_denominations(content.denominations)
        self._show_actions(content)
        self._show_shape(content)
        spoken = (str(content.number), content.name, content.pill_text, content.amount_text)
        self.setAccessibleName(". ".join(part for part in (*spoken, content.detail) if part))
        if is_other_state:
            VOICE.say(self, self.accessibleName())

    def showEvent(self, event: QShowEvent) -> None:
        """Say whose turn it is when the leg comes in sight."""
        super().showEvent(event)
        if self._content.state in {"being_paid", "in_doubt"}:
            VOICE.say(self, self.accessibleName())

    def _name_parts(self, name: str) -> None:
        self.setObjectName(name)
        self.reference.setObjectName(f"{name}.reference")
        self.confirm.setObjectName(f"{name}.confirm")
        self.fail.setObjectName(f"{name}.failed")

    def _show_number(self, content: StepLegContent) -> None:
        if content.state == "paid":
            self._number.show_ticked(content.number)
        elif content.state == "being_paid":
            self._number.show_filled(content.number)
        else:
            self._number.show_number(content.number)

    def _show_actions(self, content: StepLegContent) -> None:
        self._advice.show_parts(content.advice_strong, content.advice)
        self.reference.setVisible(bool(content.reference_prompt))
        self.reference.setPlaceholderText(content.reference_prompt)
        self.reference.setAccessibleName(content.reference_prompt)
        if content.reference and not self.reference.text():
            self.reference.setText(content.reference)
        is_settled_by_a_person = content.state in {"in_doubt", "failed"}
        self.confirm.set_kind("plain" if is_settled_by_a_person else "primary")
        self.confirm.set_icon_name("" if is_settled_by_a_person else "check")
        self.confirm.show_label(content.confirm_text)
        self.confirm.set_key_cap(content.confirm_key)
        self.confirm.setVisible(bool(content.confirm_text))
        self.fail.show_label(content.failed_text)
        self.fail.setVisible(bool(content.failed_text))
        in_use = (content.advice_strong, content.advice, content.reference_prompt)
        self._actions.setVisible(any((*in_use, content.confirm_text, content.failed_text)))

    def _show_shape(self, content: StepLegContent) -> None:
        border, width = _BORDERS.get(content.state, ("line", sizes.BORDER))
        bar = "now" if content.state == "paid" else ""
        self.set_shape(painting.Shape("surface", border, width, sizes.RADIUS_OPTION, bar=bar))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE_12)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(self._name)
        texts.addWidget(self._detail)
        texts.addStretch(1)
        top.addWidget(self._number)
        top.addWidget(self._icon)
        top.addLayout(texts, 1)
        top.addWidget(self._pill)
        top.addSpacing(sizes.SPACE_24)
        top.addWidget(self._amount)
        self.column.setContentsMargins(
            sizes.SPACE_16 + 3, sizes.SPACE_14, sizes.SPACE_16, sizes.SPACE_14
        )
        self.column.setSpacing(sizes.SPACE_12)
        self.column.addLayout(top)
        self.column.addWidget(self._denominations)
        self._actions = QWidget()
        bottom = QHBoxLayout(self._actions)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom.setSpacing(sizes.SPACE_12)
        bottom.addWidget(self._advice, 1)
        bottom.addWidget(self.reference, 1)
        bottom.addStretch()
        bottom.addWidget(self.fail)
        bottom.addWidget(self.confirm)
        self.column.addWidget(self._actions)

    def _let_go_of_the_keyboard(self) -> None:
        """A button must not take the next Enter once it means something else."""
        for widget in (self.reference, self.confirm, self.fail):
            widget.clearFocus()

    def _confirm(self) -> None:
        if self._content.confirm_text:
            self.confirmed.emit(self.reference.text().strip())
