"""What tests of the customer's display get: a whole counter of the demo shop, with both windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from devtools import catalogues
from journeys.harness import Counter
from returns_desk.bootstrap.looks import application_with_look
from ui.customer.fake_display import Bench, counter_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from returns_desk.ui.customer.presenter import CustomerPresenter
    from returns_desk.ui.customer.window import CustomerWindow


class BothWindows:
    """A counter of the demo shop with the clerk's window and the customer's.

    Attributes:
        clerk: the counter as the clerk drives it.
        window: the customer's window.
        presenter: the customer's presenter.
    """

    def __init__(self, clerk: Counter) -> None:
        self.clerk = clerk
        self.window: CustomerWindow = clerk.opened.customer.open_window()
        self.window.show()
        clerk.window.activateWindow()
        assert clerk.opened.customer.presenter is not None
        self.presenter: CustomerPresenter = clerk.opened.customer.presenter
        clerk.sign_in()

    def fit(self, width: int, height: int) -> None:
        """Make the customer's window so large."""
        self.window.resize(width, height)
        self.settle()

    def touch(self, name: str) -> None:
        """The customer touches what has that name."""
        found = [x for x in self.window.findChildren(QWidget, name) if x.isVisible()]
        assert found, f"nothing named {name} is in sight"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        """Wait until both windows show what is."""
        self.clerk.settle()
        for _ in range(3):
            QApplication.processEvents()

    def said(self) -> str:
        """Everything that can be read or heard on the customer's side, one a line."""
        return "\n".join(texts_of(self.window))


def in_sight(window: QWidget) -> list[QWidget]:
    """The window and every widget that is to be seen in it."""
    inside = window.findChildren(QWidget)
    return [window, *(each for each in inside if each.isVisibleTo(window))]


def texts_of(window: QWidget) -> Iterator[str]:
    """Every text, tip, title and accessible name in sight."""
    for widget in in_sight(window):
        said = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        said.append(widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            said.append(widget.text())
        yield from (text for text in said if text)


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    """The catalogues as they stand."""
    catalogues.ensure_compiled()


@pytest.fixture
def bench() -> Bench:
    """Both presenters on a counter of fakes, at rest."""
    return Bench(counter_with())


@pytest.fixture
def both(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[BothWindows]:
    """Both windows, with Mara signed in."""
    application_with_look("light")
    counter = Counter(qtbot, tmp_path / "profile")
    yield BothWindows(counter)
    counter.close()
    qapp.processEvents()
