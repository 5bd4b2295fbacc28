"""The board of an open case, kept up to date."""

from dataclasses import replace

from builders import (
    SHELF,
    board,
    shelf_options,
)
from counters import Counter, signed_in
from returns_desk.domain.board import (
    Board,
    Standing,
    Trigger,
)
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Policy


def test_numbers_are_given_once_and_stay(counter: Counter) -> None:
    def propose(case: Case, _: Policy) -> Board:
        original, other, credit = (shelf_options()[index] for index in (0, 1, 3))
        if case.claim.facts.photo_id_seen:
            return board([replace(other, standing=Standing.AVAILABLE), original, credit])
        return board([original, other, credit])

    counter.propose = propose
    desk = signed_in(counter)

    first = desk.scan(SHELF)
    later = desk.answer("photo_id_seen", value=True)

    assert first.case is not None
    assert later.case is not None
    assert first.case.numbers == later.case.numbers
    assert first.case.numbers == {
        "refund/original": 1,
        "store_credit/store_credit": 2,
        "refund/other_card": 3,
    }


def test_a_mark_on_what_is_no_longer_possible_is_taken_back(counter: Counter) -> None:
    def propose(case: Case, _: Policy) -> Board:
        return board([] if case.claim.facts.photo_id_seen else shelf_options())

    counter.propose = propose
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose("refund/original")

    state = desk.answer("photo_id_seen", value=True)

    assert state.case is not None
    assert state.case.chosen is None


def test_triggers_of_the_board_are_logged_by_themselves_and_once(counter: Counter) -> None:
    made = board(shelf_options(), triggers=[Trigger("line_already_returned", item=0)])
    counter.propose = lambda _case, _policy: made
    desk = signed_in(counter)

    desk.scan(SHELF)
    desk.answer("photo_id_seen", value=True)

    assert counter.journal.types().count("escalation_raised") == 1
    payload = counter.journal.last("escalation_raised").payload
    assert payload["about"] == [{"code": "line_already_returned", "option": None, "item": 0}]
    assert (payload["option"], payload["amount"]) == (None, 0)
