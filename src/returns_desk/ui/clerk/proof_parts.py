"""Owns the pieces of the ladder of proof: a rung, a field of a clue, a receipt that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, painting, sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.keyed_button import KeyedButton
from returns_desk.ui.kit.labels import Panel, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from returns_desk.ui.clerk.proof_shapes import CandidateContent, ClueContent, RungContent

RUNG_HEIGHT: Final = 56
RUNG_HEIGHT_SMALL: Final = 52
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Rung(KeyedButton):
    """One way to show the purchase: icon, name, hint; thick and ticked while it is chosen."""

    def __init__(self, content: RungContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._is_small = False
        self.setObjectName(f"rung.{content.code}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._icon = icons.IconLabel(content.icon, "ink", sizes.ICON)
        self._mark = icons.IconLabel("chevron-right", "ink", sizes.ICON)
        self._title = Text("", "line_strong", wraps=True)
        self._hint = Text("", "small", "ink2", wraps=True)
        self._law = icons.IconLabel("scales", "primary", sizes.ICON_SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.SPACE_12, sizes.SPACE_6, sizes.SPACE_12, sizes.SPACE_6)
        row.setSpacing(sizes.SPACE_12)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        row.addWidget(self._icon)
        row.addLayout(column, 1)
        row.addWidget(self._law)
        row.addWidget(self._mark)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_content(content)

    def show_content(self, content: RungContent) -> None:
        """Show the rung as it stands now."""
        self._content = content
        self._title.setText(content.title)
        self._hint.show_text("" if self._is_small else content.hint)
        self.setMinimumHeight(RUNG_HEIGHT_SMALL if self._is_small else RUNG_HEIGHT)
        self._law.setVisible(bool(content.law_text))
        self._law.setToolTip(content.law_text)
        self._mark.show_icon(
            "check-circle" if content.is_on else "chevron-right",
            "primary" if content.is_on else "ink",
        )
        self.setAccessibleName(f"{content.title}. {content.hint}")
        self.setAccessibleDescription(content.law_text)
        self.setCheckable(True)
        self.setChecked(content.is_on)
        self.update()

    def set_small(self, *, small: bool) -> None:
        """On a small window the hint makes room, so that every rung is in sight."""
        if small != self._is_small:
            self._is_small = small
            self.show_content(self._content)
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground, thick and tinted while chosen."""
        painter = QPainter(self)
        shape = painting.Shape("surface", "edge", sizes.BORDER, sizes.RADIUS_OPTION)
        if self._content.is_on:
            chosen = sizes.BORDER_CHOSEN
            shape = painting.Shape("primary_tint", "primary", chosen, sizes.RADIUS_OPTION)
        elif self.isDown():
            shape = painting.Shape("primary_tint", "edge", sizes.BORDER, sizes.RADIUS_OPTION)
        painting.draw_shape(painter, self.rect(), shape)
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_OPTION)
        painter.end()


class ClueField(QLineEdit):
    """A field that hands Enter and the arrows on, so that a scan ends where it was waited for.

    Signals:
        entered(): Enter, or the end of a scan.
        stepped(by): an arrow up (-1) or down (+1).
    """

    entered = Signal()
    stepped = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"clue.{name}")
        self.setProperty("kind", "field")
        self.setFixedHeight(sizes.TOUCH_FIELD)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sort out the keys that are no text."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.entered.emit()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)


class LabelledClue(QWidget):
    """A clue's label above its field."""

    def __init__(self, content: ClueContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_4)
        self.label = Text(content.label, "small_strong", wraps=True)
        self.field = ClueField(content.name)
        self.label.setBuddy(self.field)
        column.addWidget(self.label)
        column.addWidget(self.field)
        self.show_content(content)

    def show_content(self, content: ClueContent) -> None:
        """Show label, example and what is known."""
        self.label.setText(content.label)
        self.field.setAccessibleName(content.label)
        self.field.setPlaceholderText(content.example)
        self.field.setText(content.value)


class Candidate(Panel):
    """A receipt that fits: what it is, why it fits, what is left of it, and a button to take it.

    Signals:
        taken(receipt): it is the one.
    """

    taken = Signal(str)

    def __init__(self, content: CandidateContent, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=sizes.SPACE_12)
        self._receipt = content.receipt
        self.setObjectName(f"candidate.{content.receipt}")
        self.column.setContentsMargins(sizes.SPACE_12, sizes.SPACE_6, sizes.SPACE_12, sizes.SPACE_6)
        row = QHBoxLayout()
        row.setSpacing(sizes.SPACE_12)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(0)
        right.setSpacing(0)
        left.addWidget(Text(content.title, "strong", wraps=True))
        left.addWidget(Text(content.line, "small", "ink2", wraps=True))
        why = QHBoxLayout()
        why.setSpacing(sizes.SPACE_6)
        if content.why:
            why.addWidget(icons.IconLabel("check", "now", sizes.ICON_SMALL))
        why.addWidget(Text(content.why, "small_strong", "now", wraps=True), 1)
        right.addLayout(why)
        right.addWidget(Text(content.numbers, "small", "ink2", wraps=True))
        self.take = ActionButton(content.action_text, "primary" if content.is_best else "plain")
        self.take.setObjectName(f"candidate.{content.receipt}.take")
        spoken = (content.action_text, content.title, content.line, content.why)
        self.take.setAccessibleName(". ".join(part for part in spoken if part))
        self.take.set_height(sizes.TOUCH_OPTION)
        self.take.clicked.connect(self._tell)
        row.addLayout(left, 5)
        row.addLayout(right, 4)
        row.addWidget(self.take)
        self.column.addLayout(row)
        chosen = painting.Shape("surface", "primary", sizes.BORDER_CHOSEN, sizes.RADIUS_OPTION)
        plain = painting.Shape("surface", "edge", sizes.BORDER, sizes.RADIUS_OPTION)
        self.set_shape(chosen if content.is_best else plain)

    def _tell(self) -> None:
        self.taken.emit(self._receipt)
