"""What says the same is drawn once; whatever a drawing hangs on makes another."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from returns_desk.bootstrap.looks import application_with_look
from returns_desk.ui.kit import kept_drawings, theme
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import Chip
from returns_desk.ui.kit.kept_drawings import draw_kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter, QPaintEvent
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def look(monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    application = application_with_look("light")
    monkeypatch.setattr(kept_drawings, "_kept", OrderedDict())
    yield application
    theme.apply_theme(application, "light", 0)


class Square(QWidget):
    """Draws itself in one colour, and counts how often."""

    drawn = 0

    def __init__(self, colour: str = "#123456") -> None:
        super().__init__()
        self.colour = colour
        self.resize(40, 20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 -- Qt's
        draw_kept(self, ("square", self.colour), self._draw)

    def _draw(self, painter: QPainter) -> None:
        self.drawn += 1
        painter.fillRect(self.rect(), QColor(self.colour))


def picture(widget: QWidget, scale: int = 1) -> QImage:
    image = QImage(widget.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    widget.render(image)
    return image


def test_the_same_name_and_size_are_drawn_once_also_for_another_widget(qtbot: QtBot) -> None:
    first, second = Square(), Square()
    qtbot.addWidget(first)
    qtbot.addWidget(second)

    pictures = [picture(first), picture(first), picture(second)]

    assert (first.drawn, second.drawn) == (1, 0)
    assert pictures[0] == pictures[1] == pictures[2]
    assert pictures[0].pixelColor(20, 10).name() == "#123456"


def test_another_name_size_scale_theme_or_type_step_is_another_drawing(
    qtbot: QtBot, look: QApplication
) -> None:
    square = Square()
    qtbot.addWidget(square)
    picture(square)
    square.colour = "#654321"
    assert picture(square).pixelColor(20, 10).name() == "#654321"
    square.resize(50, 20)
    assert picture(square).pixelColor(45, 10).name() == "#654321"
    assert picture(square, scale=2).pixelColor(98, 38).name() == "#654321"
    theme.apply_theme(look, "dark", 0)
    picture(square)
    theme.apply_theme(look, "dark", 1)
    picture(square)

    assert square.drawn == 6


def test_only_so_many_are_kept_and_the_longest_unused_goes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_drawings, "MOST_KEPT", 2)
    one, two, three = Square("#000001"), Square("#000002"), Square("#000003")
    for each in (one, two, three):
        qtbot.addWidget(each)
    for each in (one, two, one, three, one, two):
        picture(each)

    assert (one.drawn, two.drawn, three.drawn) == (1, 2, 1)


def test_a_button_and_a_chip_that_change_look_changed(qtbot: QtBot) -> None:
    button, chip = ActionButton("Ask"), Chip("Faulty")
    qtbot.addWidget(button)
    qtbot.addWidget(chip)
    for widget in (button, chip):
        widget.resize(widget.sizeHint())
    seen = [picture(button)]
    button.set_kind("primary")
    seen.append(picture(button))
    button.show_label("Yes")
    seen.append(picture(button))
    button.set_key_cap("F8")
    seen.append(picture(button))
    button.set_icon_name("check")
    seen.append(picture(button))
    button.setDown(True)
    button.set_kind("plain")
    seen.append(picture(button))
    off = picture(chip)
    chip.setChecked(True)

    assert all(one != other for at, one in enumerate(seen) for other in seen[at + 1 :])
    assert picture(chip) != off
