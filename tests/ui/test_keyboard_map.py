"""The keyboard map on the real window: each key does what the list of keys says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from journeys.harness import Counter
from returns_desk.application.desk_state import Stage
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.bootstrap.screenshots import SHELF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
EXCHANGE = "even_exchange/none"


@pytest.fixture
def counter(qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    """The shelf's board, right after the scan."""
    application_with_look("light")
    made = Counter(qtbot, tmp_path / "profile")
    made.sign_in()
    made.scan(SHELF)
    yield made
    made.close()


def press(counter: Counter, *keys: Qt.Key | str) -> None:
    for key in keys:
        counter.press(key)


def with_control(counter: Counter, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or counter.window, key, CONTROL)
    counter.settle()


def chosen(counter: Counter) -> str | None:
    return counter.case.chosen


def number_of(counter: Counter, option: str) -> str:
    return str(counter.window.case_page.board.card(option).content().number)


def test_a_digit_chooses_and_the_same_with_control_at_once(counter: Counter) -> None:
    number = number_of(counter, EXCHANGE)

    press(counter, number)
    by_digit = chosen(counter)
    with_control(counter, KEY(ord(number)))

    assert by_digit == EXCHANGE
    assert chosen(counter) is None


@pytest.mark.parametrize("sign", ["+", "-"])
def test_plus_and_minus_answer_the_first_question(counter: Counter, sign: str) -> None:
    before = counter.case.board

    press(counter, sign)

    assert counter.case.board != before


def test_enter_confirms(counter: Counter) -> None:
    press(counter, number_of(counter, EXCHANGE), KEY.Key_Return)

    assert counter.stage() is not Stage.BOARD


@pytest.mark.parametrize("goes_back", [KEY.Key_Escape, KEY.Key_Z])
def test_escape_and_control_z_take_a_choice_back(counter: Counter, goes_back: Qt.Key) -> None:
    press(counter, number_of(counter, EXCHANGE))
    if goes_back is KEY.Key_Z:
        with_control(counter, goes_back)
    else:
        press(counter, goes_back)

    assert chosen(counter) is None


SHOWS: tuple[tuple[Qt.Key, Callable[[Counter], bool]], ...] = (
    (KEY.Key_F1, lambda counter: counter.window.keys_page.isVisible()),
    (KEY.Key_F2, lambda counter: counter.window.scan.is_typing_plainly()),
    (KEY.Key_F7, lambda counter: counter.window.choice_page.isVisible()),
    (KEY.Key_F11, lambda counter: counter.window.scan.placeholderText()[:4] != "Scan"),
)


@pytest.mark.parametrize(("key", "is_shown"), SHOWS)
def test_function_keys_show_their_page(
    counter: Counter, key: Qt.Key, is_shown: Callable[[Counter], bool]
) -> None:
    before = is_shown(counter)

    press(counter, key)

    assert (before, is_shown(counter)) == (False, True)


def test_f3_leaves_the_board_for_another_proof(counter: Counter) -> None:
    before = counter.state

    press(counter, KEY.Key_F3)

    assert counter.state != before
    assert not counter.window.case_page.isVisible()


def test_f4_parks_and_f5_lists_who_waits(counter: Counter) -> None:
    press(counter, KEY.Key_F4)
    stage = counter.stage()
    press(counter, KEY.Key_F5)

    assert stage is Stage.WAITING
    assert counter.found(f"tile.parked:{counter.state.open_cases[0].case_id}").isVisible()


def test_f8_calls_a_person_with_authority(counter: Counter) -> None:
    before = counter.state

    press(counter, KEY.Key_F8)

    assert counter.state != before


def test_f10_is_for_the_next_customer(counter: Counter) -> None:
    press(counter, number_of(counter, EXCHANGE), KEY.Key_Return)
    stage = counter.stage()

    press(counter, KEY.Key_F10)

    assert stage is Stage.SLIP
    assert counter.stage() is Stage.WAITING


def test_tab_leads_from_the_scan_field_through_wishes_options_and_receipts(
    counter: Counter,
) -> None:
    window = counter.window
    page = window.case_page
    window.scan.setFocus()
    parts: list[QWidget] = [page.board_column.chips, page.board, page.receipts, window.footer]
    met: list[int] = []
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or window, KEY.Key_Tab)
        focus = QApplication.focusWidget()
        met += [at for at, part in enumerate(parts) if focus and part.isAncestorOf(focus)]

    assert list(dict.fromkeys(met)) == [0, 1, 2, 3]


def test_arrows_go_from_option_to_option(counter: Counter) -> None:
    first, second = counter.window.case_page.board.shown_cards()[:2]
    first.setFocus()

    press(counter, KEY.Key_Down)
    down = QApplication.focusWidget()
    press(counter, KEY.Key_Up)

    assert (down, QApplication.focusWidget()) == (second, first)
