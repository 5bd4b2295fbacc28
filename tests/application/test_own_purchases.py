"""Nobody serves, allows or takes back what was bought with their own customer number."""

import pytest

from builders import SHELF, sale
from counters import Counter
from fakes import (
    CLERK,
    OTHER_MANAGER,
    FakeOperators,
    FakeSales,
    badge_of,
)
from returns_desk.application.desk import Desk
from returns_desk.application.escalations.answering import Answer
from returns_desk.application.ports import Operator
from returns_desk.domain.errors import OperatorMistake
from support.desk_steps import mistake_code
from support.escalated import SEEN, YES, handed_on

OWN = Operator("ines", "Ines M.", "manager", customer="C-17")


def test_nobody_approves_their_own_purchase(counter: Counter) -> None:
    counter.sales = FakeSales([sale(customer="C-17")])
    desk, case_id = handed_on(counter, CLERK, OWN, OTHER_MANAGER)
    state = desk.state()

    answering = mistake_code(lambda: desk.answer_escalation(OWN, case_id, YES))
    badge = Answer(SEEN, badge_of(OWN))
    by_badge = mistake_code(lambda: desk.answer_escalation(OTHER_MANAGER, case_id, badge))

    assert state.case is not None
    assert [each.id for each in state.case.approvers] == [OTHER_MANAGER.id]
    assert (answering, by_badge) == ("own_purchase", "own_purchase")


def test_nobody_serves_their_own_purchase(counter: Counter) -> None:
    counter.sales = FakeSales([sale(customer="C-17")])
    counter.operators = FakeOperators([CLERK, OWN])
    desk = Desk(counter.services())
    desk.sign_in_badge(badge_of(OWN))

    with pytest.raises(OperatorMistake) as mistake:
        desk.scan(SHELF)

    assert mistake.value.code == "own_purchase"
    assert "case_opened" not in counter.journal.types()


def test_nobody_takes_over_their_own_purchase(counter: Counter) -> None:
    counter.sales = FakeSales([sale(customer="C-17")])
    desk, case_id = handed_on(counter, CLERK, OWN, OTHER_MANAGER)

    over = mistake_code(lambda: desk.sign_in_badge(badge_of(OWN)))
    desk.park()
    desk.sign_in_badge(badge_of(OWN))
    up = mistake_code(lambda: desk.resume_case(case_id))

    assert (over, up) == ("own_purchase", "own_purchase")


def test_nobody_takes_their_own_purchase_back(counter: Counter) -> None:
    counter.sales = FakeSales([sale(customer="C-17")])
    counter.operators = FakeOperators([CLERK, OWN, OTHER_MANAGER])
    desk = Desk(counter.services())
    desk.sign_in_badge(badge_of(CLERK))
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()

    state = desk.begin_void()

    assert state.case is not None
    assert state.case.void is not None
    assert [each.id for each in state.case.void.deciders] == [OTHER_MANAGER.id]
