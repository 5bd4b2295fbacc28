"""A desk that takes a paper in on a real profile and is killed at a chosen moment.

Run with the profile's folder and the moment; `small_disk` ends well and says what was refused.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from fakes import PlainWords
from returns_desk.adapters import evidence_files
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.application.desk import Desk
from returns_desk.application.evidence.seen import PaperKind
from returns_desk.application.ports import Event, Journal, NewEvent
from returns_desk.bootstrap.counter import open_counter
from returns_desk.domain.errors import EnvironmentFault

DOCUMENT = b"%PDF-1.7 " + b"what the customer brought " * 20_000
SHELF = "3141-07-20261107-0042"

MOMENTS = (
    "key kept",
    "half written",
    "file written",
    "event recorded",
    "settled",
    "set aside",
    "taken back",
)
"""Where it may be cut off, in the order of a file's life."""


def end() -> None:
    """As a power cut does it."""
    os.kill(os.getpid(), signal.SIGKILL)


class Cut:
    """A part of the desk that works as it does, and ends after a call of that name."""

    def __init__(self, real: object, name: str) -> None:
        self._real, self._name = real, name

    def __getattr__(self, name: str) -> object:
        found = getattr(self._real, name)
        return self._ending(found) if name == self._name else found

    def _ending(self, call: Callable[..., object]) -> Callable[..., object]:
        def ended(*given: object, **named: object) -> None:
            call(*given, **named)
            end()

        return ended


class CutJournal:
    """A journal that ends after the commit with such an event."""

    def __init__(self, real: Journal, event: str) -> None:
        self._real, self._event = real, event

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        recorded = self._real.append(*events)
        if any(each.type == self._event for each in events):
            end()
        return recorded


def cut_at(desk: Desk, moment: str) -> Desk:
    """The desk that ends at that moment."""
    services = desk.services
    evidence, people, journal = services.evidence, services.people, services.journal
    changes: dict[str, dict[str, Any]] = {
        "key kept": {"people": Cut(people, "put")},
        "file written": {"evidence": Cut(evidence, "keep")},
        "event recorded": {"journal": CutJournal(journal, "evidence_kept")},
        "settled": {"evidence": Cut(evidence, "settle")},
        "set aside": {"evidence": Cut(evidence, "unsettle")},
        "taken back": {"journal": CutJournal(journal, "evidence_withdrawn")},
    }
    return Desk(replace(services, **changes.get(moment, {})))


def half_written(path: Path, content: bytes) -> None:
    """Half of the bytes are there when the power goes."""
    path.with_name(f"{path.name}.new").write_bytes(content[: len(content) // 2])
    end()


def main(folder: Path, moment: str) -> None:
    """Take a paper in, and back."""
    with (
        Profile.open(folder) as profile,
        profile.locked(),
        open_counter(profile, PlainWords) as real,
    ):
        desk = cut_at(real, moment)
        desk.choose_operator(DEMO_OPERATORS[0].id)
        desk.sign_in(DEMO_OPERATORS[0].pin)
        case = desk.scan(SHELF).case
        assert case is not None
        if moment == "half written":
            vars(evidence_files)["write_safely"] = half_written
        if moment == "small_disk":
            # No limit is hard: the journal closes as on a disk on which room was made.
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            state = desk.keep_file(PaperKind.OTHER, DOCUMENT)
        except EnvironmentFault as fault:
            unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
            sys.stdout.write(fault.code)
            return
        assert state.case is not None
        desk.withdraw_paper(state.case.other_ways.papers[0].id)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
