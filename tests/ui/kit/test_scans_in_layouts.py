"""Scans are read right whatever keyboard layout is active, fast ones and in one piece each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from returns_desk.ui.kit.focus_keeper import FocusKeeper
from returns_desk.ui.kit.scan_burst import LEAST_SCAN, SCAN_GAP_MS
from returns_desk.ui.kit.scan_field import ScanField
from ui.kit.keyboards import ARMENIAN, CODES, CONTROL, ESTONIAN, TAB_CODE, Scanner, pressed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytestqt.qtbot import QtBot

RECEIPT = "R12340"
LINK = "https://id.example.org/01/09506000134352?17=261231&10=AB-1"
SLOW_MS = SCAN_GAP_MS + 1
LAYOUTS = [
    pytest.param({}, id="US"),
    pytest.param(ARMENIAN, id="Armenian"),
    pytest.param(ESTONIAN, id="Estonian"),
]


@pytest.fixture
def field(qtbot: QtBot) -> ScanField:
    made = ScanField("Scan a receipt")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def scans(field: ScanField) -> list[str]:
    told: list[str] = []
    field.scanned.connect(told.append)
    return told


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("code", [RECEIPT, "3141-07-20261107-0042", LINK, "RD/9F3a=", "'\"`~{}|"])
def test_a_scan_is_what_the_barcode_says(
    layout: Mapping[str, str], code: str, field: ScanField, scans: list[str]
) -> None:
    Scanner(layout).scan(field, code)

    assert scans == [code]
    assert field.text() == ""


def test_a_barcode_that_begins_with_plus_answers_nothing(
    qtbot: QtBot, field: ScanField, scans: list[str]
) -> None:
    answers: list[bool] = []
    field.condition_answered.connect(answers.append)
    scanner = Scanner()
    for sign in "+A123BJC5D6E71G":
        scanner.press(field, sign)
    qtbot.wait_until(lambda: not field.is_taking_scan(), timeout=2000)

    field.finish()

    assert scans == ["+A123BJC5D6E71G"]
    assert answers == []


def test_what_a_person_types_stays_as_the_layout_has_it(field: ScanField, scans: list[str]) -> None:
    Scanner(ARMENIAN, gap_ms=SLOW_MS).scan(field, "anna")

    assert scans == ["".join(ARMENIAN[each] for each in "anna")]


def test_few_keys_at_a_stroke_are_no_scan(field: ScanField, scans: list[str]) -> None:
    Scanner(ARMENIAN).scan(field, "ani")

    assert scans == ["".join(ARMENIAN[each] for each in "ani")]


def test_a_scanner_set_to_the_layout_of_the_shop_is_taken_as_it_is(
    field: ScanField, scans: list[str]
) -> None:
    field.know_scanners("", "", by_layout=True)

    Scanner(ESTONIAN).scan(field, "3141/07")

    assert scans == ["3141-07"]


@pytest.mark.parametrize("gap_ms", [0, 1, 8, 20, SCAN_GAP_MS])
def test_a_hundred_scans_in_a_row_lose_no_character(
    gap_ms: int, field: ScanField, scans: list[str]
) -> None:
    scanner = Scanner(ARMENIAN, gap_ms=gap_ms)
    codes = [f"3141-07-20261107-{number:04}" for number in range(100)]

    for code in codes:
        scanner.scan(field, code)

    assert scans == codes


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codes=st.lists(st.text([*CODES, *"ABCXYZ_"], min_size=LEAST_SCAN), max_size=4))
def test_any_barcode_is_read_the_same_in_every_layout(
    codes: list[str], field: ScanField, scans: list[str]
) -> None:
    scans.clear()

    for layout in ({}, ARMENIAN, ESTONIAN):
        for code in codes:
            Scanner(layout).scan(field, f"x{code}x")

    assert scans == [f"x{code}x" for code in codes] * 3


def test_a_separator_within_a_scan_stays(field: ScanField, scans: list[str]) -> None:
    Scanner(ARMENIAN).scan(field, "]C10109506000134352" + "10AB1\x1d21S7")

    assert scans == ["]C1010950600013435210AB1\x1d21S7"]


def test_prefix_and_suffix_are_taken_off(field: ScanField, scans: list[str]) -> None:
    field.know_scanners("~s", "$$", by_layout=False)

    Scanner(ARMENIAN).scan(field, f"~s{RECEIPT}$$")

    assert scans == [RECEIPT]


def test_with_a_prefix_a_scan_may_come_slowly(field: ScanField, scans: list[str]) -> None:
    field.know_scanners("~", "", by_layout=False)

    Scanner(ARMENIAN, gap_ms=SLOW_MS * 3).scan(field, f"~{RECEIPT}")

    assert scans == [RECEIPT]


def test_a_control_character_may_be_the_prefix(field: ScanField, scans: list[str]) -> None:
    field.know_scanners("\x02", "\x03", by_layout=False)
    scanner = Scanner(ARMENIAN)

    scanner._send(field, pressed("\x02", CODES["b"], CONTROL))
    for sign in RECEIPT:
        scanner.press(field, sign)
    scanner._send(field, pressed("\x03", CODES["c"], CONTROL))
    field.finish()

    assert scans == [RECEIPT]


def test_without_enter_behind_it_a_scan_is_shown_as_it_was_meant(
    qtbot: QtBot, field: ScanField
) -> None:
    scanner = Scanner(ARMENIAN)

    for sign in RECEIPT:
        scanner.press(field, sign)

    qtbot.wait_until(lambda: field.text() == RECEIPT, timeout=2000)


def test_a_pin_can_be_typed_under_a_layout_without_digits(
    field: ScanField, scans: list[str]
) -> None:
    field.ask_for_pin("Type your PIN")

    Scanner(ARMENIAN, gap_ms=400).scan(field, "428713")

    assert scans == ["428713"]


def test_control_with_a_digit_chooses_under_a_layout_without_digits(field: ScanField) -> None:
    chosen: list[int] = []
    field.digit_chosen.connect(chosen.append)

    QApplication.sendEvent(field, pressed("ձ", CODES["2"], CONTROL))

    assert chosen == [2]


def test_control_z_undoes_under_every_layout_and_typing_first(field: ScanField) -> None:
    asked: list[bool] = []
    field.undo_requested.connect(lambda: asked.append(True))
    undo = pressed("ժ", CODES["z"], CONTROL)

    QApplication.sendEvent(field, undo)
    field.setText("3141")
    QApplication.sendEvent(field, undo)

    assert asked == [True]


def test_a_corrected_text_is_what_stands_there(field: ScanField, scans: list[str]) -> None:
    scanner = Scanner(ARMENIAN)
    for sign in "aaaaa":
        scanner.press(field, sign)
    field.backspace()

    field.finish()

    assert scans == [ARMENIAN["a"] * 4]


def test_a_key_held_down_is_no_scan(field: ScanField, scans: list[str]) -> None:
    for at in range(6):
        event = pressed("ջ", CODES["a"], is_repeated=at > 0)
        event.setTimestamp(1000 + 30 * at)
        QApplication.sendEvent(field, event)

    field.finish()

    assert scans == ["ջ" * 6]


def test_a_prompt_for_a_pin_does_not_cut_a_scan_that_comes_in(
    field: ScanField, scans: list[str]
) -> None:
    scanner = Scanner(ARMENIAN)
    for sign in RECEIPT[:3]:
        scanner.press(field, sign)
    field.ask_for_pin("Type your PIN")

    scanner.scan(field, RECEIPT[3:])

    assert scans == [RECEIPT]


@pytest.fixture
def window(qtbot: QtBot, field: ScanField) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    other = QLineEdit(made)
    other.setObjectName("day")
    for widget in (field, other):
        column.addWidget(widget)
    FocusKeeper(made, field)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    field.setFocus()
    qtbot.wait_until(field.hasFocus)
    return made


def test_a_tab_behind_a_scan_ends_it_and_moves_nothing(
    window: QWidget, field: ScanField, scans: list[str]
) -> None:
    assert window.isVisible()
    Scanner(ARMENIAN).scan(field, RECEIPT, ends_with=TAB_CODE)

    assert scans == [RECEIPT]
    assert field.hasFocus()


def test_a_tab_by_hand_moves_on(window: QWidget, field: ScanField, qtbot: QtBot) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is window.findChild(QLineEdit, "day")


def test_a_field_that_takes_the_keyboard_cuts_no_scan_in_two(
    window: QWidget, scans: list[str]
) -> None:
    other = window.findChild(QLineEdit, "day")
    assert other is not None
    scanner = Scanner(ARMENIAN)
    for sign in RECEIPT[:2]:
        scanner.press(None, sign)
    other.setFocus()

    scanner.scan(None, RECEIPT[2:])

    assert scans == [RECEIPT]
    assert other.text() == ""


def test_a_key_in_another_field_long_after_a_scan_stays_there(
    window: QWidget, field: ScanField, scans: list[str], qtbot: QtBot
) -> None:
    other = window.findChild(QLineEdit, "day")
    assert other is not None
    Scanner().scan(field, RECEIPT)
    other.setFocus()

    qtbot.keyClicks(other, "21.11.2026")

    assert scans == [RECEIPT]
    assert other.text() == "21.11.2026"
