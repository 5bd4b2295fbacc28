"""A device of the printer's port that a test holds, lets go, breaks and looks into.

Owns the waiting: a test waits for what must happen, never for a length of time.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from returns_desk.adapters.printing.printer_problems import PrinterFault, PrintingStopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.adapters.printing.printer_problems import PrinterProblem

WAIT_SECONDS = 20.0


class StubbornDevice:
    """Takes every job unless `problem` or `error` is set; `hold()` keeps jobs in its hands.

    Attributes:
        jobs: what it took, oldest first.
        tries: how often it was asked.
    """

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self.tries = 0
        self.problem: PrinterProblem | None = None
        self.error: Exception | None = None
        self._is_free = threading.Event()
        self._is_free.set()
        self._news = threading.Condition()

    def hold(self) -> None:
        """Keep the next job in hand until `let_go`, as a printer that hangs."""
        self._is_free.clear()

    def let_go(self) -> None:
        """Take what was held."""
        self._is_free.set()

    def send(self, job: bytes, stop: threading.Event) -> None:
        with self._news:
            self.tries += 1
            self._news.notify_all()
        while not self._is_free.wait(0.01):
            if stop.is_set():
                raise PrintingStopped("closing")
        if self.error is not None:
            raise self.error
        if self.problem is not None:
            raise PrinterFault(self.problem)
        with self._news:
            self.jobs.append(job)
            self._news.notify_all()

    def wait_for(self, claim: Callable[[], bool]) -> None:
        """Wait until the claim is true of it."""
        with self._news:
            assert self._news.wait_for(claim, WAIT_SECONDS)
