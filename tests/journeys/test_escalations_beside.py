"""A clerk asks, a manager answers at another window, and the clerk goes on without a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeys.harness import CHEAP_PINS, PINS, PLUMS, REFERENCE
from returns_desk.application.desk_state import Stage
from returns_desk.ui.clerk.escalation_watch import EscalationWatch
from returns_desk.ui.kit.announcing import VOICE
from support.two_windows import OTHER_CARD, Beside, asks_for_other_card, at_counter

if TYPE_CHECKING:
    from journeys.harness import Counter

CREDIT = "store_credit/store_credit"


@pytest.fixture
def asked(counter: Counter) -> Counter:
    """The shelf's customer asked for the other card."""
    asks_for_other_card(counter)
    return counter


def test_the_manager_answers_by_touch_and_the_clerk_goes_on_without_a_question(
    asked: Counter,
) -> None:
    beside = Beside(asked)

    beside.touch("queue.open.")
    QTest.keyClicks(beside.page.one.secret, PINS["lind"])
    beside.touch("confirm")

    assert asked.stage() is Stage.BOARD
    assert asked.case.chosen == OTHER_CARD
    assert "J. Lind" in asked.window.scan_row.banner.sentence()
    at_counter(asked)
    asked.press(Qt.Key.Key_Return)
    asked.scan(REFERENCE)
    assert asked.stage() is Stage.SLIP
    (given,) = asked.events("approval_given")
    assert (given.operator, given.payload["approver"]) == ("lind", "lind")
    assert [each.type for each in asked.events("escalation_seen")] == ["escalation_seen"]


def test_by_keyboard_alone(asked: Counter) -> None:
    beside = Beside(asked)
    QTest.keyClick(beside.found("queue.open."), Qt.Key.Key_Space)
    beside.settle()

    beside.type_secret(PINS["lind"])

    assert asked.case.can_confirm
    assert beside.page.currentWidget() is beside.page.queue


def test_the_rail_counts_what_waits(asked: Counter) -> None:
    beside = Beside(asked)
    before = beside.presenter._state.counts["escalations"]
    asked.clock.go_on(minutes=5)

    beside.presenter.refresh()
    beside.settle()

    assert before == (1, False)
    assert beside.presenter._state.counts["escalations"] == (1, True)


def test_the_manager_reads_the_story_and_the_board_that_the_clerk_sees(asked: Counter) -> None:
    beside = Beside(asked)

    beside.touch("queue.open.")

    one = beside.page.one
    clerks = asked.window.case_page.board.shown_cards()
    assert [(x.content().option_id, x.content().number) for x in one.board.shown_cards()] == [
        (x.content().option_id, x.content().number) for x in clerks
    ]
    told = [each.accessibleName() for each in one.story.findChildren(type(one.story.inside))]
    assert any("Asked for: Another card" in each for each in told)
    assert any("Handed on by itself" in each for each in told)


def test_declining_offers_another_way_first(asked: Counter) -> None:
    beside = Beside(asked)
    beside.touch("queue.open.")

    beside.touch(f"approval.alternative.{CREDIT}")
    beside.type_secret(PINS["lind"])

    (declined,) = asked.events("approval_declined")
    assert declined.payload["alternative"] == CREDIT
    assert asked.case.decline is not None
    assert asked.case.requested is None


def test_of_two_managers_the_one_at_the_counter_wins_and_the_other_hears_it(
    asked: Counter,
) -> None:
    beside = Beside(asked)
    beside.touch("queue.open.")
    at_counter(asked)
    asked.scan(PINS["lind"])

    beside.settle()

    assert len(asked.events("approval_given")) == 1
    assert (
        beside.page.currentWidget() is beside.page.queue or not beside.page.one.secret.isVisible()
    )


def test_a_parked_case_is_answered_while_another_customer_is_served(asked: Counter) -> None:
    asked.press(Qt.Key.Key_F4)
    asked.scan(PLUMS)
    beside = Beside(asked)
    beside.touch("queue.open.")

    beside.type_secret(PINS["lind"])

    assert len(asked.events("approval_given")) == 1
    assert [each.receipt for each in asked.case.receipts] == [PLUMS]


def test_who_looks_after_it_takes_it_and_goes_back_to_the_queue(asked: Counter) -> None:
    beside = Beside(asked)
    beside.touch("queue.open.")

    beside.touch("opened.take")

    (taken,) = asked.events("escalation_taken")
    assert taken.operator == "lind"
    assert not beside.page.one.take.isVisible()
    assert not beside.page.one.give.isVisible()
    beside.touch("opened.back")
    assert beside.page.currentWidget() is beside.page.queue


def test_it_is_handed_on_to_another_person_for_a_reason(asked: Counter) -> None:
    asked.profile.operators(pin_cost=CHEAP_PINS).add("aru", "P. Aru", "manager", "640271")
    beside = Beside(asked)
    beside.touch("queue.open.")

    beside.touch("opened.hand_on")
    beside.touch("hand_on.people.aru")
    beside.touch("confirm")

    (given,) = asked.events("escalation_handed_on")
    assert given.payload == {"to": "aru", "why": "knows_this_better"}
    assert beside.page.currentWidget() is beside.page.queue


def test_an_equal_case_stands_beside_the_answer_before_it_is_given(asked: Counter) -> None:
    beside = Beside(asked)
    beside.touch("queue.open.")
    beside.type_secret(PINS["lind"])
    at_counter(asked)
    asked.opened.presenter.acted("leave")
    asked.opened.presenter.choice_made("did_not_say")
    asked.settle()
    asks_for_other_card(asked)
    beside.presenter.go("escalations")
    beside.presenter.refresh()
    beside.settle()
    asked_again = asked.case.case_id

    beside.touch(f"queue.open.{asked_again}")
    same = beside.page.one.equal.accessibleName()
    beside.touch(f"approval.alternative.{CREDIT}")
    other = beside.page.one.equal.differs.text()

    assert "1 of 1 equal cases were approved." in same
    assert "differs" not in same
    assert other == "This answer differs from the earlier one."


def test_a_manager_who_signs_in_at_the_counter_is_told_at_once_and_again(asked: Counter) -> None:
    asked.press(Qt.Key.Key_F4)
    asked.opened.presenter.acted("lock")
    asked.settle()
    asked.sign_in("lind")

    asked.opened.presenter.tick()

    first = asked.window.scan_row.banner.sentence()
    assert "case 1" in first
    said: list[str] = []
    VOICE.said.connect(said.append)
    asked.opened.presenter.tick()
    soon = list(said)
    asked.clock.go_on(minutes=3)
    asked.opened.presenter.tick()
    VOICE.said.disconnect(said.append)
    assert soon == []
    assert any("case 1" in each for each in said)


def test_a_clerk_is_told_of_nothing_that_waits_for_others(asked: Counter) -> None:
    asked.press(Qt.Key.Key_F4)
    asked.press(Qt.Key.Key_F10)

    asked.opened.presenter.tick()

    assert "Waits for your answer" not in asked.window.scan_row.banner.sentence()


def test_what_is_open_too_long_is_handed_on_by_the_window_itself(counter: Counter) -> None:
    counter.scan(PLUMS)
    counter.clock.go_on(minutes=11)
    (watch,) = counter.window.findChildren(EscalationWatch)

    watch.look()
    counter.settle()

    (raised,) = counter.events("escalation_raised")
    assert raised.payload["triggers"] == ["open_too_long"]
