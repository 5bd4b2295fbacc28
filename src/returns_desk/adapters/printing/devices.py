"""The device that a printer hangs on, and what every kind of it shares.

Owns choosing the device by configuration and waiting with an end to it. What is sent is not known
here. Each kind of device has a module of its own.
"""

from __future__ import annotations

import os
import select
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from returns_desk.adapters.printing.printer_problems import (
    PrinterFault,
    PrinterProblem,
    PrintingStopped,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a device is waited for, in seconds; `pauses_seconds` between one try and the next.

    `stall_seconds` may pass without the printer taking a single byte. A drawer that could not be
    opened within `kick_seconds` stays shut: nobody expects it any more.
    """

    connect_seconds: float = 3.0
    stall_seconds: float = 10.0
    answer_seconds: float = 0.3
    end_seconds: float = 2.0
    kick_seconds: float = 3.0
    pauses_seconds: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)


class Device(Protocol):
    """Takes the bytes of one job. Nothing stays open between two jobs."""

    def send(self, job: bytes, stop: threading.Event) -> None:
        """Hand over all bytes; ends soon after `stop` is set.

        Raises:
            PrinterFault: the device did not take them all, or may not have.
            PrintingStopped: `stop` was set before it had.
        """
        ...


_CHUNK_BYTES: Final = 4_096
LOOK_UP_SECONDS: Final = 0.1
"""How often a wait looks whether the program is closing."""


def wait_until(
    is_ready: Callable[[float], bool], limit_seconds: float, stop: threading.Event
) -> bool:
    """Whether it became ready within the limit; `is_ready` is given the seconds it may take.

    Raises:
        PrintingStopped: `stop` was set.
    """
    deadline = time.monotonic() + limit_seconds
    while True:
        if stop.is_set():
            raise PrintingStopped("The program is closing.", code="closing")
        left = deadline - time.monotonic()
        if is_ready(max(0.0, min(left, LOOK_UP_SECONDS))):
            return True
        if left <= 0:
            return False


def need(is_done: bool) -> None:  # noqa: FBT001 -- a check reads best so
    """Go on only if the device did its part in time.

    Raises:
        PrinterFault: it did not.
    """
    if not is_done:
        raise PrinterFault(PrinterProblem.UNREACHABLE)


def write_pieces(handle: int, job: bytes, limit_seconds: float, stop: threading.Event) -> None:
    """Write all bytes to a file opened without blocking; no wait for room exceeds the limit.

    Raises:
        OSError: the system refuses.
        PrinterFault: no room came in time.
        PrintingStopped: the program is closing.
    """

    def has_room(left: float) -> bool:
        return bool(select.select([], [handle], [], left)[1])

    rest = memoryview(job)
    while rest:
        try:
            rest = rest[os.write(handle, rest[:_CHUNK_BYTES]) :]
        except BlockingIOError:
            need(wait_until(has_room, limit_seconds, stop))
        if rest and stop.is_set():
            raise PrintingStopped("The program is closing.", code="closing")
