"""Owns who collects garbage while a window is open: the window's thread, and no worker.

A worker that collected a widget left in a cycle of references would destroy it in the wrong
thread, and Qt would crash the program. So the collector does not run by itself, and the window's
thread looks now and then, between two things that people do.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOK_MS: Final = 500


@contextmanager
def collected_here() -> Iterator[None]:
    """Collect garbage in this thread alone, for as long as the block goes on."""
    was_enabled = gc.isenabled()
    gc.disable()
    looking = QTimer()
    looking.setInterval(LOOK_MS)
    looking.timeout.connect(collect_what_is_due)
    looking.start()
    try:
        yield
    finally:
        looking.stop()
        if was_enabled:
            gc.enable()


def collect_what_is_due() -> None:
    """Collect the oldest generation of which as much has come together as Python waits for."""
    due = [
        generation
        for generation, (count, threshold) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if threshold and count > threshold
    ]
    if due:
        gc.collect(due[-1])
