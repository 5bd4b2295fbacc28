"""Two managers answer one escalation, each at a window of their own: the first answer counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeys.harness import CHEAP_PINS, PINS
from returns_desk.application.presence import there
from support.two_windows import OTHER_CARD, Beside, asks_for_other_card

if TYPE_CHECKING:
    from journeys.harness import Counter

CREDIT = "store_credit/store_credit"
ARU_PIN = "640271"


@pytest.fixture
def beside(counter: Counter) -> Beside:
    """J. Lind reads what waits; P. Aru has come to the counter, where it is asked for."""
    counter.profile.operators(pin_cost=CHEAP_PINS).add("aru", "P. Aru", "manager", ARU_PIN)
    asks_for_other_card(counter)
    made = Beside(counter)
    made.touch("queue.open.")
    return made


def decides_at_the_counter(counter: Counter) -> None:
    """P. Aru's PIN arrives before the other window has read anything anew."""
    desk = counter.opened.desk
    desk.choose_approver("aru")
    desk.scan(ARU_PIN)


@pytest.mark.parametrize("alternative", [None, CREDIT], ids=["also allows", "declines"])
def test_the_second_answer_changes_nothing_and_its_manager_reads_who_was_first(
    counter: Counter, beside: Beside, alternative: str | None
) -> None:
    if alternative is not None:
        beside.touch(f"approval.alternative.{alternative}")
    decides_at_the_counter(counter)

    beside.type_secret(PINS["lind"])

    (given,) = counter.events("approval_given", "approval_declined")
    assert (given.type, given.payload["approver"]) == ("approval_given", "aru")
    assert "P. Aru" in beside.window.banner.sentence()
    assert beside.page.one.secret.text() == ""
    assert not beside.page.one.secret.isVisible()
    case = there(counter.opened.desk.state().case, "the customer is still here")
    assert case.chosen == OTHER_CARD


def test_who_takes_it_second_reads_who_has_it(counter: Counter, beside: Beside) -> None:
    desk = counter.opened.desk
    (aru,) = (each for each in desk.services.operators.all() if each.id == "aru")
    case_id = counter.case.case_id
    desk.take_escalation(aru, case_id)

    beside.touch("opened.take")

    (taken,) = counter.events("escalation_taken")
    assert taken.operator == "aru"
    assert "P. Aru" in beside.window.banner.sentence()
