"""Owns the three columns of a case: receipts, board or booking, guidance or approval.

Knows how much room there is, and nothing else; what is shown comes from the presenter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from returns_desk.ui.clerk.help_column import HelpColumn, HelpRail
from returns_desk.ui.clerk.payout_page import PayoutPage
from returns_desk.ui.clerk.receipt_column import ReceiptColumn
from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.approval_box import ApprovalBox
from returns_desk.ui.kit.board import BoardView
from returns_desk.ui.kit.case_columns import CaseColumns
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.labels import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.clerk.contents import (
        BoardPageContent,
        HelpContent,
        PayoutContent,
        ReceiptsContent,
    )
    from returns_desk.ui.kit.contents import ApprovalContent

Room = Literal["small", "normal", "large"]

_APPROVAL_WIDTH = 330
_ACTION_WIDTHS = {
    "small": sizes.OPTION_ACTION_WIDTH_SMALL,
    "normal": sizes.OPTION_ACTION_WIDTH,
    "large": sizes.OPTION_ACTION_WIDTH,
}
_HEIGHTS = {
    "small": sizes.OPTION_HEIGHT_SMALL,
    "normal": sizes.OPTION_HEIGHT,
    "large": sizes.OPTION_HEIGHT_LARGE,
}
_RECEIPT_WIDTHS = {
    "small": sizes.RECEIPT_WIDTH_SMALL,
    "normal": sizes.RECEIPT_WIDTH,
    "large": sizes.RECEIPT_WIDTH_LARGE,
}
_HELP_WIDTHS = {
    "small": sizes.GUIDANCE_RAIL,
    "normal": sizes.GUIDANCE_WIDTH,
    "large": sizes.GUIDANCE_WIDTH_LARGE,
}


class BoardColumn(QWidget):
    """What the customer asks for, above the board."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_6)
        asks = QHBoxLayout()
        asks.setSpacing(sizes.SPACE_12)
        self._heading = Text("", "line_strong")
        self.chips = ChipRow("asks")
        self.board = BoardView()
        asks.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignTop)
        asks.addWidget(self.chips, 1)
        column.addLayout(asks)
        column.addWidget(self.board, 1)

    def show_content(self, content: BoardPageContent) -> None:
        """Show chips and board."""
        self._heading.setText(content.asks_heading)
        self.chips.show_chips(content.asks)
        self.board.show_board(content.board)


class CasePage(QWidget):
    """A case in three columns; on a small window the guidance folds to a rail."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_page")
        self._room: Room = "normal"
        self._is_folded = False
        self._approves = False
        self.board_column = BoardColumn()
        self.payout = PayoutPage()
        self.receipts = ReceiptColumn()
        self.side = HelpColumn()
        self.side_over_receipts = HelpColumn()
        self.rail = HelpRail()
        self.approval = ApprovalBox()
        self._lay_out()
        self.side.folded.connect(self._fold)
        self.rail.opened.connect(self._unfold)
        self.side_over_receipts.folded.connect(self._close_over_receipts)

    @property
    def board(self) -> BoardView:
        """The board."""
        return self.board_column.board

    def tab_parts(self) -> tuple[QWidget, ...]:
        """The parts in the order of Tab: chips, slot, options, booking, receipts, guidance."""
        shown = (self.board.slot, *self.board.shown_cards(), self.board.impossible)
        sides = (self.receipts, self.side, self.rail, self.approval)
        return (self.board_column.chips, *shown, self.payout, *sides)

    def show_board(
        self,
        receipts: ReceiptsContent,
        page: BoardPageContent,
        side: HelpContent,
        approval: ApprovalContent | None,
    ) -> None:
        """Show the board; with `approval` the right column belongs to the second person."""
        self._approves = approval is not None
        if approval is not None:
            self.approval.show_content(approval)
        self._show_sides(receipts, side)
        self.board_column.show_content(page)
        self._middle.setCurrentWidget(self._centred)

    def show_payout(
        self, receipts: ReceiptsContent, payout: PayoutContent, side: HelpContent
    ) -> None:
        """Show the booking."""
        self._approves = False
        self._show_sides(receipts, side)
        self.payout.show_content(payout)
        self._middle.setCurrentWidget(self.payout)

    def set_room(self, room: Room) -> None:
        """Fit the columns to the window's size."""
        if room != self._room:
            self._room = room
            self._close_over_receipts()
        self.board.set_density(_HEIGHTS[room], _ACTION_WIDTHS[room])
        self._fit()

    def _lay_out(self) -> None:
        # Made inside the page: shown before it had a parent, each would be a window for a moment.
        self._left = QStackedWidget(self)
        self._left.addWidget(self.receipts)
        self._left.addWidget(self.side_over_receipts)
        self._centred = QWidget()
        centred = QHBoxLayout(self._centred)
        centred.setContentsMargins(0, 0, 0, 0)
        self.board_column.setMaximumWidth(sizes.BOARD_WIDTH_MOST)
        centred.addStretch(1)
        centred.addWidget(self.board_column, 1000)
        centred.addStretch(1)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self._centred)
        self._middle.addWidget(self.payout)
        self._right = QStackedWidget(self)
        for widget in (self.side, self.rail, self.approval):
            self._right.addWidget(widget)
        self._columns = CaseColumns(self, self._left, self._middle, self._right)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let receipts stand above the board where the window is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _show_sides(self, receipts: ReceiptsContent, side: HelpContent) -> None:
        self.receipts.show_content(receipts)
        self.side.show_content(side)
        self.side_over_receipts.show_content(side)
        self.rail.show_content(side)
        self._fit()

    def _fit(self) -> None:
        width = _APPROVAL_WIDTH if self._approves else sizes.GUIDANCE_RAIL
        self._left.setVisible(not (self._approves and self._room == "small"))
        if self._approves:
            self._right.setCurrentWidget(self.approval)
        elif self._room == "small" or self._is_folded:
            self._right.setCurrentWidget(self.rail)
        else:
            self._right.setCurrentWidget(self.side)
            width = _HELP_WIDTHS[self._room]
        self._columns.fit(_RECEIPT_WIDTHS[self._room], width, right_is_wide=self._approves)

    def _fold(self) -> None:
        self._is_folded = True
        self._fit()

    def _unfold(self) -> None:
        self._is_folded = False
        if self._room == "small":
            over = self._left.currentWidget() is self.side_over_receipts
            self._left.setCurrentWidget(self.receipts if over else self.side_over_receipts)
        self._fit()

    def _close_over_receipts(self) -> None:
        self._left.setCurrentWidget(self.receipts)
