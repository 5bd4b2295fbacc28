"""A desk at the steps where tests begin, and what its state says; owns no test."""

from collections.abc import Callable

import pytest

from builders import SHELF
from counters import Counter, signed_in
from fakes import CLERK, MANAGER, FakeOperators
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, LegPhase
from returns_desk.application.ports import Operator
from returns_desk.domain.errors import OperatorMistake


def confirmed(counter: Counter, option_id: str = "refund/original") -> Desk:
    """The shelf's option was chosen and confirmed; its first leg is begun."""
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose(option_id)
    desk.confirm()
    return desk


def asked(counter: Counter, *people: Operator) -> Desk:
    """The clerk asked for the other card, where these people work."""
    counter.operators = FakeOperators(people or (CLERK, MANAGER))
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.ask_for("refund/other_card")
    return desk


def phases(state: DeskState) -> list[LegPhase]:
    assert state.case is not None
    return [leg.phase for leg in state.case.legs]


def notice_of(state: DeskState) -> str:
    return state.notice.code if state.notice else ""


def mistake_code(act: Callable[[], object]) -> str:
    """The code of the mistake that it must be."""
    with pytest.raises(OperatorMistake) as mistake:
        act()
    return mistake.value.code
