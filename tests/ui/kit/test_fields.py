"""A labelled field, the PIN pad, the rail of a folded panel and the training bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from returns_desk.ui.kit.fields import Field, PinPad
from returns_desk.ui.kit.rail import RailButton, TrainingBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

LEFT = Qt.MouseButton.LeftButton


def _show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)


def test_a_field_tells_what_was_entered(qtbot: QtBot) -> None:
    field = Field("card", "Card ends in", "Four digits.")
    _show(qtbot, field)

    qtbot.keyClicks(field.input, " 1234 ")
    with qtbot.waitSignal(field.entered) as entered:
        qtbot.keyClick(field.input, Qt.Key.Key_Return)

    assert entered.args == ["1234"]
    assert field.input.accessibleName() == "Card ends in"
    assert field.input.height() == 52


def test_a_mistake_is_said_under_the_field_and_loses_nothing(qtbot: QtBot) -> None:
    field = Field("card", "Card ends in", "Four digits.")
    _show(qtbot, field)
    qtbot.keyClicks(field.input, "12")

    field.show_mistake("A card ends in four digits.")
    said = field.input.accessibleDescription()
    field.show_mistake("")

    assert said == "A card ends in four digits."
    assert field.input.accessibleDescription() == "Four digits."
    assert field.text() == "12"


def test_the_pad_tells_each_digit_and_shows_none(qtbot: QtBot) -> None:
    pad = PinPad("Back", "Enter")
    _show(qtbot, pad)
    told: list[str] = []
    pad.digit_touched.connect(told.append)
    pad.back_touched.connect(lambda: told.append("back"))
    pad.enter_touched.connect(lambda: told.append("enter"))

    for name in ("4", "0", "back", "enter"):
        key = pad.findChild(QAbstractButton, f"pin_pad.{name}")
        assert key is not None
        qtbot.mouseClick(key, LEFT)

    assert told == ["4", "0", "back", "enter"]
    assert all(key.height() >= 44 for key in pad.findChildren(QAbstractButton))


def test_the_pad_for_amounts_tells_the_sign_before_decimals_as_a_digit(qtbot: QtBot) -> None:
    pad = PinPad("Back", "Enter", ",")
    _show(qtbot, pad)
    told: list[str] = []
    pad.digit_touched.connect(told.append)

    for name in ("7", "point", "5"):
        key = pad.findChild(QAbstractButton, f"pin_pad.{name}")
        assert key is not None
        qtbot.mouseClick(key, LEFT)

    assert told == ["7", ",", "5"]
    assert all(key.height() >= 44 for key in pad.findChildren(QAbstractButton))


def test_the_rail_says_how_many_wait(qtbot: QtBot) -> None:
    button = RailButton("rail.questions", "question", "Questions that matter")
    _show(qtbot, button)

    button.show_count("Questions that matter", 2)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    button.grab()

    assert button.accessibleName() == "Questions that matter: 2"
    assert min(button.width(), button.height()) >= 44


def test_training_is_said_in_a_word(qtbot: QtBot) -> None:
    bar = TrainingBar()
    qtbot.addWidget(bar)

    bar.show_text("Training")
    bar.grab()

    assert bar.isVisible()
    assert bar.accessibleName() == "Training"
