"""Even exchanges: quick, and without a question (R6)."""

import pytest

from builders import (
    PLUMS,
    SHELF,
    board,
    line,
    option,
    plums,
    sale,
)
from counters import Counter, signed_in
from fakes import FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import GuidanceStep, Stage
from returns_desk.application.services import as_typed, no_price
from returns_desk.domain.board import (
    Board,
    Standing,
)
from returns_desk.domain.case import Case, Reason
from returns_desk.domain.policy import Policy

# --- even exchanges ---------------------------------------------------------------------------


EXCHANGE = "even_exchange/none"


def exchange_desk(category: str, *, waits: bool) -> tuple[Desk, Counter]:
    def propose(case: Case, _: Policy) -> Board:
        unknown = any(item.reason is None for item in case.claim.items)
        standing = Standing.CONDITIONAL if waits and unknown else Standing.AVAILABLE
        return board([option(EXCHANGE, standing)])

    goods = sale(lines=[line(category=category)])
    counter = Counter(sales=FakeSales([goods, plums()]), propose=propose)
    return signed_in(counter), counter


@pytest.mark.parametrize(
    ("category", "waits", "reason"),
    [
        pytest.param("food/fruit", True, Reason.SPOILED, id="fresh"),
        pytest.param("food", False, Reason.SPOILED, id="fresh, not asked"),
        pytest.param("hardware/shelving", True, Reason.FAULTY, id="asked"),
        pytest.param("hardware/shelving", False, None, id="not asked"),
    ],
)
def test_r6_an_even_exchange_notes_why_without_a_question(
    category: str, waits: bool, reason: Reason | None
) -> None:
    desk, counter = exchange_desk(category, waits=waits)
    desk.scan(SHELF)

    state = desk.choose(EXCHANGE)

    assert counter.proposed[-1].claim.items[0].reason == reason
    assert state.case is not None
    assert state.case.can_confirm


def test_r6_a_reason_that_is_known_stays() -> None:
    desk, counter = exchange_desk("food/fruit", waits=True)
    desk.scan(SHELF)
    desk.set_reason(SHELF, 1, Reason.DAMAGED)

    desk.choose(EXCHANGE)

    assert counter.proposed[-1].claim.items[0].reason is Reason.DAMAGED


def test_r6_the_plums_take_two_actions_after_the_scan() -> None:
    desk, counter = exchange_desk("food", waits=True)
    desk.scan(PLUMS)

    desk.choose(EXCHANGE)
    state = desk.confirm()

    assert state.stage is Stage.SLIP
    taken = counter.journal.last("goods_taken").payload
    assert taken["items"] == []
    assert counter.journal.last("option_chosen").payload["absorbed"] == 0


def test_a_shop_that_does_not_know_its_prices_names_none() -> None:
    assert no_price("SHELF-36W") is None
    assert as_typed("four of them") == "four of them"


def test_r7_guidance_begins_with_an_apology_where_something_went_wrong(desk: Desk) -> None:
    listening = desk.scan(SHELF)
    apologising = desk.set_reason(SHELF, 1, Reason.FAULTY)
    fixing = desk.choose("refund/original")

    steps = [each.case.guidance for each in (listening, apologising, fixing) if each.case]
    assert steps == [GuidanceStep.LISTEN, GuidanceStep.APOLOGISE, GuidanceStep.FIX]
