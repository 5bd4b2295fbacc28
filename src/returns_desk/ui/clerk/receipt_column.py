"""Owns the receipt column: each receipt's head and lines, kept as they are while they stay.

The widgets of a receipt that went show the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from returns_desk.ui.clerk.receipt_contents import place_of
from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.finger_scroll import scroll_by_finger
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.receipt_card import ReceiptCard
from returns_desk.ui.kit.receipt_lines import ReceiptLines

if TYPE_CHECKING:
    from PySide6.QtGui import QMoveEvent, QResizeEvent

    from returns_desk.ui.clerk.contents import ReceiptBlock, ReceiptsContent
    from returns_desk.ui.kit.receipt_line import ReceiptLine


class ReceiptColumn(QScrollArea):
    """All receipts of the case.

    Signals:
        selected_changed(line, on), quantity_changed(line, quantity), reason_chosen(line, code),
        condition_chosen(line, code): as on a line of a receipt.
        acted(receipt, code): a chip of the receipt itself was touched.
    """

    selected_changed = Signal(str, bool)
    quantity_changed = Signal(str, str)
    reason_chosen = Signal(str, str)
    condition_chosen = Signal(str, str)
    acted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("receipts")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll_by_finger(self)
        self._blocks: dict[str, _Block] = {}
        self._spare: list[_Block] = []
        self._shown: ReceiptsContent | None = None
        inside = QWidget()
        inside.setProperty("ground", "canvas")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.SPACE_12)
        self._note_icon = icons.IconLabel("barcode", "ink2", sizes.ICON_SMALL)
        self._note = Text("", "small", "ink2", wraps=True)
        self._note_row = QWidget()
        row = QHBoxLayout(self._note_row)
        row.setContentsMargins(sizes.SPACE_4, 0, 0, 0)
        row.setSpacing(sizes.SPACE_8)
        row.addWidget(self._note_icon)
        row.addWidget(self._note, 1)
        self._column.addWidget(self._note_row)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.verticalScrollBar().valueChanged.connect(self._fill_sight)

    def show_content(self, content: ReceiptsContent) -> None:
        """Show all receipts; a line that stays keeps what is unfolded on it."""
        if content == self._shown:
            return
        self._shown = content
        wanted = [block.head.number for block in content.receipts]
        if not any(number in self._blocks for number in wanted):
            self.verticalScrollBar().setValue(0)
        for number in [number for number in self._blocks if number not in wanted]:
            self._spare.append(self._blocks.pop(number))
        for at, block in enumerate(content.receipts):
            self._show_block(at, block)
        for spare in self._spare:
            spare.hide()
        self._note.setText(content.note)
        self._note_row.setVisible(bool(content.note))
        self._note_icon.show_icon(content.note_icon, "ink2")

    def line(self, key: str) -> ReceiptLine:
        """Return a line by its name.

        Raises:
            KeyError: no such line is shown in full.
        """
        return self._blocks[place_of(key)[0]].lines.line(key)

    def unfold(self, key: str, part: str) -> None:
        """Show all choices of a line's reason or condition."""
        block = self._blocks.get(place_of(key)[0])
        if block is None:
            return
        line = block.opened(key)
        (line.reasons if part == "reason" else line.conditions).unfold()
        self._column.activate()
        self.ensureWidgetVisible(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more lines where there is more room."""
        super().resizeEvent(event)
        self._fill_sight()

    def _fill_sight(self) -> None:
        for block in self._blocks.values():
            block.lines.fill_sight()

    def _show_block(self, at: int, content: ReceiptBlock) -> None:
        number = content.head.number
        block = self._blocks.get(number)
        if block is None and self._spare:
            block = self._spare.pop()
            block.show_content(content)
            block.show()
            self._blocks[number] = block
        elif block is None:
            block = _Block(content)
            block.acted.connect(self.acted)
            block.lines.selected_changed.connect(self.selected_changed)
            block.lines.quantity_changed.connect(self.quantity_changed)
            block.lines.reason_chosen.connect(self.reason_chosen)
            block.lines.condition_chosen.connect(self.condition_chosen)
            self._blocks[number] = block
        else:
            block.show_content(content)
        if self._column.indexOf(block) != at:
            self._column.insertWidget(at, block)


class _Block(QWidget):
    """One receipt: its head, and its lines.

    Signals:
        acted(receipt, code): a chip of the receipt was touched.
    """

    acted = Signal(str, str)

    def __init__(self, content: ReceiptBlock) -> None:
        super().__init__()
        self._content = content
        self._head = ReceiptCard(content.head, self)
        self.lines = ReceiptLines(self)
        self.chips = ChipRow(f"receipt.{content.head.number}")
        self.chips.touched.connect(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        column.addWidget(self._head)
        column.addWidget(self.chips)
        column.addWidget(self.lines)
        self.lines.show_lines(content.lines)
        self._show_chips(content)

    def show_content(self, content: ReceiptBlock) -> None:
        """Show the receipt as it stands now, or another one."""
        self.chips.stand_for(f"receipt.{content.head.number}")
        if content.head != self._content.head:
            self._head.show_content(content.head)
        if content.lines != self._content.lines:
            self.lines.show_lines(content.lines)
        self._show_chips(content)
        self._content = content

    def _show_chips(self, content: ReceiptBlock) -> None:
        self.chips.show_chips(content.chips)
        self.chips.setVisible(bool(content.chips))

    def moveEvent(self, event: QMoveEvent) -> None:
        """Show the lines that came in sight."""
        super().moveEvent(event)
        self.lines.fill_sight()

    def _act(self, code: str) -> None:
        self.acted.emit(self._content.head.number, code)

    def opened(self, key: str) -> ReceiptLine:
        """Return a line, opened where it was a row."""
        self.lines.show_lines(self._content.lines, key)
        return self.lines.line(key)
