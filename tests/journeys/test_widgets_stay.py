"""The window from key to picture: what is the same stays, and is neither made nor laid out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from journeys.harness import PLUMS, SHELF

if TYPE_CHECKING:
    from journeys.harness import Counter

TWICE = 2


class Seen(QObject):
    """Counts what happens to the window's parts."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []
        self.painted: dict[str, int] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See every event of the program."""
        name = watched.objectName()
        if event.type() == QEvent.Type.ChildPolished:
            self.made.append(name or type(watched).__name__)
        elif event.type() == QEvent.Type.Paint:
            self.painted[name] = self.painted.get(name, 0) + 1
        return False


def _watched(counter: Counter, key: Qt.Key, held: Qt.KeyboardModifier) -> Seen:
    """What happens from that key until nothing happens any more."""
    application = QApplication.instance()
    assert application is not None
    for _ in range(5):
        QApplication.processEvents()
    seen = Seen()
    application.installEventFilter(seen)
    QTest.keyClick(counter.window.scan, key, held)
    counter.settle()
    for _ in range(5):
        QApplication.processEvents()
    application.removeEventFilter(seen)
    return seen


def test_marking_an_option_makes_no_widget(counter: Counter) -> None:
    counter.scan(SHELF)

    seen = _watched(counter, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)

    assert counter.window.scan_row.banner.isVisible()
    assert seen.made == []


def test_the_board_is_painted_once_for_a_scan(counter: Counter) -> None:
    counter.scan(SHELF)
    _leave(counter)
    assert counter.window.scan_row.banner.isVisible()
    QTest.keyClicks(counter.window.scan, PLUMS)

    seen = _watched(counter, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)

    assert not counter.window.scan_row.banner.isVisible()
    assert seen.painted["board"] == 1


def test_the_next_case_is_shown_by_the_widgets_of_the_last(counter: Counter) -> None:
    for receipt in (SHELF, PLUMS):
        counter.scan(receipt)
        _leave(counter)
    before = set(counter.window.case_page.findChildren(QWidget))

    for receipt in (SHELF, PLUMS) * TWICE:
        counter.scan(receipt)
        _leave(counter)

    assert set(counter.window.case_page.findChildren(QWidget)) == before


def _leave(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F7)
    counter.touch("choice.did_not_say")
