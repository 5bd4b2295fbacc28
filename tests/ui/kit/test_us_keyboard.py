"""What a key means to a scanner: its place on a US keyboard, whatever the layout makes of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from returns_desk.ui.kit.us_keyboard import us_character, us_key
from ui.kit.keyboards import CODES, CONTROL, NO_MODIFIER, SHIFT, pressed

ALT_GR = Qt.KeyboardModifier.GroupSwitchModifier
SIGNS = "1234567890-=qwertyuiop[]asdfghjkl;'`\\zxcvbnm,./ "
SHIFTED = '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"~|ZXCVBNM<>? '


@pytest.mark.parametrize(("plain", "shifted"), list(zip(SIGNS, SHIFTED, strict=True)))
def test_every_key_means_its_us_sign_under_an_armenian_layout(plain: str, shifted: str) -> None:
    code = CODES[plain]

    assert us_character(pressed("ֆ", code)) == plain
    assert us_character(pressed("Ֆ", code, SHIFT)) == shifted


def test_windows_tells_the_same_codes_without_an_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "windows")

    assert us_character(pressed("ֆ", 2)) == "1"
    assert us_character(pressed("ֆ", 19)) == "r"
    assert us_character(pressed("ֆ", 53)) == "/"


@pytest.mark.parametrize(
    ("sign", "control"), [("]", "\x1d"), ("^", "\x1e"), ("b", "\x02"), ("c", "\x03"), ("7", "")]
)
def test_control_makes_the_control_characters_that_scanners_send(sign: str, control: str) -> None:
    held = CONTROL | SHIFT if sign == "^" else CONTROL
    code = CODES["6" if sign == "^" else sign]

    assert us_character(pressed("ֆ", code, held)) == control


def test_a_key_of_unknown_code_types_what_it_says() -> None:
    assert us_character(pressed("7", 0)) == "7"
    assert us_character(pressed("\x08", 0)) == ""
    assert us_character(pressed("", 0)) == ""


def test_the_other_plane_of_a_layout_is_no_scan() -> None:
    assert us_character(pressed("ē", CODES["e"], ALT_GR)) == ""


@pytest.mark.parametrize(
    ("key", "text", "place"),
    [
        pytest.param(Qt.Key.Key_3, "3", "3", id="US"),
        pytest.param(Qt.Key.Key_QuoteDbl, '"', "3", id="French, where 3 needs Shift"),
        pytest.param(0x0541, "ձ", "3", id="Armenian"),
    ],
)
def test_the_key_of_a_digit_is_known_in_every_layout(key: int, text: str, place: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, NO_MODIFIER, CODES[place], 0, 0, text)

    assert us_key(event) == place
