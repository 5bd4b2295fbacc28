"""Seeing, taking, handing on and closing what was handed on."""

import pytest

from builders import SHELF
from counters import Counter
from fakes import (
    CLERK,
    MANAGER,
    OTHER_CLERK,
    OTHER_MANAGER,
)
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.escalations.life import Phase
from returns_desk.application.ports import Operator
from returns_desk.domain.errors import OperatorMistake
from support.desk_steps import mistake_code
from support.escalated import YES, case_of, handed_on, life_of


def test_seen_is_noted_once(counter: Counter) -> None:
    desk, case_id = handed_on(counter)

    state = desk.see_escalation(MANAGER, case_id)
    desk.see_escalation(OTHER_MANAGER, case_id)

    assert counter.journal.types().count("escalation_seen") == 1
    assert life_of(desk).seen_by == MANAGER.id
    assert state.case is not None
    assert state.case.escalation is not None
    assert state.case.escalation.phase == Phase.SEEN
    assert state.stage is Stage.APPROVAL


def test_a_case_that_was_not_handed_on_can_be_looked_at(counter: Counter, desk: Desk) -> None:
    case_id = case_of(desk.scan(SHELF))

    desk.see_escalation(MANAGER, case_id)

    taking = mistake_code(lambda: desk.take_escalation(MANAGER, case_id))
    assert taking == "nothing_waits"
    assert "escalation_seen" not in counter.journal.types()


def test_it_is_taken_by_one(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.take_escalation(MANAGER, case_id)
    desk.take_escalation(MANAGER, case_id)

    with pytest.raises(OperatorMistake) as mistake:
        desk.take_escalation(OTHER_MANAGER, case_id)

    assert mistake.value.message == "Ines M. took this at 18:40."
    assert counter.journal.types().count("escalation_taken") == 1


def test_who_decides_need_not_be_who_took_it(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.take_escalation(OTHER_MANAGER, case_id)

    desk.answer_escalation(MANAGER, case_id, YES)

    assert life_of(desk).decided_by == MANAGER.id


def test_handed_on_it_says_to_whom_and_why(counter: Counter) -> None:
    desk, case_id = handed_on(counter)

    desk.hand_on_escalation(MANAGER, case_id, OTHER_MANAGER.id, "knows_this_better")

    life = life_of(desk)
    assert (life.handed_to, life.handed_why) == (OTHER_MANAGER.id, "knows_this_better")
    assert counter.journal.types()[-2:] == ["escalation_seen", "escalation_handed_on"]


def test_what_was_taken_is_handed_on_without_being_seen_again(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.take_escalation(MANAGER, case_id)

    desk.hand_on_escalation(MANAGER, case_id, OTHER_MANAGER.id, "not_here_any_more")

    assert "escalation_seen" not in counter.journal.types()
    assert life_of(desk).owner is None


@pytest.mark.parametrize(
    ("to", "why", "code"),
    [
        pytest.param(OTHER_MANAGER.id, "tired", "unknown_reason", id="no reason"),
        pytest.param("nobody", "own_purchase", "unknown_operator", id="nobody"),
        pytest.param(OTHER_CLERK.id, "own_purchase", "role_too_low", id="a clerk"),
        pytest.param(MANAGER.id, "own_purchase", "hand_on_to_self", id="oneself"),
    ],
)
def test_it_is_handed_to_another_with_authority_for_a_reason(
    counter: Counter, to: str, why: str, code: str
) -> None:
    desk, case_id = handed_on(counter, CLERK, OTHER_CLERK, MANAGER, OTHER_MANAGER)

    assert mistake_code(lambda: desk.hand_on_escalation(MANAGER, case_id, to, why)) == code


def test_what_needs_no_decision_is_closed_by_a_person(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.leave("nothing_suited")
    record = counter.journal.last("escalation_raised").payload

    desk.close_escalation(MANAGER, case_id, "read")

    assert record["triggers"] == ["declined_all"]
    assert counter.journal.last("escalation_closed").payload == {"outcome": "read"}
    with pytest.raises(OperatorMistake) as mistake:
        desk.close_escalation(MANAGER, case_id)
    assert mistake.value.message == "This was closed at 18:40."


def test_it_closes_with_an_outcome_that_there_is(counter: Counter) -> None:
    desk, case_id = handed_on(counter)

    closing = mistake_code(lambda: desk.close_escalation(MANAGER, case_id, "forgotten"))

    assert closing == "unknown_reason"


@pytest.mark.parametrize("person", [CLERK, Operator("tess", "Tess V.", "it")], ids=["clerk", "it"])
def test_without_authority_nobody_looks_after_it(counter: Counter, person: Operator) -> None:
    desk, case_id = handed_on(counter)

    assert mistake_code(lambda: desk.take_escalation(person, case_id)) == "role_too_low"


def test_a_case_of_nowhere_is_named_so(desk: Desk) -> None:
    assert mistake_code(lambda: desk.see_escalation(MANAGER, "nowhere")) == "unknown_case"
