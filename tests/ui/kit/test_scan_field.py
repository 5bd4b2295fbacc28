"""The scan field under keys: scans, lone digits, plus and minus, PINs, plain typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.focus_keeper import FocusKeeper
from returns_desk.ui.kit.scan_field import LONE_DIGIT_MS, LONE_SIGN_MS, ScanField

Part = TypeVar("Part", bound=QWidget)
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Heard:
    """Keeps what a scan field told, in order."""

    def __init__(self, field: ScanField) -> None:
        self.told: list[tuple[str, object]] = []
        field.scanned.connect(self.scanned)
        field.digit_chosen.connect(self.digit)
        field.condition_answered.connect(self.condition)
        field.confirm_requested.connect(self.confirm)
        field.back_requested.connect(self.back)
        field.undo_requested.connect(self.undo)

    def scanned(self, text: str) -> None:
        self.told.append(("scanned", text))

    def digit(self, number: int) -> None:
        self.told.append(("digit", number))

    def condition(self, yes: bool) -> None:
        self.told.append(("condition", yes))

    def confirm(self) -> None:
        self.told.append(("confirm", None))

    def back(self) -> None:
        self.told.append(("back", None))

    def undo(self) -> None:
        self.told.append(("undo", None))


@pytest.fixture
def field(qtbot: QtBot) -> ScanField:
    made = ScanField("Scan a receipt")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def heard(field: ScanField) -> Heard:
    return Heard(field)


def test_a_scan_is_told_on_enter_and_the_field_is_empty_again(
    qtbot: QtBot, field: ScanField, heard: Heard
) -> None:
    qtbot.keyClicks(field, "3141-07-20261107-0042")
    qtbot.keyClick(field, KEY.Key_Return)

    assert heard.told == [("scanned", "3141-07-20261107-0042")]
    assert field.text() == ""


def test_a_lone_digit_chooses_only_after_a_quarter_of_a_second(
    qtbot: QtBot, field: ScanField, heard: Heard
) -> None:
    qtbot.keyClick(field, KEY.Key_2)
    at_once = list(heard.told)

    with qtbot.waitSignal(field.digit_chosen, timeout=LONE_DIGIT_MS * 8):
        pass

    assert at_once == []
    assert heard.told == [("digit", 2)]
    assert field.text() == ""


def test_a_scan_that_begins_with_a_digit_chooses_nothing(
    qtbot: QtBot, field: ScanField, heard: Heard
) -> None:
    qtbot.keyClicks(field, "40")
    qtbot.wait(LONE_DIGIT_MS * 2)
    qtbot.keyClick(field, KEY.Key_Enter)

    assert heard.told == [("scanned", "40")]


def test_a_digit_and_enter_is_a_scan(qtbot: QtBot, field: ScanField, heard: Heard) -> None:
    qtbot.keyClick(field, KEY.Key_7)
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.wait(LONE_DIGIT_MS * 2)

    assert heard.told == [("scanned", "7")]


def test_zero_never_chooses(qtbot: QtBot, field: ScanField, heard: Heard) -> None:
    qtbot.keyClick(field, KEY.Key_0)
    qtbot.wait(LONE_DIGIT_MS * 2)

    assert heard.told == []
    assert field.text() == "0"


def test_control_with_a_digit_chooses_at_once_even_beside_text(
    qtbot: QtBot, field: ScanField, heard: Heard
) -> None:
    qtbot.keyClicks(field, "ab")
    qtbot.keyClick(field, KEY.Key_3, CTRL)

    assert heard.told == [("digit", 3)]
    assert field.text() == "ab"


def test_a_lone_plus_or_minus_answers_and_is_text_in_a_full_field(
    qtbot: QtBot, field: ScanField, heard: Heard
) -> None:
    for sign in "+-":
        qtbot.keyClick(field, sign)
        qtbot.wait_until(lambda: not field.text(), timeout=LONE_SIGN_MS * 20)
    qtbot.keyClicks(field, "31-4")

    assert heard.told == [("condition", True), ("condition", False)]
    assert field.text() == "31-4"


def test_f2_keeps_digits_and_signs_as_text_until_enter(
    qtbot: QtBot, field: ScanField, heard: Heard
) -> None:
    qtbot.keyClick(field, KEY.Key_F2)
    qtbot.keyClicks(field, "-5")
    qtbot.wait(LONE_DIGIT_MS * 2)
    typing = field.is_typing_plainly()
    qtbot.keyClick(field, KEY.Key_Return)

    assert typing
    assert heard.told == [("scanned", "-5")]
    assert not field.is_typing_plainly()


def test_a_pin_appears_as_dots_and_never_chooses(
    qtbot: QtBot, field: ScanField, heard: Heard
) -> None:
    field.ask_for_pin("Type your PIN")
    qtbot.keyClick(field, KEY.Key_4)
    qtbot.wait(LONE_DIGIT_MS * 2)
    shown = field.displayText()
    qtbot.keyClicks(field, "71122")
    qtbot.keyClick(field, KEY.Key_5, CTRL)
    qtbot.keyClick(field, KEY.Key_Return)

    assert "4" not in shown
    assert heard.told == [("scanned", "471122")]


def test_a_half_typed_text_does_not_become_part_of_a_pin(qtbot: QtBot, field: ScanField) -> None:
    qtbot.keyClicks(field, "abc")
    qtbot.wait_until(lambda: not field.is_taking_scan(), timeout=2000)

    field.ask_for_pin("Type your PIN")

    assert field.text() == ""
    assert field.echoMode() == QLineEdit.EchoMode.Password
    assert field.is_pin_mode()


def test_a_new_prompt_does_not_drop_what_is_being_typed(qtbot: QtBot, field: ScanField) -> None:
    qtbot.keyClicks(field, "3141")

    field.ask_for_scan("Scan the next item")

    assert field.text() == "3141"
    assert field.placeholderText() == "Scan the next item"


def test_enter_in_the_empty_field_confirms(qtbot: QtBot, field: ScanField, heard: Heard) -> None:
    qtbot.keyClick(field, KEY.Key_Return)

    assert heard.told == [("confirm", None)]


def test_escape_empties_first_and_then_goes_back(
    qtbot: QtBot, field: ScanField, heard: Heard
) -> None:
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, KEY.Key_Escape)
    told_first = list(heard.told)
    qtbot.keyClick(field, KEY.Key_Escape)

    assert told_first == []
    assert heard.told == [("back", None)]


def test_a_screen_reader_hears_what_the_field_waits_for(field: ScanField) -> None:
    interface = QAccessible.queryAccessibleInterface(field)

    assert interface.role() == QAccessible.Role.EditableText
    assert interface.text(QAccessible.Text.Name) == "Scan a receipt"
    assert field.height() == 52


def _part(window: QWidget, kind: type[Part], name: str = "") -> Part:
    part = window.findChild(kind, name) if name else window.findChild(kind)
    assert part is not None
    return part


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    field = ScanField("Scan", made)
    other = QLineEdit(made)
    other.setObjectName("reason")
    button = ActionButton("Park", parent=made)
    for widget in (field, other, button):
        column.addWidget(widget)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_what_is_typed_on_a_button_goes_to_the_scan_field(qtbot: QtBot, window: QWidget) -> None:
    field = _part(window, ScanField)
    button = _part(window, ActionButton)
    FocusKeeper(window, field)
    button.setFocus()

    qtbot.keyClick(button, KEY.Key_A)
    qtbot.keyClicks(field, "bc")

    assert field.text() == "abc"
    assert field.hasFocus()


@pytest.mark.parametrize(
    ("key", "modifier", "told"),
    [
        pytest.param(KEY.Key_4, CTRL, ("digit", 4), id="Ctrl+4"),
        pytest.param(KEY.Key_Escape, Qt.KeyboardModifier.NoModifier, ("back", None), id="Esc"),
    ],
)
def test_keys_of_the_scan_field_reach_it_from_a_button(
    qtbot: QtBot,
    window: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    told: tuple[str, object],
) -> None:
    field = _part(window, ScanField)
    button = _part(window, ActionButton)
    heard = Heard(field)
    FocusKeeper(window, field)
    button.setFocus()

    qtbot.keyClick(button, key, modifier)

    assert heard.told == [told]


def test_other_shortcuts_stay_with_the_window(qtbot: QtBot, window: QWidget) -> None:
    field = _part(window, ScanField)
    button = _part(window, ActionButton)
    FocusKeeper(window, field)
    button.setFocus()

    qtbot.keyClick(button, KEY.Key_F8)
    qtbot.keyClick(button, KEY.Key_Z, CTRL)

    assert button.hasFocus()
    assert field.text() == ""


def test_the_keeper_leaves_a_field_alone_that_is_typed_in(qtbot: QtBot, window: QWidget) -> None:
    field = _part(window, ScanField)
    other = _part(window, QLineEdit, "reason")
    keeper = FocusKeeper(window, field)
    other.setFocus()

    qtbot.keyClicks(other, "same name")
    keeper.give_back()

    assert other.text() == "same name"
    assert other.hasFocus()
    assert field.text() == ""
