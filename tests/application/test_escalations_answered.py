"""A manager at another window answers; the counter goes on with what was decided."""

import pytest

from builders import SHELF, sale
from counters import Counter
from fakes import (
    CLERK,
    MANAGER,
    MANAGER_PIN,
    OTHER_CLERK,
    OTHER_MANAGER,
    FakeOperators,
    FakeSales,
    badge_of,
)
from returns_desk.application.approving import Seen
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.escalations.answering import Answer
from returns_desk.application.escalations.life import CARRIED_OUT, Phase
from returns_desk.application.ports import Operator
from returns_desk.domain.errors import OperatorMistake
from support.desk_steps import mistake_code, notice_of
from support.escalated import NO, OTHER_CARD, SEEN, YES, handed_on, life_of


def test_the_shelf_is_approved_at_another_window_and_goes_on_without_a_question(
    counter: Counter,
) -> None:
    desk, case_id = handed_on(counter)

    state = desk.answer_escalation(MANAGER, case_id, YES)

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert (state.case.chosen, state.case.can_confirm) == (OTHER_CARD, True)
    assert state.operator is not None
    assert state.operator.id == CLERK.id
    assert notice_of(state) == "approved"
    given = counter.journal.last("approval_given")
    assert given.operator == MANAGER.id
    assert (given.payload["approver"], given.payload["requested_by"]) == (MANAGER.id, CLERK.id)
    assert life_of(desk).phase is Phase.APPROVED


def test_what_was_decided_closes_by_being_carried_out(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.answer_escalation(MANAGER, case_id, YES)
    desk.confirm()

    desk.book_leg(1, "T-1")

    assert life_of(desk).outcome == CARRIED_OUT


def test_declining_offers_another_option_and_the_clerk_sees_it_at_once(counter: Counter) -> None:
    desk, case_id = handed_on(counter)

    state = desk.answer_escalation(MANAGER, case_id, NO)

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.decline is not None
    assert state.case.decline.alternative == "store_credit/store_credit"
    assert state.case.requested is None
    assert life_of(desk).phase is Phase.DECLINED


def test_a_parked_case_is_answered_and_taken_up_with_the_answer(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.park()

    parked = desk.answer_escalation(MANAGER, case_id, YES)
    state = desk.resume_case(case_id)

    (offer,) = parked.open_cases
    assert offer.escalation is not None
    assert offer.escalation.phase == Phase.APPROVED
    assert parked.case is None
    assert state.case is not None
    assert state.case.chosen == OTHER_CARD
    assert state.case.can_confirm


def test_the_counter_may_be_locked_meanwhile(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.lock()

    locked = desk.answer_escalation(MANAGER, case_id, YES)
    state = desk.sign_in_badge(badge_of(CLERK))

    assert locked.case is None
    assert state.case is not None
    assert state.case.chosen == OTHER_CARD


def test_another_case_at_the_counter_stays_as_it_is(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.park()
    desk.scan("3141-02-20261121-0007")
    before = desk.choose("store_credit/store_credit")

    state = desk.answer_escalation(MANAGER, case_id, YES)

    assert (state.case, state.notice) == (before.case, before.notice)


def test_of_two_managers_the_second_hears_who_when_and_what(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.answer_escalation(MANAGER, case_id, YES)
    counter.clock.advance(minutes=1)
    recorded = len(counter.journal.events)

    with pytest.raises(OperatorMistake) as mistake:
        desk.answer_escalation(OTHER_MANAGER, case_id, NO)

    assert mistake.value.code == "already_answered"
    assert mistake.value.message == "Ines M. allowed this at 18:40."
    assert len(counter.journal.events) == recorded


def test_the_second_hears_of_a_declining_too(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.answer_escalation(MANAGER, case_id, NO)

    with pytest.raises(OperatorMistake) as mistake:
        desk.answer_escalation(OTHER_MANAGER, case_id, YES)

    assert mistake.value.message == "Ines M. offered something else in its place at 18:40."


def test_at_the_counter_the_second_hears_it_as_well(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.answer_escalation(MANAGER, case_id, YES)

    assert mistake_code(lambda: desk.approve(badge_of(OTHER_MANAGER))) == "already_answered"
    alternative = "store_credit/store_credit"
    declining = mistake_code(lambda: desk.decline(badge_of(OTHER_MANAGER), alternative))
    assert declining == "already_answered"


def test_who_was_named_and_has_gone_is_told_by_the_id(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.answer_escalation(MANAGER, case_id, YES)
    counter.operators = FakeOperators([CLERK, OTHER_MANAGER])
    later = Desk(counter.services())

    with pytest.raises(OperatorMistake) as mistake:
        later.answer_escalation(OTHER_MANAGER, case_id, NO)

    assert mistake.value.fields["name"] == MANAGER.id


def test_asked_again_after_a_declining_it_waits_again(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.answer_escalation(MANAGER, case_id, NO)

    desk.begin_approval(OTHER_CARD)

    assert life_of(desk).phase is Phase.WAITING
    assert counter.journal.types().count("escalation_raised") == 2


def test_asked_again_while_it_is_allowed_nothing_waits(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.answer_escalation(MANAGER, case_id, YES)

    desk.begin_approval(OTHER_CARD)

    assert life_of(desk).phase is Phase.APPROVED


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(Answer(Seen(OTHER_CARD, 1), MANAGER_PIN), "changed_while_deciding", id="sum"),
        pytest.param(
            Answer(Seen("refund/original", 2136), MANAGER_PIN),
            "changed_while_deciding",
            id="needs nobody",
        ),
        pytest.param(Answer(SEEN, "999999"), "wrong_pin", id="wrong PIN"),
        pytest.param(Answer(SEEN, MANAGER_PIN, alternative=""), "choose_alternative_first", id="-"),
    ],
)
def test_an_answer_that_does_not_fit_changes_nothing(
    counter: Counter, answer: Answer, code: str
) -> None:
    desk, case_id = handed_on(counter)
    before = desk.state()

    assert mistake_code(lambda: desk.answer_escalation(MANAGER, case_id, answer)) == code
    assert desk.state() == before


def test_while_money_moves_nothing_is_left_to_allow(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.choose("refund/original")
    desk.confirm()

    assert mistake_code(lambda: desk.answer_escalation(MANAGER, case_id, YES)) == "payout_begun"


def test_the_pin_may_be_of_another_and_a_badge_says_whose_it_is(counter: Counter) -> None:
    desk, case_id = handed_on(counter)

    desk.answer_escalation(MANAGER, case_id, Answer(SEEN, badge_of(OTHER_MANAGER)))

    assert counter.journal.last("approval_given").payload["approver"] == OTHER_MANAGER.id


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
    state = desk.scan(SHELF)
    assert state.case is not None

    desk.see_escalation(MANAGER, state.case.case_id)

    taking = mistake_code(lambda: desk.take_escalation(MANAGER, state.case.case_id))  # type: ignore[union-attr] -- it is open
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


# --- nobody decides on what is their own ------------------------------------------------------

OWN = Operator("ines", "Ines M.", "manager", customer="C-17")


def own_counter(*people: Operator) -> Counter:
    counter = Counter(sales=FakeSales([sale(customer="C-17")]))
    counter.operators = FakeOperators(people)
    return counter


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
