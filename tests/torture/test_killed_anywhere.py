"""Desk and payer are killed at any moment: nothing acknowledged is lost, nothing is paid twice.

The desk makes random journeys in one process; what pays is another one with a ledger of its own.
After each kill the journal is read as the next start would read it.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
from collections import Counter as Tally
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.application.case_fold import record_of
from returns_desk.domain.errors import OperatorMistake
from torture import payer
from torture.payer import Payment
from torture.returning_desk import FAILED, MONEY_BEGINS, make_profile, serve_customers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from returns_desk.adapters.profile import Profile
    from support.long_runs import LongReport, Scale

KILLS_PER_PROFILE = 15
MOST_EVENTS = 60
MOMENTS_MS = (1, 4, 40)
"""A commit takes a millisecond or two, a board ten."""
STUCK_SECONDS = 120
COVERS = ["src/returns_desk/application", "src/returns_desk/adapters/journal"]


class Killing:
    """One shop: its profile, its payer, and desks that are killed one after another."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._context = _processes()
        self._folder = folder
        self.chance = random.Random(seed)  # noqa: S311 -- chooses moments, no secrets
        self.profile: Profile = make_profile(folder)
        self.acknowledged: dict[int, str] = {}
        self.payers_killed = 0
        self.legs_in_doubt = self.paid_in_doubt = self.undos_in_doubt = 0
        self._payer: BaseProcess | None = None
        self.start_payer()

    def close(self) -> None:
        """End what still runs."""
        if self._payer is not None:
            _kill(self._payer)

    def start_payer(self) -> None:
        """Have the payer killed, if there was one, and begin anew on the same ledger."""
        if self._payer is not None:
            _kill(self._payer)
            self.payers_killed += 1
        (self._folder / "port").unlink(missing_ok=True)
        self._payer = self._context.Process(target=payer.serve, args=(self._folder,))
        self._payer.start()

    def kill_a_desk(self) -> None:
        """Let a desk work for a while, and kill it; now and then the payer before."""
        listener, teller = self._context.Pipe(duplex=False)
        seed = self.chance.getrandbits(32)
        desk = self._context.Process(target=serve_customers, args=(self._folder, seed, teller))
        desk.start()
        teller.close()
        with closing(listener):
            if self.chance.random() < 0.4:
                self._hear(listener)
                self._wait_a_moment(desk)
                self.start_payer()
            self._hear(listener)
            self._wait_a_moment(desk)
            _kill(desk)
            with suppress(EOFError, OSError):
                while True:
                    self._note(listener.recv())

    def _hear(self, listener: Any) -> None:
        """Hear of some events; in every other turn no further than where money moves."""
        is_aimed = self.chance.random() < 0.5
        for _ in range(self.chance.randint(0, MOST_EVENTS)):
            assert listener.poll(STUCK_SECONDS), "the desk stands still"
            if self._note(listener.recv()) in MONEY_BEGINS and is_aimed:
                return

    def _note(self, told: tuple[Any, ...]) -> str:
        assert told[0] != FAILED, told[1]
        sequence, own_hash, kind = told
        self.acknowledged[sequence] = own_hash
        return str(kind)

    def _wait_a_moment(self, desk: BaseProcess) -> None:
        longest_ms = self.chance.choice(MOMENTS_MS)
        desk.join(self.chance.uniform(0, longest_ms) / 1000)

    def check(self) -> None:
        """What the next start finds; a desk killed before its first event may leave no journal."""
        if self.acknowledged:
            self._check_journal()
            return
        with suppress(OperatorMistake):
            self._check_journal()

    def _check_journal(self) -> None:
        with self.profile.read_journal() as journal:
            assert journal.verify(deep=True).bent is None
            recorded = {each.sequence: each.hash for each in journal.read()}
            lost = self.acknowledged.items() - recorded.items()
            assert lost == set()
            self.legs_in_doubt += len(journal.legs_in_doubt())
            in_doubt = {(each.key, each.leg) for each in journal.legs_in_doubt()}
            undoing = set(_undoing(journal))
            self.undos_in_doubt += len(undoing)
            in_doubt |= undoing
            booked = {
                Payment(payload["key"], payload["leg"], payload["amount"] + payload["rounding"])
                for payload in _payments_of(journal)
            }
        self._check_ledger(booked, in_doubt)

    def _check_ledger(self, booked: set[Payment], in_doubt: set[tuple[str, int]]) -> None:
        paid = Tally(payer.payments_in(self._folder))
        assert [each for each, times in paid.items() if times > 1] == []
        assert booked <= paid.keys()
        unknown = {(each.key, each.leg) for each in paid.keys() - booked}
        assert unknown <= in_doubt
        self.paid_in_doubt += len(unknown)
        assert len({(each.key, each.leg) for each in paid}) == len(paid)

    def legs_paid(self) -> int:
        """How many legs stand in the ledger."""
        return len(payer.payments_in(self._folder))


def _processes() -> Any:
    """Where it can be had, a fork of a process that has everything imported: it begins at once."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["torture.returning_desk"])
    return context


MONEY_MOVED = ("leg_booked", "leg_settled", "undo_booked", "undo_settled")
"""Each under a key of its own: that of the payout, or that of its taking back."""


def _payments_of(journal: Any) -> Iterator[dict[str, Any]]:
    for event in journal.read(types=MONEY_MOVED):
        if event.payload.get("happened", True):
            yield event.payload


def _undoing(journal: Any) -> Iterator[tuple[str, int]]:
    """Legs on their way back of which nobody has said yet whether they came."""
    for case_id in journal.open_cases():
        void = record_of(journal.read(case_id=case_id)).void
        if void is not None:
            yield from ((void.key, leg) for leg in void.begun)


def _kill(process: BaseProcess) -> None:
    process.kill()
    process.join()
    process.close()


@pytest.mark.long("kill-desk-and-payer")
@pytest.mark.timeout(7200)
def test_no_event_is_lost_and_no_leg_paid_twice_however_desk_and_payer_are_killed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scale: Scale,
    run_seed: int,
    long_report: LongReport,
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # the fork server reads it
    shops = -(-scale(short=30, full=1_000) // KILLS_PER_PROFILE)
    counts: Tally[str] = Tally()

    for shop in range(shops):
        folder = tmp_path / str(shop)
        folder.mkdir()
        with closing(Killing(folder, run_seed + shop)) as killing:
            for _ in range(KILLS_PER_PROFILE):
                killing.kill_a_desk()
                killing.check()
            counts["desks_killed"] += KILLS_PER_PROFILE
            counts["payers_killed"] += killing.payers_killed
            counts["legs_in_doubt"] += killing.legs_in_doubt
            counts["undos_in_doubt"] += killing.undos_in_doubt
            counts["legs_in_doubt_and_paid"] += killing.paid_in_doubt
            counts["events_acknowledged"] += len(killing.acknowledged)
            counts["legs_paid"] += killing.legs_paid()

    assert counts["legs_paid"] > shops
    long_report("kill-desk-and-payer", run_seed, dict(counts), COVERS)
