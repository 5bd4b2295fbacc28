"""A desk that pays a voucher on a real profile and is killed after a chosen commit.

Run with the profile's folder and the event that is the last one on disk.
"""

import os
import signal
import sys
from pathlib import Path

from counters import signed_in
from returns_desk.adapters.profile import Profile
from returns_desk.application.ports import Event, Journal, NewEvent
from support.credit_profiles import begin_payout, credit_counter

LAST_EVENTS = ("plan_made", "leg_booked", "slip_issued")
"""The commits that they are in: the leg is begun, it is booked, the slip is made."""


class KilledJournal:
    """A real journal; the process ends without a word after the commit with that event."""

    def __init__(self, real: Journal, last_event: str) -> None:
        self._real, self._last_event = real, last_event

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        recorded = self._real.append(*events)
        if self._last_event in {event.type for event in events}:
            os.kill(os.getpid(), signal.SIGKILL)
        return recorded


def main(folder: Path, last_event: str) -> None:
    """Pay the voucher, up to that commit."""
    profile = Profile.open(folder)
    profile.lock()
    with profile, profile.open_journal() as journal:
        killed = KilledJournal(journal, last_event)
        desk = signed_in(credit_counter(profile, killed))  # type: ignore[arg-type]  # the rest comes through __getattr__
        begin_payout(desk)
        desk.book_leg(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
