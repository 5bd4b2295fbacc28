"""A manager at another window answers; the counter goes on with what was decided."""

import pytest

from counters import Counter
from fakes import (
    CLERK,
    MANAGER,
    MANAGER_PIN,
    OTHER_MANAGER,
    FakeOperators,
    FakePolicies,
    badge_of,
)
from returns_desk.application.approving import Seen
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.escalations.answering import Answer
from returns_desk.application.escalations.life import CARRIED_OUT, Phase
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Settings
from support.desk_steps import mistake_code, notice_of
from support.escalated import NO, OTHER_CARD, SEEN, YES, handed_on, life_of
from support.fake_vouchers import policy_with


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


def test_above_the_shop_s_amount_a_badge_alone_answers_nothing(counter: Counter) -> None:
    counter.policies = FakePolicies(policy_with(Settings(badge_alone_up_to=2135)))
    desk, case_id = handed_on(counter)
    before = desk.state()
    badge = Answer(SEEN, badge_of(MANAGER))

    assert mistake_code(lambda: desk.answer_escalation(MANAGER, case_id, badge)) == "badge_and_pin"
    assert desk.state() == before
