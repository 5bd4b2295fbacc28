"""Owns what stands beside a decision: the equal case before it, and to whom it can be handed on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import ChipRow, StatusPill
from returns_desk.ui.kit.choice_chips import ChoiceChips
from returns_desk.ui.kit.labels import Panel, Text

if TYPE_CHECKING:
    from returns_desk.ui.manager.escalation_shapes import EqualContent, HandOnContent


class EqualPanel(Panel):
    """How an equal case was decided; beside it, where the present answer differs.

    Signals:
        read(case_id): that case is to be read.
    """

    read = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("equal")
        self._heading = Text("", "line_strong", wraps=True)
        self._pill = StatusPill()
        self._text, self._counts = Text("", "line", wraps=True), Text("", "line", wraps=True)
        self._means = Text("", "small", "ink2", wraps=True)
        self.differs = Text("", "line_strong", "attention", wraps=True)
        self.open = ActionButton("", "plain", "eye")
        self.open.setObjectName("equal.read")
        self._case_id = ""
        self.open.clicked.connect(self._tell)
        head = QHBoxLayout()
        head.addWidget(icons.IconLabel("scales", "ink", sizes.ICON_SMALL))
        head.addWidget(self._heading, 1)
        head.addWidget(self._pill)
        self.column.addLayout(head)
        for widget in (self._text, self._counts, self._means, self.differs, self.open):
            self.column.addWidget(widget)

    def show_content(self, content: EqualContent | None) -> None:
        """Show it, or nothing."""
        self.setVisible(content is not None)
        if content is None:
            return
        said = (content.heading, content.pill, content.text, content.counts, content.differs)
        self.setAccessibleName(". ".join(each for each in said if each))
        self._heading.setText(content.heading)
        icon = "check-circle" if content.tone == "now" else "exchange"
        self._pill.show_status(content.pill, icon, content.tone)
        self._text.show_text(content.text)
        self._counts.show_text(content.counts)
        self._means.show_text(content.means)
        self.differs.show_text(content.differs)
        self._case_id = content.case_id
        self.open.show_label(content.read)
        self.open.setAccessibleName(f"{content.read}: {content.text}")
        self.open.setVisible(bool(content.read))

    def _tell(self) -> None:
        self.read.emit(self._case_id)


class HandOnPanel(Panel):
    """To whom and why.

    Signals:
        touched(part, code): "to" a person, or "why".
    """

    touched = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hand_on")
        self._heading = Text("", "line_strong", "manager", wraps=True)
        self.people = ChipRow("hand_on.people")
        self._why = Text("", "small", "ink2", wraps=True)
        self.reasons = ChoiceChips("hand_on.why")
        for widget in (self._heading, self.people, self._why, self.reasons):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.people.touched.connect(partial(self._tell, "to"))
        self.reasons.chosen.connect(partial(self._tell, "why"))

    def show_content(self, content: HandOnContent | None) -> None:
        """Show it, or nothing."""
        self.setVisible(content is not None)
        if content is None:
            return
        self.setAccessibleName(content.heading)
        self._heading.setText(content.heading)
        self.people.show_chips(content.people, content.heading)
        self._why.setText(content.why_heading)
        self.reasons.show_choices("", content.reasons)

    def _tell(self, part: str, code: str) -> None:
        self.touched.emit(part, code)
