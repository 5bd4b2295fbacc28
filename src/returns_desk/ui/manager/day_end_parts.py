"""Owns the parts of the page of the day's end: coins and notes to count, and sums."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.flow import FlowLayout
from returns_desk.ui.kit.labels import Text, clear_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from returns_desk.ui.manager.day_end_shapes import PieceRow, SumRow

_FIELD_WIDTH: Final = 76
_CELL_WIDTH: Final = 180


class PiecesGrid(QWidget):
    """A field for each coin and note; what was typed stays while it is shown anew.

    Signals:
        edited(value, text): how many of a value were typed.
    """

    edited = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[int, QLineEdit] = {}
        self._labels: dict[int, Text] = {}
        self._flow = FlowLayout(self, gap=sizes.SPACE_8)

    def show_pieces(self, pieces: Sequence[PieceRow]) -> None:
        """Show these coins and notes; without any it takes no place."""
        self.setVisible(bool(pieces))
        for piece in pieces:
            if piece.value not in self.fields:
                self._add(piece.value)
            field = self.fields[piece.value]
            self._labels[piece.value].setText(piece.label)
            field.setAccessibleName(piece.spoken)
            if field.text() != piece.typed:
                field.setText(piece.typed)

    def _add(self, value: int) -> None:
        cell = QWidget(self)
        cell.setFixedWidth(_CELL_WIDTH)
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.SPACE_8)
        label = self._labels[value] = Text("", "line")
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        field = self.fields[value] = QLineEdit()
        field.setObjectName(f"day_end.piece.{value}")
        field.setProperty("kind", "field")
        field.setFixedSize(_FIELD_WIDTH, sizes.TOUCH_FIELD)
        field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        field.setMaxLength(5)
        field.textEdited.connect(partial(self.edited.emit, value))
        row.addWidget(label, 1)
        row.addWidget(field)
        self._flow.addWidget(cell)
        cell.show()


class SumsTable(QWidget):
    """What the drawer is made of, line by line, amounts at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(sizes.SPACE_4)
        self._grid.setColumnStretch(0, 1)
        self._shown: tuple[SumRow, ...] = ()

    def show_sums(self, rows: tuple[SumRow, ...]) -> None:
        """Show these lines."""
        self.setVisible(bool(rows))
        if rows == self._shown:
            return
        self._shown = rows
        while self._grid.count():
            taken = self._grid.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, row in enumerate(rows):
            role = "strong" if row.is_strong else "body"
            amount = Text(row.amount, role)
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Text(row.label, role, wraps=True), at, 0)
            self._grid.addWidget(amount, at, 1)


class Lines(QWidget):
    """Sentences one under the other."""

    def __init__(self, role: str = "body", tone: str = "ink") -> None:
        super().__init__()
        self._role, self._tone = role, tone
        self._shown: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.SPACE_4)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show them; none take no place."""
        self.setVisible(bool(lines))
        if lines != self._shown:
            self._shown = lines
            clear_layout(self._column)
            for line in lines:
                self._column.addWidget(Text(line, self._role, self._tone, wraps=True))
