"""A printer on the network: raw bytes to a TCP port, 9100 as a rule.

Owns the connection and the printer's short answers about its state, which are asked for and never
required.
"""

from __future__ import annotations

import errno
import selectors
import socket
import struct
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.printing.devices import Patience, need, wait_until
from returns_desk.adapters.printing.printer_problems import (
    PrinterFault,
    PrinterProblem,
    printer_faults,
    problem_of,
)

if sys.platform.startswith("linux"):
    import fcntl
    import termios

if TYPE_CHECKING:
    import threading

ASK_WHY_OFFLINE: Final = b"\x10\x04\x02"
ASK_PAPER: Final = b"\x10\x04\x04"
_ANSWER_MASK: Final = 0x93
_ANSWER_PATTERN: Final = 0x12
"""Bits 0, 1, 4 and 7 are fixed in every answer, by which it is told from other bytes."""
_COVER_OPEN: Final = 0x04
_ERROR: Final = 0x40
_PAPER_OUT: Final = 0x60
_IN_PROGRESS: Final = {0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN, 10035}
_CHUNK_BYTES: Final = 4_096
_STORE_BYTES: Final = 8_192
"""What the system may keep of a job: little, since it says nothing about the printer."""


def unsent_bytes(link: socket.socket) -> int:
    """How much the other side has not confirmed yet; 0 where the system does not tell."""
    if not sys.platform.startswith("linux"):
        return 0
    answer = fcntl.ioctl(link, termios.TIOCOUTQ, bytes(4))
    return int.from_bytes(answer, sys.byteorder)


class NetworkDevice:
    """Connects for each job, sends, and waits until the printer has seen the end of it."""

    def __init__(self, address: str, port: int, patience: Patience | None = None) -> None:
        """Remember where the printer is; nothing is opened yet."""
        self._address, self._port = address, port
        self._patience = patience or Patience()

    def send(self, job: bytes, stop: threading.Event) -> None:
        """Hand over all bytes.

        Raises:
            PrinterFault: nobody answers, paper or cover are reported, or the connection broke.
            PrintingStopped: the program is closing.
        """
        with printer_faults():
            found = socket.getaddrinfo(self._address, self._port, type=socket.SOCK_STREAM)
            family, kind, protocol, _, place = found[0]
            with closing(socket.socket(family, kind, protocol)) as link:
                link.setblocking(False)
                link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _STORE_BYTES)
                talk = _Talk(link, self._patience, stop)
                try:
                    talk.connect(place)
                    talk.refuse_if_not_ready()
                    talk.write(job)
                    talk.finish()
                except (OSError, PrinterFault):
                    talk.forget_the_rest()
                    raise


class _Talk:
    """One connection, from its making to its end."""

    def __init__(self, link: socket.socket, patience: Patience, stop: threading.Event) -> None:
        self._link, self._patience, self._stop = link, patience, stop

    def connect(self, place: object) -> None:
        result = self._link.connect_ex(place)  # type: ignore[arg-type]  # getaddrinfo's own answer
        if result not in _IN_PROGRESS:
            raise OSError(result, "connect")
        need(self._wait(selectors.EVENT_WRITE, self._patience.connect_seconds))
        result = self._link.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if result:
            raise OSError(result, "connect")

    def refuse_if_not_ready(self) -> None:
        """Ask why it would be offline; a printer that never answers is taken as ready."""
        answer = self._answer(ASK_WHY_OFFLINE)
        if answer is None:
            return
        if answer & _COVER_OPEN:
            raise PrinterFault(PrinterProblem.COVER_OPEN)
        paper = self._answer(ASK_PAPER)
        if paper is not None and paper & _PAPER_OUT:
            raise PrinterFault(PrinterProblem.PAPER_OUT)
        if answer & _ERROR:
            raise PrinterFault(PrinterProblem.NEEDS_ATTENTION)

    def write(self, content: bytes) -> None:
        rest = memoryview(content)
        while rest:
            need(self._wait(selectors.EVENT_WRITE, self._patience.stall_seconds))
            rest = rest[self._link.send(rest[:_CHUNK_BYTES]) :]

    def finish(self) -> None:
        """Close our side and wait for the other: bytes that it threw away show as a reset.

        Some printers reset after printing too, hence the doubt. Those that keep the connection
        open have printed once all bytes are there.
        """
        try:
            self._link.shutdown(socket.SHUT_WR)
            while self._wait(selectors.EVENT_READ, self._patience.end_seconds):
                if not self._link.recv(_CHUNK_BYTES):
                    return
        except OSError as error:
            raise PrinterFault(problem_of(error), is_in_doubt=True) from error
        need(wait_until(self._is_all_there, self._patience.stall_seconds, self._stop))

    def forget_the_rest(self) -> None:
        """Let nothing of a failed job arrive later, when it is sent again as a whole."""
        self._link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _is_all_there(self, seconds: float) -> bool:
        if unsent_bytes(self._link):
            self._stop.wait(seconds)
        return unsent_bytes(self._link) == 0

    def _answer(self, question: bytes) -> int | None:
        self.write(question)
        while self._wait(selectors.EVENT_READ, self._patience.answer_seconds):
            answer = self._link.recv(1)
            if not answer:
                raise PrinterFault(PrinterProblem.UNREACHABLE)
            if answer[0] & _ANSWER_MASK == _ANSWER_PATTERN:
                return answer[0]
        return None

    def _wait(self, event: int, limit_seconds: float) -> bool:
        with selectors.DefaultSelector() as selector:
            selector.register(self._link, event)
            return wait_until(lambda left: bool(selector.select(left)), limit_seconds, self._stop)
