"""Parity by drawn visits: whatever was done at the counter, its last board comes out again."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from returns_desk.adapters.replaying.access import Period, ReplayAccess
from returns_desk.adapters.resources import resource_path
from returns_desk.adapters.safe_files import unwatched
from returns_desk.application.desk_state import Stage
from returns_desk.domain.case import Condition, Reason
from returns_desk.domain.errors import OperatorMistake
from support.replay_shop import SHELF, StepClock, open_shop, profile_of

if TYPE_CHECKING:
    from returns_desk.application.desk import Desk

RECEIPTS = (SHELF, "3141-03-20261121-0017", "3141-04-20261115-0088", "3141-07-20261112-0031")
OPTIONS = ("refund/original", "refund/other_card", "refund/cash", "even_exchange/none")
STEPS = st.one_of(
    st.tuples(st.just("scan"), st.sampled_from(RECEIPTS)),
    st.tuples(st.just("reason"), st.sampled_from(Reason)),
    st.tuples(st.just("condition"), st.sampled_from(Condition)),
    st.tuples(st.just("answer"), st.booleans()),
    st.tuples(st.just("ask"), st.sampled_from(OPTIONS)),
    st.tuples(st.just("confirm"), st.sampled_from(OPTIONS)),
    st.tuples(st.just("wait"), st.integers(1, 30)),
)
VISITS = st.lists(
    st.tuples(st.sampled_from(RECEIPTS), st.lists(STEPS, max_size=6)), min_size=1, max_size=5
)


def do(desk: Desk, clock: StepClock, receipt: str, step: tuple[str, Any]) -> None:
    """One step of a person at the counter."""
    name, value = step
    state = desk.state()
    if name == "scan":
        desk.scan(value)
    elif name == "reason":
        desk.set_reason(receipt, 1, value)
    elif name == "condition":
        desk.set_condition(receipt, 1, value)
    elif name == "answer" and state.case is not None:
        asked = [each.fact for each in state.case.board.questions if "present" in each.fact]
        for fact in asked:
            desk.answer(fact, value)
    elif name == "ask":
        desk.ask_for(value)
    elif name == "confirm":
        desk.choose(value)
        desk.confirm()
        desk.book_leg(1, "004512")
    else:
        clock.go_on(minutes=7)


def end(desk: Desk) -> None:
    """The visit is over, or waits at a leg that was begun."""
    for command in (desk.leave, desk.next_customer):
        with suppress(OperatorMistake):
            command()


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=VISITS)
def test_every_visit_gives_its_board_again(drawn: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop, clock = Path(folder) / "shop", StepClock()
        with open_shop(shop, clock) as desk:
            for receipt, steps in drawn:
                desk.scan(receipt)
                if desk.state().stage is not Stage.BOARD:
                    break
                for step in steps:
                    with suppress(OperatorMistake):
                        do(desk, clock, receipt, step)
                end(desk)
        access = ReplayAccess(profile_of(shop), resource_path("policies"))
        strict = resource_path("policies", "acquirer", "strict.toml")

        found = access.replay([strict], Period(), unwatched)

    assert found.visits
    assert (found.compared, found.changed, dict(found.apart)) == (found.visits, 0, {})
