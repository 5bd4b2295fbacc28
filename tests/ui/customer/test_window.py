"""The customer's window in real widgets: everything fits, is big enough, and has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel

from journeys.harness import PINS, PLUMS, REFERENCE, SHELF, THREE_WAYS
from returns_desk.application.for_customer import FEEDBACK_GIVEN
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.ui.customer.contents import RestContent
from returns_desk.ui.customer.window import THANKS_MS, CustomerWindow
from returns_desk.ui.kit import theme
from returns_desk.ui.kit.customer_option import CustomerOption
from returns_desk.ui.kit.tokens import THEME_NAMES
from ui.customer.conftest import in_sight

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from ui.customer.conftest import BothWindows

SIZES = [(1024, 600), (800, 480), (1280, 800), (1920, 1080)]
LANGUAGES = ["en", "et", "hy", "lv"]
LEAST_TARGET, LEAST_OPTION = 44, 84


def options(both: BothWindows) -> list[CustomerOption]:
    """The options in sight, top to bottom."""
    found = [each for each in in_sight(both.window) if isinstance(each, CustomerOption)]
    return sorted(found, key=lambda option: option.y())


def numbers(both: BothWindows) -> list[int]:
    return [each.content().number for each in options(both)]


def all_pages(both: BothWindows) -> list[int]:
    """The numbers on every page, in the order in which they are turned to."""
    found = numbers(both)
    more = both.window.options_page.options.more
    while more.isVisible() and more.isEnabled():
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
        found += numbers(both)
    return found


def cut(window: QWidget) -> list[str]:
    """Texts that do not fit into their place, or lie outside the window."""
    found = []
    for label in in_sight(window):
        if not isinstance(label, QLabel) or not label.text():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else 0
        is_narrow = not label.wordWrap() and label.width() < label.sizeHint().width()
        corner = label.mapTo(window, label.rect().bottomRight())
        if label.height() < needed or is_narrow or not window.rect().contains(corner):
            found.append(label.text())
    return found


def too_small(window: QWidget) -> list[tuple[str, int, int]]:
    """What is touched and is smaller than a finger."""
    return [
        (each.objectName(), each.width(), each.height())
        for each in in_sight(window)
        if isinstance(each, QAbstractButton) and (min(each.width(), each.height()) < LEAST_TARGET)
    ]


def nothing_is_wrong(both: BothWindows) -> None:
    """What must hold on each page at each size."""
    assert cut(both.window) == []
    assert too_small(both.window) == []
    assert [each.height() for each in options(both) if each.height() < LEAST_OPTION] == []
    assert not [each for each in in_sight(both.window) if isinstance(each, QAbstractScrollArea)]
    buttons = [x for x in in_sight(both.window) if isinstance(x, QAbstractButton) and x.isEnabled()]
    names = [each.accessibleName() for each in buttons]
    assert all(names)
    assert len(set(names)) == len(names)
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in buttons)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_at_every_size(both: BothWindows, language: str) -> None:
    seen: list[str] = []

    def look(page: str) -> None:
        seen.append(page)
        for size in SIZES:
            both.fit(*size)
            assert both.window.size().toTuple() == size
            nothing_is_wrong(both)

    both.presenter.language_touched(language)
    look("rest")
    both.clerk.scan(THREE_WAYS)
    look("three ways")
    both.clerk.press(Qt.Key.Key_F7)
    both.clerk.press(Qt.Key.Key_Return)
    both.presenter.language_touched(language)
    both.clerk.scan(SHELF)
    look("shelf")
    both.presenter.option_touched("refund/other_card")
    both.settle()
    look("asked")
    both.clerk.scan(PINS["lind"])
    both.clerk.press(Qt.Key.Key_Return)
    look("paying")
    both.clerk.scan(REFERENCE)
    look("thanks")
    assert len(seen) == 6


@pytest.mark.parametrize("size", SIZES)
def test_every_option_can_be_reached_by_touch_and_none_comes_twice(
    both: BothWindows, size: tuple[int, int]
) -> None:
    both.fit(*size)
    both.clerk.scan(SHELF)
    both.settle()

    assert all_pages(both) == sorted(both.clerk.case.numbers.values())
    back = both.window.options_page.options.back
    while back.isVisible() and back.isEnabled():
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert numbers(both)[0] == 1


def test_a_touch_marks_on_both_windows_and_turns_to_the_marked_option(both: BothWindows) -> None:
    both.clerk.scan(SHELF)
    both.settle()
    last = max(both.clerk.case.numbers.values())
    all_pages(both)

    both.touch("customer.option.refund/other_card")

    first = options(both)[0].content()
    assert (first.option_id, first.number, first.is_marked) == ("refund/other_card", last, True)
    slot = both.clerk.window.case_page.board.slot
    assert slot.isVisible()
    assert both.clerk.case.asked == "refund/other_card"


def test_a_page_that_was_turned_stays_when_nothing_changed(both: BothWindows) -> None:
    both.clerk.scan(SHELF)
    both.settle()
    QTest.mouseClick(both.window.options_page.options.more, Qt.MouseButton.LeftButton)
    turned = numbers(both)

    both.clerk.opened.presenter.guidance_opened(2)
    both.settle()

    assert numbers(both) == turned
    assert turned[0] > 1


def test_r4_no_option_has_larger_letters_or_a_larger_target_than_another(
    both: BothWindows,
) -> None:
    both.fit(1920, 1080)
    both.clerk.scan(SHELF)
    both.settle()

    assert len(options(both)) > 4
    assert len({each.size().toTuple() for each in options(both)}) == 1
    for role in ("heading", "customer_amount"):
        sizes = {
            label.font().pixelSize()
            for each in options(both)
            for label in each.findChildren(QLabel)
            if label.property("type") == role
        }
        assert len(sizes) == 1


def test_the_scanner_keeps_the_keyboard_whatever_the_customer_touches(both: BothWindows) -> None:
    assert both.window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    both.clerk.scan(SHELF)
    both.touch("customer.language.et")
    both.touch("customer.option.refund/original")

    both.clerk.scan(PLUMS)

    assert len(both.clerk.case.receipts) == 2


def test_a_customers_touch_does_not_keep_the_clerks_desk_unlocked(both: BothWindows) -> None:
    idle = both.clerk.window._idle
    idle.setInterval(60_000)
    idle.start()
    before = idle.timerId()

    both.touch("customer.language.lv")
    assert idle.timerId() == before

    QTest.mouseClick(both.clerk.window.header, Qt.MouseButton.LeftButton)
    assert idle.timerId() != before


def test_the_language_in_force_is_told_by_more_than_colour(both: BothWindows) -> None:
    both.touch("customer.language.et")

    chosen = [
        each.objectName()
        for each in in_sight(both.window)
        if isinstance(each, QAbstractButton) and each.isChecked()
    ]
    assert chosen == ["customer.language.et"]
    assert "Tere tulemast" in both.said()


def test_the_thanks_go_by_themselves_after_half_a_minute(both: BothWindows) -> None:
    both.clerk.scan(PLUMS)
    timers = both.window.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (timer,) = [each for each in timers if each.interval() == THANKS_MS]
    before = timer.isActive()
    both.clerk.opened.presenter.board.option_chosen("even_exchange/none")
    both.clerk.settle()
    both.clerk.press(Qt.Key.Key_Return)
    both.settle()
    running = (timer.isActive(), timer.isSingleShot(), both.window.thanks.isVisible())

    timer.timeout.emit()

    assert (before, running) == (False, (True, True, True))
    assert not both.window.thanks.isVisible()
    assert both.window.rest.isVisible()
    assert not timer.isActive()


def test_a_face_is_touched_once_and_then_there_is_only_the_thanks(both: BothWindows) -> None:
    both.clerk.scan(SHELF)
    both.clerk.opened.presenter.board.option_chosen("even_exchange/none")
    both.clerk.settle()
    both.clerk.press(Qt.Key.Key_Return)
    both.settle()

    both.touch("customer.face.good")

    assert [e.payload["answer"] for e in both.clerk.events(FEEDBACK_GIVEN)] == ["good"]
    labels = [x.text() for x in in_sight(both.window) if isinstance(x, QLabel) and x.text()]
    assert labels == ["Thank you"]
    QTest.mouseClick(both.window.thanks, Qt.MouseButton.LeftButton)
    both.settle()
    assert "Northside Home" in both.said()


def test_the_themes_are_the_clerks(qtbot: QtBot, qapp: QApplication) -> None:
    application_with_look("light")
    window = CustomerWindow()
    qtbot.addWidget(window)
    window.show_rest(RestContent("Northside Home", "Welcome"))
    window.show()
    qtbot.waitExposed(window)

    for name in (*THEME_NAMES, "light"):
        theme.apply_theme(qapp, name)
        qapp.processEvents()
        shot = window.grab().toImage()
        assert shot.pixelColor(8, shot.height() // 2) == theme.colour("canvas")
