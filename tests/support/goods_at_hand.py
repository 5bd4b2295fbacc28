"""The shelf's case, complete, with its goods still on the counter; owns no test."""

from dataclasses import replace
from decimal import Decimal

from builders import CARD_LEG, SHELF, option, paying_option, sale
from counters import Counter, proposing, signed_in
from fakes import FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.goods_places_state import GoodsPlacesState
from returns_desk.domain.board import CoveredItem, Option, Standing
from returns_desk.domain.case import Condition, Reason

SHELF_LINE = (SHELF, 1)
COVERED = (CoveredItem(0, Decimal(1), 2136, 137, 0),)
REFUND = replace(paying_option("refund/original", [CARD_LEG]), items=COVERED)
EXCHANGE = option("even_exchange/none", Standing.AVAILABLE, items=COVERED)
REPAIR = option("repair/none", Standing.AVAILABLE, items=COVERED)
REDUCTION = replace(paying_option("price_reduction/original", [CARD_LEG]), items=COVERED)


def claimed(counter: Counter, reason: Reason | None, condition: Condition | None = None) -> Desk:
    """The shelf is claimed for that reason."""
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.set_reason(SHELF, 1, reason)
    desk.set_condition(SHELF, 1, condition)
    return desk


def completed(counter: Counter, chosen: Option, reason: Reason | None = None) -> Desk:
    """The shelf's case is complete and its slip is in sight."""
    counter.sales, counter.propose = FakeSales([sale()]), proposing([chosen])
    desk = claimed(counter, reason)
    desk.choose(chosen.id)
    state = desk.confirm()
    if state.stage is Stage.BOOKING:
        state = desk.book_leg(1, "004512")
    assert state.stage is Stage.SLIP
    return desk


def places(desk: Desk) -> GoodsPlacesState:
    state = desk.state()
    assert state.case is not None
    assert state.case.places is not None
    return state.case.places
