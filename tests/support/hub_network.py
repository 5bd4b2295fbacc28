"""A hub behind a network that can't be trusted: TLS with certificates of a test's own, and a wire.

Owns the authority, the certificates and the server that shows them, and a wire between terminal
and hub that can fall silent, change a byte or answer nonsense. The addresses are ones of this
computer that the program does not take for it, so that it insists on TLS.
"""

from __future__ import annotations

import shutil
import socket
import tempfile
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from support.hub_server import HubServer, account_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Change = Callable[[bytes, int], bytes]

HUB_ADDRESS = "127.0.0.2"
WIRE_ADDRESS = "127.0.0.3"
RULES = "local all postgres trust\nlocal all all scram-sha-256\nhostssl all all 127.0.0.0/8 {way}\n"
DAY = timedelta(days=1)

CHUNK = 4096


class Authority:
    """Whoever signs certificates."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._key = folder, ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.path = folder / f"{name}.pem"
        made = self._builder(self._name, self._key, 365 * DAY).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True
        )
        self._write(self.path, made)

    def certificate(self, name: str, owner: str, address: str, lasts: timedelta) -> Path:
        """A certificate with its key beside it (.key); `lasts` may have passed."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, owner)])
        places = [x509.IPAddress(ip_address(each)) for each in address.split()]
        made = self._builder(subject, key, lasts).add_extension(
            x509.SubjectAlternativeName(places), critical=False
        )
        path = self._folder / f"{name}.pem"
        self._write(path, made)
        secret = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path.with_suffix(".key").write_bytes(secret)
        path.with_suffix(".key").chmod(0o600)
        return path

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, lasts: timedelta
    ) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(self._name)
        builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
        return builder.not_valid_before(now - 30 * DAY).not_valid_after(now + lasts)

    def _write(self, path: Path, made: x509.CertificateBuilder) -> None:
        signed = made.sign(self._key, hashes.SHA256())
        path.write_bytes(signed.public_bytes(serialization.Encoding.PEM))


class TlsHub(HubServer):
    """A server that listens on a network, with TLS."""

    def __init__(self, folder: Path, port: int) -> None:
        shown = folder / "shown.pem"
        more = {
            "listen_addresses": HUB_ADDRESS,
            "ssl": "on",
            "ssl_cert_file": str(shown),
            "ssl_key_file": str(shown.with_suffix(".key")),
            "ssl_ca_file": str(folder / "shop.pem"),
        }
        super().__init__(folder, port=port, more=more)
        self.port, self._shown = port, shown
        self.shop, self.stranger = Authority(folder, "shop"), Authority(folder, "stranger")
        both = f"{HUB_ADDRESS} {WIRE_ADDRESS}"
        self.good = self.shop.certificate("good", "hub", both, 30 * DAY)
        self.expired = self.shop.certificate("expired", "hub", both, -DAY)
        self.anothers = self.shop.certificate("anothers", "hub", "192.0.2.1", 30 * DAY)

    def show(self, certificate: Path) -> None:
        """Show this one from the next connection on."""
        for suffix in (".pem", ".key"):
            shown = self._shown.with_suffix(suffix)
            shutil.copy(certificate.with_suffix(suffix), shown)
            shown.chmod(0o600)
            account = account_of(self.folder)
            if "user" in account:
                shutil.chown(shown, account["user"], account["group"])

    def over_network(self, database: str, user: str, root: Path, port: int | None = None) -> str:
        """How a terminal reaches it; by a wire where its port is given."""
        host = HUB_ADDRESS if port is None else WIRE_ADDRESS
        told = f"host={host} port={port or self.port} dbname={database} user={user}"
        return f"{told} sslrootcert={root} connect_timeout=2"


@pytest.fixture(scope="session")
def tls_hub() -> Iterator[TlsHub]:
    """The server of this run that speaks TLS."""
    folder = Path(tempfile.mkdtemp(prefix="returns-desk-tls-"))
    server = TlsHub(folder, free_port(HUB_ADDRESS))
    try:
        server.make()
        server.let_in(RULES.format(way="scram-sha-256"))
        server.show(server.good)
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def free_port(address: str) -> int:
    """A port on which nobody listens now."""
    with socket.create_server((address, 0)) as found:
        return int(found.getsockname()[1])


class Wire:
    """What lies between a terminal and its hub. Everything that went over it is in `seen`."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.seen, self.answered = bytearray(), 0
        self._change: Change = _as_it_is
        self._target, self._server = target, socket.create_server((WIRE_ADDRESS, 0))
        self.port = int(self._server.getsockname()[1])
        self._ends: list[socket.socket] = []
        self._carrying: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._work, daemon=True)
        self._accepting.start()

    def change_answers(self, change: Change) -> None:
        """From now on what the hub answers comes so; it is told how many bytes came before."""
        self._change = change

    def _answer(self, read: bytes, before: int) -> bytes:
        self.answered += len(read)
        return self._change(read, before)

    def _work(self) -> None:
        """Until it is closed: carry each connection."""
        with suppress(OSError):
            while True:
                ours, _ = self._server.accept()
                theirs = socket.create_connection(self._target)
                self._ends += [ours, theirs]
                for words in ((ours, theirs, _as_it_is), (theirs, ours, self._answer)):
                    thread = threading.Thread(target=self._carry, args=words, daemon=True)
                    self._carrying.append(thread)
                    thread.start()

    def _carry(self, source: socket.socket, to: socket.socket, change: Change) -> None:
        before = 0
        with suppress(OSError):
            while read := source.recv(CHUNK):
                self.seen += read
                to.sendall(change(read, before))
                before += len(read)
        _end(source, to)

    def close(self) -> None:
        """End it with all that it carries."""
        _end(self._server)
        self._accepting.join()
        _end(*self._ends)
        for thread in self._carrying:
            thread.join()
        for each in (self._server, *self._ends):
            each.close()


def _end(*sockets: socket.socket) -> None:
    for each in sockets:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def _as_it_is(read: bytes, before: int) -> bytes:
    del before
    return read


def silent_after(most: int) -> Change:
    """Nothing more once so many bytes have come."""
    return lambda read, before: read[: max(most - before, 0)]


def flipped_at(place: int) -> Change:
    """One bit of the byte there is another."""

    def change(read: bytes, before: int) -> bytes:
        at = place - before
        if not 0 <= at < len(read):
            return read
        return read[:at] + bytes([read[at] ^ 1]) + read[at + 1 :]

    return change


@contextmanager
def wire_to(target: tuple[str, int]) -> Iterator[Wire]:
    """A wire to there, for as long as the block lasts."""
    wire = Wire(target)
    try:
        yield wire
    finally:
        wire.close()
