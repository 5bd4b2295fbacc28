"""The sign that the program is coming: there at once, and gone as soon as something else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from returns_desk.bootstrap.looks import check_display, opening
from returns_desk.domain.errors import OperatorMistake
from returns_desk.ui.kit.opening_sign import OpeningSign

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def sign() -> OpeningSign:
    (found,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, OpeningSign)]
    return found


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("look", ["light", "dark", "high_contrast"])
def test_it_is_painted_before_anything_else_is_read(look: str) -> None:
    with opening(look):
        shown = sign()
        colours = {
            shown.grab().toImage().pixelColor(x, shown.height() // 2).name()
            for x in range(shown.width())
        }

        assert shown.isVisible()
        assert shown.accessibleName() == "Returns Desk"
        assert len(colours) > 3  # ground, card, icon and name


def test_it_goes_once_a_window_was_painted(qtbot: QtBot) -> None:
    with opening():
        shown, window = sign(), QLabel("The desk")
        qtbot.addWidget(window)
        window.show()

        qtbot.waitUntil(lambda: not shown.isVisible())

        assert window.isVisible()


@pytest.mark.usefixtures("qtbot")
def test_it_goes_where_nothing_can_be_opened() -> None:
    shown = []

    def begin() -> None:
        with opening():
            shown.append(sign())
            raise OperatorMistake("Choose another --profile.")

    with pytest.raises(OperatorMistake, match="another"):
        begin()

    assert [each.isVisible() for each in shown] == [False]


def test_without_a_display_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")

    with pytest.raises(OperatorMistake, match="--screenshots FOLDER"):
        check_display()
