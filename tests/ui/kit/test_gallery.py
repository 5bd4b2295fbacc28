"""The gallery draws every widget in every theme without a warning from Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from returns_desk.ui.kit import theme
from returns_desk.ui.kit.tokens import THEME_NAMES
from ui.kit import gallery

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_widget_is_drawn_in_every_theme(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    gallery.save_all(tmp_path, (name,))

    assert len(list(tmp_path.glob("*.png"))) == len(gallery.WINDOWS)
    assert theme.theme_name() == name
    assert qtbot is not None


def test_a_window_follows_a_change_of_theme(qtbot: QtBot, qapp: QApplication) -> None:
    window = gallery.desk("shelf")
    qtbot.addWidget(window)
    window.show()
    light = window.grab().toImage().pixelColor(640, 30)

    theme.apply_theme(qapp, "dark")
    dark = window.grab().toImage().pixelColor(640, 30)

    assert light.lightness() > dark.lightness()
