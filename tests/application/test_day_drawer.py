"""What has to be in the drawer is the slow sum of what happened, in any order of events."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counters import Counter
from fakes import MANAGER
from returns_desk.application.day_end.cash_drawer import Drawer
from returns_desk.application.day_end.ending import Count, DayEnd
from returns_desk.application.ports import Json, NewEvent


@dataclass
class Payouts:
    """Payouts of one leg each, written as paying writes them, of cases that nobody has open."""

    counter: Counter
    amounts: list[int] = field(default_factory=list)

    def planned(self, amount: int, means: str = "cash", proof: str = "") -> int:
        self.amounts.append(amount)
        number = len(self.amounts)
        leg: dict[str, Json] = {"leg": 1, "tender": None, "destination": "cash", "means": means}
        told = {**leg, "amount": amount + 1, "rounding": -1, "proof": proof}
        plan: dict[str, Json] = {"key": f"k{number}", "option": "refund/cash", "items": []}
        self._note(number, "plan_made", {**plan, "legs": [told]})
        return number

    def step(self, number: int, event_type: str, **more: Json) -> None:
        keys: dict[str, Json] = {"key": f"k{number}", "leg": 1}
        if event_type.startswith("undo"):
            keys = {"key": f"v{number}", "payout": f"k{number}", "leg": 1}
        amount = self.amounts[number - 1]
        told: dict[str, Json] = {"tender": None, "amount": amount + 1, "rounding": -1}
        self._note(number, event_type, {**keys, **told, **more})

    def _note(self, number: int, event_type: str, payload: dict[str, Json]) -> None:
        self.counter.journal.append(NewEvent(event_type, payload, case_id=f"c{number}"))


def drawer_of(counter: Counter) -> Drawer:
    drawer = DayEnd(counter.services()).state().drawer
    assert drawer is not None
    return drawer


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "note",
                "plan",
                "plan_card",
                "plan_till",
                "leg_begun",
                "leg_booked",
                "leg_failed",
                "leg_settled",
                "undo_begun",
                "undo_booked",
                "undo_failed",
                "undo_settled",
                "count",
            )
        ),
        st.integers(0, 5),
        st.integers(0, 99_999),
        st.booleans(),
    ),
    max_size=40,
)


class SlowSum:
    """What is in the drawer, kept by hand beside the events."""

    def __init__(self) -> None:
        self.inside = 0
        self.begun: set[tuple[int, bool]] = set()
        self.cash: dict[int, int] = {}

    def noted(self, amount: int) -> None:
        self.inside = amount
        self.begun.clear()

    def step(self, number: int, event_type: str, *, happened: bool) -> None:
        is_back = event_type.startswith("undo")
        amount = self.cash.get(number)
        if amount is None:
            return
        name, place = event_type.split("_")[1], (number, is_back)
        was_here = place in self.begun
        self.begun.discard(place)
        if name == "begun":
            self.begun.add(place)
        elif name == "booked" or (name == "settled" and happened and was_here):
            self.inside += amount if is_back else -amount


@given(STEPS)
def test_what_is_expected_is_the_slow_sum(steps: list[tuple[str, int, int, bool]]) -> None:
    counter, slow = Counter(), SlowSum()
    payouts, day_end = Payouts(counter), DayEnd(counter.services())
    counter.journal.append(NewEvent("day_opened", {"day": "2026-11-21", "float": 0}))
    for what, which, amount, happened in steps:
        if what == "note":
            counter.journal.append(NewEvent("day_opened", {"day": "2026-11-21", "float": amount}))
            slow.noted(amount)
        elif what.startswith("plan"):
            means = "credit_card" if what == "plan_card" else "cash"
            number = payouts.planned(amount, means, "fiscal_receipt" if what == "plan_till" else "")
            if what == "plan":
                slow.cash[number] = amount
        elif what == "count":
            counted = Count(amount, "not_known")
            day_end.count(MANAGER, counted)
            assert counter.journal.last("cash_counted").payload["expected"] == slow.inside
        elif which < len(payouts.amounts):
            payouts.step(which + 1, what, happened=happened)
            slow.step(which + 1, what, happened=happened)

    drawer = drawer_of(counter)

    assert drawer.expected == slow.inside
    assert drawer.doubtful_out == sum(slow.cash[n] for n, back in slow.begun if not back)
    assert drawer.doubtful_back == sum(slow.cash[n] for n, back in slow.begun if back)
    assert drawer.expected == drawer.noted - drawer.paid_out + drawer.came_back


@pytest.mark.parametrize("happened", [True, False])
def test_a_payout_in_doubt_counts_to_the_drawer_from_which_it_was_begun(*, happened: bool) -> None:
    counter = Counter()
    payouts, day_end = Payouts(counter), DayEnd(counter.services())
    day_end.open_day(MANAGER, 10_000)
    early, late = payouts.planned(2_000), payouts.planned(500)
    payouts.step(early, "leg_begun")
    assert drawer_of(counter).doubtful_out == 2_000
    counter.journal.append(NewEvent("day_opened", {"day": "2026-11-22", "float": 8_000}))
    payouts.step(late, "leg_begun")

    for number in (early, late):
        payouts.step(number, "leg_settled", happened=happened)

    drawer = drawer_of(counter)
    assert drawer.expected == 8_000 - (500 if happened else 0)
    assert not drawer.begun


def test_cash_on_its_way_back_is_told_apart(counter: Counter) -> None:
    payouts = Payouts(counter)
    DayEnd(counter.services()).open_day(MANAGER, 10_000)
    number = payouts.planned(2_000)
    payouts.step(number, "leg_booked")
    payouts.step(number, "undo_begun")

    drawer = drawer_of(counter)

    assert (drawer.paid_out, drawer.came_back) == (2_000, 0)
    assert (drawer.doubtful_out, drawer.doubtful_back) == (0, 2_000)
    assert drawer.has_moved
