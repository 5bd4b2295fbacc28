"""One thread writes the journal, whoever asks: the desk's worker, the hand-over to the till.

Owns the order of appends, and what is done while nobody has asked for anything for a while, so that
an append costs one flush and no more: managers' tables are brought up, and the write-ahead log is
folded into the file. It must not know what an event means, and it tells nobody that something is
recorded before it is on disk.
"""

from __future__ import annotations

from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from returns_desk.domain.errors import ReturnsError, ensure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
    from returns_desk.application.ports import (
        Event,
        NewEvent,
        ReturnedSoFar,
        Verification,
    )

IDLE_SECONDS: Final = 2.0
"""A clerk who pauses this long is not waiting for the disk."""

QUIET_SECONDS: Final = 0.2
"""After this long the tables that only managers read are brought up."""


class _Chore(NamedTuple):
    """What is done when nobody has asked for anything for so long since the last thing was done."""

    after_seconds: float
    work: Callable[[], None]


_Recorded = tuple["Event", ...]
_Job = tuple[tuple["NewEvent", ...], "Future[_Recorded]"]


class OneWriter:
    """The journal as the desk uses it; as a context manager it ends its thread, not the journal.

    `append` returns once the events are on disk; whoever must not wait asks from another thread
    than the window's. Everything that reads goes to the journal as it is.
    """

    def __init__(self, journal: SqliteJournal, *, idle_seconds: float = IDLE_SECONDS) -> None:
        """Begin the thread; the journal stays the caller's to close."""
        self._journal = journal
        self._chores = (
            _Chore(min(QUIET_SECONDS, idle_seconds), journal.catch_up),
            _Chore(idle_seconds, journal.fold_log),
        )
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._lock = Lock()
        self._is_closed = False
        # A daemon: a program that ends without a word loses nothing, and must not stay for this.
        self._thread = Thread(target=self._work, name="journal-writer", daemon=True)
        self._thread.start()

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        """Record the events in one commit, in the order of the calls; on disk when this returns.

        Raises:
            Defect: An event holds what it may not, or the writer has ended; nothing was recorded.
            EnvironmentFault: The disk can't take it; nothing was recorded.

        """
        answer: Future[_Recorded] = Future()
        with self._lock:
            ensure(not self._is_closed, "Nothing is recorded after the journal's writer ended.")
            self._jobs.put((events, answer))
        return answer.result()

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Events in sequence order, optionally of one case or of some types."""
        return self._journal.read(after=after, case_id=case_id, types=types)

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        return self._journal.head()

    def returned_so_far(self, receipt: str) -> ReturnedSoFar:
        """What of that receipt came back before."""
        return self._journal.returned_so_far(receipt)

    def open_cases(self) -> tuple[str, ...]:
        """Cases that were begun and neither completed nor left, oldest first."""
        return self._journal.open_cases()

    def next_case_number(self) -> int:
        """The number the next case gets."""
        return self._journal.next_case_number()

    def verify(self) -> Verification:
        """Walk the whole chain and compare with the anchors within reach."""
        return self._journal.verify()

    def close(self) -> None:
        """Write what was asked for, then end the thread; closing twice does no harm."""
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        idle: tuple[_Chore, ...] = ()
        while True:
            try:
                job = self._jobs.get(timeout=idle[0].after_seconds if idle else None)
            except Empty:
                _do(idle[0].work)
                idle = idle[1:]
                continue
            if job is None:
                return
            self._record(*job)
            idle = self._chores

    def _record(self, events: tuple[NewEvent, ...], answer: Future[_Recorded]) -> None:
        try:
            recorded = self._journal.append(*events)
        except BaseException as error:  # noqa: BLE001 -- whoever asked gets it; the thread lives on
            answer.set_exception(error)
        else:
            answer.set_result(recorded)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _do(work: Callable[[], None]) -> None:
    try:
        work()
    except ReturnsError:
        # Every event is on disk; the next pause, whoever asks, or the close tries again.
        return
