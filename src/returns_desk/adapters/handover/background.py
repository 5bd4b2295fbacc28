"""The errand in its own thread, so that no folder ever holds the counter up.

Owns when a round runs: at the start, after each completed return, and every few seconds while the
till may still answer. A folder on a dead network share may hang a round for ever; the counter goes
on, says that the till does not answer, and leaves the thread behind when the program ends.
"""

import threading
import time
from collections.abc import Callable
from typing import Final, Self

from returns_desk.application.handing_over import HandOverState
from returns_desk.application.handing_over_bookings import BookingState
from returns_desk.application.handing_over_rounds import Errand, run_round
from returns_desk.domain.errors import Defect, EnvironmentFault, ReturnsError

LOOK_EVERY_SECONDS: Final = 10.0
PATIENCE_SECONDS: Final = 15.0
"""How long a round may take before the counter says that the folder does not answer."""
LAST_WAIT_SECONDS: Final = 2.0
NOT_ANSWERING: Final = (
    "The folder of the till does not answer. Check the network; returns wait until it does."
)


class BackgroundHandOver:
    """Hands completed returns over in a thread of its own. A context manager; leaving ends it.

    Every call answers at once. `on_defect` gets our own faults, once each round; the next round
    tries again.
    """

    def __init__(
        self,
        errand: Errand,
        on_defect: Callable[[ReturnsError], None],
        *,
        clock: Callable[[], float] = time.monotonic,
        look_every_seconds: float = LOOK_EVERY_SECONDS,
    ) -> None:
        """Begin nothing yet; the thread begins with the block."""
        self._errand, self._on_defect, self._clock = errand, on_defect, clock
        self._look_every_seconds = look_every_seconds
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._waiting: frozenset[str] = frozenset()
        self._told: frozenset[str] = frozenset()
        self._refused = 0
        self._problem: str | None = None
        self._round_since: float | None = None
        # A daemon: a folder that never answers must not keep the program from ending.
        self._thread = threading.Thread(target=self._work, name="hand-over", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._wake.set()
        self._thread.join(LAST_WAIT_SECONDS)

    def completed(self, case_id: str) -> None:
        """Hear that a return is complete and recorded."""
        with self._lock:
            self._told |= {case_id}
        self._wake.set()

    def state(self) -> HandOverState:
        """How it is at this moment."""
        with self._lock:
            since = self._round_since
            is_stuck = since is not None and self._clock() - since > PATIENCE_SECONDS
            return HandOverState(
                is_configured=True,
                waiting=len(self._waiting | self._told),
                refused=self._refused,
                problem=NOT_ANSWERING if is_stuck else self._problem,
            )

    def _work(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            self._round()
            self._wake.wait(self._look_every_seconds)

    def _round(self) -> None:
        with self._lock:
            self._round_since = self._clock()
            told = self._told
        problem = self._problem_of_round()
        ledger = self._errand.ledger
        with self._lock:
            self._round_since = None
            self._problem = problem
            self._waiting = frozenset(x.case_id for x in ledger.in_state(BookingState.WAITING))
            self._refused = len(ledger.in_state(BookingState.REFUSED))
            # The ledger has read what was told before this round began.
            self._told -= told

    def _problem_of_round(self) -> str | None:
        """One sentence where something stands in the way."""
        try:
            run_round(self._errand)
        except EnvironmentFault as fault:
            return fault.message
        except ReturnsError as error:
            self._report(error)
            return error.message
        except Exception as error:  # noqa: BLE001 -- the one place where this thread may end
            defect = Defect("Handing over to the till went wrong.", code="unexpected")
            defect.__cause__ = error
            self._report(defect)
            return defect.message
        return None

    def _report(self, error: ReturnsError) -> None:
        """Our own fault; after the end, what the journal's closing broke is nobody's."""
        if not self._stop.is_set():
            self._on_defect(error)
