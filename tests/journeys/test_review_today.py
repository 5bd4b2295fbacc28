"""The first page of the review over a real journal, beside a slow count of the same events."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from journeys.harness import PLUMS, SHELF, Counter
from returns_desk.adapters.journal.review_overview import overview
from returns_desk.application.desk_state import Stage
from returns_desk.application.review.overview import days_to
from returns_desk.ui.manager.today_page import TodayPage

if TYPE_CHECKING:
    from datetime import date

    from journeys.conftest import OpenCounter
    from returns_desk.application.ports import Event, Json

EVEN, CREDIT = "even_exchange/none", "store_credit/store_credit"


@pytest.fixture
def busy(open_counter: OpenCounter) -> Counter:
    """Plums exchanged; a shelf given up on; a day later a shelf for credit, asked for otherwise."""
    counter = open_counter()
    counter.sign_in()
    counter.scan(PLUMS)
    choose(counter, EVEN)
    finish(counter)
    counter.scan(SHELF)
    counter.press(Qt.Key.Key_F7)
    counter.opened.presenter.choice_made("nothing_suited")
    counter.settle()
    counter.clock.go_on(days=1)
    counter.scan(SHELF)
    counter.opened.presenter.board.chip_asked("refund/other_card")
    counter.settle()
    choose(counter, CREDIT)
    finish(counter)
    return counter


def test_the_page_says_what_a_slow_count_of_the_events_says(busy: Counter) -> None:
    today = busy.clock.now().date()
    for count in (1, 7, 30):
        period = days_to(today, count)
        with busy.profile.read_journal() as journal:
            found = overview(journal, period)
            events = list(journal.read())

        slow = slowly(events, period.first, period.last)
        assert (found.first_wish.got, found.first_wish.of) == slow["wish"]
        assert dict(found.left) == slow["left"]
        assert found.ended == slow["ended"]
        assert {x.option: (x.offered, x.chosen) for x in found.options} == slow["options"]
        assert found.entries == len(events)
        assert [day for day, _ in found.days][-1] == today


def test_the_two_days_differ(busy: Counter) -> None:
    today = busy.clock.now().date()
    with busy.profile.read_journal() as journal:
        both, last = overview(journal, days_to(today, 7)), overview(journal, days_to(today, 1))

    assert (both.ended, both.left_in_all, last.ended, last.left_in_all) == (3, 1, 1, 0)
    assert (last.first_wish.got, last.first_wish.of) == (0, 1)
    assert (last.before.got, last.before.of) == (1, 1)
    assert last.points_up == -100


def test_a_manager_looks_at_the_day_and_at_the_week(busy: Counter) -> None:
    page = opened_page(busy)

    assert "0 %" in shown(page)
    assert "0 of 1 cases" in shown(page)
    page.periods.chip("week").click()
    busy.qtbot.waitUntil(lambda: "1 of 2 cases" in shown(page), timeout=5000)
    assert "50 %" in shown(page)
    assert "1 customer left without a solution" in shown(page)
    assert "Store credit" in page.options.accessibleName()


def test_nothing_yet_is_said_in_words(open_counter: OpenCounter) -> None:
    page = opened_page(open_counter())

    assert "No such case has ended in these days yet." in shown(page)


def opened_page(counter: Counter) -> TodayPage:
    """The page in sight of J. Lind, once it is read."""
    review = counter.opened.review
    review.open()
    assert review.presenter is not None
    assert review.window is not None
    review.presenter.choose_person("lind")
    review.presenter.enter("904162")
    page = review.window.page("today")
    assert isinstance(page, TodayPage)
    counter.qtbot.waitUntil(lambda: "entries" in shown(page), timeout=10_000)
    return page


def shown(page: QWidget) -> str:
    """Every text on the page."""
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def choose(counter: Counter, option: str) -> None:
    """Mark an option, and take it."""
    counter.opened.presenter.board.option_chosen(option)
    counter.settle()
    counter.press(Qt.Key.Key_Return)


def finish(counter: Counter) -> None:
    """To the slip and on to the next customer."""
    if counter.stage() is Stage.BOOKING:
        counter.scan("004512")
    assert counter.stage() is Stage.SLIP
    counter.press(Qt.Key.Key_Return)


def slowly(events: list[Event], first: date, last: date) -> dict[str, object]:
    """The same numbers, case by case and event by event."""
    got = of = ended = 0
    left: Count[str] = Count()
    offered: Count[str] = Count()
    chosen: Count[str] = Count()
    for end in events:
        is_end = end.type in {"case_completed", "case_left"}
        if not is_end or not first <= end.at.date() <= last:
            continue
        ended += 1
        own = [x for x in events if x.case_id == end.case_id and x.sequence <= end.sequence]
        wish = next((x.payload["option"] for x in own if x.type == "asked_for"), None)
        outcome = end.payload.get("option") if end.type == "case_completed" else None
        of += wish is not None
        got += wish is not None and wish == outcome
        if end.type == "case_left":
            left[str(end.payload["reason"])] += 1
        else:
            chosen[str(outcome)] += 1
        boards = [x.payload["board"] for x in own if x.type == "board_shown"]
        for option in options_of(boards[-1]):
            if option["standing"] != "not_possible":
                offered[str(option["id"])] += 1
    options = {x: (offered[x], chosen[x]) for x in set(offered) | set(chosen)}
    return {"wish": (got, of), "left": dict(left), "ended": ended, "options": options}


def options_of(board: Json) -> list[Mapping[str, Json]]:
    """The options of a board as it was shown."""
    assert isinstance(board, Mapping)
    options = board["options"]
    assert isinstance(options, list | tuple)
    return [each for each in options if isinstance(each, Mapping)]
