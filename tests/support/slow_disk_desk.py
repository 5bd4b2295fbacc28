"""A whole return at the real window while the disk takes its time; tells what the window did.

Run with a folder, in the surroundings of a SlowDisk. Prints JSON: what stood on the confirm button
and which stage was in sight at each turn of the event loop, where something changed, with how many
flushes had ended by then; and the longest span between two turns, for people to read.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from journeys.harness import PINS, REFERENCE, SHELF, Counter
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.application.desk_state import Stage
from returns_desk.bootstrap.looks import application_with_look
from support.slow_disk import DiskCounters

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from returns_desk.application.ports import Event, NewEvent

PATIENCE_S = 60


class Hands:
    """As much of pytest-qt's robot as the harness uses."""

    def wait_until(self, holds: Callable[[], bool], timeout: int = 0) -> None:  # noqa: ARG002 - its signature
        """Let the window turn until something holds; on a slow disk that takes what it takes."""
        until = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < until
            QTest.qWait(1)

    def waitExposed(self, window: QWidget) -> None:  # noqa: N802 - pytest-qt's name
        """Let the window come into sight."""
        assert QTest.qWaitForWindowExposed(window)


class Probe(QObject):
    """Counts the turns of the event loop, and notes what is in sight when it changes."""

    def __init__(self, counter: Counter, disk: DiskCounters) -> None:
        super().__init__()
        self._counter, self._disk = counter, disk
        self.seen: list[tuple[str, str, int]] = []
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._timer.start(1)

    def end(self) -> None:
        """Look no longer; the disk is quick again."""
        self._timer.stop()
        self._disk.reset("turns")

    def _turn(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now
        self._disk.add("turns")
        state = (self._counter.stage().value, self._counter.window.footer.confirm.text())
        if not self.seen or self.seen[-1][:2] != state:
            self.seen.append((*state, self._disk["ended"]))


def slow_the_journal(disk: DiskCounters, flush_ms: int) -> None:
    """Where no shim stands before the disk, let every append take as long as a flush."""
    real, disk_at_work = SqliteJournal.append, threading.Event()

    def append(self: SqliteJournal, *events: NewEvent) -> tuple[Event, ...]:
        since = disk["turns"]
        disk_at_work.wait(flush_ms / 1000 if since else 0)
        until = time.monotonic() + 20
        while since and disk["turns"] < since + 3 and time.monotonic() < until:
            disk_at_work.wait(0.001)
        if since and disk["turns"] < since + 3:
            disk.add("stood_still")
        recorded = real(self, *events)
        disk.add("ended")
        return recorded

    SqliteJournal.append = append  # type: ignore[method-assign]  # this process's own disk


def main(folder: Path) -> None:
    """Bring the shelf back to the other card, which a manager allows."""
    disk = DiskCounters(Path(os.environ["DISK_COUNTERS"]))
    if "LD_PRELOAD" not in os.environ:
        slow_the_journal(disk, int(os.environ["DISK_MS"]))
    application_with_look("light")
    counter = Counter(Hands(), folder / "profile")  # type: ignore[arg-type]  # as much as is used
    probe = Probe(counter, disk)
    counter.sign_in()
    counter.scan(SHELF)
    counter.press(str(counter.case.numbers["refund/other_card"]))
    counter.scan(PINS["lind"])
    counter.press(Qt.Key.Key_Return)
    assert counter.stage() is Stage.BOOKING, counter.stage()
    counter.scan(REFERENCE)
    assert counter.stage() is Stage.SLIP, counter.stage()
    probe.end()
    longest_ms = probe.longest_ms
    counter.close()
    print(json.dumps({"seen": probe.seen, "longest_ms": round(longest_ms, 1)}))  # noqa: T201 -- a program's answer


main(Path(sys.argv[1]))
