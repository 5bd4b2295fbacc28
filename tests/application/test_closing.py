"""How a case ends, is set aside, or is taken up again."""

from builders import PLUMS, SHELF
from counters import Counter, split_desk
from fakes import MANAGER_PIN
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import LegPhase, Stage
from support.desk_steps import mistake_code


def test_r11_a_walk_away_is_recorded_in_one_action(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)

    state = desk.leave()

    assert state.stage is Stage.WAITING
    assert state.notice is not None
    assert state.notice.code == "left"
    assert state.open_cases == ()
    assert counter.journal.last("case_left").payload == {"reason": "did_not_say"}
    assert counter.journal.open_cases() == ()


def test_r11_also_of_a_customer_whose_receipt_was_never_found(desk: Desk, counter: Counter) -> None:
    desk.begin_key_in("lost")

    state = desk.leave("took_too_long")

    assert state.stage is Stage.WAITING
    assert counter.journal.appends[-1] == ("case_opened", "case_left")


def test_a_customer_whom_nothing_suited_is_handed_on(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)

    desk.leave("nothing_suited")

    assert counter.journal.last("escalation_raised").payload["triggers"] == ["declined_all"]


def test_leaving_with_an_approval_unused_is_handed_on(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.ask_for("refund/other_card")
    desk.scan(MANAGER_PIN)

    desk.leave()

    triggers = counter.journal.last("escalation_raised").payload["triggers"]
    assert triggers == ["approval_not_carried_out"]


def test_why_a_customer_left_is_one_of_a_list(desk: Desk) -> None:
    desk.scan(SHELF)

    assert mistake_code(lambda: desk.leave("rude")) == "unknown_reason"


def test_leaving_before_money_moved_gives_the_leg_up() -> None:
    desk, counter = split_desk()

    desk.leave()

    assert counter.journal.last("leg_failed").payload["why"] == "customer_left"
    assert counter.journal.open_cases() == ()


def test_leaving_after_a_part_was_paid_is_not_possible() -> None:
    desk, _ = split_desk()
    desk.scan("004512")

    assert mistake_code(desk.leave) == "partly_paid"


def test_the_next_customer_finds_an_empty_counter(desk: Desk) -> None:
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()

    state = desk.next_customer()

    assert (state.stage, state.case) == (Stage.WAITING, None)


def test_a_scan_on_the_slip_begins_the_next_case(desk: Desk) -> None:
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()

    state = desk.scan(PLUMS)

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.number == 2
    assert [each.receipt for each in state.case.receipts] == [PLUMS]


def test_an_item_on_the_slip_is_looked_up_not_claimed(desk: Desk) -> None:
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()

    state = desk.scan("SHELF-36W")

    assert state.stage is Stage.PROOF
    assert state.case is None


def test_a_payout_that_can_not_go_on_is_set_aside_and_taken_up_again() -> None:
    desk, _ = split_desk()
    desk.scan("004512")
    begun = mistake_code(desk.next_customer)
    desk.fail_leg(2, "drawer_short")

    aside = desk.next_customer()
    back = desk.resume_case(aside.open_cases[0].case_id)

    assert begun == "finish_first"
    assert aside.stage is Stage.WAITING
    assert aside.open_cases[0].receipts == (SHELF,)
    assert back.stage is Stage.BOOKING
    assert back.case is not None
    assert back.case.legs[1].phase is LegPhase.FAILED
    assert desk.book_leg(2).stage is Stage.SLIP


def test_keying_in_for_an_open_case_comes_to_an_end_first(desk: Desk) -> None:
    desk.scan(SHELF)
    desk.begin_key_in()

    assert mistake_code(desk.next_customer) == "finish_first"
    assert desk.back().stage is Stage.BOARD
