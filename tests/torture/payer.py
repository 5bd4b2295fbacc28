"""What pays, in a process of its own: a card reader with its own ledger, on a loopback socket.

Owns the ledger's file: a payment is on disk before anyone is told of it, and whatever is asked for
is paid, however often; that nothing is asked for twice is the desk's part. One request at a time,
in the order of arrival, so that who asks about a payment hears of all that were asked for before.
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_SECONDS = 30.0
TRIES, PAUSE_SECONDS = 6_000, 0.01
LOOPBACK = "127.0.0.1"


class Payment(NamedTuple):
    """One leg as the payer knows it; the amount is what the customer received, minor units."""

    key: str
    leg: int
    amount: int


class PayerGone(Exception):
    """No answer: nobody knows whether it was paid."""


def serve(folder: Path) -> None:
    """Pay whatever is asked for, until the process is killed."""
    ledger = folder / "ledger"
    _cut_what_was_half_written(ledger)
    with socket.create_server((LOOPBACK, 0)) as listener, ledger.open("ab") as book:
        _tell_port(folder, listener.getsockname()[1])
        while True:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                request = connection.makefile("rb").readline()
                if request.endswith(b"\n"):
                    answer = _answer(json.loads(request), ledger, book.fileno())
                    connection.sendall(json.dumps(answer).encode() + b"\n")


def payments_in(folder: Path) -> list[Payment]:
    """Every payment in the ledger, in its order."""
    return [Payment(*paid) for paid, _ in _entries(folder / "ledger")]


def pay(folder: Path, payment: Payment) -> str:
    """Have it paid; the reference.

    Raises:
        PayerGone: it was killed meanwhile.
    """
    reference = _ask(folder, {"pay": payment})
    if not isinstance(reference, str):
        raise PayerGone
    return reference


def reference_of(folder: Path, key: str, leg: int) -> str | None:
    """Ask whether a leg was paid, until there is an answer.

    Raises:
        PayerGone: nobody starts it again.
    """
    never = Event()
    for _ in range(TRIES):
        with suppress(PayerGone):
            return _ask(folder, {"was": [key, leg]})
        never.wait(PAUSE_SECONDS)
    raise PayerGone


def _ask(folder: Path, request: object) -> str | None:
    try:
        port = int((folder / "port").read_text())
        with socket.create_connection((LOOPBACK, port), timeout=PATIENCE_SECONDS) as connection:
            connection.sendall(json.dumps(request).encode() + b"\n")
            answer = connection.makefile("rb").readline()
    except (OSError, ValueError) as error:
        raise PayerGone from error
    if not answer.endswith(b"\n"):
        raise PayerGone
    reference = json.loads(answer)
    return None if reference is None else str(reference)


def _answer(request: dict[str, list[object]], ledger: Path, book: int) -> str | None:
    if "was" in request:
        found = [reference for paid, reference in _entries(ledger) if paid[:2] == request["was"]]
        return found[0] if found else None
    reference = f"R{len(ledger.read_bytes().splitlines()) + 1:06}"
    os.write(book, json.dumps([request["pay"], reference]).encode() + b"\n")
    os.fsync(book)
    return reference


def _entries(ledger: Path) -> Iterator[tuple[list[Any], str]]:
    for line in ledger.read_bytes().splitlines(keepends=True):
        if line.endswith(b"\n"):
            paid, reference = json.loads(line)
            yield paid, reference


def _cut_what_was_half_written(ledger: Path) -> None:
    """Nobody was told of it."""
    ledger.touch()
    content = ledger.read_bytes()
    os.truncate(ledger, content.rfind(b"\n") + 1)


def _tell_port(folder: Path, port: int) -> None:
    beside = folder / "port.new"
    beside.write_text(str(port))
    beside.replace(folder / "port")
