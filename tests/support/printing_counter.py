"""A slip printer on a device of the test's own, switched on and off as a counter is.

Owns the waiting for what the printer tells, so that no test waits for a length of time.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from returns_desk.adapters.printing.devices import Patience
from returns_desk.adapters.printing.escpos_slip import slip_bytes
from returns_desk.adapters.printing.printer_model import printer_model
from returns_desk.adapters.printing.slip_printer import EscposSlipPrinter
from returns_desk.adapters.printing.waiting_slips import WaitingSlips
from support.stubborn_device import WAIT_SECONDS, StubbornDevice

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.printing.devices import Device
    from returns_desk.application.ports import PrinterState
    from returns_desk.application.slips import Slip

MODEL = printer_model("default")
NEVER_BY_ITSELF = Patience(pauses_seconds=(600.0,))


class Counter:
    """One device and the printer on it, as often as the counter is switched on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.device = StubbornDevice()
        self.printers: list[EscposSlipPrinter] = []

    def switch_on(
        self, device: Device | None = None, patience: Patience = NEVER_BY_ITSELF
    ) -> EscposSlipPrinter:
        slips = WaitingSlips(self.folder)
        printer = EscposSlipPrinter(device or self.device, MODEL, slips, patience=patience)
        self.printers.append(printer)
        return printer

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


class News:
    """The states that the printer told, to be waited for."""

    def __init__(self, printer: EscposSlipPrinter) -> None:
        self._printer = printer
        self._told = threading.Condition()
        self.states: list[PrinterState] = []
        self.threads: set[str] = set()
        printer.on_change(self._tell)

    def _tell(self, state: PrinterState) -> None:
        with self._told:
            self.states.append(state)
            self.threads.add(threading.current_thread().name)
            self._told.notify_all()

    def wait_for(self, **wanted: object) -> None:
        def is_so() -> bool:
            state = self._printer.state()
            return all(getattr(state, name) == value for name, value in wanted.items())

        with self._told:
            assert self._told.wait_for(is_so, WAIT_SECONDS), self._printer.state()


def bytes_of(*slips: Slip) -> list[bytes]:
    """The jobs that print these slips."""
    return [slip_bytes(slip, MODEL) for slip in slips]
