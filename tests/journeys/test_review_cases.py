"""The manager looks for cases, reads one as a story and comes back; damage is told everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from adapters.journal.journal_kit import tamper
from journeys.harness import PLUMS, SHELF, Counter
from journeys.reviewing import Reviewing
from returns_desk.ui.manager.case_links import to_case, to_list
from returns_desk.ui.manager.cases_page import CasesPage

if TYPE_CHECKING:
    from pathlib import Path


class Cases(Reviewing):
    """The manager's window on the page of cases."""

    def __init__(self, counter: Counter, argument: str = "") -> None:
        super().__init__(counter)
        self.go(argument)

    def go(self, argument: str) -> None:
        """Turn to the page as another page does."""
        self.presenter.go("cases", argument)
        self.settle()

    def page(self) -> CasesPage:
        """The page's widget."""
        page = self.window.page("cases")
        assert isinstance(page, CasesPage)
        return page

    def texts(self) -> str:
        """Every text in sight."""
        kinds: list[QLabel | QAbstractButton] = [
            *self.window.findChildren(QLabel),
            *self.window.findChildren(QAbstractButton),
        ]
        return "\n".join(each.text() for each in kinds if each.isVisible())

    def touch(self, name: str) -> None:
        """Touch a button by its name, or the first that begins so."""
        buttons = self.window.findChildren(QAbstractButton)
        found = [x for x in buttons if x.objectName().startswith(name) and x.isVisible()]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def rows(self) -> int:
        """How many cases are in sight."""
        buttons = self.window.findChildren(QAbstractButton)
        return sum(x.objectName().startswith("cases.open.") and x.isVisible() for x in buttons)


def a_morning(counter: Counter) -> None:
    """Plums are exchanged; a customer with a shelf leaves."""
    presenter = counter.opened.presenter
    counter.scan(PLUMS)
    presenter.board.option_chosen("even_exchange/none")
    counter.settle()
    for _ in range(2):
        presenter.confirmed()
        counter.settle()
    counter.scan(SHELF)
    presenter.acted("leave")
    counter.settle()
    presenter.choice_made("nothing_suited")
    counter.settle()


def call_that_was_not_made(counter: Counter) -> None:
    """Mara promises a call by tomorrow noon; the day after nobody has called."""
    counter.scan(SHELF)
    counter.press(Qt.Key.Key_F9)
    counter.press(Qt.Key.Key_Return)
    counter.press(Qt.Key.Key_F4)
    counter.clock.go_on(hours=20)
    counter.opened.presenter.tick()
    counter.settle()


def test_r9_a_broken_promise_is_read_in_the_story_with_who_said_what(counter: Counter) -> None:
    call_that_was_not_made(counter)
    cases = Cases(counter)
    cases.touch("cases.ending.handed_on")
    assert cases.rows() == 1

    cases.touch("cases.open.")

    told = cases.texts()
    assert "Promised: We call" in told
    assert "by phone · by Sun 22 Nov, 12:00 · Mara K." in told
    assert "The promise is overdue" in told
    assert "A promise is overdue" in told
    assert "The last board, in its order" in told
    assert "Store credit · possible" in told


def test_filters_and_words_narrow_the_list_and_one_touch_takes_them_away(counter: Counter) -> None:
    a_morning(counter)
    cases = Cases(counter)
    assert cases.rows() == 2
    cases.touch("cases.ending.left")
    assert cases.rows() == 1
    cases.touch("cases.ending.left")
    cases.touch("cases.filters")
    cases.touch("cases.outcome.even_exchange/none")
    assert cases.rows() == 1
    cases.touch("cases.filters")
    cases.touch("cases.asked.outcome")
    assert cases.rows() == 2

    field = cases.part(QLineEdit, "cases.search")
    field.setText("teapot")
    QTest.keyClick(field, Qt.Key.Key_Return)
    cases.settle()

    assert cases.rows() == 0
    assert "There is no such case." in cases.texts()


def test_a_link_opens_a_case_and_back_comes_back_to_its_page(counter: Counter) -> None:
    a_morning(counter)
    case_id = counter.events("case_left")[0].case_id or ""
    cases = Cases(counter, to_case(case_id, back="promises"))
    assert "The customer left" in cases.texts()
    assert "Mara K." in cases.texts()

    cases.touch("case_story.back")

    assert cases.window.page("promises").isVisible()
    cases.go(to_list(left="nothing_suited"))
    assert cases.rows() == len(counter.events("case_left"))


def test_the_list_and_a_story_are_kept_in_files(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_morning(counter)
    cases = Cases(counter)
    monkeypatch.setattr(cases.page(), "ask_file", lambda name: tmp_path / name)
    cases.touch("cases.save")
    table = (tmp_path / "cases.csv").read_text("utf-8").splitlines()
    cases.touch("cases.open.")
    cases.touch("case_story.save")

    assert len(table) == 3
    assert table[0].startswith('"Case","Day"')
    assert '"even_exchange/none"' in table[2]
    assert (tmp_path / "case-2.pdf").read_bytes().startswith(b"%PDF")
    assert "Saved." in cases.texts()


@pytest.mark.parametrize("page", ["today", "escalations", "cases"])
def test_a_journal_that_does_not_verify_is_told_of_on_each_page(
    counter: Counter, page: str
) -> None:
    a_morning(counter)
    change = "UPDATE events SET envelope = replace(envelope, '\"version\":1', '\"version\":2') "
    tamper(counter.profile.journal_path, lambda c: c.execute(f"{change} WHERE sequence = 4"))

    cases = Cases(counter)
    checks = counter.opened.review.long_work
    assert checks is not None
    counter.qtbot.waitUntil(lambda: not checks.is_busy(), timeout=20_000)
    cases.turn_to(page)

    assert cases.window.warning.isVisible()
    assert "figures and cases here may be wrong" in cases.window.warning.sentence()
    if page == "today":
        assert "not as recorded" in cases.texts()


def test_a_journal_that_verifies_warns_of_nothing(counter: Counter) -> None:
    a_morning(counter)
    cases = Cases(counter)
    checks = counter.opened.review.long_work
    assert checks is not None
    counter.qtbot.waitUntil(lambda: not checks.is_busy(), timeout=20_000)
    assert not cases.window.warning.isVisible()


def test_the_first_page_says_once_it_is_known_that_the_journal_is_whole(counter: Counter) -> None:
    a_morning(counter)
    cases = Cases(counter)
    cases.turn_to("today")

    counter.qtbot.waitUntil(lambda: "as it was recorded" in cases.texts(), timeout=20_000)

    assert "not set up" in cases.texts()  # neither backups nor a hub


def test_the_first_page_shows_what_waits_and_leads_there(counter: Counter) -> None:
    call_that_was_not_made(counter)
    cases = Cases(counter)
    cases.turn_to("today")
    waiting = cases.texts()
    cases.touch("today.waiting.promises:")
    promises = cases.window.page("promises").isVisible()
    cases.turn_to("today")
    cases.touch("today.waiting.escalations:")

    assert "Waiting for somebody" in waiting
    assert "A promise is overdue" in waiting
    assert "We call · Case 1" in waiting
    assert promises
    assert cases.window.page("escalations").isVisible()
    assert "Every option on screen" in cases.texts()


def test_where_nothing_waits_the_first_page_says_so(counter: Counter) -> None:
    cases = Cases(counter)
    cases.turn_to("today")

    assert "Nothing waits, and no promise presses." in cases.texts()
