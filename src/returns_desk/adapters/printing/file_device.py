"""A printer that is a file: a device such as /dev/usb/lp0, or a file that bytes are added to.

Owns opening without waiting for anybody, and writing in pieces.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.printing.devices import Patience, write_pieces
from returns_desk.adapters.printing.printer_problems import printer_faults

if TYPE_CHECKING:
    import threading
    from pathlib import Path

_FLAGS: Final = (
    os.O_WRONLY
    | os.O_APPEND
    | os.O_CREAT
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class FileDevice:
    """Opens the file for each job. Its folder must be there; the file itself is made."""

    def __init__(self, path: Path, patience: Patience | None = None) -> None:
        """Remember the file; nothing is opened yet."""
        self._path = path
        self._patience = patience or Patience()

    def send(self, job: bytes, stop: threading.Event) -> None:
        """Hand over all bytes; a file that they did not fit into is as before.

        Raises:
            PrinterFault: the file can't be opened or written, or nobody takes the bytes.
            PrintingStopped: the program is closing.
        """
        with printer_faults():
            handle = os.open(self._path, _FLAGS, 0o640)
            try:
                self._write(handle, job, stop)
            finally:
                os.close(handle)

    def _write(self, handle: int, job: bytes, stop: threading.Event) -> None:
        kind = os.fstat(handle)
        is_plain_file = stat.S_ISREG(kind.st_mode)
        try:
            write_pieces(handle, job, self._patience.stall_seconds, stop)
            if is_plain_file:
                os.fsync(handle)
        except OSError:
            if is_plain_file:
                with suppress(OSError):
                    os.truncate(self._path, kind.st_size)
            raise
