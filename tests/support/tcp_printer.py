"""A printer at a TCP port of this computer, as willing or as stubborn as a test wants it.

Owns the listening thread, which `close` ends. What arrived is in `jobs`, one per connection.
"""

from __future__ import annotations

import fcntl
import socket
import struct
import sys
import termios
import threading
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

WAIT_SECONDS = 20.0
STATUS_BYTES = 3


class Manner(Enum):
    """What it does with a connection."""

    TAKES_ALL = auto()
    HANGS = auto()
    """It never reads a byte."""
    BREAKS_OFF = auto()
    """It reads a few bytes and closes."""
    RESETS = auto()
    """It reads everything and then breaks the connection instead of closing it."""


@dataclass
class TcpPrinter:
    """Listens from `start` to `close`; `answers` are what it says to status questions."""

    manner: Manner = Manner.TAKES_ALL
    answers: Mapping[bytes, bytes] = field(default_factory=dict)
    jobs: list[bytes] = field(default_factory=list)
    port: int = 0

    def __post_init__(self) -> None:
        self._arrived = threading.Condition()
        self._connections = 0
        self._links: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> Self:
        """Begin to listen, at the same port as before where there was one."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Small, so that a printer that hangs is soon full.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        listener.bind(("127.0.0.1", self.port))
        listener.listen()
        self.port = listener.getsockname()[1]
        self._listener = listener
        self._thread = threading.Thread(target=self._serve, args=(listener,), daemon=True)
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop listening; connections that hang are broken."""
        if self._listener is None or self._thread is None:
            return
        listener, self._listener = self._listener, None
        listener.shutdown(socket.SHUT_RDWR)
        for link in self._links:
            link.close()
        self._thread.join(WAIT_SECONDS)
        listener.close()

    def wait_for_jobs(self, count: int) -> list[bytes]:
        """The jobs once there are that many."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.jobs) >= count, WAIT_SECONDS)
            return list(self.jobs)

    def wait_for_connections(self, count: int) -> None:
        """Wait until it was called that often."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: self._connections >= count, WAIT_SECONDS)

    def received_bytes(self) -> int:
        """How much lies unread at the end of the last connection of a printer that hangs."""
        answer = fcntl.ioctl(self._links[-1], termios.FIONREAD, bytes(4))
        return int.from_bytes(answer, sys.byteorder)

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                link, _ = listener.accept()
            except OSError:
                return
            with self._arrived:
                self._connections += 1
                self._arrived.notify_all()
            self._links.append(link)
            if self.manner is Manner.BREAKS_OFF:
                link.recv(2)
                link.close()
            elif self.manner is not Manner.HANGS:
                self._take_all(link)

    def _take_all(self, link: socket.socket) -> None:
        job = b""
        with link:
            link.settimeout(WAIT_SECONDS)
            try:
                while received := link.recv(65_536):
                    job += received
                    while job[:2] == b"\x10\x04" and len(job) >= STATUS_BYTES:
                        link.sendall(self.answers.get(job[:STATUS_BYTES], b""))
                        job = job[STATUS_BYTES:]
            except OSError:
                return
            if self.manner is Manner.RESETS:
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with self._arrived:
            if job:
                self.jobs.append(job)
            self._arrived.notify_all()
