"""A process that hands returns over on a real profile and is killed after a chosen step.

Run with the profile's folder and the step: prepared, begun, released or noted.
"""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fakes import FakeClock
from returns_desk.adapters.handover.drop_folder import DropFolder
from returns_desk.adapters.handover.opening import errand_of
from returns_desk.adapters.profile import Profile
from returns_desk.application.handing_over import HandedFile
from returns_desk.application.handing_over_document import ReturnDocument
from returns_desk.application.handing_over_rounds import run_round
from returns_desk.application.ports import Event, Journal, NewEvent

STEPS = ("prepared", "begun", "released", "noted")


class KilledFolder:
    """A real folder; the process ends without a word after one of its steps."""

    def __init__(self, real: DropFolder, step: str) -> None:
        self._real, self._step = real, step

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def prepare(self, document: ReturnDocument) -> tuple[HandedFile, ...]:
        files = self._real.prepare(document)
        die_after(self._step, "prepared")
        return files

    def release(self, files: Sequence[HandedFile]) -> None:
        self._real.release(files)
        die_after(self._step, "released")


class KilledJournal:
    """A real journal; the process ends without a word after one of its commits."""

    def __init__(self, real: Journal, step: str) -> None:
        self._real, self._step = real, step

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        recorded = self._real.append(*events)
        steps = {"booking_begun": "begun", "booking_handed_over": "noted"}
        die_after(self._step, steps.get(events[0].type, ""))
        return recorded


def die_after(step: str, done: str) -> None:
    """Nothing is closed, nothing is said: as when the power goes."""
    if step == done:
        os.kill(os.getpid(), signal.SIGKILL)


def main(folder: Path, step: str) -> None:
    """Hand over what waits, up to the step."""
    profile = Profile.open(folder)
    profile.lock()
    with profile, profile.open_journal(clock=FakeClock()) as journal:
        whole = errand_of(profile.configuration, profile.directory, journal)
        assert whole is not None
        assert isinstance(whole.folder, DropFolder)
        killed_folder = KilledFolder(whole.folder, step)
        killed_journal = KilledJournal(journal, step)
        run_round(
            replace(whole, folder=killed_folder, journal=killed_journal)  # type: ignore[arg-type]  # the rest comes through __getattr__
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
