"""Owns all lines of a receipt: a few in full, many as rows of which one is open.

Decides nothing but which line is open, and that only until it is told. Of a long receipt only the
rows in sight are there; widgets go from line to line, and none is made while enough are there.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.receipt_layout import LinesLayout
from returns_desk.ui.kit.receipt_line import ReceiptLine
from returns_desk.ui.kit.receipt_row import ReceiptRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from returns_desk.ui.kit.contents import ReceiptLineContent

MOST_IN_FULL: Final = 3
"""With more lines than this, all but one are compact rows: a receipt may have hundreds."""
MARGIN: Final = 6 * sizes.TOUCH_FIELD
"""So far above and below what is seen there are rows, for the wheel and for Tab."""
UNBOUNDED: Final = 1_200
"""What is taken as seen where nothing scrolls."""


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
        self._places: dict[str, int] = {}
        self._lines: dict[str, ReceiptLine] = {}
        self._rows: dict[str, ReceiptRow] = {}
        self._spare_lines: list[ReceiptLine] = []
        self._spare_rows: list[ReceiptRow] = []
        self._ordered: list[QWidget] = []
        self._open_item = ""
        self._is_changing = False
        self._layout = LinesLayout(self, sizes.SPACE_6, self.fill_sight)

    def show_lines(self, contents: Sequence[ReceiptLineContent], open_item: str = "") -> None:
        """Show the lines; `open_item` opens one of many, else the open one stays open."""
        before = (self._contents, self._open_item)
        self._contents = tuple(contents)
        self._open_item = open_item or self._open_item
        self._places = {content.item: at for at, content in enumerate(self._contents)}
        if self._open_item not in self._places:
            self._open_item = self._contents[0].item if self._contents else ""
        if (self._contents, self._open_item) != before:
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
            KeyError: the item is not shown as a row, or is far out of sight.
        """
        return self._rows[item]

    def fill_sight(self) -> None:
        """Have a row for each line that is in sight or near it, and for no other."""
        # What is shown lays its surroundings out at once, which asks for this again.
        if self._is_changing:
            return
        self._is_changing = True
        seen = self._layout.between(*self._sight())
        wanted = {self._contents[at].item: at for at in seen}
        for item, row in self._rows.items():
            if row.hasFocus() and item in self._places:
                wanted[item] = self._places[item]
        rows = {item: at for item, at in wanted.items() if item not in self._lines}
        for item in [item for item in self._rows if item not in rows]:
            self._put_by(self._rows.pop(item), self._spare_rows)
        for at in rows.values():
            self._compact(self._contents[at])
        self._layout.place_rows({at: self._rows[item] for item, at in rows.items()})
        self._order()
        self._is_changing = False

    def _refresh(self) -> None:
        in_full = {
            at: content
            for at, content in enumerate(self._contents)
            if len(self._contents) <= MOST_IN_FULL or content.item == self._open_item
        }
        self.setUpdatesEnabled(False)
        self._is_changing = True
        items = {content.item for content in in_full.values()}
        for item in [item for item in self._lines if item not in items]:
            self._put_by(self._lines.pop(item), self._spare_lines)
        full = {at: self._full(content) for at, content in in_full.items()}
        self._layout.show_lines(self._contents, full)
        for line in full.values():
            line.show()
        self._is_changing = False
        self.fill_sight()
        self.setUpdatesEnabled(True)

    def _sight(self) -> tuple[int, int]:
        """What is seen of the lines and around them, from top to bottom."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is None:
            return 0, UNBOUNDED
        viewport = around.viewport()
        top = -self.mapTo(viewport, QPoint(0, 0)).y()
        return top - MARGIN, top + viewport.height() + MARGIN

    def _put_by(self, widget: QWidget, spare: list[ReceiptLine] | list[ReceiptRow]) -> None:
        """Keep a widget for another line; without a name it stands for none."""
        widget.hide()
        widget.setObjectName("")
        spare.append(widget)  # type: ignore[arg-type]  # each list has its own kind

    def _full(self, content: ReceiptLineContent) -> ReceiptLine:
        line = self._lines.get(content.item)
        if line is None:
            line = self._spare_lines.pop() if self._spare_lines else self._made_line(content)
            self._lines[content.item] = line
        if line.content() != content or not line.objectName():
            line.show_content(content)
        return line

    def _made_line(self, content: ReceiptLineContent) -> ReceiptLine:
        line = ReceiptLine(content, self)
        line.selected_changed.connect(self.selected_changed)
        line.quantity_changed.connect(self.quantity_changed)
        line.reason_chosen.connect(self.reason_chosen)
        line.condition_chosen.connect(self.condition_chosen)
        return line

    def _compact(self, content: ReceiptLineContent) -> None:
        row = self._rows.get(content.item)
        if row is None and self._spare_rows:
            row = self._spare_rows.pop()
        elif row is None:
            row = ReceiptRow(content, self)
            row.opened.connect(self._open)
        self._rows[content.item] = row
        row.show_content(content)
        row.show()

    def _order(self) -> None:
        """Let Tab go from top to bottom through what is there."""
        known: dict[str, QWidget] = {**self._lines, **self._rows}
        there = [known[item] for item in sorted(known, key=self._places.__getitem__)]
        if there == self._ordered:
            return
        self._ordered = there
        for each in there:
            each.raise_()
        takers = [
            part
            for each in there
            for part in (each, *each.findChildren(QWidget))
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        for one, other in pairwise(takers):
            QWidget.setTabOrder(one, other)

    def _open(self, item: str) -> None:
        self._open_item = item
        self._refresh()
        self.opened.emit(item)
