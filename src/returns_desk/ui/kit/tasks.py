"""Owns work in the background: one worker thread, results handed to the GUI thread.

A job must not touch a widget; what it returns comes back in the GUI thread. One worker means
that journal writes keep their order.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot

from returns_desk.domain.errors import Defect, ReturnsError

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a job came to: a result, or the error that ended it."""

    number: int
    result: object = None
    error: ReturnsError | None = None


@dataclass(frozen=True, slots=True)
class _Request:
    """Who waits for a job."""

    on_done: Callable[[object], None]
    on_failed: Callable[[ReturnsError], None]
    topic: str


class Tasks(QObject):
    """Runs jobs one after another; callbacks run in the thread that made this object.

    Signals:
        busy(on): the first job began, or the last one ended.
    """

    busy = Signal(bool)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="returns-desk")
        self._requests: dict[int, _Request] = {}
        self._newest: dict[str, int] = {}
        self._last_number = 0
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        job: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[ReturnsError], None],
        *,
        topic: str = "",
    ) -> int:
        """Run a job in the worker, then exactly one of the callbacks in the GUI thread.

        With a `topic`, a result is dropped when a newer job of the same topic was asked for
        meanwhile (reads only: a write's result always matters). An exception that is not ours
        arrives as a Defect with the original as its cause.

        Raises:
            Defect: after `shutdown`.
        """
        if self._closed:
            raise Defect("A job was asked for after the program began to close.")
        self._last_number += 1
        number = self._last_number
        taker = cast("Callable[[object], None]", on_done)
        self._requests[number] = _Request(taker, on_failed, topic)
        self._newest[topic] = number
        if len(self._requests) == 1:
            self.busy.emit(True)
        self._worker.submit(self._work, number, job)
        return number

    def is_busy(self) -> bool:
        """Tell whether a job is running or waiting."""
        return bool(self._requests)

    def is_closing(self) -> bool:
        """Tell whether the program began to close: long jobs then end early."""
        return self._closed

    def shutdown(self) -> None:
        """Finish what was begun, end the worker thread, and call nobody back any more."""
        self._closed = True
        self._worker.shutdown(wait=True)
        self._requests.clear()

    def _work(self, number: int, job: Callable[[], object]) -> None:
        """Run in the worker thread; the signal is the only way back."""
        try:
            outcome = _Outcome(number, result=job())
        except ReturnsError as error:
            outcome = _Outcome(number, error=error)
        except Exception as error:  # noqa: BLE001 -- the one place where a thread may end
            defect = Defect("Something went wrong inside the program.", code="unexpected")
            defect.__cause__ = error
            outcome = _Outcome(number, error=defect)
        self._finished.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        """Run in the GUI thread, since this object lives there."""
        request = self._requests.pop(outcome.number, None)
        if request is None:
            return
        if not self._requests:
            self.busy.emit(False)
        if request.topic and self._newest[request.topic] != outcome.number:
            return
        if outcome.error is not None:
            request.on_failed(outcome.error)
        else:
            request.on_done(outcome.result)
