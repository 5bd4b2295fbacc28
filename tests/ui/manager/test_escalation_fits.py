"""An open escalation as a screen reader, a finger and a narrow screen need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect

from devtools import catalogues
from journeys.harness import Counter
from returns_desk.bootstrap.looks import application_with_look
from support.two_windows import Beside, asks_for_other_card
from ui import audit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.timeout(600)

SIZES = ((1280, 800), (1024, 768), (960, 540))


@pytest.fixture
def beside(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Beside]:
    """A manager who opened the shelf's request."""
    catalogues.ensure_compiled()
    application_with_look("light")
    counter = Counter(qtbot, tmp_path / "profile")
    counter.sign_in()
    asks_for_other_card(counter)
    made = Beside(counter)
    made.touch("queue.open.")
    yield made
    counter.close()
    qapp.processEvents()


@pytest.mark.parametrize("language", ["en", "et", "lv", "hy"])
def test_it_fits_at_every_size(beside: Beside, language: str) -> None:
    while beside.presenter.words().language != language:
        beside.presenter.next_language()
    window = beside.window
    faults: set[str] = set()
    for width, height in SIZES:
        window.resize(width, height)
        beside.settle()
        where = f"{width}x{height}: "
        found = (*audit.name_faults(window), *audit.focus_faults(window))
        found = (*found, *audit.small_targets(window), *audit.cut_texts(window))
        faults |= {where + each for each in found}

    assert faults == set()


def test_nothing_of_the_decision_is_out_of_sight_on_the_smallest_screen(beside: Beside) -> None:
    beside.window.resize(1024, 768)
    beside.settle()
    whole = beside.window.rect()

    one = beside.page.one
    for widget in (one.secret, one.confirm, one.back, one.take):
        corner = widget.mapTo(beside.window, widget.rect().topLeft())
        assert whole.contains(QRect(corner, widget.size())), widget.objectName()
