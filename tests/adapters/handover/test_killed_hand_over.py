"""A process killed between any two steps of a hand-over: the till gets each return exactly once."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from returns_desk.adapters.handover.bookings_access import BookingsAccess
from returns_desk.adapters.profile import Profile
from returns_desk.application.handing_over_bookings import BookingState
from support.handing_profiles import configuration, leave_all, profile_with_returns, seen, take_all
from support.killed_errand import STEPS

TESTS = Path(__file__).parents[2]


def killed_after(step: str, profile: Path) -> None:
    """Hand over in another process that is killed after the step."""
    paths = os.pathsep.join((str(TESTS.parent / "src"), str(TESTS)))
    ended = subprocess.run(
        [sys.executable, str(TESTS / "support" / "killed_errand.py"), str(profile), step],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


@pytest.mark.parametrize("till_does", [leave_all, take_all], ids=["left", "taken"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_after_a_step_the_next_start_brings_each_return_to_the_till_once(
    tmp_path: Path, step: str, till_does: Callable[[Path], None]
) -> None:
    till = tmp_path / "till"
    till.mkdir()
    profile_with_returns(tmp_path / "profile", configuration(till))

    killed_after(step, tmp_path / "profile")
    shown_before = len(seen(till))
    till_does(till)
    access = BookingsAccess(Profile.open(tmp_path / "profile"))
    access.send((), accept_folder=False)
    (booking,) = access.send((), accept_folder=False)

    was_taken = till_does is take_all and shown_before == 1
    assert shown_before == (1 if step in {"released", "noted"} else 0)
    assert len(seen(till)) == (0 if was_taken else 1)
    assert booking.state is (BookingState.TAKEN if was_taken else BookingState.HANDED_OVER)
    assert list(till.glob(".*.part")) == []
    with Profile.open(tmp_path / "profile").read_journal() as journal:
        assert journal.verify(deep=True).bent is None
