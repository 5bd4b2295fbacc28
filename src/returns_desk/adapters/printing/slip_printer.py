"""The slip printer: keeps every slip on disk, and prints in its own thread when the printer can.

Owns the thread, the order of jobs and the pauses between tries. What a slip looks like, how a
device is spoken to and where slips wait are other modules'.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.printing.devices import Patience
from returns_desk.adapters.printing.escpos_slip import DRAWER_KICK, slip_bytes
from returns_desk.adapters.printing.printer_problems import (
    PrinterFault,
    PrinterProblem,
    PrintingStopped,
)
from returns_desk.adapters.printing.slip_documents import slip_in
from returns_desk.application.ports import PrinterState
from returns_desk.domain.errors import Defect, EnvironmentFault, ReturnsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.adapters.printing.devices import Device
    from returns_desk.adapters.printing.printer_model import PrinterModel
    from returns_desk.adapters.printing.waiting_slips import WaitingSlips
    from returns_desk.application.slips import Slip

CLOSE_SECONDS: Final = 3.0
TRIES_IN_DOUBT: Final = 3
"""A printer that takes every byte and then breaks off may print like that: no slip comes out more
often than this, since paper without end would be worse than the doubt."""


class EscposSlipPrinter:
    """A `SlipPrinter` on one device. Nothing but `print_slip` touches the disk of the caller.

    A slip that was being sent when the program ended is sent again, not marked as a copy: nobody
    knows whether the first one came out. Close it before Qt's application goes.
    """

    def __init__(
        self,
        device: Device,
        model: PrinterModel,
        slips: WaitingSlips,
        *,
        as_picture: bool = False,
        patience: Patience | None = None,
        report: Callable[[ReturnsError], None] | None = None,
    ) -> None:
        """Begin with what waits from earlier; the thread ends with `close`.

        `report` is told, in the printing thread, why a slip was set aside.
        """
        self._device, self._model, self._slips = device, model, slips
        self._as_picture, self._report = as_picture, report
        self._patience = patience or Patience()
        self._changed: Callable[[PrinterState], None] | None = None
        self._keeping = threading.Lock()
        self._wake = threading.Condition()
        self._stop = threading.Event()
        self._names = deque(slips.at_start)
        self._is_printing = False
        self._problem: PrinterProblem | None = None
        self._tries = self._tries_in_doubt = 0
        self._resume_at = self._kick_until = 0.0
        self._told = PrinterState()
        self._thread = threading.Thread(target=self._run, name="slip-printer", daemon=True)
        self._thread.start()

    def print_slip(self, slip: Slip) -> None:
        """Keep the slip on disk and have it printed after those that came before.

        Raises:
            EnvironmentFault: the slip can't be kept.
        """
        with self._keeping:
            name = self._slips.keep(slip)
            with self._wake:
                self._names.append(name)
                self._hurry()

    def open_drawer(self) -> None:
        """Kick the drawer within a few seconds or not at all."""
        with self._wake:
            self._kick_until = time.monotonic() + self._patience.kick_seconds
            self._wake.notify_all()

    def try_again(self) -> None:
        """Try what waits at once."""
        with self._wake:
            self._hurry()

    def state(self) -> PrinterState:
        """How it is at this moment; never waits for the printer."""
        with self._wake:
            return PrinterState(
                is_configured=True,
                is_printing=self._is_printing,
                waiting=len(self._names),
                problem=self._problem.value if self._problem else None,
            )

    def on_change(self, listener: Callable[[PrinterState], None]) -> None:
        """Have every new state told from now on, in the PRINTING THREAD.

        The listener must not raise and must not call `close`; after `close` nothing is told.
        """
        with self._wake:
            self._changed = listener

    def close(self) -> None:
        """End the thread, also while the printer hangs; what waits is printed at the next start."""
        self._stop.set()
        with self._wake:
            self._changed = None
            self._wake.notify_all()
        self._thread.join(CLOSE_SECONDS)

    def _hurry(self) -> None:
        self._resume_at = 0.0
        self._wake.notify_all()

    def _run(self) -> None:
        try:
            while (work := self._next_work()) is not None:
                work()
        except PrintingStopped:
            return

    def _next_work(self) -> Callable[[], None] | None:
        """Wait until something is due, the drawer before slips; None when the program closes."""
        while not self._stop.is_set():
            self._tell()
            with self._wake:
                now = time.monotonic()
                is_kick_due, self._kick_until = now < self._kick_until, 0.0
                if is_kick_due:
                    return self._kick
                if self._names and now >= self._resume_at:
                    return self._print_first
                if not self._stop.is_set() and self.state() == self._told:
                    self._wake.wait(self._resume_at - now if self._names else None)
        return None

    def _tell(self) -> None:
        state = self.state()
        if state != self._told:
            self._told = state
            listener = self._changed
            if listener is not None:
                listener(state)

    def _kick(self) -> None:
        try:
            self._send(DRAWER_KICK)
        except PrinterFault as fault:
            self._failed(fault)
        else:
            with self._wake:
                self._hurry()
            self._set(problem=None)

    def _print_first(self) -> None:
        name = self._names[0]
        self._set(is_printing=True, problem=self._problem)
        try:
            job = self._job(name)
            if job is not None:
                self._send(job)
                self._printed(name)
        except PrinterFault as fault:
            self._tries_in_doubt += fault.is_in_doubt
            if self._tries_in_doubt < TRIES_IN_DOUBT:
                self._failed(fault)
            else:
                self._printed(name)
        finally:
            self._set(is_printing=False, problem=self._problem)

    def _job(self, name: str) -> bytes | None:
        """The bytes of a slip, or None where it can't be read or drawn and was set aside."""
        try:
            slip = slip_in(self._slips.content(name))
            return slip_bytes(slip, self._model, as_picture=self._as_picture)
        except EnvironmentFault:
            # Gone, unreadable or no window yet; what is there is tried at the next start.
            self._leave_out(name, PrinterProblem.NOT_PRINTABLE)
        except Exception as error:  # noqa: BLE001 -- a dead thread prints nothing
            # Whatever one slip is like, the thread and the other slips go on.
            self._leave_out(name, self._set_aside(name))
            if self._report is not None:
                defect = Defect(f"{name}: this slip can't be printed.", code="slip_unprintable")
                defect.__cause__ = error
                self._report(defect)
        return None

    def _set_aside(self, name: str) -> PrinterProblem:
        try:
            self._slips.set_aside(name)
        except EnvironmentFault:
            return PrinterProblem.NO_PERMISSION
        return PrinterProblem.NOT_PRINTABLE

    def _printed(self, name: str) -> None:
        try:
            self._slips.remove(name)
        except EnvironmentFault:
            # It went out; forgetting it here keeps it from going out again and again.
            self._leave_out(name, PrinterProblem.NO_PERMISSION)
        else:
            self._leave_out(name, None)

    def _leave_out(self, name: str, problem: PrinterProblem | None) -> None:
        with self._wake:
            self._names.remove(name)
            self._problem = problem
            self._tries = self._tries_in_doubt = 0
            self._resume_at = 0.0

    def _failed(self, fault: PrinterFault) -> None:
        with self._wake:
            self._problem = fault.problem
            pauses = self._patience.pauses_seconds
            pause = pauses[min(self._tries, len(pauses) - 1)]
            self._tries += 1
            self._resume_at = time.monotonic() + pause

    def _set(self, *, problem: PrinterProblem | None, is_printing: bool = False) -> None:
        with self._wake:
            self._is_printing, self._problem = is_printing, problem
        self._tell()

    def _send(self, job: bytes) -> None:
        """Hand a job to the device; whatever one of the libraries raises becomes a PrinterFault.

        Anything let through would end the thread, and nothing would be printed any more.
        """
        try:
            self._device.send(job, self._stop)
        except ReturnsError:
            raise
        except Exception as error:
            raise PrinterFault(PrinterProblem.UNREACHABLE) from error
