"""The real window is killed at any moment of a journey: it goes on where it stopped, nothing twice.

The window runs in a process of its own and is worked by keys, scans and touches; the test kills it,
reads the journal as it was left, and compares with what the next window shows.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter as Tally
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from torture.returning_desk import make_profile
from torture.window_desk import LEDGER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from returns_desk.adapters.profile import Profile
    from support.long_runs import LongReport, Scale

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("window_desk.py")
COVERS = ["src/returns_desk/application", "src/returns_desk/ui/clerk", "src/returns_desk/bootstrap"]
KILLS_PER_PROFILE = 6
MOST_EVENTS = 25
MOMENTS_MS = (1, 10, 100)


class Left:
    """What a killed window left in the journal: open cases, with the stage that each goes on at."""

    def __init__(self, profile: Profile) -> None:
        with profile.read_journal() as journal:
            assert journal.verify(deep=True).bent is None
            self.recorded = {each.sequence: each.hash for each in journal.read()}
            self.in_doubt = {(each.key, each.leg): each.case_id for each in journal.legs_in_doubt()}
            planned = {each.case_id for each in journal.read(types=("plan_made",))}
            self.stages = {each: self._stage(each, planned) for each in journal.open_cases()}
            self.booked = {
                (each.payload["key"], each.payload["leg"])
                for each in journal.read(types=("leg_booked", "leg_settled"))
                if each.payload.get("happened", True)
            }

    def _stage(self, case_id: str, planned: set[str | None]) -> str:
        if case_id in self.in_doubt.values():
            return "in_doubt"
        return "booking" if case_id in planned else "board"


class Window:
    """A window at work in a process of its own, and what it told so far."""

    def __init__(self, folder: Path, seed: int) -> None:
        paths = os.pathsep.join(str(ROOT / each) for each in ("src", "packaging", "tests"))
        self._process = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(folder), str(seed)],
            env={**os.environ, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.events: list[tuple[int, str, str]] = []
        self.in_sight: dict[str, Any] | None = None
        self.resumed: dict[str, str] = {}

    def lines(self) -> Iterator[str]:
        """What it is telling, a line each; its last one may be half of one."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.endswith("\n"):
                yield self._note(json.loads(line))

    def wait(self, moment_ms: float) -> None:
        """Let it work on, unless it has ended."""
        try:
            self._process.wait(moment_ms / 1000)
        except subprocess.TimeoutExpired:
            return

    def close(self) -> None:
        """Kill it, and take what it told until then; it must not have ended by itself."""
        ended = self._process.poll()
        self._process.kill()
        for _ in self.lines():
            pass
        _, trace = self._process.communicate()
        assert ended is None, trace

    def _note(self, told: dict[str, Any]) -> str:
        if "event" in told:
            self.events.append(tuple(told["event"]))
            return str(told["event"][2])
        if "resumed" in told:
            case_id, stage = told["resumed"]
            self.resumed[case_id] = stage
        else:
            self.in_sight = told["in_sight"]
        return ""


def work_and_kill(folder: Path, chance: random.Random) -> Window:
    """A window that is killed after some events, in every other turn while a leg is being paid."""
    window = Window(folder, chance.getrandbits(32))
    with closing(window):
        is_aimed = chance.random() < 0.5
        wanted = chance.randint(1, MOST_EVENTS)
        for kind in window.lines():
            if len(window.events) >= wanted and (not is_aimed or kind == "leg_begun"):
                break
        window.wait(chance.uniform(0, chance.choice(MOMENTS_MS)))
    return window


def check_sight(window: Window, left: Left) -> None:
    """Every case that was left open is offered, what is in doubt first and as such."""
    sight = window.in_sight
    if sight is None:
        return
    first = sight["case"]
    assert {*sight["offered"], *([first] if first else [])} == set(left.stages)
    assert sight["says_so"]
    if left.in_doubt:
        assert sight["stage"] == "in_doubt"
        assert first in left.in_doubt.values()
        assert sight["in_doubt"] == [
            leg for (_, leg), case in left.in_doubt.items() if case == first
        ]
    else:
        assert sight["stage"] == "waiting"
    for case_id, stage in window.resumed.items():
        assert stage == left.stages[case_id], case_id


def check_ledger(folder: Path, left: Left) -> None:
    """What was paid is booked or in doubt, and nothing was paid twice."""
    ledger = folder / LEDGER
    content = ledger.read_bytes() if ledger.exists() else b""
    paid = Tally(tuple(json.loads(each)) for each in content.splitlines(keepends=True))
    assert set(paid.values()) <= {1}
    assert left.booked <= paid.keys()
    assert paid.keys() - left.booked <= left.in_doubt.keys()


def kill_windows(folder: Path, chance: random.Random, kills: int) -> Tally[str]:
    """One shop whose window is killed so often, each time compared with what the last one left."""
    folder.mkdir()
    profile, counts = make_profile(folder), Tally[str]()
    acknowledged: dict[int, str] = {}
    left: Left | None = None
    for _ in range(kills):
        window = work_and_kill(folder, chance)
        if left is not None:
            check_sight(window, left)
        acknowledged |= {sequence: own_hash for sequence, own_hash, _ in window.events}
        left = Left(profile)
        assert acknowledged.items() <= left.recorded.items()
        check_ledger(folder, left)
        counts["windows_killed"] += 1
        counts["windows_with_a_leg_in_doubt"] += bool(left.in_doubt)
        counts["cases_left_open"] += len(left.stages)
    return counts


@pytest.mark.long("kill-desk-and-payer")
@pytest.mark.timeout(7200)
def test_a_window_that_was_killed_goes_on_where_it_stopped_and_repeats_no_leg(
    tmp_path: Path, scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    chance = random.Random(run_seed)  # noqa: S311 -- chooses moments, no secrets
    counts: Tally[str] = Tally()

    for shop in range(scale(short=1, full=20)):
        counts += kill_windows(tmp_path / str(shop), chance, KILLS_PER_PROFILE)

    assert counts["cases_left_open"]
    long_report("kill-desk-and-payer", run_seed, dict(counts), COVERS)
