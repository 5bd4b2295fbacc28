"""Owns the box of a second person: one option and amount to approve, or another to offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, painting, sizes
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.choice_chips import ChoiceChips
from returns_desk.ui.kit.labels import LeadText, Panel, Text

if TYPE_CHECKING:
    from returns_desk.ui.kit.contents import ApprovalContent


class ApprovalBox(QScrollArea):
    """What a manager reads and touches; the badge or PIN goes into the scan field.

    Signals:
        person_chosen(operator_id): who of several decides.
        touched(part, code): "reason", "alternative" or "decline_reason" was marked.
    """

    person_chosen = Signal(str)
    touched = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("approval")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._approve = Panel()
        self._decline = Panel()
        self._approve.set_shape(
            painting.Shape("surface", "manager", sizes.BORDER_ASKED, sizes.RADIUS_PANEL)
        )
        self._heading = Text("", "line_strong", "manager", wraps=True)
        self._option = Text("", "strong", wraps=True)
        self._amount = Text("", "amount")
        self._scope = Text("", "small", "ink2", wraps=True)
        self._who_heading = Text("", "small", "ink2", wraps=True)
        self.who = ChipRow("approval.who")
        self._reason_heading = Text("", "small", "ink2", wraps=True)
        self.reasons = ChoiceChips("approval.reason")
        self._hint = LeadText("line", "ink")
        self._decline_heading = Text("", "line_strong", wraps=True)
        self._decline_line = Text("", "small", "ink2", wraps=True)
        self.alternatives = ChipRow("approval.alternative")
        self._decline_reason_heading = Text("", "small", "ink2", wraps=True)
        self.decline_reasons = ChoiceChips("approval.decline_reason")
        self._lay_out()
        self._connect()

    def show_content(self, content: ApprovalContent) -> None:
        """Show what is to be decided."""
        self.setAccessibleName(f"{content.heading}. {content.option}. {content.amount}")
        self._heading.setText(content.heading)
        self._option.setText(content.option)
        self._amount.setText(content.amount)
        self._scope.setText(content.scope)
        self._who_heading.show_text(content.who_heading if content.who else "")
        self.who.show_chips(content.who)
        self.who.setVisible(bool(content.who))
        self._reason_heading.show_text(content.reason_heading)
        self.reasons.show_choices("", content.reasons)
        self._hint.show_parts(content.hint, "")
        self._decline_heading.setText(content.decline_heading)
        self._decline_line.setText(content.decline_line)
        self.alternatives.show_chips(content.alternatives, content.decline_heading)
        self._decline_reason_heading.show_text(content.decline_reason_heading)
        self.decline_reasons.show_choices("", content.decline_reasons)
        self._decline.setVisible(bool(content.alternatives))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "canvas")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        top = QHBoxLayout()
        top.addWidget(icons.IconLabel("check-circle", "manager", sizes.ICON_SMALL + 2))
        top.addWidget(self._heading, 1)
        self._approve.column.addLayout(top)
        for widget in (
            self._option,
            self._amount,
            self._scope,
            self._who_heading,
            self.who,
            self._reason_heading,
            self.reasons,
            self._hint,
        ):
            self._approve.column.addWidget(widget)
        other = QHBoxLayout()
        other.addWidget(icons.IconLabel("exchange", "ink", sizes.ICON_SMALL + 2))
        other.addWidget(self._decline_heading, 1)
        self._decline.column.addLayout(other)
        for widget in (
            self._decline_line,
            self.alternatives,
            self._decline_reason_heading,
            self.decline_reasons,
        ):
            self._decline.column.addWidget(widget)
        column.addWidget(self._approve)
        column.addWidget(self._decline)
        column.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        self.who.touched.connect(self.person_chosen)
        self.reasons.chosen.connect(self._mark_reason)
        self.alternatives.touched.connect(self._mark_alternative)
        self.decline_reasons.chosen.connect(self._mark_decline_reason)

    def _mark_reason(self, code: str) -> None:
        self.touched.emit("reason", code)

    def _mark_alternative(self, code: str) -> None:
        self.touched.emit("alternative", code)

    def _mark_decline_reason(self, code: str) -> None:
        self.touched.emit("decline_reason", code)
