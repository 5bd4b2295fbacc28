"""What comes back and why."""

from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest

from builders import NOW, PLUMS, SHELF, line, plums, sale, shelf_options
from counters import Counter, proposing, signed_in
from fakes import FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, LineState
from returns_desk.domain.board import FactValue
from returns_desk.domain.case import (
    Condition,
    Fault,
    Missing,
    OtherCard,
    Reason,
    Severity,
)
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import Channel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from returns_desk.application.ports import Json


def line_of(state: DeskState, index: int = 0) -> LineState:
    assert state.case is not None
    return [each for receipt in state.case.receipts for each in receipt.lines][index]


def open_desk(*receipts: str) -> tuple[Desk, Counter]:
    two = sale(lines=[line(1), line(2, sku="SCREW", gtin=None, quantity=Decimal(4), paid=400)])
    online = sale("WEB-1", channel=Channel.ONLINE)
    counter = Counter(sales=FakeSales([two, plums(), online]), propose=proposing(shelf_options()))
    desk = signed_in(counter)
    for receipt in receipts or (SHELF,):
        desk.scan(receipt)
    return desk, counter


def test_a_quantity_narrows_the_claim_and_its_share() -> None:
    desk, _ = open_desk()

    state = desk.set_quantity(SHELF, 2, Decimal(1))

    assert line_of(state, 1).claimed == 1
    assert line_of(state, 1).paid_for_claim == 100


def test_every_event_of_the_claim_names_its_goods() -> None:
    desk, counter = open_desk(SHELF, PLUMS)
    desk.set_reason(PLUMS, 1, Reason.SPOILED)
    shelf, plum = line(1).description, plums().lines[0].description

    items = [
        cast("Sequence[Mapping[str, Json]]", each.payload["items"])
        for each in counter.journal.events
        if each.type == "claim_changed"
    ]

    named = [[each.get("description") for each in of_one_event] for of_one_event in items]
    assert shelf != plum
    assert named == [[shelf] * 2, [shelf, shelf, plum], [shelf, shelf, plum]]


def test_a_line_can_leave_the_claim_and_come_back() -> None:
    desk, _ = open_desk()

    out = desk.set_quantity(SHELF, 1, Decimal(0))
    back = desk.set_quantity(SHELF, 1, Decimal(1))

    assert line_of(out).item is None
    assert line_of(back).item == 0
    assert line_of(back, 1).item == 1


def test_a_scan_after_a_quantity_by_hand_adds_one_unit() -> None:
    desk, _ = open_desk()
    desk.set_quantity(SHELF, 2, Decimal(2))

    state = desk.scan("SCREW")

    assert line_of(state, 1).claimed == 3


@pytest.mark.parametrize(
    ("line_number", "quantity", "code"),
    [
        pytest.param(2, "5", "quantity_above_left", id="more than is left"),
        pytest.param(2, "0.5", "quantity_not_whole", id="half a piece"),
        pytest.param(2, "-1", "quantity_below_zero", id="below zero"),
        pytest.param(9, "1", "unknown_line", id="no such line"),
    ],
)
def test_a_quantity_that_can_not_be_is_one_sentence_and_changes_nothing(
    line_number: int, quantity: str, code: str
) -> None:
    desk, counter = open_desk()
    before = desk.state()
    recorded = counter.journal.types()

    with pytest.raises(OperatorMistake) as mistake:
        desk.set_quantity(SHELF, line_number, Decimal(quantity))

    assert mistake.value.code == code
    assert desk.state() == before
    assert counter.journal.types() == recorded


def test_something_has_to_come_back() -> None:
    desk, _ = open_desk(PLUMS)

    with pytest.raises(OperatorMistake) as mistake:
        desk.set_quantity(PLUMS, 1, Decimal(0))

    assert mistake.value.code == "nothing_claimed"


def test_reason_condition_and_missing_are_noted_on_the_line() -> None:
    desk, counter = open_desk()

    desk.set_reason(SHELF, 1, Reason.FAULTY)
    desk.set_condition(SHELF, 1, Condition.OPENED)
    state = desk.set_missing(SHELF, 1, frozenset({Missing.PACKAGING}))

    shown = line_of(state)
    assert (shown.reason, shown.condition) == (Reason.FAULTY, Condition.OPENED)
    assert shown.missing == frozenset({Missing.PACKAGING})
    assert state.case is not None
    assert state.case.answers["missing:0"] == ("packaging",)
    item = counter.proposed[-1].claim.items[0]
    assert (item.reason, item.missing) == (Reason.FAULTY, frozenset({Missing.PACKAGING}))


def test_a_line_that_is_not_claimed_has_no_reason() -> None:
    desk, _ = open_desk()
    desk.set_quantity(SHELF, 1, Decimal(0))

    with pytest.raises(OperatorMistake) as mistake:
        desk.set_reason(SHELF, 1, Reason.FAULTY)

    assert mistake.value.code == "not_claimed"


FAULT = Fault(Severity.GRAVE, repairs=2, refused=False)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("reason:0", "faulty"),
        ("condition:1", "used"),
        ("missing:0", ("accessories", "packaging")),
        ("missing:0", ()),
        ("fault:0", FAULT),
        ("evidence:bank_statement", False),
        (f"original_tender_present:{SHELF}/1", True),
        ("other_card.same_customer", True),
        ("photo_id_seen", True),
        ("is_purchaser", False),
        ("gift_card_present", True),
        ("delivered_at:WEB-1", "2026-11-10"),
    ],
)
def test_r5_an_answer_is_kept_under_its_name_and_can_be_taken_back(
    fact: str, value: FactValue
) -> None:
    desk, counter = open_desk(SHELF, "WEB-1")

    answered = desk.answer(fact, value)
    taken_back = desk.answer(fact, None)

    assert answered.case is not None
    assert answered.case.answers[fact] == value
    assert taken_back.case is not None
    assert fact not in taken_back.case.answers
    assert counter.journal.last("fact_answered").payload == {"fact": fact, "value": None}


def test_a_day_of_delivery_reaches_the_engine_as_a_moment_of_that_day() -> None:
    desk, counter = open_desk("WEB-1")

    desk.answer("delivered_at:WEB-1", "2026-11-10")

    delivered = counter.proposed[-1].sales[0].delivered_at
    assert delivered is not None
    assert delivered.date().isoformat() == "2026-11-10"
    assert delivered.utcoffset() == NOW.utcoffset()


def test_another_card_can_be_held_out_and_put_away() -> None:
    desk, counter = open_desk()

    desk.answer("other_card", value=True)
    held_out = counter.proposed[-1].claim.facts.other_card
    desk.answer("other_card", value=False)

    assert held_out == OtherCard()
    assert counter.proposed[-1].claim.facts.other_card is None


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [
        ("colour", "red", "unknown_fact"),
        ("reason:9", "faulty", "unknown_fact"),
        ("reason:x", "faulty", "unknown_fact"),
        ("reason:0", "bored", "unfit_answer"),
        ("missing:0", "packing", "unfit_answer"),
        ("fault:0", "grave", "unfit_answer"),
        ("photo_id_seen", "yes", "unfit_answer"),
        ("delivered_at:WEB-1", "soon", "unfit_answer"),
        ("delivered_at:NONE", "2026-11-10", "unknown_fact"),
    ],
)
def test_an_answer_that_does_not_fit_is_one_sentence(
    fact: str, value: FactValue, code: str
) -> None:
    desk, _ = open_desk(SHELF, "WEB-1")

    with pytest.raises(OperatorMistake) as mistake:
        desk.answer(fact, value)

    assert mistake.value.code == code


def test_a_board_that_stays_the_same_is_not_noted_twice() -> None:
    desk, counter = open_desk()

    desk.answer("photo_id_seen", value=True)

    assert counter.journal.types().count("board_shown") == 1


def test_what_the_same_goods_cost_today_goes_to_the_engine_alone() -> None:
    counter = Counter(
        sales=FakeSales([plums(), sale(lines=[line(sku=None)])]),
        propose=proposing(shelf_options()),
        prices={"PLUM": 55},
    )
    desk = signed_in(counter)

    desk.scan(PLUMS)
    state = desk.scan(SHELF)

    prices = [item.new_unit_price for item in counter.proposed[-1].claim.items]
    assert prices == [55, None]
    assert "55" not in repr(state.case and state.case.receipts[0].lines)
