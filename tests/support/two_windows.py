"""A counter with a manager's window beside it, where a page is driven by touch and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from journeys.harness import PINS, SHELF
from returns_desk.application.presence import there
from returns_desk.ui.manager.escalation_page import EscalationPage

if TYPE_CHECKING:
    from journeys.harness import Counter
    from returns_desk.ui.manager.window import ManagerWindow

OTHER_CARD = "refund/other_card"


class Beside:
    """The manager's window; J. Lind is signed in and looks at what waits."""

    def __init__(self, counter: Counter, person: str = "lind") -> None:
        self.counter = counter
        review = counter.opened.review
        review.open()
        self.presenter = there(review.presenter, "the review was opened")
        self.settle()
        self.presenter.choose_person(person)
        self.presenter.enter(PINS[person])
        counter.qtbot.waitUntil(self.presenter.is_anyone_there, timeout=5000)
        self.presenter.go("escalations")
        self.settle()

    @property
    def window(self) -> ManagerWindow:
        """The window."""
        return there(self.counter.opened.review.window, "the review was opened")

    @property
    def page(self) -> EscalationPage:
        """The page."""
        return there(self.window.findChild(EscalationPage), "the page hangs in the window")

    def found(self, name: str) -> QWidget:
        """The widget of that name, in sight."""
        seen = [x for x in self.window.findChildren(QWidget) if x.objectName().startswith(name)]
        shown = [each for each in seen if each.isVisible()]
        assert shown, f"nothing named {name} is in sight"
        return shown[0]

    def touch(self, name: str) -> None:
        """Touch what has that name."""
        QTest.mouseClick(self.found(name), Qt.MouseButton.LeftButton)
        self.settle()

    def type_secret(self, secret: str) -> None:
        """Type a PIN, and Enter."""
        field = self.page.one.secret
        QTest.keyClicks(field, secret)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is read or written any more."""
        opened = self.counter.opened

        def is_idle() -> bool:
            reads = opened.review.reads
            return not opened.tasks.is_busy() and not (reads and reads.is_busy())

        for _ in range(3):
            self.counter.qtbot.waitUntil(is_idle, timeout=20_000)
            QApplication.processEvents()


def asks_for_other_card(counter: Counter) -> None:
    """The shelf's customer asks for the other card, and a manager is asked."""
    counter.scan(SHELF)
    counter.touch("asks.refund/other_card")


def at_counter(counter: Counter) -> None:
    """The clerk goes on: the keyboard is at the counter's window."""
    counter.window.activateWindow()
    counter.qtbot.waitUntil(counter.window.isActiveWindow, timeout=5000)
    counter.window.scan.setFocus()
    counter.qtbot.waitUntil(counter.window.scan.hasFocus, timeout=5000)
