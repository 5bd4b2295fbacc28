"""Terminals at the hub: let in with a role of their own, and shut out.

Owns the role's name, its limits and its password, which is shown once and never kept here.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from returns_desk.adapters.hub.schema import TERMINALS
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    import psycopg

CONNECTIONS: Final = 2
TIMEOUT: Final = "60s"
PASSWORD_BYTES: Final = 24
_KEY: Final = re.compile(r"[0-9a-f]{64}")
_INSTALLATION: Final = re.compile(r"[0-9A-Za-z._-]{8,64}")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A terminal that may log in now; `password` is empty where a certificate stands for it."""

    terminal: str
    installation: str
    role: str
    password: str


def role_name(installation: str) -> str:
    """The role of an installation: its own, and the same each time it is enrolled."""
    letters = re.sub(r"[^0-9a-z]", "", installation.lower())
    return f"returns_desk_till_{letters[:32]}"


def enrol(
    connection: psycopg.Connection[Any],
    terminal: str,
    installation: str,
    public_key: str,
    *,
    with_certificate: bool = False,
) -> Enrolled:
    """Let a terminal in, or let it in again with a fresh password.

    Raises:
        OperatorMistake: Installation or key are none, or the hub knows this one with another key.

    """
    _refuse_malformed(terminal, installation, public_key)
    role = role_name(installation)
    password = "" if with_certificate else secrets.token_urlsafe(PASSWORD_BYTES)
    _keep_terminal(connection, (installation, terminal, role, public_key))
    _make_role(connection, role, password)
    connection.commit()
    return Enrolled(terminal, installation, role, password)


def revoke(connection: psycopg.Connection[Any], terminal: str) -> int:
    """Shut out every installation of this terminal; how many there were. Its events stay.

    Raises:
        OperatorMistake: The hub knows no such terminal.

    """
    from psycopg import sql  # noqa: PLC0415 -- only who has a hub loads it

    rows = connection.execute(
        "UPDATE returns_desk.terminals SET revoked_at = coalesce(revoked_at, now()) "
        "WHERE terminal = %(name)s OR installation = %(name)s RETURNING role_name",
        {"name": terminal},
    ).fetchall()
    if not rows:
        message = f"The hub knows no terminal {terminal!r}. 'returns-desk hub check' lists them."
        raise OperatorMistake(message, code="unknown_terminal")
    for (role,) in rows:
        statement = sql.SQL("ALTER ROLE {} NOLOGIN")
        connection.execute(statement.format(sql.Identifier(role)))
    connection.commit()
    # Connections that are open already would go on, though each push asks once more.
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ANY(%s)",
        [[role for (role,) in rows]],
    )
    connection.commit()
    return len(rows)


def _refuse_malformed(terminal: str, installation: str, public_key: str) -> None:
    problem = ""
    if not terminal.strip():
        problem = "The terminal's name is empty"
    elif not _INSTALLATION.fullmatch(installation):
        problem = f"{installation!r} is no installation"
    elif not _KEY.fullmatch(public_key):
        problem = "The public key is not 64 hexadecimal digits"
    if problem:
        message = f"{problem}. 'returns-desk sync --status' on the terminal shows all three."
        raise OperatorMistake(message, code="enrol_malformed")


def _keep_terminal(connection: psycopg.Connection[Any], row: tuple[str, ...]) -> None:
    installation, _, _, public_key = row
    found = connection.execute(
        "INSERT INTO returns_desk.terminals (installation, terminal, role_name, public_key) "
        "VALUES (%s, %s, %s, %s) ON CONFLICT (installation) DO UPDATE SET revoked_at = NULL, "
        "terminal = excluded.terminal RETURNING public_key",
        row,
    ).fetchone()
    if found is None or found[0] != public_key:
        message = (
            "The hub knows this installation with another key, as after a copied or mixed-up "
            "profile. Nothing was changed; check the key on the terminal."
        )
        raise OperatorMistake(message, code="other_key")
    connection.execute(
        "INSERT INTO returns_desk.terminal_head (installation, sequence, hash) "
        "VALUES (%s, 0, %s) ON CONFLICT DO NOTHING",
        [installation, bytes(32)],
    )


def _make_role(connection: psycopg.Connection[Any], role: str, password: str) -> None:
    from psycopg import sql  # noqa: PLC0415 -- only who has a hub loads it

    name = sql.Identifier(role)
    there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    begin = sql.SQL("ALTER ROLE {} " if there else "CREATE ROLE {} ").format(name)
    limits = sql.SQL(
        "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS "
        "CONNECTION LIMIT {} PASSWORD {}"
    ).format(sql.Literal(CONNECTIONS), sql.Literal(_hashed(connection, role, password)))
    connection.execute(begin + limits)
    for setting, value in (("statement_timeout", TIMEOUT), ("search_path", "returns_desk")):
        statement = sql.SQL("ALTER ROLE {} SET {} = {}")
        connection.execute(statement.format(name, sql.Identifier(setting), sql.Literal(value)))
    grant = sql.SQL("GRANT {} TO {}")
    connection.execute(grant.format(sql.Identifier(TERMINALS), name))


def _hashed(connection: psycopg.Connection[Any], role: str, password: str) -> str | None:
    """The password as the server keeps it, so that none stands in a statement or a log."""
    if not password:
        return None
    encrypted = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    )
    return encrypted.decode()
