"""R12 at the manager's window: what is always allowed becomes a change, tried and published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from journeys.chain import changed_mind, open_store
from journeys.reviewing import Reviewing
from journeys.test_policy_from_approvals import ASKING, HEAD, KEPT, shop
from returns_desk.application.publishing import FROM_APPROVALS
from returns_desk.domain.board import Standing
from returns_desk.ui.kit.chips import StatusPill
from returns_desk.ui.manager.lab_page import LabPage
from support.replay_shop import OTHER_CARD, SHELF
from ui.manager.test_pages_fit import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeys.harness import Counter

__all__ = ["shop"]


class Lab:
    """The page of a shop whose manager allowed nine of ten."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.review = Reviewing(counter)
        page = self.review.window.page("policy")
        assert isinstance(page, LabPage)
        self.page = page

    def open(self, argument: str = "") -> None:
        """Turn to the page."""
        self.review.presenter.go("policy", argument)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is read, tried or written any more."""
        worker = self.counter.opened.review.long_work
        assert worker is not None
        # What was read may begin work, and what was tried may be read.
        for _ in range(2):
            self.review.settle()
            self.counter.qtbot.waitUntil(lambda: not worker.is_busy(), timeout=60_000)
        self.review.settle()

    def texts(self) -> str:
        """Every text in sight."""
        kinds: list[QLabel | QAbstractButton | StatusPill] = [
            *self.review.window.findChildren(QLabel),
            *self.review.window.findChildren(StatusPill),
            *self.review.window.findChildren(QAbstractButton),
        ]
        return "\n".join(each.text() for each in kinds if each.isVisible())

    def touch(self, name: str) -> None:
        """Touch a button of the page, by its name or the first that begins so."""
        buttons = self.page.findChildren(QAbstractButton)
        found = [x for x in buttons if x.objectName().startswith(name) and x.isVisible()]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def names(self) -> set[str]:
        """The buttons in sight."""
        buttons = self.page.findChildren(QAbstractButton)
        return {each.objectName() for each in buttons if each.isVisible()}


@pytest.fixture
def lab(qtbot: QtBot, shop: Path) -> Iterator[Lab]:
    counter = open_store(qtbot, shop)
    yield Lab(counter)
    counter.close()


def test_r12_drafted_tried_published_and_the_next_customer_need_not_ask(lab: Lab) -> None:
    lab.open()
    lab.touch("lab.look")
    listed = lab.texts()
    lab.touch("lab.draft.0")
    tried = lab.texts()
    lab.touch("lab_change.lines")
    lines = lab.texts()
    lab.touch("lab_change.publish")
    published = lab.texts()
    lab.counter.clock.go_on(days=1)
    changed_mind(lab.counter, SHELF)
    board = lab.counter.case.board

    assert "Another card: allowed 9 of 10" in listed
    assert "between 60 and 98 of 100" in listed
    assert f"Tried on {KEPT} cases of the journal" in tried
    assert "escalations not needed" in tried
    assert "No right by law lowered" in tried
    assert '+id = "other-card-by-manager-here-as-approved"' in lines
    assert "Published. It is in force from" in published
    assert "corner, version 2" in published
    assert "by J. Lind" in published
    assert board.option(OTHER_CARD).standing is Standing.AVAILABLE
    events = lab.counter.opened.desk.services.journal.read(types=("pack_published",))
    assert [each.payload["basis"] for each in events] == [FROM_APPROVALS]


def test_what_was_published_is_taken_back_with_one_touch(lab: Lab) -> None:
    lab.open(f"draft:{OTHER_CARD}")
    lab.touch("lab_change.publish")
    lab.touch("lab.revert.corner")
    shown = lab.texts()
    lab.counter.clock.go_on(days=1)
    changed_mind(lab.counter, SHELF)

    assert "Version 2 of corner is taken back" in shown
    assert "Taken back" in shown
    board = lab.counter.case.board
    assert board.option(OTHER_CARD).standing is Standing.NEEDS_APPROVAL


def test_a_rule_leads_to_its_change_and_each_case_is_read_and_left_again(lab: Lab) -> None:
    lab.open("draft:other-card-by-manager-here")
    lab.touch("lab_change.case.")
    read = lab.review.presenter
    story = lab.texts()
    read.back()
    lab.settle()

    assert "Every option on screen" in story
    assert lab.page.isVisible()
    assert "lab_change.publish" in lab.names()


def test_a_change_counts_from_the_day_that_is_chosen(lab: Lab) -> None:
    lab.open(f"draft:{OTHER_CARD}")
    lab.page.change.days.chip("tomorrow").click()
    lab.settle()
    lab.touch("lab_change.publish")
    changed_mind(lab.counter, SHELF)

    assert "Waits for its day" in lab.texts()
    board = lab.counter.case.board
    assert board.option(OTHER_CARD).standing is Standing.NEEDS_APPROVAL


def test_a_file_is_tried_and_a_broken_one_says_where(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = tmp_path / "broken.toml", tmp_path / "whole.toml"
    broken.write_text(HEAD + ASKING.replace('effect = "allow"', 'effect = "alow"'), "utf-8")
    lenient = ASKING.replace('effect = "approve"', 'effect = "allow"')
    whole.write_text(HEAD.replace('"1"', '"2"') + lenient, "utf-8")
    lab.open()

    monkeypatch.setattr(lab.page, "ask_pack", lambda: broken)
    lab.touch("lab.file")
    refused = lab.texts()
    monkeypatch.setattr(lab.page, "ask_pack", lambda: whole)
    lab.touch("lab.file")
    tried = lab.texts()

    assert "effect" in refused
    assert "What managers keep allowing" in refused
    assert "Pack corner, from a file" in tried
    assert "escalations not needed" in tried
    assert "Another card: with a manager → at once" in tried


def test_long_work_stops_when_it_is_told_and_can_be_begun_again(lab: Lab) -> None:
    lab.open()
    QTest.mouseClick(lab.page.list.look, Qt.MouseButton.LeftButton)
    assert lab.page.list.work.isVisible()
    QTest.mouseClick(lab.page.list.work.stop, Qt.MouseButton.LeftButton)
    lab.settle()
    stopped = lab.texts()
    lab.touch("lab.look")

    assert "Another card: allowed" not in stopped
    assert "Another card: allowed 9 of 10" in lab.texts()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", ["en", "et", "lv", "hy"])
def test_a_change_fits_every_window(lab: Lab, language: str) -> None:
    while lab.review.presenter.words().language != language:
        lab.review.presenter.next_language()
    lab.open(f"draft:{OTHER_CARD}")
    lab.page.change.lines.click()
    lab.settle()

    assert faults_of(lab.review, "change") == set()
