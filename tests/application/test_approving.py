"""A second person decides."""

from dataclasses import replace

import pytest

from builders import PLUMS, SHELF, board, paying_option, shelf_options
from counters import Counter, proposing, signed_in
from fakes import (
    CLERK,
    CLERK_PIN,
    MANAGER,
    MANAGER_PIN,
    OTHER_CLERK,
    OTHER_MANAGER,
    TECHNICIAN,
    FakeOperators,
    badge_of,
)
from returns_desk.application.approvers import has_authority
from returns_desk.application.approving import Seen
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Policy
from support.desk_steps import asked, mistake_code, notice_of

OTHER_CARD = "refund/other_card"


def test_r3_one_pin_of_the_only_manager_approves_exactly_this(counter: Counter) -> None:
    desk = asked(counter)
    awaiting = desk.state()

    state = desk.scan(MANAGER_PIN)

    assert awaiting.prompt is Prompt.APPROVER_PIN
    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.can_confirm
    assert state.case.approval is not None
    assert state.case.approval.approver_name == MANAGER.name
    payload = counter.journal.last("approval_given").payload
    assert payload == {
        "option": OTHER_CARD,
        "amount": 2136,
        "requested_by": CLERK.id,
        "approver": MANAGER.id,
        "role": "manager",
        "reason": "same_person_seen",
        "expires_at": "2026-11-21T19:10:00-06:00",
        "board_digest": state.case.digest,
    }


def test_a_badge_approves_without_choosing_a_name(counter: Counter) -> None:
    desk = asked(counter, CLERK, MANAGER, OTHER_MANAGER)

    state = desk.scan(badge_of(OTHER_MANAGER))

    assert state.case is not None
    assert state.case.approval is not None
    assert state.case.approval.approver == OTHER_MANAGER.id


def test_with_several_managers_the_name_comes_before_the_pin(counter: Counter) -> None:
    desk = asked(counter, CLERK, MANAGER, OTHER_MANAGER)
    awaiting = desk.state()

    code = mistake_code(lambda: desk.scan(MANAGER_PIN))
    chosen = desk.choose_approver(OTHER_MANAGER.id)
    state = desk.scan(MANAGER_PIN)

    assert awaiting.prompt is Prompt.APPROVER
    assert code == "choose_approver_first"
    assert chosen.prompt is Prompt.APPROVER_PIN
    assert state.case is not None
    assert state.case.can_confirm


def test_the_name_can_come_with_the_pin(counter: Counter) -> None:
    desk = asked(counter, CLERK, MANAGER, OTHER_MANAGER)

    state = desk.approve(MANAGER_PIN, approver=OTHER_MANAGER.id, reason="our_mistake")

    assert state.case is not None
    assert state.case.approval is not None
    assert state.case.approval.reason == "our_mistake"


def test_nobody_approves_their_own_request(counter: Counter) -> None:
    counter.operators = FakeOperators((CLERK, MANAGER, OTHER_MANAGER))
    desk = signed_in(counter, MANAGER)
    desk.scan(SHELF)

    state = desk.ask_for(OTHER_CARD)
    code = mistake_code(lambda: desk.scan(badge_of(MANAGER)))

    assert code == "own_request"
    assert state.case is not None
    assert [each.id for each in state.case.approvers] == [OTHER_MANAGER.id]


def test_a_manager_who_takes_over_may_not_approve_what_they_asked_for(counter: Counter) -> None:
    counter.operators = FakeOperators((CLERK, MANAGER))
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.scan(badge_of(MANAGER))

    state = desk.ask_for(OTHER_CARD)

    assert notice_of(state) == "no_approver"
    assert state.stage is Stage.BOARD


def test_a_role_below_the_option_does_not_do(counter: Counter) -> None:
    desk = asked(counter, CLERK, OTHER_CLERK, MANAGER)

    assert mistake_code(lambda: desk.scan(badge_of(OTHER_CLERK))) == "role_too_low"
    assert mistake_code(lambda: desk.choose_approver(OTHER_CLERK.id)) == "role_too_low"


def test_nobody_there_with_authority_is_said_and_logged_all_the_same(counter: Counter) -> None:
    desk = asked(counter, CLERK, TECHNICIAN)

    assert notice_of(desk.state()) == "no_approver"
    assert "escalation_raised" in counter.journal.types()


@pytest.mark.parametrize(
    ("role", "needed", "enough"),
    [
        ("manager", "manager", True),
        ("regional", "manager", True),
        ("supervisor", "manager", False),
        ("it", "supervisor", False),
        ("manager", "head_office", False),
        ("regional", "head_office", True),
    ],
)
def test_authority_follows_the_roles(role: str, needed: str, enough: bool) -> None:
    assert has_authority(role, needed) is enough


def test_a_wrong_pin_of_a_manager_is_journaled_and_asks_again(counter: Counter) -> None:
    desk = asked(counter)

    code = mistake_code(lambda: desk.scan(CLERK_PIN))

    assert code == "wrong_pin"
    assert desk.state().stage is Stage.APPROVAL
    assert counter.journal.last("sign_in_failed").operator == MANAGER.id


def test_an_unknown_reason_is_one_sentence(counter: Counter) -> None:
    desk = asked(counter)

    assert mistake_code(lambda: desk.approve(MANAGER_PIN, reason="mood")) == "unknown_reason"


def test_an_approval_expires(counter: Counter) -> None:
    desk = asked(counter)
    desk.scan(MANAGER_PIN)

    counter.clock.advance(minutes=30)
    expired = desk.confirm()
    asked_again = desk.choose(OTHER_CARD)

    assert notice_of(expired) == "ask_first"
    assert expired.case is not None
    assert expired.case.approval is None
    assert asked_again.stage is Stage.APPROVAL
    assert "option_chosen" not in counter.journal.types()


def test_an_expired_approval_is_said_with_the_next_answer(counter: Counter) -> None:
    desk = asked(counter)
    desk.scan(MANAGER_PIN)

    counter.clock.advance(minutes=31)

    assert notice_of(desk.answer("photo_id_seen", value=True)) == "approval_expired"


def test_an_approval_is_void_when_the_amount_changes(counter: Counter) -> None:
    def propose(case: Case, _: Policy) -> Board:
        original, other, *rest = shelf_options()
        if case.claim.facts.photo_id_seen:
            half = replace(other.legs[0], amount=1000)
            other = paying_option(OTHER_CARD, [half], Standing.NEEDS_APPROVAL)
        return board([original, other, *rest])

    counter.propose = propose
    desk = asked(counter)
    desk.scan(MANAGER_PIN)

    state = desk.answer("photo_id_seen", value=True)

    assert notice_of(state) == "approval_void"
    assert state.case is not None
    assert (state.case.approval, state.case.can_confirm) == (None, False)


def test_an_approval_is_void_when_it_becomes_a_matter_of_a_higher_role(counter: Counter) -> None:
    def propose(case: Case, _: Policy) -> Board:
        original, other, *rest = shelf_options()
        role = "regional" if case.claim.facts.photo_id_seen else "manager"
        return board([original, replace(other, approval_role=role), *rest])

    counter.propose = propose
    desk = asked(counter)
    desk.scan(MANAGER_PIN)

    state = desk.answer("photo_id_seen", value=True)

    assert notice_of(state) == "approval_void"
    assert state.case is not None
    assert (state.case.approval, state.case.can_confirm) == (None, False)


def test_an_approval_stays_when_nobody_needs_to_allow_it_any_more(counter: Counter) -> None:
    def propose(case: Case, _: Policy) -> Board:
        original, other, *rest = shelf_options()
        if case.claim.facts.photo_id_seen:
            other = replace(other, standing=Standing.AVAILABLE, approval_role=None)
        return board([original, other, *rest])

    counter.propose = propose
    desk = asked(counter)
    desk.scan(MANAGER_PIN)

    state = desk.answer("photo_id_seen", value=True)

    assert state.case is not None
    assert state.case.approval is not None
    assert state.case.can_confirm


def test_an_approval_is_void_when_other_goods_come_back(counter: Counter) -> None:
    desk = asked(counter)
    desk.scan(MANAGER_PIN)

    state = desk.scan(PLUMS)

    assert state.case is not None
    assert state.case.approval is None
    assert notice_of(state) == "approval_void"


def test_an_amount_that_is_still_open_can_not_be_approved(counter: Counter) -> None:
    _, other, *_ = shelf_options()
    counter.propose = proposing([replace(other, amount_max=3000)])
    desk = asked(counter)

    assert mistake_code(lambda: desk.scan(MANAGER_PIN)) == "answer_first"


@pytest.mark.parametrize("seen", [Seen(OTHER_CARD, 2135), Seen("refund/original", 2136)])
def test_r3_what_was_not_read_is_not_approved_and_nothing_is_lost(
    counter: Counter, seen: Seen
) -> None:
    desk = asked(counter)
    before = desk.state()

    code = mistake_code(lambda: desk.approve(MANAGER_PIN, seen=seen))

    assert code == "changed_while_deciding"
    assert desk.state() == before
    assert "approval_given" not in counter.journal.types()


def test_r3_what_was_read_is_approved(counter: Counter) -> None:
    state = asked(counter).approve(MANAGER_PIN, seen=Seen(OTHER_CARD, 2136))

    assert notice_of(state) == "approved"
