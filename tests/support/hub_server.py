"""A real PostgreSQL server for tests: in a folder of its own, on a unix socket, ended by its pid.

Owns the server and its databases; begun once per run of tests, and only where a test asks.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PATIENCE_SECONDS = 60.0
BETWEEN_TRIES = 0.02
_HBA = "local all postgres trust\nlocal all all scram-sha-256\n"
# A killed process loses nothing that the system holds; only a power cut would.
_SETTINGS = (
    ("listen_addresses", ""),
    ("fsync", "off"),
    ("max_connections", "30"),
    ("shared_buffers", "16MB"),
    ("log_min_messages", "panic"),
)


def programs() -> Path:
    """The folder of the server's programs."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.fail("these tests need PostgreSQL: apt-get install postgresql", pytrace=False)
    return found[-1].parent


class HubServer:
    """One server. `databases` counts, so that each test has its own."""

    def __init__(
        self, folder: Path, *, port: int = 5432, more: Mapping[str, str] | None = None
    ) -> None:
        """`more` are settings besides those of every server for tests."""
        self.folder, self._names = folder, count(1)
        self._port, self._more = port, dict(more or {})
        self._data, self._programs = folder / "data", programs()
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Make the cluster's files."""
        words = [str(self._programs / "initdb"), "-D", str(self._data), "-U", "postgres"]
        words += ["-A", "trust", "-E", "UTF8", "--locale=C", "--data-checksums", "-N"]
        subprocess.run(words, check=True, capture_output=True, **account_of(self.folder))
        self.let_in(_HBA)

    def let_in(self, rules: str) -> None:
        """Who may connect how; a running server has to be told to read it again."""
        (self._data / "pg_hba.conf").write_text(rules, encoding="ascii")

    def read_again(self) -> None:
        """Let it take over its settings, rules and certificates as they are now."""
        with self.connect("postgres") as connection:
            connection.execute("SELECT pg_reload_conf()")

    def start(self) -> None:
        """Start it, and wait until it answers; after a kill, until its old processes are gone."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if self._process is None or self._process.poll() is not None:
                self._process = self._started()
            if self._answers():
                return
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(BETWEEN_TRIES)
        pytest.fail("the server for tests does not start")

    def kill(self) -> None:
        """End it as a power cut does its processes: no farewell, nothing written."""
        assert self._process is not None
        children = _children_of(self._process.pid)
        os.kill(self._process.pid, signal.SIGKILL)
        # A process that serves a connection would live on until it waits for its client again,
        # and may commit and answer meanwhile.
        for each in children:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """End it, connections or not."""
        if self._process is not None and self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGINT)
            self._process.wait(PATIENCE_SECONDS)

    def new_database(self, template: str = "template0", encoding: str = "UTF8") -> str:
        """A database of its own; its name."""
        name = f"hub_{next(self._names)}"
        with self.connect("postgres") as connection:
            connection.autocommit = True
            connection.execute(
                f"CREATE DATABASE {name} TEMPLATE {template} ENCODING '{encoding}'".encode()
            )
        return name

    def dsn(self, database: str, user: str = "postgres") -> str:
        """How to reach a database."""
        return f"host={self.folder} port={self._port} dbname={database} user={user}"

    def connect(
        self, database: str, user: str = "postgres", **more: Any
    ) -> psycopg.Connection[Any]:
        """An open connection."""
        return psycopg.connect(self.dsn(database, user), **more)

    def _started(self) -> subprocess.Popen[bytes]:
        words = [str(self._programs / "postgres"), "-D", str(self._data), "-k", str(self.folder)]
        settings = {**dict(_SETTINGS), "port": str(self._port), **self._more}
        for name, value in settings.items():
            words += ["-c", f"{name}={value}"]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(words, stdout=quiet, stderr=quiet, **account_of(self.folder))

    def _answers(self) -> bool:
        try:
            self.connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True


def _children_of(pid: int) -> list[int]:
    """The processes that this one began."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name in brackets may hold anything; the parent is the second word after it.
            if int(status.read_text(encoding="utf-8").rpartition(")")[2].split()[1]) == pid:
                found.append(int(status.parent.name))
    return found


def account_of(folder: Path) -> dict[str, Any]:
    """The server refuses to run as root; Debian's package brings an account for it."""
    if os.geteuid() != 0:
        return {"cwd": folder}
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"cwd": folder, "user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def hub_server() -> Iterator[HubServer]:
    """The server of this run."""
    folder = Path(tempfile.mkdtemp(prefix="returns-desk-hub-"))
    server = HubServer(folder)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
