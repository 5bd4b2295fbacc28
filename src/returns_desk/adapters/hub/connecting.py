"""A connection to the hub, and each way in which there is none as a sentence.

Owns which connections are safe enough, how long is waited, and what libpq's and the server's words
mean. It must not know what is sent.
"""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

CONNECT_SECONDS: Final = 10
STATEMENT_MS: Final = 60_000
ANSWER_SECONDS: Final = 75.0
"""A little more than the hub allows itself: only one that has died or hangs takes longer."""
SAFE_MODES: Final = frozenset({"verify-full", "verify-ca"})
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})

# By the first five or two characters of what the server reports, the longest first.
_OF_SQLSTATE: Final = {
    "28": "hub_refused_login",
    "3F000": "not_a_hub",
    "42883": "not_a_hub",
    "42P01": "not_a_hub",
    "42501": "hub_forbids",
    "53100": "hub_disk_full",
    "53": "hub_busy",
    "57014": "hub_too_slow",
    "55P03": "hub_too_slow",
    "25006": "hub_read_only",
    "XX001": "hub_damaged",
    "XX002": "hub_damaged",
}
# A connection that broke, a server that is going down, a conflict: it passes.
_PASSING: Final = frozenset({"08", "40", "57"})
# Where no connection came about, libpq gives words alone.
_OF_WORDS: Final = (
    ("not permitted to log in", "hub_revoked"),
    ("authentication failed", "hub_refused_login"),
    ("no password supplied", "hub_refused_login"),
    ("no pg_hba.conf entry", "hub_refused_login"),
    ("does not support SSL", "hub_without_tls"),
    # An alert is what the hub's side of TLS says of ours.
    ("valid client certificate", "hub_refused_certificate"),
    ("alert certificate", "hub_refused_certificate"),
    ("alert bad certificate", "hub_refused_certificate"),
    ("alert unknown ca", "hub_refused_certificate"),
    ("certificate", "hub_certificate"),
    ("database", "hub_refused_login"),
)
_SENTENCES: Final = {
    "hub_unreachable": "The hub is not reached: {why}. It is tried again by itself.",
    "hub_revoked": "The hub lets this terminal in no more. Ask IT to enrol it again.",
    "hub_refused_login": "The hub refuses the login: {why}. Check [sync] dsn and the password.",
    "hub_without_tls": "The hub offers no TLS, so nothing is sent. Ask IT to switch it on there.",
    "hub_certificate": "The hub's certificate isn't trusted: {why}. Check sslrootcert in [sync].",
    "hub_refused_certificate": (
        "The hub refuses this terminal's certificate: {why}. Have it renewed, and check sslcert "
        "and sslkey in [sync]."
    ),
    "not_a_hub": "This database is no hub of Returns Desk yet. Run 'returns-desk hub init' on it.",
    "hub_forbids": "The hub does not allow this: {why}. Run 'returns-desk hub check' on it.",
    "hub_disk_full": "The hub's disk is full. It is tried again by itself.",
    "hub_busy": "The hub has no room for another connection now. It is tried again by itself.",
    "hub_too_slow": "The hub took too long to answer. It is tried again by itself.",
    "hub_read_only": "The hub takes nothing now; it may be changing over. It is tried again.",
    "hub_unexpected": "The hub answered: {why}. Tell IT; nothing is lost here.",
    "hub_damaged": "The hub reports damaged data: {why}. Tell IT at once; nothing is lost here.",
}


def safe_dsn(dsn: str, *, passfile: str | None = None) -> str:
    """The DSN with what a terminal's connection needs: TLS that is checked, a server that writes.

    A loopback address and a unix socket go without TLS, since nothing leaves the computer.

    Raises:
        OperatorMistake: The DSN can't be read, or asks for an unsafe connection over a network.
    """
    parameters = _parameters(dsn)
    if not _is_local(parameters):
        mode = str(parameters.setdefault("sslmode", "verify-full"))
        if mode not in SAFE_MODES:
            message = (
                f"[sync] dsn: sslmode={mode} would let others on the network read and change what "
                "is sent. Write sslmode=verify-full, or leave it out."
            )
            raise OperatorMistake(message, code="hub_unsafe")
        if mode == "verify-full":
            parameters.setdefault("sslrootcert", "system")
    parameters.setdefault("target_session_attrs", "read-write")
    if passfile is not None:
        parameters.setdefault("passfile", passfile)
    return _made(parameters)


@contextmanager
def hub_connection(dsn: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection that is closed at the end; nothing is committed unless it is said.

    Raises:
        OperatorMistake: The DSN can't be read.
        EnvironmentFault: The hub is not reached, refuses the login, or ends the connection.
    """
    import psycopg  # noqa: PLC0415 -- only who has a hub loads it

    connection = open_connection(dsn)
    try:
        yield connection
    except psycopg.Error as error:
        raise fault_of(error) from error
    finally:
        connection.close()


def open_connection(
    dsn: str, connect_seconds: int = CONNECT_SECONDS, statement_ms: int = STATEMENT_MS
) -> psycopg.Connection[Any]:
    """An open connection, for its holder to close.

    Raises:
        OperatorMistake: The DSN can't be read.
        EnvironmentFault: The hub is not reached, or refuses the login.
    """
    import psycopg  # noqa: PLC0415 -- only who has a hub loads it

    made = _made({"connect_timeout": connect_seconds, **_parameters(dsn)})
    try:
        connection = psycopg.connect(made, application_name="returns-desk")
        try:
            with answered_within(connect_seconds, connection):
                connection.execute(f"SET statement_timeout = {statement_ms:d}")
                connection.commit()
        except psycopg.Error:
            connection.close()
            raise
    except psycopg.Error as error:
        raise fault_of(error) from error
    return connection


@contextmanager
def answered_within(seconds: float, connection: psycopg.Connection[Any]) -> Iterator[None]:
    """End the wait for a hub that accepts and never answers: its own limit needs it to work."""
    timer = threading.Timer(seconds, _cut, (connection.fileno(),))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _cut(number: int) -> None:
    ours = socket.socket(fileno=number)
    with suppress(OSError):
        ours.shutdown(socket.SHUT_RDWR)
    ours.detach()  # the connection closes it


def fault_of(error: psycopg.Error) -> EnvironmentFault:
    """What the driver reported, as a sentence."""
    code = _code(error)
    why = _first_line(error)
    return EnvironmentFault(_SENTENCES[code].format(why=why), code=code)


def _code(error: psycopg.Error) -> str:
    state = error.sqlstate or ""
    for known, code in _OF_SQLSTATE.items():
        if state.startswith(known):
            return code
    if state and state[:2] not in _PASSING:
        return "hub_unexpected"
    for words, code in _OF_WORDS:
        if not state and words in str(error):
            return code
    return "hub_unreachable"


def _first_line(error: psycopg.Error) -> str:
    told = error.diag.message_primary or str(error)
    lines = told.strip().splitlines() or [type(error).__name__]
    # libpq puts the address before what the server said.
    return lines[0].rpartition("FATAL:")[2].strip().rstrip(".")


def _is_local(parameters: dict[str, Any]) -> bool:
    hosts = str(parameters.get("hostaddr") or parameters.get("host") or "").split(",")
    return all(not host or host.startswith(("/", "@")) or host in _LOOPBACK for host in hosts)


def _parameters(dsn: str) -> dict[str, Any]:
    import psycopg  # noqa: PLC0415 -- only who has a hub loads it

    try:
        return dict(psycopg.conninfo.conninfo_to_dict(dsn))
    except psycopg.ProgrammingError as error:
        message = (
            f"The address of the hub can't be read: {_first_line(error)}. Write it as in "
            "'host=hub.example dbname=returns user=NAME'."
        )
        raise OperatorMistake(message, code="hub_dsn") from error


def _made(parameters: dict[str, Any]) -> str:
    import psycopg  # noqa: PLC0415 -- only who has a hub loads it

    return psycopg.conninfo.make_conninfo("", **parameters)
