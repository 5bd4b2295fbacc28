"""Buttons, chips, pills and banners: what they tell, and that nothing is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton

from returns_desk.ui.kit.banner import Banner
from returns_desk.ui.kit.buttons import ActionButton, ConfirmButton
from returns_desk.ui.kit.chips import ChipRow, StatusPill
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.kit.labels import LeadText
from ui.kit import samples

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

LEFT = Qt.MouseButton.LeftButton


def _show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)


def test_confirm_tells_only_while_it_is_ready(qtbot: QtBot) -> None:
    button = ConfirmButton()
    _show(qtbot, button)
    told: list[str] = []
    button.confirmed.connect(lambda: told.append(button.text()))

    button.show_not_yet("Choose an option first")
    qtbot.mouseClick(button, LEFT)
    button.show_busy("Writing it down")
    qtbot.mouseClick(button, LEFT)
    button.show_done("Handed over")
    qtbot.mouseClick(button, LEFT)
    button.show_ready("Hand over")
    qtbot.mouseClick(button, LEFT)

    assert told == ["Hand over"]
    assert button.height() == 60
    assert button.accessibleName() == "Hand over"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_button_is_pressed_by_keys(qtbot: QtBot, key: Qt.Key) -> None:
    button = ActionButton("Park", "plain", "pause", "F4")
    _show(qtbot, button)

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_button_never_cuts_its_text(qtbot: QtBot) -> None:
    button = ActionButton("Ask manager here", "manager", "badge")
    _show(qtbot, button)
    narrow = button.minimumSizeHint().width()

    button.show_label("Ask the manager of this counter here", "PIN or badge")

    assert button.minimumSizeHint().width() > narrow
    assert button.accessibleName() == "Ask the manager of this counter here. PIN or badge"


def test_a_chip_tells_its_code_and_waits_to_be_told_its_state(qtbot: QtBot) -> None:
    row = ChipRow("asks")
    row.show_chips(samples.ASKS)
    _show(qtbot, row)
    chip = row.chip("cash")

    with qtbot.waitSignal(row.touched) as touched:
        qtbot.mouseClick(chip, LEFT)

    assert touched.args == ["cash"]
    assert not chip.isChecked()
    assert chip.height() == 44


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_chip_is_touched_by_keys(qtbot: QtBot, key: Qt.Key) -> None:
    row = ChipRow("asks")
    row.show_chips(samples.ASKS)
    _show(qtbot, row)
    row.chip("money").setFocus()

    with qtbot.waitSignal(row.touched) as touched:
        qtbot.keyClick(row.chip("money"), key)

    assert touched.args == ["money"]


def test_chips_keep_their_identity_and_show_their_state(qtbot: QtBot) -> None:
    row = ChipRow("asks")
    row.show_chips(samples.ASKS)
    _show(qtbot, row)
    chip = row.chip("cash")

    row.show_chips((ChipContent("cash", "Cash", on=True), ChipContent("other", "Other")))

    interface = QAccessible.queryAccessibleInterface(chip)
    assert row.chip("cash") is chip
    assert interface.state().checked
    assert interface.text(QAccessible.Text.Name) == "Cash"
    with pytest.raises(KeyError):
        row.chip("money")


def test_chips_break_into_rows_where_the_width_ends(qtbot: QtBot) -> None:
    row = ChipRow("asks")
    row.show_chips(samples.ASKS)
    _show(qtbot, row)

    row.resize(250, row.heightForWidth(250))

    assert row.heightForWidth(250) > row.heightForWidth(900)
    assert all(chip.geometry().right() <= 250 for chip in row.findChildren(QAbstractButton))


def test_a_pill_says_its_state_in_words(qtbot: QtBot) -> None:
    pill = StatusPill("All sent", "sync", "now")
    _show(qtbot, pill)

    pill.show_status("12 waiting since 14:05", "waiting", "attention")

    assert pill.accessibleName() == pill.text() == "12 waiting since 14:05"
    assert pill.height() == 32


def test_a_banner_stays_until_it_is_told_otherwise(qtbot: QtBot) -> None:
    banner = Banner("note")
    qtbot.addWidget(banner)
    banner.show_sentence("warning", "Check the last four.", "Find it", "bad", "No such receipt.")

    with qtbot.waitSignal(banner.acted):
        qtbot.mouseClick(banner.action, LEFT)

    assert banner.isVisible()
    assert banner.sentence() == "No such receipt. Check the last four."
    banner.clear()
    assert not banner.isVisible()


def test_texts_from_outside_never_become_markup(qtbot: QtBot) -> None:
    text = LeadText()
    _show(qtbot, text)

    text.show_parts("<b>x</b>", "<img src=x> & more")

    assert "&lt;img src=x&gt; &amp; more" in text.text()
    assert text.accessibleName() == "<b>x</b> <img src=x> & more"
