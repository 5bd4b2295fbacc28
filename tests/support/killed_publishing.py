"""A process that publishes a pack on a real profile and is killed after a chosen step.

Run with the profile's folder, the pack, and the step: text, sealed or never.
"""

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from returns_desk.adapters.policies.changed_packs import pack_of
from returns_desk.adapters.publishing.shelf import PackShelf, Seal, content_hash
from returns_desk.adapters.resources import resource_path
from returns_desk.application.ports import Event, NewEvent
from returns_desk.application.publishing import PackOnOffer, Publishing, PublishingJournal
from support.replay_shop import PINS, profile_of


class DyingSeal:
    """A real key; the process ends before it signs, when the text lies there alone."""

    def __init__(self, real: Seal, step: str) -> None:
        self.public_key = real.public_key
        self._real, self._step = real, step

    def sign(self, content: bytes) -> bytes:
        if self._step == "text":
            die()
        return self._real.sign(content)


class DyingJournal:
    """A real journal; the process ends before it records, when text and seal lie there."""

    def __init__(self, real: PublishingJournal, step: str) -> None:
        self._step = step
        self.read = real.read
        self._append = real.append

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        if self._step == "sealed":
            die()
        return self._append(*events)


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def main(folder: Path, path: Path, step: str) -> None:
    profile = profile_of(folder)
    by = profile.operators().check_pin(*PINS["manager"])
    today, pack = profile.clock.now().date(), pack_of(resource_path("policies"), path)
    text = path.read_bytes()
    offer = PackOnOffer(pack.id, pack.version, pack.fingerprint, content_hash(text))
    with profile.locked(), profile.open_journal() as journal:
        shelf = PackShelf(folder, DyingSeal(profile.terminal_key, step))
        publishing = Publishing(DyingJournal(journal, step), shelf, by)
        publishing.publish(offer, text, (today, today))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
