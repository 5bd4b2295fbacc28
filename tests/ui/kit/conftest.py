"""What every test of the kit gets: the bundled fonts and the light theme on the application."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from returns_desk.ui.kit import theme
from returns_desk.ui.kit.board import BoardView
from ui.kit import samples

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

RESOURCES = Path(__file__).parents[3] / "resources"


@pytest.fixture(scope="session")
def resources() -> Path:
    """The program's resources folder."""
    return RESOURCES


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication, resources: Path) -> None:
    """Begin each test with the light theme at the normal size."""
    if theme.is_prepared():
        theme.apply_theme(qapp, "light", 0)
    else:
        theme.prepare(qapp, resources)


@pytest.fixture
def board(qtbot: QtBot) -> BoardView:
    """The shelf's board as it stands right after the scan, on screen."""
    made = BoardView()
    qtbot.addWidget(made)
    made.resize(710, 534)
    made.show_board(samples.shelf_board())
    made.show()
    qtbot.waitExposed(made)
    return made
