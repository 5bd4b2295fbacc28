"""A printer at a serial port.

Owns the port's settings; eight bits, no parity, one stop bit, as such printers are shipped.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.printing.devices import Patience, need, wait_until, write_pieces
from returns_desk.adapters.printing.printer_problems import PrinterFault, printer_faults

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

    import serial

_CHUNK_BYTES: Final = 256
"""A quarter of a second at 9600 baud, so that a slow port is not taken for a dead one."""


class SerialDevice:
    """Opens the port for each job."""

    def __init__(
        self, port: str, baud: int, handshake: str = "none", patience: Patience | None = None
    ) -> None:
        """Remember the port; nothing is opened yet. `handshake`: none, hardware, xon_xoff."""
        self._port, self._baud, self._handshake = port, baud, handshake
        self._patience = patience or Patience()

    def send(self, job: bytes, stop: threading.Event) -> None:
        """Hand over all bytes, and wait until the last has left this computer.

        Raises:
            PrinterFault: the port can't be opened, or the printer takes nothing more.
            PrintingStopped: the program is closing.
        """
        with printer_faults(), self._opened() as port:
            self._write(port, job, stop)
            self._wait_until_sent(port, stop)

    @contextmanager
    def _opened(self) -> Iterator[serial.Serial]:
        # Late, since few counters have such a printer.
        import serial  # noqa: PLC0415 -- late, see above

        is_hardware = self._handshake == "hardware"
        port = serial.Serial(
            self._port,
            self._baud,
            write_timeout=self._patience.stall_seconds,
            rtscts=is_hardware,
            dsrdtr=is_hardware,
            xonxoff=self._handshake == "xon_xoff",
        )
        try:
            yield port
        except (OSError, PrinterFault):
            # Closing would otherwise wait for bytes that nobody takes.
            port.reset_output_buffer()
            raise
        finally:
            port.close()

    def _wait_until_sent(self, port: serial.Serial, stop: threading.Event) -> None:
        """Wait as long as the system's own store of bytes still gets emptier."""
        left = port.out_waiting
        while left:
            before = left
            limit = self._patience.stall_seconds
            need(wait_until(partial(_is_below, before, port, stop), limit, stop))
            left = port.out_waiting

    def _write(self, port: serial.Serial, job: bytes, stop: threading.Event) -> None:
        if os.name != "nt":
            write_pieces(port.fileno(), job, self._patience.stall_seconds, stop)
            return
        for at in range(0, len(job), _CHUNK_BYTES):
            port.write(job[at : at + _CHUNK_BYTES])


def _is_below(before: int, port: serial.Serial, stop: threading.Event, seconds: float) -> bool:
    stop.wait(seconds)
    return int(port.out_waiting) < before
