"""A second person declines, or is called: what happens then."""

from dataclasses import replace

import pytest

from builders import PLUMS, SHELF, board, shelf_options
from counters import Counter, proposing
from fakes import (
    CLERK,
    MANAGER,
    MANAGER_PIN,
    OTHER_MANAGER,
    badge_of,
)
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import GuidanceStep, Stage
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Policy
from support.desk_steps import asked, mistake_code, notice_of

OTHER_CARD = "refund/other_card"
CREDIT = "store_credit/store_credit"


def test_r3_declining_offers_something_else(counter: Counter) -> None:
    desk = asked(counter)

    state = desk.decline(MANAGER_PIN, CREDIT, reason="not_allowed_to_us")

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.decline is not None
    assert state.case.decline.alternative == CREDIT
    assert state.case.decline.approver_name == MANAGER.name
    assert state.case.guidance is GuidanceStep.OFFER
    assert counter.journal.last("approval_declined").payload == {
        "option": OTHER_CARD,
        "alternative": CREDIT,
        "approver": MANAGER.id,
        "reason": "not_allowed_to_us",
    }


@pytest.mark.parametrize("alternative", ["", OTHER_CARD, "refund/cash"])
def test_declining_needs_an_alternative_that_is_possible(
    counter: Counter, alternative: str
) -> None:
    desk = asked(counter)

    code = mistake_code(lambda: desk.decline(MANAGER_PIN, alternative))

    assert code == "choose_alternative_first"


def test_where_there_is_no_alternative_none_is_needed(counter: Counter) -> None:
    counter.propose = proposing([shelf_options()[1]])
    desk = asked(counter)

    state = desk.decline(MANAGER_PIN, "")

    assert notice_of(state) == "declined"


def test_after_a_decline_another_manager_may_still_allow_it(counter: Counter) -> None:
    desk = asked(counter, CLERK, MANAGER, OTHER_MANAGER)
    desk.decline(badge_of(MANAGER), CREDIT)

    desk.begin_approval()
    state = desk.scan(badge_of(OTHER_MANAGER))

    assert state.case is not None
    assert state.case.decline is None
    assert state.case.can_confirm


def test_approval_begins_for_what_was_asked_or_for_an_option_named(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)

    nothing = mistake_code(desk.begin_approval)
    desk.ask_for("refund/cash")
    still_nothing = mistake_code(desk.begin_approval)
    needless = mistake_code(lambda: desk.begin_approval("refund/original"))
    named = desk.begin_approval(OTHER_CARD)
    desk.back()
    again = desk.begin_approval()

    assert (nothing, still_nothing) == ("nothing_requested", "nothing_requested")
    assert needless == "no_approval_needed"
    assert named.stage is Stage.APPROVAL
    assert again.stage is Stage.APPROVAL
    assert counter.journal.types().count("asked_for") == 2


def test_escape_leaves_the_prompt_and_keeps_the_request(counter: Counter) -> None:
    desk = asked(counter)

    state = desk.back()

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.requested == OTHER_CARD


def test_a_scan_that_is_no_secret_goes_on_as_usual(counter: Counter) -> None:
    desk = asked(counter)

    state = desk.scan(PLUMS)

    assert state.case is not None
    assert len(state.case.receipts) == 2


def test_a_request_ends_when_the_option_opens_by_itself(counter: Counter) -> None:
    def propose(case: Case, _: Policy) -> Board:
        original, other, *rest = shelf_options()
        if case.claim.facts.photo_id_seen:
            other = replace(other, standing=Standing.AVAILABLE)
        return board([original, other, *rest])

    counter.propose = propose
    desk = asked(counter)

    state = desk.answer("photo_id_seen", value=True)

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert (state.case.requested, state.case.chosen) == (None, OTHER_CARD)


def test_r8_a_manager_is_one_action_away_on_a_case(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)

    state = desk.call_manager()

    assert notice_of(state) == "manager_called"
    assert "manager_called" in counter.journal.types()
    assert counter.journal.last("escalation_raised").payload["triggers"] == ["manager_asked"]


def test_r8_and_without_a_case_too(desk: Desk, counter: Counter) -> None:
    desk.call_manager()

    assert counter.journal.last("manager_called").case_id is None
    assert "escalation_raised" not in counter.journal.types()


def test_an_approver_can_not_be_made_up_before_anything_is_asked(counter: Counter) -> None:
    desk = asked(counter)

    assert mistake_code(lambda: desk.choose_approver("nobody")) == "unknown_operator"
