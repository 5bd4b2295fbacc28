"""What other starts ask of the running desk: one local socket per profile.

Owns the socket's name and the words that go over it, a line each: come forward, redeem a
voucher, and make a backup. Must not know what a window shows or what a voucher is.
"""

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Reply = Callable[[bool], None]
    Redeem = Callable[[str, str, Reply], None]
    """Redeems a code for a sale, and then tells whether it did."""
    BackUp = Callable[[str, Callable[[str], None]], None]
    """Makes a backup into a folder, and then tells what came of it, in one line."""

_SHOW: Final = b"show\n"
_REVIEW: Final = b"review\n"
_SEEN: Final = b"seen\n"
_REDEEM: Final = b"redeem "
_REDEEMED: Final = b"redeemed\n"
_REFUSED: Final = b"refused\n"
_PATIENCE_MS: Final = 1500
_WORKING_PATIENCE_MS: Final = 15_000
"""The desk may be writing its journal."""
_LONGEST_WORD: Final = 8_192
_BACKUP: Final = b"backup "
_BACKUP_PATIENCE_MS: Final = 1_800_000
"""A large shop's backup over a slow network; a desk that ends meanwhile is noticed at once."""


def socket_name(profile: Path) -> str:
    """The name under which the desk of a profile listens."""
    digest = hashlib.sha256(str(profile.resolve()).encode()).hexdigest()
    return f"returns-desk-{digest[:16]}"


def hand_over(profile: Path, *, review: bool = False) -> bool:
    """Ask the running desk, or its review, to come forward; tell whether it answered."""
    return _asked(profile, _REVIEW if review else _SHOW, _PATIENCE_MS) == _SEEN


def ask_to_redeem(profile: Path, code: str, sold_as: str) -> bool | None:
    """Ask the running desk to redeem a voucher; None where it does not answer."""
    words = json.dumps([code, sold_as]).encode("ascii")
    answer = _asked(profile, _REDEEM + words + b"\n", _WORKING_PATIENCE_MS)
    return {_REDEEMED: True, _REFUSED: False}.get(answer)


def ask_for_backup(profile: Path, folder: Path) -> str | None:
    """Ask the running desk for a backup into a folder; its answer, None where it is silent."""
    words = json.dumps(str(folder)).encode("ascii")
    answer = _asked(profile, _BACKUP + words + b"\n", _BACKUP_PATIENCE_MS)
    return answer.decode("utf-8") if answer.endswith(b"\n") else None


def _asked(profile: Path, word: bytes, patience_ms: int) -> bytes:
    """The running desk's answer to a word; empty where there is none."""
    # A command has no application of its own, and sockets want one.
    application = QCoreApplication.instance() or QCoreApplication([])
    socket = QLocalSocket(application)
    socket.connectToServer(socket_name(profile))
    if not socket.waitForConnected(_PATIENCE_MS):
        return b""
    socket.write(word)
    socket.flush()
    answered = socket.waitForReadyRead(patience_ms)
    answer = socket.readAll().data() if answered else b""
    socket.disconnectFromServer()
    return bytes(answer)


class Reception(QObject):
    """Listens for what other starts ask on the same profile.

    Signals:
        called(): somebody started the program again.
        review_called(): somebody wants the manager's review.
    """

    called = Signal()
    review_called = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._redeem: Redeem | None = None
        self._back_up: BackUp | None = None
        self._guests: set[QLocalSocket] = set()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = socket_name(profile)
        # A crash leaves the socket's file behind; who holds the profile's lock may remove it.
        QLocalServer.removeServer(name)
        self._server.newConnection.connect(self._greet)
        self._server.listen(name)

    def redeem_with(self, redeem: Redeem) -> None:
        """Let vouchers be redeemed from now on."""
        self._redeem = redeem

    def back_up_with(self, back_up: BackUp) -> None:
        """Let other programs ask for a backup from now on."""
        self._back_up = back_up

    def close(self) -> None:
        """Listen no more."""
        self._redeem = None
        self._back_up = None
        self._server.close()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            guest = self._server.nextPendingConnection()
            self._guests.add(guest)
            guest.readyRead.connect(self._answer)
            guest.disconnected.connect(self._part)
            if guest.bytesAvailable():
                self._reply(guest)

    def _answer(self) -> None:
        guest = self.sender()
        if isinstance(guest, QLocalSocket):
            self._reply(guest)

    def _part(self) -> None:
        guest = self.sender()
        if isinstance(guest, QLocalSocket):
            self._guests.discard(guest)
            guest.deleteLater()

    def _reply(self, guest: QLocalSocket) -> None:
        if not guest.canReadLine():
            if guest.bytesAvailable() > _LONGEST_WORD:
                guest.abort()
            return
        word = bytes(guest.readLine(_LONGEST_WORD).data())
        if word == _SHOW:
            self._tell(guest, _SEEN)
            self.called.emit()
        elif word == _REVIEW:
            self._tell(guest, _SEEN)
            self.review_called.emit()
        elif word.startswith(_REDEEM):
            self._redeem_for(guest, word.removeprefix(_REDEEM))
        elif word.startswith(_BACKUP):
            self._back_up_for(guest, word.removeprefix(_BACKUP))

    def _redeem_for(self, guest: QLocalSocket, words: bytes) -> None:
        asked = _pair_of(words)
        if asked is None or self._redeem is None:
            self._tell(guest, _REFUSED)
            return
        self._redeem(*asked, partial(self._tell_redeemed, guest))

    def _back_up_for(self, guest: QLocalSocket, words: bytes) -> None:
        folder = _text_of(words)
        if folder is None or self._back_up is None:
            guest.abort()
            return
        self._back_up(folder, partial(self._tell_backup, guest))

    def _tell_backup(self, guest: QLocalSocket, answer: str) -> None:
        self._tell(guest, answer.encode("utf-8") + b"\n")

    def _tell_redeemed(self, guest: QLocalSocket, is_redeemed: bool) -> None:  # noqa: FBT001 -- the answer itself
        self._tell(guest, _REDEEMED if is_redeemed else _REFUSED)

    def _tell(self, guest: QLocalSocket, answer: bytes) -> None:
        """Answer a guest who is still there."""
        if guest in self._guests:
            guest.write(answer)
            guest.flush()


def _text_of(words: bytes) -> str | None:
    """A folder's name, or None where it is none."""
    try:
        told = json.loads(words)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, str) and told else None


def _pair_of(words: bytes) -> tuple[str, str] | None:
    """Code and sale, or None where they are none."""
    try:
        told = json.loads(words)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, list) or [type(each) for each in told] != [str, str]:
        return None
    return told[0], told[1]
