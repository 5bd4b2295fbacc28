"""Owns the fields of the first start: a label, a place to type or choose, and one line under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.labels import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from returns_desk.ui.start.contents import FieldContent

_LEAST_WIDTH = 120


class ChoiceBox(QComboBox):
    """A few answers, drawn flat with the kit's own arrow; rolling over it changes nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedHeight(sizes.TOUCH_FIELD)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def minimumSizeHint(self) -> QSize:
        """Let the column decide how wide it is."""
        return QSize(_LEAST_WIDTH, sizes.TOUCH_FIELD)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, answer and arrow."""
        painter = QPainter(self)
        shape = painting.Shape("surface", "edge", sizes.BORDER, sizes.RADIUS_BUTTON)
        painting.draw_shape(painter, self.rect(), shape)
        painter.setFont(theme.font("prompt"))
        painter.setPen(theme.colour("ink"))
        where = self.rect().adjusted(sizes.SPACE_12, 0, -sizes.ICON - sizes.SPACE_12, 0)
        shown = painter.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, where.width()
        )
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
        left = self.width() - sizes.ICON - sizes.SPACE_8
        top = (self.height() - sizes.ICON) / 2
        icons.draw(painter, "chevron-down", QRectF(left, top, sizes.ICON, sizes.ICON), "ink")
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_BUTTON)
        painter.end()


class StartField(QWidget):
    """One field with its label and help; a mistake takes the help's place.

    Signals:
        changed(name, value): a person typed or chose.
    """

    changed = Signal(str, str)

    def __init__(self, name: str, *, is_choice: bool = False, is_secret: bool = False) -> None:
        super().__init__()
        self.name = name
        self.setObjectName(f"start.{name}")
        self._is_filling = False
        self._label = Text("", "line_strong", wraps=True)
        self._help = Text("", "small", "ink2", wraps=True)
        self.input: QLineEdit | ChoiceBox
        self.input = ChoiceBox(f"{name}.input") if is_choice else _line(name, is_secret=is_secret)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_4)
        for widget in (self._label, self.input, self._help):
            column.addWidget(widget)
        column.addStretch(1)
        self._label.setBuddy(self.input)
        if isinstance(self.input, QLineEdit):
            self.input.textEdited.connect(self._tell)
        else:
            self.input.currentIndexChanged.connect(self._tell)

    def value(self) -> str:
        """What was typed, as typed, or the code of what is chosen."""
        if isinstance(self.input, QLineEdit):
            return self.input.text()
        return str(self.input.currentData() or "")

    def set_value(self, value: str) -> None:
        """Fill it in; nobody is told."""
        self._is_filling = True
        if isinstance(self.input, QLineEdit):
            self.input.setText(value)
        else:
            self.input.setCurrentIndex(self.input.findData(value))
        self._is_filling = False

    def show_content(self, content: FieldContent, mistake: str) -> None:
        """Show the words; what was typed or chosen stays."""
        self._label.setText(content.label)
        self.input.setAccessibleName(content.spoken or content.label)
        self.input.setAccessibleDescription(mistake or content.help_text)
        self._help.set_tone("bad" if mistake else "ink2")
        self._help.show_text(mistake or content.help_text)
        if isinstance(self.input, ChoiceBox):
            self._fill(self.input, content.choices)

    def _fill(self, box: ChoiceBox, choices: tuple[tuple[str, str], ...]) -> None:
        shown = [(str(box.itemData(at)), box.itemText(at)) for at in range(box.count())]
        if shown == list(choices):
            return
        kept = self.value()
        self._is_filling = True
        box.clear()
        for code, text in choices:
            box.addItem(text, code)
        box.setCurrentIndex(box.findData(kept))
        self._is_filling = False

    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit(self.name, self.value())


def _line(name: str, *, is_secret: bool) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(f"{name}.input")
    made.setProperty("kind", "field")
    made.setFixedHeight(sizes.TOUCH_FIELD)
    if is_secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    return made
