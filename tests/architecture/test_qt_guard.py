"""Guards the pin of PySide6: a version that loses references must never be locked unseen.

Whoever upgrades Qt meets this first. PySide6 6.12 loses one reference to None or True at most
calls from C++ back into Python 3.11, and the interpreter aborts after some 570 signals, though
ordinary tests pass. From Python 3.12 on the two are immortal and nothing can be lost.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.long_runs import LongReport, Scale

# In a process of its own: where references are lost, the interpreter itself goes down.
EMIT_AND_COUNT = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal


class Bell(QObject):
    rung = Signal(object)
    turned = Signal(bool)


heard = 0


def hear(_value):
    global heard
    heard += 1


application = QCoreApplication([])
bell = Bell()
bell.rung.connect(hear)
bell.turned.connect(hear)
emits = int(sys.argv[1])
before = [sys.getrefcount(each) for each in (None, True, False)]
for _ in range(emits // 2):
    bell.rung.emit(None)
    bell.turned.emit(True)
after = [sys.getrefcount(each) for each in (None, True, False)]
print(heard, *(then - now for then, now in zip(before, after)))
"""
# The loop and its variables hold a few references themselves; a leak is one for each emit.
A_FEW_REFERENCES = 20


@pytest.mark.long("qt-references")
def test_ten_thousand_signals_lose_no_reference(
    scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    emits = scale(short=10_000, full=1_000_000)

    done = subprocess.run(
        [sys.executable, "-c", EMIT_AND_COUNT, str(emits)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    heard, *lost = (int(word) for word in done.stdout.split())
    assert heard == emits
    assert max(lost) <= A_FEW_REFERENCES
    long_report("qt-references", run_seed, {"signals": heard}, ["packaging/locks/runtime.txt"])
