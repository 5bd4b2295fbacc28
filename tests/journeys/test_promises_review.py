"""The manager reads what was promised, by whom, and what became of it; the counter sees it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from journeys.harness import PINS, SHELF, Counter

if TYPE_CHECKING:
    from returns_desk.ui.manager.window import ManagerWindow


class Review:
    """The manager's window with J. Lind on the page of promises."""

    def __init__(self, counter: Counter) -> None:
        self.counter, review = counter, counter.opened.review
        review.open()
        assert review.window is not None
        assert review.presenter is not None
        self.window: ManagerWindow = review.window
        self.presenter = review.presenter
        self.presenter.choose_person("lind")
        self.presenter.enter(PINS["lind"])
        counter.qtbot.waitUntil(self.presenter.is_anyone_there, timeout=5000)
        self.presenter.go("promises")
        self.settle()

    def settle(self) -> None:
        """Wait for both workers."""
        reads = self.counter.opened.review.reads
        assert reads is not None
        self.counter.qtbot.waitUntil(lambda: not reads.is_busy(), timeout=5000)
        self.counter.settle()
        self.counter.qtbot.waitUntil(lambda: not reads.is_busy(), timeout=5000)

    def texts(self) -> str:
        """Every text in sight."""
        labels = self.window.findChildren(QLabel)
        buttons = self.window.findChildren(QAbstractButton)
        texts = [each.text() for each in labels if each.isVisible()]
        return "\n".join([*texts, *(each.text() for each in buttons if each.isVisible())])

    def touch(self, start: str) -> None:
        """Touch the first widget in sight whose name begins so."""
        found = [
            each
            for each in self.window.findChildren(QWidget)
            if each.objectName().startswith(start) and each.isVisible()
        ]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()


def call_that_was_not_made(counter: Counter) -> None:
    """Mara promises a call by tomorrow noon; the day after nobody has called."""
    counter.scan(SHELF)
    counter.press(Qt.Key.Key_F9)
    counter.press(Qt.Key.Key_Return)
    counter.press(Qt.Key.Key_F4)
    counter.clock.go_on(hours=20)
    counter.opened.presenter.tick()
    counter.settle()


def test_r9_who_promised_what_is_read_and_settled_with_a_reason(counter: Counter) -> None:
    call_that_was_not_made(counter)
    review = Review(counter)
    review.touch("promises.filter.overdue")
    told = review.texts()
    review.touch("review_promises.end/")
    asked = review.texts()
    assert review.presenter.back()
    review.settle()
    review.touch("review_promises.end/")
    review.touch("review_promises.note/")

    (kept,) = counter.events("promise_kept")
    assert "Mara K. · by phone · Sun 22 Nov, 12:00" in told
    assert "Kept. Why?" in asked
    assert (kept.operator, kept.payload["note"]) == ("lind", "reached")
    assert counter.state.promises.open == ()
    review.touch("promises.filter.kept")
    assert "J. Lind: the customer was reached" in review.texts()
    review.touch("promises.person.mara")
    review.touch("promises.filter.withdrawn")
    assert "There is none of these." in review.texts()


def test_r10_the_manager_reads_what_was_said_and_whom_to_call_until_it_is_settled(
    counter: Counter,
) -> None:
    counter.scan(SHELF)
    counter.press(Qt.Key.Key_F9)
    counter.touch("promise.who.manager")
    page = counter.window.promise
    page.contact.input.setText("+372 5550 0100")
    page.words.input.setText("About the table legs")
    counter.touch("confirm")
    counter.press(Qt.Key.Key_F4)

    review = Review(counter)
    told = review.texts()
    review.touch("review_promises.end/")
    review.touch("review_promises.note/")
    review.touch("promises.filter.kept")
    settled = review.texts()

    assert "About the table legs · +372 5550 0100" in told
    assert "We call" in settled
    assert "table legs" not in settled
