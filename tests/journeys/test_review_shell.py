"""The manager's window beside the desk: who gets in, what it does around its pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QLabel

from journeys.harness import PINS
from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.resources import resources_root
from returns_desk.bootstrap import handover
from returns_desk.bootstrap.manager import ManagerReview, follow_each_other
from returns_desk.bootstrap.manager_pages import MadePage, ManagerParts
from returns_desk.bootstrap.surroundings import DeskSurroundings
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.keyed_button import KeyedButton
from returns_desk.ui.manager.frame import PageInfo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeys.conftest import OpenCounter
    from journeys.harness import Counter
    from returns_desk.ui.manager.presenter import ShellPresenter
    from returns_desk.ui.manager.window import ManagerWindow


@dataclass
class NotingPage:
    """A page that notes what the shell does with it."""

    done: list[str] = field(default_factory=list)
    has_a_step_back: bool = False

    def opened(self, argument: str) -> None:
        self.done.append(f"opened {argument}".strip())

    def refreshed(self) -> None:
        self.done.append("refreshed")

    def closed(self) -> None:
        self.done.append("closed")

    def back(self) -> bool:
        self.done.append("back")
        return self.has_a_step_back


@dataclass
class Opened:
    """A review beside a counter, with two pages that note."""

    review: ManagerReview
    first: NotingPage
    second: NotingPage

    @property
    def window(self) -> ManagerWindow:
        assert self.review.window is not None
        return self.review.window

    @property
    def presenter(self) -> ShellPresenter:
        assert self.review.presenter is not None
        return self.review.presenter


@pytest.fixture
def opened(open_counter: OpenCounter) -> Iterator[tuple[Counter, Opened]]:
    counter = open_counter()
    first, second = NotingPage(), NotingPage()

    def made(name: str, title: str, page: NotingPage, *roles: str) -> MadePage:
        info = PageInfo(name, title, "chart", roles) if roles else PageInfo(name, title, "chart")
        return MadePage(info, page, QLabel(name))

    def make_first(_: ManagerParts) -> MadePage:
        return made("today", "Language", first)

    def make_second(_: ManagerParts) -> MadePage:
        return made("people", "No receipt", second, "manager", "it")

    def make_third(_: ManagerParts) -> MadePage:
        return made("machines", "Language", NotingPage(), "it")

    profile = Profile.open(counter.folder)
    around = DeskSurroundings(counter.folder, resources_root(), counter.clock, write_slip)
    parts = counter.opened
    review = ManagerReview(
        profile, parts.desk, parts.tasks, around, (make_first, make_second, make_third)
    )
    follow_each_other(review, parts.presenter)
    yield counter, Opened(review, first, second)
    review.close()


def test_manager_signs_in_and_turns_pages(opened: tuple[Counter, Opened], qtbot: QtBot) -> None:
    counter, there = opened
    there.review.open()
    enter(there, qtbot, "lind")

    assert there.first.done == ["opened"]
    turn = there.window.rail.findChild(KeyedButton, "rail.people")
    assert turn is not None
    turn.click()
    there.presenter.go("today", "case-1")

    assert there.second.done == ["opened", "closed"]
    assert there.first.done == ["opened", "closed", "opened case-1"]
    assert [event.operator for event in counter.events("review_entered")] == ["lind"]


def test_wrong_pin_is_said_and_forgotten(opened: tuple[Counter, Opened], qtbot: QtBot) -> None:
    counter, there = opened
    there.review.open()
    qtbot.waitUntil(lambda: bool(persons(there)), timeout=5000)
    persons(there)["lind"].click()

    type_secret(there, qtbot, "111222")

    qtbot.waitUntil(lambda: bool(there.window.banner.sentence()), timeout=5000)
    assert there.window.entry.secret.text() == ""
    assert not there.presenter.is_anyone_there()
    qtbot.waitUntil(lambda: bool(counter.events("sign_in_failed")), timeout=5000)


def test_clerk_at_the_desk_is_not_let_in(opened: tuple[Counter, Opened], qtbot: QtBot) -> None:
    counter, there = opened
    counter.sign_in()

    counter.press(Qt.Key.Key_F12)

    qtbot.waitUntil(lambda: bool(persons(there)), timeout=5000)
    assert not there.presenter.is_anyone_there()
    assert "mara" not in persons(there)
    assert "supervisors" in there.window.banner.sentence()


def test_manager_at_the_desk_need_not_sign_in_again(
    opened: tuple[Counter, Opened], qtbot: QtBot
) -> None:
    counter, there = opened
    counter.sign_in("lind")

    counter.press(Qt.Key.Key_F12)

    qtbot.waitUntil(lambda: there.first.done == ["opened"], timeout=5000)
    assert there.presenter.person().id == "lind"


def test_closing_signs_out_and_pages_forget(opened: tuple[Counter, Opened], qtbot: QtBot) -> None:
    counter, there = opened
    there.review.open()
    enter(there, qtbot, "lind")

    there.window.rail.to_desk.click()

    assert not there.window.isVisible()
    assert there.first.done[-1] == "closed"
    qtbot.waitUntil(lambda: bool(counter.events("review_left")), timeout=5000)
    there.review.open()
    assert not there.presenter.is_anyone_there()


def test_language_and_the_counter_show_it_anew(
    opened: tuple[Counter, Opened], qtbot: QtBot
) -> None:
    counter, there = opened
    there.review.open()
    enter(there, qtbot, "lind")
    before = there.window.rail.to_desk.text()

    qtbot.keyClick(there.window, Qt.Key.Key_F11)
    assert there.window.rail.to_desk.text() != before
    assert there.first.done[-1] == "refreshed"

    there.first.done.clear()
    counter.window.activateWindow()
    qtbot.waitUntil(counter.window.isActiveWindow, timeout=5000)
    counter.sign_in()
    assert there.first.done[-1] == "refreshed"


def test_escape_is_the_pages_own(opened: tuple[Counter, Opened], qtbot: QtBot) -> None:
    _, there = opened
    there.review.open()
    enter(there, qtbot, "lind")

    qtbot.keyClick(there.window, Qt.Key.Key_Escape)

    assert there.first.done[-1] == "back"
    assert there.window.isVisible()


def test_counts_stand_in_the_rail_for_ears_too(
    opened: tuple[Counter, Opened], qtbot: QtBot
) -> None:
    _, there = opened
    there.review.open()
    enter(there, qtbot, "lind")

    there.presenter.count("people", 3, urgent=True)

    names = [each.accessibleName() for each in there.window.rail.findChildren(KeyedButton)]
    assert "No receipt: 3" in names


def test_manager_sees_only_what_is_theirs(opened: tuple[Counter, Opened], qtbot: QtBot) -> None:
    _, there = opened
    there.review.open()
    enter(there, qtbot, "lind")

    there.presenter.go("machines")

    assert there.first.done == ["opened"]
    assert there.window.rail.findChild(KeyedButton, "rail.machines") is None


def test_window_closes_when_nobody_does_anything(
    opened: tuple[Counter, Opened], qtbot: QtBot
) -> None:
    _, there = opened
    there.review.open()
    enter(there, qtbot, "lind")

    there.window.idle.watch(1)

    qtbot.waitUntil(lambda: not there.window.isVisible(), timeout=5000)
    assert not there.presenter.is_anyone_there()


def test_second_start_asks_for_the_review(qtbot: QtBot, tmp_path: Path) -> None:
    reception = handover.Reception(tmp_path)
    with qtbot.waitSignal(reception.review_called, timeout=3000):
        ask(tmp_path)
    reception.close()


def ask(folder: Path) -> None:
    """Send the word that a second start sends, and wait for no answer."""
    guest = QLocalSocket()
    guest.connectToServer(handover.socket_name(folder))
    guest.waitForConnected(1000)
    guest.write(b"review\n")
    guest.flush()
    guest.waitForBytesWritten(1000)


def persons(there: Opened) -> dict[str, ActionButton]:
    """The buttons of those who may enter, by id."""
    prefix = "entry.person."
    return {
        each.objectName().removeprefix(prefix): each
        for each in there.window.entry.findChildren(ActionButton)
        if each.objectName().startswith(prefix)
    }


def type_secret(there: Opened, qtbot: QtBot, secret: str) -> None:
    """Type a PIN and Enter."""
    qtbot.keyClicks(there.window.entry.secret, secret)
    qtbot.keyClick(there.window.entry.secret, Qt.Key.Key_Return)


def enter(there: Opened, qtbot: QtBot, person: str) -> None:
    """Sign that person in by PIN."""
    qtbot.waitUntil(lambda: person in persons(there), timeout=5000)
    persons(there)[person].click()
    type_secret(there, qtbot, PINS[person])
    qtbot.waitUntil(there.presenter.is_anyone_there, timeout=5000)
