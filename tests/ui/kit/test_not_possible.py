"""What is not possible here: cells that unfold, come and go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from returns_desk.ui.kit.contents import NotPossibleContent
from ui.kit import samples

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from returns_desk.ui.kit.board import BoardView

LEFT = Qt.MouseButton.LeftButton


def test_keys_unfold_a_cell(qtbot: QtBot, board: BoardView) -> None:
    cell = board.impossible.cell("cash")
    cell.setFocus()

    qtbot.keyClick(cell, Qt.Key.Key_Return)

    assert cell.isChecked()


def test_a_cell_that_is_not_possible_unfolds_every_reason(qtbot: QtBot, board: BoardView) -> None:
    told: list[tuple[str, bool]] = []
    board.details_wanted.connect(lambda option_id, on: told.append((option_id, on)))
    cell = board.impossible.cell("cash")
    before = cell.height()

    qtbot.mouseClick(cell, LEFT)
    unfolded = (cell.height(), cell.accessibleName())
    qtbot.mouseClick(cell, LEFT)

    assert unfolded[0] > before
    assert "Card rules: no cash for a card sale." in unfolded[1]
    assert cell.height() == before
    assert told == [("cash", True), ("cash", False)]


def test_cells_come_and_go_with_the_board(board: BoardView) -> None:
    cell = board.impossible.cell("repair")
    fewer = (NotPossibleContent("repair", "Repair", "Opens for goods that can be repaired."),)

    board.show_board(replace(samples.shelf_board(), impossible=fewer))

    assert board.impossible.cell("repair") is cell
    assert cell.accessibleName() == "Repair. Opens for goods that can be repaired."
    with pytest.raises(KeyError):
        board.impossible.cell("cash")
