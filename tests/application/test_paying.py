"""From confirmation to the last leg."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builders import (
    CARD_LEG,
    SHELF,
    paying_option,
)
from counters import Counter, proposing, split_desk
from returns_desk.application.desk_state import LegPhase, Prompt, Stage
from returns_desk.application.ports import ReturnedLine, ReturnedSoFar
from returns_desk.domain.board import CoveredItem
from support.desk_steps import confirmed, mistake_code, notice_of, phases


def test_confirming_journals_decision_plan_and_begin_in_one_commit() -> None:
    desk, counter = split_desk()

    assert counter.journal.appends[-1] == ("option_chosen", "plan_made", "leg_begun")
    keys = {
        counter.journal.last(each).payload["key"]
        for each in ("option_chosen", "plan_made", "leg_begun")
    }
    assert len(keys) == 1
    assert phases(desk.state()) == [LegPhase.BEGUN, LegPhase.TO_BOOK]
    assert desk.state().prompt is Prompt.REFERENCE


def test_the_plan_is_what_the_board_showed() -> None:
    _, counter = split_desk()

    plan = counter.journal.last("plan_made").payload
    assert plan["legs"] == [
        {
            "leg": 1,
            "tender": f"{SHELF}/1",
            "destination": "original",
            "means": "credit_card",
            "amount": 999,
            "rounding": 0,
            "scheme": "visa",
            "last4": "1234",
            "business_days": [3, 5],
        },
        {
            "leg": 2,
            "tender": f"{SHELF}/2",
            "destination": "original",
            "means": "cash",
            "amount": 1137,
            "rounding": -2,
            "scheme": None,
            "last4": None,
            "business_days": [0, 0],
        },
    ]
    assert plan["items"] == [
        {
            "receipt": SHELF,
            "line": 1,
            "quantity": "1",
            "paid": 2136,
            "tax": 0,
            "fee": 0,
            "description": "Shelf board, white, 36 in",
            "unit": "each",
            "sku": "SHELF-36W",
            "gtin": "00012345678905",
            "category": "hardware/shelving",
            "worth": 2136,
            "worth_tax": 137,
        }
    ]


def test_legs_are_booked_one_by_one_to_the_slip() -> None:
    desk, counter = split_desk()

    second = desk.scan("004512")
    done = desk.book_leg(2, counted=1135)

    assert phases(second) == [LegPhase.BOOKED, LegPhase.BEGUN]
    assert second.prompt is Prompt.CASH
    assert second.case is not None
    assert [leg.pays for leg in second.case.legs] == [999, 1135]
    assert done.stage is Stage.SLIP
    assert counter.journal.appends[-2:] == [
        ("leg_booked", "goods_taken", "case_completed"),
        ("slip_issued",),
    ]
    assert counter.journal.returned_so_far(SHELF) == ReturnedSoFar(
        (ReturnedLine(1, Decimal(1), 2136, 0),), {1: 999, 2: 1137}
    )


def test_a_fee_is_recorded_apart_from_what_was_paid(counter: Counter) -> None:
    kept = CoveredItem(0, Decimal(1), 1936, 0, 200)
    leg = replace(CARD_LEG, amount=1936)
    counter.propose = proposing([paying_option("refund/original", [leg], items=(kept,), fee=200)])
    desk = confirmed(counter)

    desk.scan("004512")

    taken = counter.journal.last("goods_taken").payload["items"]
    assert taken == [{"receipt": SHELF, "line": 1, "quantity": "1", "paid": 2136, "fee": 200}]


def test_a_card_leg_needs_its_reference_and_it_holds_no_card_number() -> None:
    desk, counter = split_desk()

    missing = mistake_code(lambda: desk.book_leg(1, "  "))
    desk.book_leg(1, "auth 4111111111111111")

    assert missing == "reference_missing"
    assert counter.journal.last("leg_booked").payload["reference"] == "auth ****1111"


@pytest.mark.parametrize("typed", ["EE382200221020145685", "to DE89 3704 0044 0532 0130 00"])
def test_the_number_of_a_bank_account_is_no_reference_and_is_not_kept(typed: str) -> None:
    desk, counter = split_desk()
    before = desk.state()

    code = mistake_code(lambda: desk.book_leg(1, typed))

    assert (code, desk.state()) == ("account_number", before)
    assert "leg_booked" not in counter.journal.types()


@pytest.mark.parametrize("scanned", [SHELF, "SHELF-36W", "012345678905"])
def test_the_receipt_or_the_goods_at_hand_are_no_reference(scanned: str) -> None:
    desk, _ = split_desk()

    assert mistake_code(lambda: desk.scan(scanned)) == "not_a_reference"
    assert phases(desk.state()) == [LegPhase.BEGUN, LegPhase.TO_BOOK]


def test_cash_is_counted_to_the_coin() -> None:
    desk, _ = split_desk()
    desk.scan("004512")

    counted = mistake_code(lambda: desk.book_leg(2, counted=1137))
    scanned = desk.scan("1135")
    done = desk.book_leg(2)

    assert counted == "counted_differs"
    assert notice_of(scanned) == "count_cash"
    assert done.stage is Stage.SLIP


def test_r9_nothing_is_paid_out_of_order_or_twice() -> None:
    desk, _ = split_desk()

    out_of_order = mistake_code(lambda: desk.book_leg(2))
    no_such_leg = mistake_code(lambda: desk.book_leg(3))
    desk.scan("004512")
    twice = mistake_code(lambda: desk.book_leg(1, "004513"))

    assert (out_of_order, no_such_leg, twice) == ("leg_order", "unknown_leg", "leg_booked")
