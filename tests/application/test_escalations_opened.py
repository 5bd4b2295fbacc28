"""Who decides sees the case as the clerk does, and it is noted that they saw it."""

from builders import SHELF
from counters import Counter
from fakes import CLERK, MANAGER
from returns_desk.application.desk import Desk
from returns_desk.application.presence import there
from support.desk_steps import mistake_code
from support.escalated import OTHER_CARD, YES, case_of, handed_on


def test_the_board_is_the_clerks_with_the_same_numbers(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    clerks = there(desk.state().case, "it is open")

    case = there(desk.open_escalation(MANAGER, case_id), "it has not ended")

    assert (case.board, case.numbers) == (clerks.board, clerks.numbers)
    assert case.requested == OTHER_CARD
    assert counter.journal.types()[-1] == "escalation_seen"


def test_of_a_parked_case_the_board_is_made_for_this_moment(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.park()

    case = there(desk.open_escalation(MANAGER, case_id), "it has not ended")

    assert case.requested == OTHER_CARD
    assert desk.state().case is None


def test_what_needs_no_decision_asks_for_none(desk: Desk) -> None:
    case_id = case_of(desk.scan(SHELF))
    desk.call_manager()

    case = there(desk.open_escalation(MANAGER, case_id), "it has not ended")

    assert case.requested is None


def test_a_case_that_was_not_handed_on_can_be_opened(desk: Desk) -> None:
    case_id = case_of(desk.scan(SHELF))

    assert there(desk.open_escalation(MANAGER, case_id), "it is open").requested is None


def test_a_case_that_has_ended_has_no_board(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.leave("nothing_suited")

    assert desk.open_escalation(MANAGER, case_id) is None
    assert mistake_code(lambda: desk.open_escalation(CLERK, case_id)) == "role_too_low"


def test_a_case_that_has_ended_is_not_answered(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.leave("did_not_say")

    code = mistake_code(lambda: desk.answer_escalation(MANAGER, case_id, YES))

    assert code == "escalation_closed"
