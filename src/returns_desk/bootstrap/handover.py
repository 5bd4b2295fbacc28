"""A second start hands over to the running desk: one local socket per profile.

Owns the socket's name and the one word that goes over it. Must not know what a window shows.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from pathlib import Path

_SHOW: Final = b"show\n"
_SEEN: Final = b"seen\n"
_PATIENCE_MS: Final = 1500
_LONGEST_WORD: Final = 64


def socket_name(profile: Path) -> str:
    """The name under which the desk of a profile listens."""
    digest = hashlib.sha256(str(profile.resolve()).encode()).hexdigest()
    return f"returns-desk-{digest[:16]}"


def hand_over(profile: Path) -> bool:
    """Ask the running desk to come forward; tell whether it answered."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(profile))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(_SHOW)
    socket.flush()
    answered = socket.waitForReadyRead(_PATIENCE_MS)
    is_seen = answered and socket.readAll().data() == _SEEN
    socket.disconnectFromServer()
    return is_seen


class Reception(QObject):
    """Listens for a second start of the same profile.

    Signals:
        called(): somebody started the program again.
    """

    called = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = socket_name(profile)
        # A crash leaves the socket's file behind; who holds the profile's lock may remove it.
        QLocalServer.removeServer(name)
        self._server.newConnection.connect(self._greet)
        self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            guest = self._server.nextPendingConnection()
            guest.readyRead.connect(self._answer)
            guest.disconnected.connect(guest.deleteLater)
            if guest.bytesAvailable():
                self._reply(guest)

    def _answer(self) -> None:
        guest = self.sender()
        if isinstance(guest, QLocalSocket):
            self._reply(guest)

    def _reply(self, guest: QLocalSocket) -> None:
        if guest.read(_LONGEST_WORD).data() == _SHOW:
            guest.write(_SEEN)
            guest.flush()
            self.called.emit()
