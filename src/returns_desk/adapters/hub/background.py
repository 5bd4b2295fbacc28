"""Sending by itself, in a thread of its own, so that no hub ever holds the counter up.

Owns when it is tried: soon after something was recorded, and again after a fault, each time a
little later and never at the same moment as every other till. What stands in the way is remembered
by `SyncAccess`. A hub that hangs is left behind when the program ends.
"""

from __future__ import annotations

import random
import threading
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, Self

from returns_desk.application.hub_sending import HubState
from returns_desk.domain.errors import Defect, ReturnsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.adapters.hub.sync_access import SyncAccess
    from returns_desk.adapters.hub.sync_state import SyncStatus

LOOK_EVERY_SECONDS: Final = 15.0
LONGEST_WAIT_SECONDS: Final = 300.0
LAST_WAIT_SECONDS: Final = 2.0


class SyncEndedError(Exception):
    """The desk closes; what was confirmed stays so, and the rest is sent at the next start."""


class BackgroundSync:
    """Sends the journal of a profile whose desk runs. A context manager; leaving ends it.

    Every call answers at once. `on_defect` gets our own faults, in that thread.
    """

    def __init__(
        self,
        access: SyncAccess,
        on_defect: Callable[[ReturnsError], None],
        *,
        look_every_seconds: float = LOOK_EVERY_SECONDS,
    ) -> None:
        """Begin nothing yet; the thread begins with the block."""
        self._access, self._on_defect = access, on_defect
        self._look_every_seconds = look_every_seconds
        self._asked: SimpleQueue[Callable[[SyncStatus], None]] = SimpleQueue()
        self._wake, self._stop = threading.Event(), threading.Event()
        self._failed = 0
        self._state = HubState(is_set_up=True)
        # A daemon: a hub that never answers must not keep the program from ending.
        self._thread = threading.Thread(target=self._work, name="sync", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._wake.set()
        self._thread.join(LAST_WAIT_SECONDS)

    def state(self) -> HubState:
        """How it was at the last look."""
        return self._state

    def ask(self, reply: Callable[[SyncStatus], None]) -> None:
        """Try now, and tell how it is then; `reply` is called in the other thread."""
        self._asked.put(reply)
        self._wake.set()

    def _work(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            waiting = self._everybody_who_asked()
            self._try(is_asked=bool(waiting))
            self._look(waiting)
            self._wake.wait(self._pause())

    def _everybody_who_asked(self) -> list[Callable[[SyncStatus], None]]:
        found = []
        while True:
            try:
                found.append(self._asked.get_nowait())
            except Empty:
                return found

    def _try(self, *, is_asked: bool) -> None:
        try:
            if is_asked or self._access.status().waiting:
                self._access.once(self._go_on)
            self._failed = 0
        except SyncEndedError:
            pass
        except Exception as error:  # noqa: BLE001 -- the one place where this thread may end
            self._failed += 1
            if not isinstance(error, ReturnsError) or isinstance(error, Defect):
                defect = Defect("Sending to the hub went wrong.", code="unexpected")
                defect.__cause__ = error
                self._on_defect(defect)

    def _look(self, waiting: list[Callable[[SyncStatus], None]]) -> None:
        """Read how it is once, for the screens and for everybody who asked."""
        try:
            status = self._access.status()
        except ReturnsError:
            return  # told as it was; the counter hears of a broken journal itself
        self._state = _seen(status)
        for reply in waiting:
            reply(status)

    def _pause(self) -> float:
        """Twice as long after each failure, and never in step with the other tills."""
        longest = min(self._look_every_seconds * 2**self._failed, LONGEST_WAIT_SECONDS)
        # Chance only spreads the load; nobody gains by guessing it.
        return random.uniform(longest / 2, longest)  # noqa: S311 -- see above

    def _go_on(self, done: int, total: int) -> None:
        del done, total
        if self._stop.is_set():
            raise SyncEndedError


def _seen(status: SyncStatus) -> HubState:
    return HubState(
        is_set_up=True,
        waiting=status.waiting,
        since=datetime.fromisoformat(status.waiting_since) if status.waiting_since else None,
        is_stopped=status.problem is not None,
        is_refused=status.state == "refused",
    )
