"""Owns all lines of a receipt: a few in full, many as rows of which one is open.

Decides nothing but which line is open, and that only until it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.receipt_line import ReceiptLine
from returns_desk.ui.kit.receipt_row import ReceiptRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from returns_desk.ui.kit.contents import ReceiptLineContent

MOST_IN_FULL: Final = 3
"""With more lines than this, all but one are compact rows: a receipt may have hundreds."""


class ReceiptLines(QWidget):
    """The lines of one receipt, in the order fed; widgets keep their identity by item.

    Signals:
        selected_changed(item, on), quantity_changed(item, quantity), reason_chosen(item, code),
        condition_chosen(item, code): as told by the lines.
        opened(item): a compact row was opened.
    """

    selected_changed = Signal(str, bool)
    quantity_changed = Signal(str, str)
    reason_chosen = Signal(str, str)
    condition_chosen = Signal(str, str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("receipt_lines")
        self._contents: tuple[ReceiptLineContent, ...] = ()
        self._lines: dict[str, ReceiptLine] = {}
        self._rows: dict[str, ReceiptRow] = {}
        self._open_item = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.SPACE_6)
        self._column.addStretch(1)

    def show_lines(self, contents: Sequence[ReceiptLineContent], open_item: str = "") -> None:
        """Show the lines; `open_item` opens one of many, else the open one stays open."""
        self._contents = tuple(contents)
        self._open_item = open_item or self._open_item
        items = {content.item for content in self._contents}
        if self._open_item not in items:
            self._open_item = self._contents[0].item if self._contents else ""
        self._refresh()

    def line(self, item: str) -> ReceiptLine:
        """Return the full line of an item.

        Raises:
            KeyError: the item is not shown in full.
        """
        return self._lines[item]

    def row(self, item: str) -> ReceiptRow:
        """Return the compact row of an item.

        Raises:
            KeyError: the item is not shown as a row.
        """
        return self._rows[item]

    def _refresh(self) -> None:
        in_full = {
            content.item
            for content in self._contents
            if len(self._contents) <= MOST_IN_FULL or content.item == self._open_item
        }
        self.setUpdatesEnabled(False)
        self._drop(in_full)
        for at, content in enumerate(self._contents):
            widget = self._full(content) if content.item in in_full else self._compact(content)
            if self._at(at) is not widget:
                self._column.insertWidget(at, widget)
            widget.show()
        self.setUpdatesEnabled(True)

    def _at(self, index: int) -> QWidget | None:
        item = self._column.itemAt(index)
        return item.widget() if item is not None else None

    def _drop(self, in_full: set[str]) -> None:
        items = {content.item for content in self._contents}
        gone: list[QWidget] = [
            self._lines.pop(item) for item in tuple(self._lines) if item not in in_full
        ]
        gone += [
            self._rows.pop(item)
            for item in tuple(self._rows)
            if item not in items or item in in_full
        ]
        for widget in gone:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _full(self, content: ReceiptLineContent) -> ReceiptLine:
        line = self._lines.get(content.item)
        if line is None:
            line = ReceiptLine(content, self)
            line.selected_changed.connect(self.selected_changed)
            line.quantity_changed.connect(self.quantity_changed)
            line.reason_chosen.connect(self.reason_chosen)
            line.condition_chosen.connect(self.condition_chosen)
            self._lines[content.item] = line
        elif line.content() != content:
            line.show_content(content)
        return line

    def _compact(self, content: ReceiptLineContent) -> ReceiptRow:
        row = self._rows.get(content.item)
        if row is None:
            row = ReceiptRow(content, self)
            row.opened.connect(self._open)
            self._rows[content.item] = row
        row.show_content(content)
        return row

    def _open(self, item: str) -> None:
        self._open_item = item
        self._refresh()
        self.opened.emit(item)
