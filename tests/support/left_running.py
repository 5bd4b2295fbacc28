"""Fails a test that leaves a thread, timer, animation or window behind.

Owns the check after each test. What is left running makes a later test fail, or aborts the whole
run, and then nobody knows who it was. Looks at Qt only where the test has imported it.
"""

from __future__ import annotations

import gc
import sys
import threading
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QAbstractAnimation, QThread

GRACE_SECONDS = 2.0


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare what runs after the test, when its fixtures are gone, with what ran before."""
    threads_before = set(threading.enumerate())

    yield

    left = _threads_left(threads_before)
    if "qapp" in request.fixturenames and "PySide6.QtWidgets" in sys.modules:
        left += _qt_left()
    if left:
        pytest.fail("left behind by this test: " + "; ".join(left), pytrace=False)


def _threads_left(before: set[threading.Thread]) -> list[str]:
    """Threads of Python that the test started; Qt's own, seen from Python, are judged below."""
    started = [
        thread
        for thread in set(threading.enumerate()) - before
        if not isinstance(thread, threading._DummyThread)
    ]
    for thread in started:
        thread.join(GRACE_SECONDS)
    return [f"thread {thread.name}" for thread in started if thread.is_alive()]


def _qt_left() -> list[str]:
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool  # noqa: PLC0415  as above

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    busy = not QThreadPool.globalInstance().waitForDone(int(GRACE_SECONDS * 1000))
    pool = ["a job in the global thread pool"] if busy else []
    return pool + _windows_left() + _objects_left()


def _windows_left() -> list[str]:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  as above

    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    named = [f"window {type(window).__name__} {window.objectName()}" for window in windows]
    for window in windows:
        window.close()
        window.deleteLater()
    return named


def _objects_left() -> list[str]:
    """Objects that still tick. Each is stopped, so that the next test is judged by its own."""
    from PySide6 import QtCore  # noqa: PLC0415  as above
    from shiboken6 import isValid  # noqa: PLC0415  as above

    left = []
    kinds = (QtCore.QTimer, QtCore.QThread, QtCore.QAbstractAnimation)
    for each in gc.get_objects():
        if not isinstance(each, kinds) or not isValid(each):
            continue
        if isinstance(each, QtCore.QTimer) and each.isActive():
            left.append(f"timer {each.objectName()} every {each.interval()} ms")
            each.stop()
        elif isinstance(each, QtCore.QAbstractAnimation) and _runs(each):
            left.append(f"animation {each.objectName()}")
            each.stop()
        elif isinstance(each, QtCore.QThread) and each.isRunning() and not _is_current(each):
            left.append(f"thread {type(each).__name__} {each.objectName()}")
            each.quit()
            each.wait(int(GRACE_SECONDS * 1000))
    return left


def _runs(animation: QAbstractAnimation) -> bool:
    return animation.state() == animation.State.Running


def _is_current(thread: QThread) -> bool:
    return thread == thread.currentThread()
