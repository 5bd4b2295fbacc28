"""The payout of an exchange: the till takes the difference, the rest goes back, R6 is kept."""

from decimal import Decimal
from typing import cast

import pytest

from builders import SHELF
from counters import Counter, proposing, signed_in
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from support.exchange_counters import EXCHANGE, choosing, exchange_counter, exchanged


def completed(counter: Counter, total: int, *references: str) -> Desk:
    desk = choosing(counter)
    desk.scan("Vase, blue")
    desk.name_price(total)
    desk.confirm()
    for reference in references:
        desk.scan(reference)
    assert desk.state().stage is Stage.SLIP
    return desk


def test_the_customer_pays_at_the_till_and_its_receipt_is_noted() -> None:
    counter = exchange_counter()

    state = completed(counter, 3500, "T-0911").state()

    assert state.case is not None
    (leg,) = state.case.legs
    assert (leg.means, leg.pays, leg.takes, leg.reference) == ("till_sale", 0, 1364, "T-0911")
    told = cast("list[dict[str, int]]", counter.journal.last("plan_made").payload["new_goods"])
    assert [each["unit_price"] for each in told] == [3500]
    assert state.case.slip is not None
    said = [(each.text, each.value) for each in state.case.slip.lines]
    assert ("You paid at the till", "USD 13.64") in said
    assert ("Receipt", "T-0911") in said
    assert any("Vase, blue" in text and not value for text, value in said)


def test_r6_what_is_absorbed_makes_no_leg_and_stands_on_no_slip() -> None:
    counter = exchange_counter()

    state = completed(counter, 2500).state()

    assert state.case is not None
    assert state.case.legs == ()
    assert counter.journal.last("option_chosen").payload["absorbed"] == 364
    assert state.case.slip is not None
    told = " ".join(f"{each.text} {each.value}" for each in state.case.slip.lines)
    assert "3.64" not in told
    assert "25.00" not in told


def test_the_rest_goes_back_the_way_it_was_paid() -> None:
    counter = exchange_counter()

    state = completed(counter, 900, "R-1").state()

    assert state.case is not None
    assert [(leg.means, leg.pays, leg.takes) for leg in state.case.legs] == [
        ("credit_card", 1236, 0)
    ]


def test_a_leg_at_the_till_begun_before_a_crash_is_settled_by_a_person() -> None:
    counter = exchange_counter()
    desk = choosing(counter)
    desk.scan("Vase, blue")
    desk.name_price(3500)
    desk.confirm()

    again = signed_in(counter)
    doubtful = again.resume()
    state = again.settle_leg(1, happened=True, reference="T-1")

    assert doubtful.stage is Stage.IN_DOUBT
    assert state.stage is Stage.SLIP


def test_another_option_takes_no_new_goods_along() -> None:
    counter = exchange_counter(prices={"LAMP": 3500})
    desk = choosing(counter)
    desk.scan("LAMP")
    desk.choose("refund/original")

    desk.confirm()

    assert "new_goods" not in counter.journal.last("plan_made").payload


def test_an_exchange_without_new_goods_goes_as_before() -> None:
    counter = exchange_counter()
    desk = choosing(counter)

    state = desk.confirm()

    assert state.case is not None
    assert [leg.means for leg in state.case.legs] == ["goods"]
    assert "new_goods" not in counter.journal.last("plan_made").payload


def test_what_the_customer_pays_never_changes_unseen() -> None:
    counter = exchange_counter(prices={"LAMP": 3500})
    desk = choosing(counter)
    desk.scan("LAMP")
    dearer = exchanged(3600)
    counter.propose = proposing([dearer])

    state = desk.confirm()

    assert state.stage is Stage.BOARD
    assert state.notice is not None
    assert state.notice.code == "changed_meanwhile"
    assert desk.confirm().stage is Stage.BOOKING


def test_what_the_customer_pays_is_noted_with_the_board() -> None:
    counter = exchange_counter(prices={"LAMP": 3500})
    choosing(counter).scan("LAMP")

    board = cast(
        "dict[str, list[dict[str, object]]]", counter.journal.last("board_shown").payload["board"]
    )
    (told,) = [each for each in board["options"] if each["id"] == EXCHANGE]
    assert told == {"id": EXCHANGE, "standing": "available", "customer_pays": 1364}


@pytest.mark.parametrize("price", [900, 2136, 2500, 3500])
def test_what_new_goods_took_is_never_given_once_more(price: int) -> None:
    counter = exchange_counter()
    completed(counter, price, *(["R-1"] if price not in {2136, 2500} else []))

    taken = cast("list[dict[str, int]]", counter.journal.last("goods_taken").payload["items"])
    desk = signed_in(counter)
    desk.scan(SHELF)

    assert [each["paid"] for each in taken] == [2136]
    (line,) = counter.proposed[-1].sales[0].lines
    assert (line.returned, line.returned_paid) == (Decimal(1), 2136)
