"""A desk with its window in a process of its own, worked by keys; says what it measured as JSON.

Run with a profile and what is to be measured: `boards`, `steady SCANS` or `idle SECONDS`. Whatever
platform Qt is told of, it draws there. Owns no figure's meaning: window.py does.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.bootstrap.desk import DeskOptions, desk_on
from returns_desk.bootstrap.looks import application_with_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.bootstrap.desk import OpenedDesk

CLERK: Final = DEMO_OPERATORS[0]
PASSES: Final = 5
PAGES: Final = os.sysconf("SC_PAGE_SIZE")
BEAT_MS: Final = 1
SCANS_BETWEEN: Final = 500
LEFT: Final = "choice."


class Pulse:
    """How long the window stood still at most: the longest time between two beats of a timer."""

    def __init__(self) -> None:
        """Begin to beat."""
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def begin(self) -> None:
        """Forget what was before."""
        self.longest_ms, self._last = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, 1_000 * (now - self._last))
        self._last = now


class Hands:
    """A clerk's hands at the window."""

    def __init__(self, opened: OpenedDesk) -> None:
        """Lay them on the keys."""
        self.opened = opened
        self.window = opened.window

    def sign_in(self) -> None:
        """With the PIN of the first person."""
        self.touch(f"tile.person:{CLERK.id}")
        self.scan(CLERK.pin)

    def scan(self, text: str) -> float:
        """Type it; milliseconds from Enter until what came of it is painted."""
        QTest.keyClicks(self.window.scan, text)
        return self.press(Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> float:
        """Press it; milliseconds until what came of it is painted."""
        began = time.perf_counter()
        QTest.keyClick(self.window.scan, key)
        self.settle()
        return 1_000 * (time.perf_counter() - began)

    def leave(self) -> None:
        """The customer goes, for the first of the reasons."""
        self.press(Qt.Key.Key_F7)
        seen = [each for each in self.window.findChildren(QWidget) if each.isVisible()]
        self.touch(next(n for each in seen if (n := each.objectName()).startswith(LEFT)))

    def touch(self, name: str) -> None:
        """Touch what is in sight under that name."""
        seen = [each for each in self.window.findChildren(QWidget, name) if each.isVisible()]
        QTest.mouseClick(seen[0], Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        """Until nothing is under way and all is painted."""
        # Without a time of its own it sleeps as the program does: a loop that asks again and again
        # would take Python's lock from the worker.
        while self.opened.tasks.is_busy():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        # What is laid out may ask for more room, and be painted in a later pass.
        for _ in range(PASSES):
            QApplication.processEvents()


def boards(hands: Hands) -> dict[str, Any]:
    """Each receipt of the profile's list, from Enter to the painted board; then a digit's mark."""
    pulse = Pulse()
    told: dict[str, Any] = {"boards": [], "marks": [], "still": []}
    for lines, receipts in json.loads(_beside("receipts.json")).items():
        for receipt in receipts:
            pulse.begin()
            told["boards"].append([int(lines), hands.scan(receipt)])
            told["still"].append([int(lines), pulse.longest_ms])
            began = time.perf_counter()
            QTest.keyClick(hands.window.scan, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
            hands.settle()
            told["marks"].append([int(lines), 1_000 * (time.perf_counter() - began)])
            hands.leave()
    return told


def steady(hands: Hands, scans: int) -> dict[str, Any]:
    """Resident memory in MB after each stretch of scans."""
    receipts = json.loads(_beside("receipts.json"))["1"]
    told = [_resident_mb()]
    for number in range(1, scans + 1):
        hands.scan(receipts[number % len(receipts)])
        hands.leave()
        if number % min(SCANS_BETWEEN, scans) == 0:
            told.append(_resident_mb())
    return {"resident_mb": told}


def idle(hands: Hands, seconds: int) -> dict[str, Any]:
    """The share of one processor that the signed-in desk takes while nobody does anything."""
    hands.settle()
    loop, began = QEventLoop(), time.process_time()
    QTimer.singleShot(1_000 * seconds, loop.quit)
    loop.exec()
    return {"percent": 100 * (time.process_time() - began) / seconds}


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * PAGES / 1_000_000


def _beside(name: str) -> str:
    return Path(sys.argv[1]).with_name(name).read_text(encoding="utf-8")


def work(what: Callable[[Hands], dict[str, Any]]) -> None:
    """Open the desk, sign in and measure."""
    application_with_look("light")
    with Profile.open(Path(sys.argv[1])) as profile:
        profile.lock()
        with desk_on(profile, DeskOptions()) as opened:
            opened.window.show()
            QTest.qWaitForWindowExposed(opened.window)
            opened.window.activateWindow()
            hands = Hands(opened)
            hands.settle()
            hands.sign_in()
            gc.collect()
            gc.freeze()  # as the program does
            print(json.dumps(what(hands)), flush=True)


def main(what: str, more: list[str]) -> None:
    """Measure one thing."""
    if what == "boards":
        work(boards)
    elif what == "steady":
        work(lambda hands: steady(hands, int(more[0])))
    else:
        work(lambda hands: idle(hands, int(more[0])))


if __name__ == "__main__":
    main(sys.argv[2], sys.argv[3:])
