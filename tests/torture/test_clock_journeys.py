"""The clock is set back and forward within random journeys: no payout is dated by a clock behind.

A real profile and journal in a zone with a doubled hour, a counter of fakes before them. What
really passed and what the clock shows are two things here; only the first one never goes back.
"""

from __future__ import annotations

import random
from collections import Counter as Tally
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from builders import CARD_LEG, paying_option, sale
from counters import Counter, proposing
from fakes import CLERK, FakeClock, FakeSales, badge_of
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.application.clock_guard import (
    ACCEPTED,
    BEHIND,
    JUMP,
    PUT_RIGHT,
    TOLERANCE,
    accepted,
    first_watch,
)
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, Stage
from returns_desk.domain.business_day import business_day_of
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.profile_configuration import Configuration
    from returns_desk.application.ports import Event, Journal
    from returns_desk.domain.board import Board
    from returns_desk.domain.case import Case
    from returns_desk.domain.policy import Policy
    from support.long_runs import LongReport, Scale

TALLINN = ZoneInfo("Europe/Tallinn")
DAY_ENDS = time(3)
"""Where the hour begins that comes twice on one night and never on another."""
BEGINNINGS = (
    "2026-10-24T23:30:00+00:00",
    "2027-03-27T23:30:00+00:00",
    "2026-12-31T20:00:00+00:00",
    "2026-11-21T12:00:00+00:00",
)
BACK = (timedelta(seconds=-40), timedelta(minutes=-5), timedelta(hours=-2), timedelta(days=-400))
AHEAD = (timedelta(hours=3), timedelta(days=3), timedelta(days=400))
RESTS = (timedelta(minutes=4), timedelta(minutes=35), timedelta(hours=9))
RECEIPTS = tuple(f"3141-07-20261001-{number:04}" for number in range(1, 100))
COVERS = ["src/returns_desk/application", "src/returns_desk/domain"]


@dataclass
class WrongClock(FakeClock):
    """What really passed in UTC (`truth`), and how far the clock is off; a look takes a second."""

    truth: datetime
    off: timedelta = timedelta(0)

    def now(self) -> datetime:
        self.truth += timedelta(seconds=1)
        return (self.truth + self.off).astimezone(TALLINN)


def to_the_card(case: Case, policy: Policy) -> Board:
    """An engine that always gives the money back to the card."""
    leg = replace(CARD_LEG, tender=f"{case.sales[0].receipt}/1")
    return proposing([paying_option("refund/original", [leg])])(case, policy)


@dataclass
class Journey:
    """One counter with its clock; `counts` tells what happened."""

    journal: Journal
    clock: WrongClock
    chance: random.Random
    counts: Tally[str] = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self._customers = iter(RECEIPTS)
        self._counter = Counter(
            sales=FakeSales(sale(each) for each in RECEIPTS),
            clock=self.clock,
            propose=to_the_card,
            written=self.journal,
        )
        self.start()

    def start(self) -> None:
        """Begin the program anew; its stopwatch begins with it."""
        since = self.clock.truth

        def elapsed() -> float:
            return (self.clock.truth - since).total_seconds()

        self._desk = Desk(replace(self._counter.services(), elapsed=elapsed))
        self._desk.sign_in_badge(badge_of(CLERK))

    def step(self) -> None:
        """Whatever happens next at this counter."""
        acts = (self._pay, self._pay, self._leave, self._rest, self._set_clock, self._start_again)
        self.chance.choice(acts)()

    def mend(self) -> DeskState:
        """Set the clock right, accept it where it is still held for behind, and pay."""
        self.clock.off = timedelta(0)
        if not self._pay():
            self._accept()
            self.start()
            assert self._pay()
        return self._desk.state()

    def _pay(self) -> bool:
        """A customer who is paid; one who is not because of the clock leaves unhurt."""
        self._desk.scan(next(self._customers))
        self._desk.choose("refund/original")
        before = self.journal.head()[0]
        try:
            state = self._desk.confirm()
        except OperatorMistake as refusal:
            self._check_refused(refusal, before)
            return False
        if state.stage is Stage.BOARD:
            assert state.notice is not None
            assert state.notice.code == "clock_ahead"
            self.counts["asked_whether_the_clock_is_right"] += 1
            self._desk.confirm()
        assert self._desk.state().stage is Stage.BOOKING
        self._rest_a_little()
        assert self._desk.book_leg(1, "004512").stage is Stage.SLIP
        self._desk.next_customer()
        self.counts["paid"] += 1
        return True

    def _check_refused(self, refusal: OperatorMistake, before: int) -> None:
        assert refusal.code == BEHIND
        assert str(refusal).endswith(".")
        assert self._desk.state().stage is Stage.BOARD
        assert {each.type for each in self.journal.read(after=before)} <= {BEHIND}
        self.counts["refused"] += 1
        assert self._desk.leave().stage is Stage.WAITING

    def _leave(self) -> None:
        self._desk.scan(next(self._customers))
        assert self._desk.leave().stage is Stage.WAITING

    def _rest(self) -> None:
        self.clock.truth += self.chance.choice(RESTS)

    def _rest_a_little(self) -> None:
        self.clock.truth += timedelta(minutes=self.chance.randint(0, 20))

    def _set_clock(self) -> None:
        self.clock.off = self.chance.choice((timedelta(0), timedelta(0), *BACK, *AHEAD))
        self.counts["clock_set"] += 1

    def _start_again(self) -> None:
        self.start()

    def _accept(self) -> None:
        """As `returns-desk clock accept` does."""
        self.journal.append(accepted(self.clock.now(), first_watch(self.journal).latest))
        self.counts["accepted"] += 1


def shop() -> Configuration:
    made = demo_configuration(demo=False).model_dump()
    made["store"]["zone"] = "Europe/Tallinn"
    made["business_day"] = {"ends_at": DAY_ENDS.isoformat(timespec="minutes")}
    return demo_configuration().model_validate(made)


def check_payouts_never_go_back(events: list[Event]) -> None:
    """No payout begins before an earlier one, unless a person accepted the clock between them."""
    latest = datetime.fromtimestamp(0, UTC)
    for event in events:
        at = event.at.astimezone(UTC)
        if event.type == ACCEPTED:
            latest = at
        elif event.type == "leg_begun":
            assert at >= latest - TOLERANCE, event
            latest = max(latest, at)


def check_noted(events: list[Event]) -> None:
    """Behind and put right are noted in turn, once each."""
    turns = [each.type for each in events if each.type in {BEHIND, PUT_RIGHT, ACCEPTED}]
    noted = [each for each in turns if each != ACCEPTED]
    assert ACCEPTED in turns or all(before != after for before, after in pairwise(noted))


def go(folder: Path, chance: random.Random, steps: int, *, sets_clock: bool) -> Journey:
    """One journey with its checks."""
    clock = WrongClock(datetime.fromisoformat(chance.choice(BEGINNINGS)))
    with (
        Profile.open(folder, create=shop()) as profile,
        profile.locked(),
        profile.open_journal(clock=clock) as journal,
    ):
        journey = Journey(journal, clock, chance)
        for _ in range(steps):
            journey.step()
            if not sets_clock:
                clock.off = timedelta(0)
        journey.mend()
        events = list(journal.read())
        assert journal.verify(deep=True).bent is None
    check_payouts_never_go_back(events)
    check_noted(events)
    if not sets_clock:
        check_days(events)
    return journey


def check_days(events: list[Event]) -> None:
    """By a clock that is right nobody is stopped, and no entry falls on a day before the last."""
    assert not [each for each in events if each.type.startswith("clock_")]
    days = [business_day_of(each.at, DAY_ENDS) for each in events]
    assert days == sorted(days)
    late = [each for each, day in zip(events, days, strict=True) if each.at.date() != day]
    assert all(each.at.time() <= DAY_ENDS for each in late)


@pytest.mark.long("clock-journeys")
@pytest.mark.timeout(7200)
def test_whatever_the_clock_does_payouts_are_dated_in_order_and_the_rest_goes_on(
    tmp_path: Path, scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    chance = random.Random(run_seed)  # noqa: S311 -- chooses journeys, no secrets
    counts: Tally[str] = Tally()

    for number in range(scale(short=9, full=1_000)):
        journey = go(tmp_path / str(number), chance, steps=25, sets_clock=number % 3 != 0)
        counts.update({**journey.counts, "journeys": 1})

    assert counts["refused"]
    assert counts["accepted"]
    assert counts["asked_whether_the_clock_is_right"]
    long_report("clock-journeys", run_seed, dict(counts), COVERS)


def test_a_jump_is_asked_about_once_and_dated_right_once_corrected(tmp_path: Path) -> None:
    clock = WrongClock(datetime.fromisoformat(BEGINNINGS[-1]))
    with (
        Profile.open(tmp_path / "shop", create=shop()) as profile,
        profile.locked(),
        profile.open_journal(clock=clock) as journal,
    ):
        journey = Journey(journal, clock, random.Random(1))  # noqa: S311 -- no secrets
        clock.off = JUMP + timedelta(hours=1)
        assert journey._pay()
        assert journey._pay()
        journey.mend()

    assert journey.counts["asked_whether_the_clock_is_right"] == 1
    assert (journey.counts["refused"], journey.counts["accepted"]) == (1, 1)
