"""An earlier day's report, opened on its page, as screen readers and narrow screens need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from devtools import catalogues
from journeys.harness import Counter
from journeys.reviewing import Reviewing
from journeys.test_day_end import touch
from journeys.test_earlier_day_ends import counted_day, days
from returns_desk.bootstrap.looks import application_with_look
from ui.manager.test_pages_fit import LANGUAGES, faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def counter(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Counter]:
    catalogues.ensure_compiled()
    application_with_look("light")
    counter = Counter(qtbot, tmp_path / "profile")
    counter.sign_in()
    yield counter
    counter.close()
    qapp.processEvents()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_opened_report_fits(counter: Counter, language: str) -> None:
    review = Reviewing(counter)
    review.turn_to("day_end")
    counted_day(review, "50.00", "47.00")
    counted_day(review, "45.00", "45.00")
    while review.presenter.words().language != language:
        review.presenter.next_language()
    review.settle()

    days(review)[1].click()
    review.settle()
    touch(review, "earlier_keep")

    assert faults_of(review, "day_end") == set()
