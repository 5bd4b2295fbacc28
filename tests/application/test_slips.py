"""The slip: one document from the journal's events."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builders import PLUMS, SHELF, option, paying_option, plums
from counters import Counter, proposing, signed_in, split_desk
from fakes import FakeSales, PlainWords
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, Stage
from returns_desk.application.slips import Slip, SlipRole, slip_of
from returns_desk.domain.board import Arrival, CoveredItem, Leg, Option, Standing
from returns_desk.domain.errors import Defect


def slip_in(state: DeskState) -> Slip:
    assert state.stage is Stage.SLIP
    assert state.case is not None
    assert state.case.slip is not None
    return state.case.slip


def slip_for(chosen: Option) -> Slip:
    """The slip after the shelf's one option was booked."""
    counter = Counter(sales=FakeSales(), propose=proposing([chosen]))
    counter.sales = FakeSales([replace(plums(), receipt=SHELF)])
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose(chosen.id)
    state = desk.confirm()
    if state.stage is Stage.BOOKING:
        state = desk.book_leg(1, "004512")
    return slip_in(state)


def texts(slip: Slip, role: SlipRole) -> list[str]:
    return [line.text for line in slip.lines if line.role is role]


def booked_split() -> tuple[Desk, Counter, Slip]:
    desk, counter = split_desk()
    desk.scan("004512")
    return desk, counter, slip_in(desk.book_leg(2))


def test_the_slip_says_what_came_back_and_how_it_is_reimbursed() -> None:
    _, counter, slip = booked_split()

    assert [(line.role, line.text, line.value) for line in slip.lines] == [
        (SlipRole.SHOP, "Northside Home", ""),
        (SlipRole.FACT, "Return", "1"),
        (SlipRole.FACT, "Date", "2026-11-21 18:40"),
        (SlipRole.FACT, "Receipt", SHELF),
        (SlipRole.HEADING, "What came back", ""),
        (SlipRole.ITEM, "1 each Shelf board, white, 36 in", "USD 21.36"),
        (SlipRole.HEADING, "What you receive", ""),
        (SlipRole.LEG, "To the card ending 1234", "USD 9.99"),
        (SlipRole.FACT, "Reference", "004512"),
        (SlipRole.PROMISE, "There in 3 to 5 business days", ""),
        (SlipRole.LEG, "In cash", "USD 11.37"),
        (SlipRole.ROUNDING, "Rounded down by USD 0.02", "USD 11.35"),
        (SlipRole.PROMISE, "You have it now", ""),
        (SlipRole.TOTAL, "Together", "USD 21.34"),
        (SlipRole.FACT, "Journal", slip.anchor),
        (SlipRole.NOTE, "This slip is not a fiscal document.", ""),
        (SlipRole.THANKS, "Thank you", ""),
    ]
    completed = counter.journal.last("case_completed")
    assert slip.anchor == completed.hash[:8]
    assert counter.journal.last("slip_issued").payload["sequence"] == completed.sequence


def test_the_barcode_names_case_and_payout_in_short_plain_ascii() -> None:
    _, counter, slip = booked_split()

    key = counter.journal.last("plan_made").payload["key"]
    assert slip.barcode == f"RD/1/{str(key)[-12:]}"
    assert slip.barcode.isascii()


def test_the_slip_comes_in_the_language_chosen() -> None:
    desk, _, _ = booked_split()

    assert slip_in(desk.set_language("hy")).language == "hy"


def test_the_slip_is_hidden_while_the_desk_is_locked() -> None:
    desk, _, _ = booked_split()

    assert desk.lock().case is None


@pytest.mark.parametrize(
    ("leg", "text"),
    [
        (Leg(None, "other_card", 300, "other_card"), "To your other card"),
        (Leg(f"{SHELF}/1", "original", 300, "credit_card"), "To the card you paid with"),
        (Leg(None, "store_credit", 300, "store_credit"), "As store credit"),
        (Leg(None, "bank_transfer", 300, "bank_transfer"), "By bank transfer"),
    ],
)
def test_each_leg_says_where_the_money_goes(leg: Leg, text: str) -> None:
    assert texts(slip_for(paying_option("refund/mixed", [leg])), SlipRole.LEG) == [text]


@pytest.mark.parametrize(
    ("arrives", "text"),
    [
        (Arrival(2, 2), "There in 2 business days"),
        (Arrival(1, 1), "There in one business day"),
        (Arrival(0, 0), "You have it now"),
        (None, "You have it now"),
    ],
)
def test_r9_each_leg_says_when_the_money_is_there(arrives: Arrival | None, text: str) -> None:
    leg = Leg(None, "gift_card", 300, "gift_card")

    slip = slip_for(paying_option("refund/gift_card", [leg], arrives=arrives))

    assert texts(slip, SlipRole.PROMISE) == [text]


def test_rounding_up_is_said_as_plainly_as_rounding_down() -> None:
    leg = Leg(f"{SHELF}/1", "original", 348, "cash", rounding=2)

    slip = slip_for(paying_option("refund/original", [leg]))

    assert texts(slip, SlipRole.ROUNDING) == ["Rounded up by USD 0.02"]


def test_a_fee_is_one_plain_line() -> None:
    leg = Leg(f"{SHELF}/1", "original", 300, "cash")
    kept = CoveredItem(0, Decimal(7), 300, 0, 50)

    slip = slip_for(paying_option("refund/original", [leg], items=(kept,), fee=50))

    assert ("Fee", "USD 0.50") in [(line.text, line.value) for line in slip.lines]


def test_r6_a_waived_difference_is_nowhere_on_the_slip() -> None:
    goods = CoveredItem(0, Decimal(7), 0, 0, 0)
    exchange = option(
        "even_exchange/none", Standing.AVAILABLE, items=(goods,), absorbed=77, customer_pays=0
    )
    counter = Counter(sales=FakeSales([plums()]), propose=proposing([exchange]))
    desk = signed_in(counter)
    desk.scan(PLUMS)
    desk.choose("even_exchange/none")

    slip = slip_in(desk.confirm())

    assert "77" not in repr(slip.lines)
    assert "USD" not in repr(slip.lines)
    assert texts(slip, SlipRole.LEG) == ["Exchanged for the same goods"]
    assert texts(slip, SlipRole.ITEM) == ["7 each Plum, red"]
    assert counter.journal.last("option_chosen").payload["absorbed"] == 77
    exchanged = counter.journal.last("goods_taken").payload["exchanged"]
    assert exchanged == [{"receipt": PLUMS, "line": 1, "quantity": "7", "paid": 0, "fee": 0}]


def test_after_a_price_reduction_the_customer_keeps_the_goods() -> None:
    leg = Leg(f"{SHELF}/1", "original", 100, "cash")

    slip = slip_for(paying_option("price_reduction/original", [leg]))

    assert texts(slip, SlipRole.HEADING) == ["You keep", "What you receive"]


def test_a_slip_is_of_a_completed_case_only(counter: Counter) -> None:
    desk = signed_in(counter)
    desk.scan(SHELF)
    events = tuple(counter.journal.read(case_id=counter.journal.open_cases()[0]))

    with pytest.raises(Defect):
        slip_of(events, "Northside Home", "en", PlainWords())
