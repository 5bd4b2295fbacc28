"""Legs that fail, payouts that are stopped, and what follows."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builders import (
    CARD_LEG,
    PLUMS,
    SHELF,
    board,
    option,
    paying_option,
    shelf_options,
)
from counters import Counter, proposing, signed_in, split_desk
from fakes import MANAGER_PIN
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import LegPhase, Stage
from returns_desk.application.ports import ReturnedLine, ReturnedSoFar
from returns_desk.domain.board import Board, CoveredItem, Leg, Standing
from returns_desk.domain.case import Case, RefundAuthorisation
from returns_desk.domain.errors import Defect, EnvironmentFault
from returns_desk.domain.policy import Policy
from support.desk_steps import confirmed, mistake_code, notice_of, phases


def test_a_leg_that_fails_before_money_moved_brings_the_board_back(counter: Counter) -> None:
    desk = confirmed(counter)

    state = desk.fail_leg(1, "unreachable")
    again = desk.confirm()

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.chosen == "refund/original"
    assert notice_of(state) == "leg_failed"
    assert again.stage is Stage.BOOKING


def test_a_card_that_the_issuer_declined_opens_other_ways(counter: Counter) -> None:
    desk = confirmed(counter)

    state = desk.fail_leg(1, "declined")

    facts = counter.proposed[-1].claim.facts
    assert facts.refund_authorisation == {f"{SHELF}/1": RefundAuthorisation.DECLINED}
    assert state.case is not None
    assert state.case.chosen is None


def test_a_leg_that_fails_after_money_moved_is_tried_again() -> None:
    desk, counter = split_desk()
    desk.scan("004512")

    failed = desk.fail_leg(2, "drawer_short")
    begun = desk.begin_leg(2)
    desk.begin_leg(2)
    done = desk.book_leg(2)

    assert phases(failed) == [LegPhase.BOOKED, LegPhase.FAILED]
    assert failed.case is not None
    assert failed.case.legs[1].why == "drawer_short"
    assert phases(begun) == [LegPhase.BOOKED, LegPhase.BEGUN]
    assert done.stage is Stage.SLIP
    assert counter.journal.types().count("leg_begun") == 3


def test_a_failed_leg_that_is_booked_at_once_is_begun_in_the_journal_first() -> None:
    desk, counter = split_desk()
    desk.scan("004512")
    desk.fail_leg(2, "drawer_short")

    desk.book_leg(2)

    assert counter.journal.appends[-2][:2] == ("leg_begun", "leg_booked")


def test_why_a_leg_failed_is_one_of_a_list(counter: Counter) -> None:
    desk = confirmed(counter)

    assert mistake_code(lambda: desk.fail_leg(1, "4111111111111111")) == "unknown_reason"


def test_the_rest_can_go_another_way_while_nothing_is_paid(counter: Counter) -> None:
    desk = confirmed(counter)

    state = desk.change_rest()

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.chosen is None
    assert counter.journal.last("leg_failed").payload["why"] == "taken_back"


def test_the_rest_stays_on_its_way_once_a_part_is_paid() -> None:
    desk, _ = split_desk()
    desk.scan("004512")

    assert mistake_code(desk.change_rest) == "rest_stays"


def test_an_approval_that_could_not_be_carried_out_is_handed_on(counter: Counter) -> None:
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.ask_for("refund/other_card")
    desk.scan(MANAGER_PIN)
    desk.confirm()

    desk.fail_leg(1, "unreachable")

    triggers = counter.journal.last("escalation_raised").payload["triggers"]
    assert triggers == ["approval_not_carried_out"]


def test_confirming_needs_a_mark(desk: Desk) -> None:
    desk.scan(SHELF)

    assert mistake_code(desk.confirm) == "choose_first"


def test_goods_given_back_elsewhere_meanwhile_stop_the_payout(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.choose("refund/original")
    counter.journal.elsewhere[SHELF] = ReturnedSoFar(
        (ReturnedLine(1, Decimal(1), 2136, 0),), {1: 2136}
    )
    counter.propose = proposing([])

    state = desk.confirm()

    assert state.stage is Stage.BOARD
    assert notice_of(state) == "changed_meanwhile"
    assert counter.journal.last("escalation_raised").payload["triggers"] == ["double_refund"]
    assert "option_chosen" not in counter.journal.types()


def test_an_option_that_waits_again_at_confirmation_names_its_question(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.choose("refund/original")
    original, *rest = shelf_options()
    counter.propose = proposing([replace(original, standing=Standing.CONDITIONAL), *rest])

    assert notice_of(desk.confirm()) == "answer_first"


def test_a_receipt_that_left_the_store_meanwhile_is_taken_as_it_was_seen(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.choose("refund/original")
    counter.sales.sales.clear()

    assert desk.confirm().stage is Stage.BOOKING


def test_a_tender_that_can_not_give_back_so_much_stops_our_own_fault(counter: Counter) -> None:
    too_much = replace(CARD_LEG, amount=2137)
    counter.propose = proposing([paying_option("refund/original", [too_much])])
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose("refund/original")

    with pytest.raises(Defect):
        desk.confirm()

    assert desk.state().stage is Stage.BOARD
    assert "plan_made" not in counter.journal.types()


def test_a_price_reduction_leaves_the_goods_with_the_customer(counter: Counter) -> None:
    part = replace(CARD_LEG, amount=500)
    counter.propose = proposing([paying_option("price_reduction/original", [part])])
    desk = confirmed(counter, "price_reduction/original")

    desk.scan("004512")

    assert "goods_taken" not in counter.journal.types()
    assert counter.journal.returned_so_far(SHELF).refunded == {1: 500}


def test_a_disk_that_is_full_changes_nothing_and_the_command_can_be_repeated(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.choose("refund/original")
    before = desk.state()
    counter.journal.is_broken = True

    with pytest.raises(EnvironmentFault):
        desk.confirm()
    unchanged = desk.state()
    counter.journal.is_broken = False

    assert unchanged == before
    assert desk.confirm().stage is Stage.BOOKING


def test_the_whole_way_of_a_partial_option_records_the_part(counter: Counter) -> None:
    def propose(case: Case, _: Policy) -> Board:
        part = CoveredItem(1, Decimal(7), 350, 0, 0)
        leg = Leg(f"{PLUMS}/1", "original", 350, "cash")
        without = CoveredItem(9, Decimal(1), 0, 0, 0)
        made = paying_option("refund/original", [leg], items=(part, without))
        return board([made] if len(case.claim.items) > 1 else [option("refund/original")])

    counter.propose = propose
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.scan(PLUMS)
    desk.choose("refund/original")
    desk.confirm()

    desk.book_leg(1)

    taken = counter.journal.last("goods_taken").payload["items"]
    assert taken == [{"receipt": PLUMS, "line": 1, "quantity": "7", "paid": 350, "fee": 0}]
