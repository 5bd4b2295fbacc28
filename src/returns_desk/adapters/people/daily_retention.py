"""Retention by itself: in a thread of its own, when the desk starts and on each new day.

Owns when a round runs and what becomes of a fault in it. A round that fails is tried again at the
next look; the counter never waits for one. What is erased is application/erasing.py's.
"""

import threading
from collections.abc import Callable
from typing import Final, Self

from returns_desk.application.erasing import (
    ErasableJournal,
    ErasablePeople,
    erase_past_terms,
    finish_erasures,
)
from returns_desk.application.ports import Clock
from returns_desk.domain.errors import Defect, EnvironmentFault, ReturnsError

LOOK_EVERY_SECONDS: Final = 600.0
LAST_WAIT_SECONDS: Final = 10.0


class DailyRetention:
    """Forgets everybody whose term has ended. A context manager; leaving it ends the thread."""

    def __init__(
        self,
        stores: tuple[ErasableJournal, ErasablePeople],
        clock: Clock,
        days: int,
        on_defect: Callable[[ReturnsError], None],
        *,
        look_every_seconds: float = LOOK_EVERY_SECONDS,
    ) -> None:
        """Begin nothing yet; the thread begins with the block."""
        self._journal, self._people = stores
        self._clock, self._days, self._on_defect = clock, days, on_defect
        self._look_every_seconds = look_every_seconds
        self._stop = threading.Event()
        self._done_on = ""
        self._thread = threading.Thread(target=self._work, name="retention", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(LAST_WAIT_SECONDS)

    def round(self) -> None:
        """What one day needs; nothing where this day was done already.

        Raises:
            EnvironmentFault: a file can't be written; the next round goes on.
        """
        today = self._clock.now().date()
        if self._done_on == today.isoformat():
            return
        finish_erasures(self._journal, self._people)
        erase_past_terms(self._journal, self._people, today, self._days)
        self._done_on = today.isoformat()

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                self.round()
            except EnvironmentFault:
                pass  # A full disk shows itself at the counter; the next look tries again.
            except ReturnsError as error:
                self._report(error)
            except Exception as error:  # noqa: BLE001 -- the one place where this thread may end
                defect = Defect("Erasing what is past its term went wrong.", code="unexpected")
                defect.__cause__ = error
                self._report(defect)
            self._stop.wait(self._look_every_seconds)

    def _report(self, error: ReturnsError) -> None:
        if not self._stop.is_set():
            self._on_defect(error)
