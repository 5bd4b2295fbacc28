"""Owns the form on which a receipt from paper is typed; judges nothing that is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from returns_desk.ui.clerk.contents import KeyInEntry
from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.finger_scroll import scroll_by_finger
from returns_desk.ui.kit.labels import Panel, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.clerk.contents import KeyInLabels

_PARTS = ("name", "quantity", "price")
_FORM_WIDTH = 960


class ChoiceField(QComboBox):
    """A field with a few answers, drawn flat with the kit's own arrow."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, answer and arrow."""
        painter = QPainter(self)
        shape = painting.Shape("surface", "edge", sizes.BORDER, sizes.RADIUS_BUTTON)
        painting.draw_shape(painter, self.rect(), shape)
        painter.setFont(theme.font("prompt"))
        painter.setPen(theme.colour("ink"))
        where = self.rect().adjusted(sizes.SPACE_12, 0, -sizes.ICON - sizes.SPACE_8, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self.currentText())
        left = self.width() - sizes.ICON - sizes.SPACE_8
        top = (self.height() - sizes.ICON) / 2
        icons.draw(painter, "chevron-down", QRectF(left, top, sizes.ICON, sizes.ICON), "ink")
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_BUTTON)
        painter.end()


class KeyInForm(QScrollArea):
    """Head of the receipt and its lines; Enter goes from field to field, then submits.

    Signals:
        submitted(entry): what was typed, as typed.
    """

    submitted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key_in")
        self.setWidgetResizable(True)
        scroll_by_finger(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._labels: KeyInLabels | None = None
        self._fields: dict[str, QLineEdit | QComboBox] = {}
        self._names: dict[str, Text] = {}
        self._line_count = 0
        self._title = Text("", "heading")
        self._line = Text("", "body", "ink2", wraps=True)
        self._head = QGridLayout()
        self._lines = QGridLayout()
        self.more = ActionButton("", "plain", "plus")
        self.more.setObjectName("key_in.more")
        self.more.clicked.connect(self.add_line)
        self._lay_out()

    def show_labels(self, labels: KeyInLabels) -> None:
        """Begin a fresh form, unless this very one is being filled in."""
        if labels == self._labels:
            return
        self._labels = labels
        self._title.setText(labels.title)
        self._line.setText(labels.line)
        self.more.show_label(labels.add_text)
        self._name_all(labels.labels)
        self._fill_choice("tender", labels.tenders)
        for line in range(self._line_count):
            self._fill_choice(f"lines/{line}/kind", labels.categories)
        for name, widget in self._fields.items():
            if isinstance(widget, QLineEdit):
                widget.setText(labels.receipt if name == "receipt" else "")
        self.point_at("day" if labels.receipt else "receipt")

    def forget(self) -> None:
        """Let the next form begin fresh."""
        self._labels = None

    def point_at(self, name: str) -> None:
        """Put the keyboard on a field."""
        widget = self._fields.get(name) or self._fields.get(name.split("/", maxsplit=1)[0])
        if widget is None and name == "sold_at":
            widget = self._fields["day"]
        if widget is None and name == "lines":
            widget = self._fields["lines/0/name"]
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(widget)
            if isinstance(widget, QLineEdit):
                widget.selectAll()

    def add_line(self) -> None:
        """Add one more line to type."""
        at = self._line_count
        self._line_count += 1
        for column, part in enumerate(_PARTS):
            self._lines.addWidget(self._text_field(f"lines/{at}/{part}"), at + 1, column)
        kind = self._choice(f"lines/{at}/kind")
        self._lines.addWidget(kind, at + 1, len(_PARTS))
        if self._labels is not None:
            self._fill_choice(f"lines/{at}/kind", self._labels.categories)
            self._name_all(self._labels.labels)
            self.point_at(f"lines/{at}/name")

    def submit(self) -> None:
        """Hand on what was typed."""
        self.submitted.emit(
            KeyInEntry(
                receipt=self.text_of("receipt"),
                day=self.text_of("day"),
                time=self.text_of("time"),
                tender=self._code("tender"),
                last4=self.text_of("last4"),
                lines=tuple(self._entered_line(at) for at in range(self._line_count)),
            )
        )

    def field(self, name: str) -> QLineEdit | QComboBox:
        """Return a field by its name, as in "lines/0/price".

        Raises:
            KeyError: there is no such field.
        """
        return self._fields[name]

    def _entered_line(self, at: int) -> tuple[str, str, str, str]:
        name, quantity, price = (self.text_of(f"lines/{at}/{part}") for part in _PARTS)
        return name, quantity, price, self._code(f"lines/{at}/kind")

    def text_of(self, name: str) -> str:
        """Return what is typed in a field; nothing for a choice."""
        widget = self._fields[name]
        return widget.text() if isinstance(widget, QLineEdit) else ""

    def _code(self, name: str) -> str:
        widget = self._fields[name]
        return str(widget.currentData()) if isinstance(widget, QComboBox) else ""

    def _text_field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"key_in.{name}")
        field.setProperty("kind", "field")
        field.setFixedHeight(sizes.TOUCH_FIELD)
        field.returnPressed.connect(partial(self._go_on, name))
        self._fields[name] = field
        return field

    def _choice(self, name: str) -> QComboBox:
        choice = ChoiceField()
        choice.setObjectName(f"key_in.{name}")
        choice.setFixedHeight(sizes.TOUCH_FIELD)
        self._fields[name] = choice
        return choice

    def _fill_choice(self, name: str, choices: tuple[tuple[str, str], ...]) -> None:
        choice = self._fields[name]
        if isinstance(choice, QComboBox):
            choice.clear()
            for code, text in choices:
                choice.addItem(text, code)

    def _go_on(self, name: str) -> None:
        """Enter: the next empty field, and from the last line's price the end."""
        order = [each for each, widget in self._fields.items() if isinstance(widget, QLineEdit)]
        rest = order[order.index(name) + 1 :]
        if not rest or (name.endswith("/price") and not self.text_of(rest[0])):
            self.submit()
        else:
            self.point_at(rest[0])

    def _name_all(self, labels: Mapping[str, str]) -> None:
        for name, label in self._names.items():
            label.setText(labels[name])
        for name, widget in self._fields.items():
            *lines, part = name.split("/")
            number = f" {int(lines[-1]) + 1}" if lines else ""
            widget.setAccessibleName(f"{labels[part]}{number}")

    def _lay_out(self) -> None:
        around = QWidget()
        around.setProperty("ground", "canvas")
        around.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outside = QHBoxLayout(around)
        outside.setContentsMargins(
            sizes.COLUMN_MARGIN, sizes.SPACE_16, sizes.COLUMN_MARGIN, sizes.SPACE_16
        )
        panel = Panel(padding=sizes.SPACE_24)
        panel.setMaximumWidth(_FORM_WIDTH)
        panel.column.setSpacing(sizes.SPACE_12)
        panel.column.addWidget(self._title)
        panel.column.addWidget(self._line)
        self._lay_out_head()
        panel.column.addLayout(self._head)
        self._lines.setHorizontalSpacing(sizes.SPACE_12)
        for column, part in enumerate((*_PARTS, "kind")):
            self._lines.addWidget(self._name(part), 0, column)
        for column, stretch in enumerate((4, 1, 2, 2)):
            self._lines.setColumnStretch(column, stretch)
        for _ in range(2):
            self.add_line()
        panel.column.addLayout(self._lines)
        panel.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        side = QVBoxLayout()
        side.addWidget(panel)
        side.addStretch(1)
        outside.addStretch(1)
        outside.addLayout(side, 100)
        outside.addStretch(1)
        self.setWidget(around)

    def _lay_out_head(self) -> None:
        self._head.setHorizontalSpacing(sizes.SPACE_12)
        for column, part in enumerate(("receipt", "day", "time", "tender", "last4")):
            self._head.addWidget(self._name(part), 0, column)
            field = self._choice(part) if part == "tender" else self._text_field(part)
            self._head.addWidget(field, 1, column)
        for column, stretch in enumerate((4, 2, 1, 2, 2)):
            self._head.setColumnStretch(column, stretch)

    def _name(self, part: str) -> Text:
        label = Text("", "small_strong", wraps=True)
        self._names[part] = label
        return label
