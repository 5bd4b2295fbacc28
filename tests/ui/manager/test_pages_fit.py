"""Every page of the manager's window as a screen reader, a finger and a narrow screen need it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from devtools import catalogues
from journeys.harness import PLUMS, SHELF, Counter
from returns_desk.bootstrap.looks import application_with_look
from ui import audit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from journeys.reviewing import Reviewing
    from returns_desk.ui.manager.presenter import ShellPresenter
    from returns_desk.ui.manager.window import ManagerWindow

pytestmark = pytest.mark.timeout(600)

LANGUAGES = ("en", "et", "lv", "hy")
SIZES = ((1280, 800), (1024, 768), (800, 1280), (1920, 1080), (960, 540))
"""The last is 1920 x 1080 at 200 %, in logical pixels."""
ELIDED = re.compile(r" in its field$")
"""A prompt that does not fit ends in dots; it is said whole to screen readers."""


class Review:
    """A manager's window over a day with a few cases."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        review = counter.opened.review
        review.open()
        assert review.window is not None
        assert review.presenter is not None
        self.window: ManagerWindow = review.window
        self.presenter: ShellPresenter = review.presenter

    def enter(self) -> None:
        """J. Lind signs in."""
        self.presenter.choose_person("lind")
        self.presenter.enter("904162")
        self.counter.qtbot.waitUntil(self.presenter.is_anyone_there, timeout=5000)

    def pages(self) -> list[str]:
        """Every page in the rail."""
        return [each.name for each in self.presenter.pages()]

    def is_idle(self) -> bool:
        """Whether nothing is read or written."""
        reads = self.counter.opened.review.reads
        return not self.counter.opened.tasks.is_busy() and not (reads and reads.is_busy())

    def settle(self) -> None:
        """Wait until nothing is read any more."""
        self.counter.qtbot.waitUntil(self.is_idle, timeout=20_000)
        for _ in range(3):
            self.window.ensurePolished()
            self.counter.settle()


@pytest.fixture
def review(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Review]:
    catalogues.ensure_compiled()
    application_with_look("light")
    counter = Counter(qtbot, tmp_path / "profile")
    counter.sign_in()
    counter.scan(PLUMS)
    counter.press(Qt.Key.Key_F7)
    counter.press("1")
    counter.scan(SHELF)
    counter.press(Qt.Key.Key_F8)
    yield Review(counter)
    counter.close()
    qapp.processEvents()


def test_door_fits(review: Review) -> None:
    review.settle()
    assert faults_of(review, "door") == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits(review: Review, language: str) -> None:
    review.enter()
    while review.presenter.words().language != language:
        review.presenter.next_language()
    faults: set[str] = set()
    for page in review.pages():
        review.presenter.go(page)
        review.settle()
        faults |= faults_of(review, page)
    assert faults == set()


def faults_of(review: Review | Reviewing, page: str) -> set[str]:
    """What is wrong with the page in sight, at any size."""
    window = review.window
    found = noted(page, audit.name_faults(window))
    found |= noted(page, audit.role_faults(window)) | noted(page, audit.focus_faults(window))
    for width, height in SIZES:
        window.resize(width, height)
        review.settle()
        where = f"{page} {width}x{height}"
        found |= noted(where, audit.small_targets(window)) | noted(where, audit.outside(window))
        found |= noted(where, (x for x in audit.cut_texts(window) if not ELIDED.search(x)))
        if window.size().toTuple() != (width, height):
            found.add(f"{where}: the window is {window.size().toTuple()}")
    return found


def noted(where: str, faults: Iterable[str]) -> set[str]:
    """Each fault with its place."""
    return {f"{where}: {fault}" for fault in faults}
