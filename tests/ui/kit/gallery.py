"""Draws every widget of the kit in its states to PNG, to be looked at beside the mockups.

Run: python tests/ui/kit/gallery.py FOLDER [light dark high_contrast]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes, theme
from returns_desk.ui.kit.board import BoardView
from returns_desk.ui.kit.buttons import ActionButton, ConfirmButton
from returns_desk.ui.kit.chips import ChipRow, StatusPill
from returns_desk.ui.kit.guidance import GuidancePanel, QuestionsPanel
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.receipt_card import ReceiptCard
from returns_desk.ui.kit.receipt_line import ReceiptLine
from returns_desk.ui.kit.scan_field import ScanField
from ui.kit import payout_samples, samples
from ui.kit.gallery_pieces import inputs, legs, pieces

RESOURCES = Path(__file__).parents[3] / "resources"


def desk(board: str = "shelf", *, small: bool = False) -> QWidget:
    """Return a whole window as in the mockups, from sample contents."""
    window = QWidget()
    window.setProperty("ground", "canvas")
    window.resize(*((1024, 768) if small else (1280, 800)))
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(_header())
    column.addLayout(_scan_row())
    middle = QHBoxLayout()
    middle.setContentsMargins(16, 6, 16, 6)
    middle.setSpacing(sizes.COLUMN_GAP)
    middle.addLayout(_receipt_column(small=small))
    middle.addLayout(_board_column(board, small=small), 1)
    if not small:
        middle.addLayout(_guidance_column())
    column.addLayout(middle, 1)
    column.addWidget(_footer(board))
    return window


def narrow() -> QWidget:
    """Return a narrow board: the action goes under the text."""
    board = BoardView()
    board.show_board(samples.plums_board())
    board.resize(420, 760)
    return board


def _shelf() -> QWidget:
    return desk("shelf")


def _asked() -> QWidget:
    return desk("asked")


def _plums() -> QWidget:
    return desk("plums")


def _small() -> QWidget:
    return desk("shelf", small=True)


WINDOWS = {
    "shelf": _shelf,
    "asked": _asked,
    "plums": _plums,
    "small": _small,
    "legs": legs,
    "pieces": pieces,
    "inputs": inputs,
    "narrow": narrow,
}


def save_all(folder: Path, themes: tuple[str, ...] = ("light", "dark", "high_contrast")) -> None:
    """Save every picture in every theme."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    if not theme.is_prepared():
        theme.prepare(app, RESOURCES)
    for name in themes:
        theme.apply_theme(app, name)
        for title, make in WINDOWS.items():
            window = make()
            window.show()
            (window.findChild(ScanField) or window).setFocus()
            for _ in range(5):
                app.processEvents()
            window.grab().save(str(folder / f"{title}-{name}.png"))
            window.close()
            window.deleteLater()


def _header() -> QWidget:
    header = QFrame()
    header.setProperty("ground", "surface")
    header.setProperty("edge", "bottom")
    header.setFixedHeight(sizes.HEADER_HEIGHT)
    row = QHBoxLayout(header)
    row.setContentsMargins(16, 0, 16, 0)
    row.setSpacing(12)
    row.addWidget(Text("Northside Home", "strong"))
    row.addWidget(Text("Store 3141 · Counter 2", "small", "ink2"))
    row.addStretch(1)
    row.addWidget(StatusPill("Case 198", "document"))
    row.addWidget(StatusPill("0:09", "clock", strong=True))
    row.addWidget(StatusPill("All sent", "sync", "now"))
    row.addWidget(ActionButton("EN", "plain", "globe"))
    row.addWidget(ActionButton("Mara K.", "plain", "person"))
    row.addWidget(ActionButton("Manager", "manager_outline", "manager", "F8"))
    return header


def _scan_row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(16, 10, 16, 0)
    row.setSpacing(12)
    scan = ScanField("Scan a receipt, an item or a badge – or type")
    row.addWidget(scan, 1)
    for text, icon, key in (("No receipt", "document", "F3"), ("Park", "pause", "F4")):
        button = ActionButton(text, "plain", icon, key)
        button.set_height(sizes.TOUCH_FIELD)
        row.addWidget(button)
    return row


def _receipt_column(*, small: bool) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    for widget in (ReceiptCard(samples.RECEIPT), ReceiptLine(samples.SHELF_LINE)):
        widget.setFixedWidth(sizes.RECEIPT_WIDTH_SMALL if small else sizes.RECEIPT_WIDTH)
        column.addWidget(widget)
    column.addStretch(1)
    return column


def _board_column(name: str, *, small: bool) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    asks = QHBoxLayout()
    asks.addWidget(Text("Customer\nasks for...", "line_strong"))
    chips = ChipRow("asks")
    chips.show_chips(samples.ASKS)
    asks.addWidget(chips, 1)
    column.addLayout(asks)
    board = BoardView()
    if small:
        board.set_density(sizes.OPTION_HEIGHT_SMALL, sizes.OPTION_ACTION_WIDTH_SMALL)
    contents = {
        "shelf": samples.shelf_board,
        "asked": samples.asked_board,
        "plums": samples.plums_board,
    }
    board.show_board(contents[name]())
    column.addWidget(board, 1)
    return column


def _guidance_column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    guidance, questions = GuidancePanel(), QuestionsPanel()
    guidance.show_content(payout_samples.GUIDANCE)
    questions.show_texts("Questions that matter", "Just one, and it is on option 1.")
    for panel in (guidance, questions):
        panel.setFixedWidth(sizes.GUIDANCE_WIDTH)
        column.addWidget(panel)
    column.addStretch(1)
    return column


def _footer(name: str) -> QWidget:
    footer = QFrame()
    footer.setProperty("ground", "surface")
    footer.setProperty("edge", "top")
    footer.setFixedHeight(sizes.FOOTER_HEIGHT)
    row = QHBoxLayout(footer)
    row.setContentsMargins(16, 0, 16, 0)
    row.setSpacing(16)
    texts = QVBoxLayout()
    texts.setSpacing(2)
    texts.addStretch(1)
    texts.addWidget(Text("Nothing chosen yet", "title"))
    texts.addWidget(Text("Touch an option, press its number.", "line", "ink2"))
    texts.addStretch(1)
    row.addLayout(texts, 1)
    leave = ActionButton("Customer leaves", "plain", "leave")
    leave.set_height(sizes.TOUCH_ACTION)
    confirm = ConfirmButton()
    if name == "plums":
        confirm.show_ready("Handed over")
    elif name == "asked":
        confirm.show_not_yet("Confirm after approval", "lock")
    else:
        confirm.show_not_yet("Choose an option first")
    row.addWidget(leave)
    row.addWidget(confirm)
    return footer


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    save_all(Path(sys.argv[1]), tuple(sys.argv[2:]) or ("light", "dark", "high_contrast"))
