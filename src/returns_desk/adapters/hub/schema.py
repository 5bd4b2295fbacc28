"""The hub's schema: made, brought up to date, never made twice.

Owns which migrations there are, the roles of the cluster, and the rights, which are laid down anew
each time. Must not know terminals. Every step is one transaction under one lock, so that two
administrators at once do no harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from returns_desk.adapters.resources import resource_path
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

if TYPE_CHECKING:
    import psycopg

MIGRATIONS: Final = (
    "0001_terminals_and_events.sql",
    "0002_claims.sql",
    "0003_segment_files.sql",
)
"""In order; a migration that a shop may have run is never changed again."""
MONTHS_AHEAD: Final = 24
OWNER: Final = "returns_desk_owner"
TERMINALS: Final = "returns_desk_terminal"
READERS: Final = "returns_desk_reader"
ROLES: Final = (OWNER, TERMINALS, READERS)
LOCK: Final = 7_301_946_205
LEAST_SERVER: Final = 150_000

_ROLE: Final = """DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
        CREATE ROLE {role} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$"""
_BEGIN: Final = (
    # A schema of that name that is somebody else's is not taken over.
    "CREATE SCHEMA IF NOT EXISTS returns_desk AUTHORIZATION returns_desk_owner",
    """CREATE TABLE IF NOT EXISTS returns_desk.migrations (
        version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())""",
    "ALTER TABLE returns_desk.migrations OWNER TO returns_desk_owner",
)
_DATABASE_RIGHTS: Final = """DO $$ BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO returns_desk_terminal, returns_desk_reader',
                   current_database());
    EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database());
END $$"""


def init(connection: psycopg.Connection[Any]) -> int:
    """Make the schema where there is none, and bring it up to date; how many steps that took.

    Raises:
        OperatorMistake: The database can't be a hub: too old a server, or not UTF-8.

    """
    _refuse_unfit(connection)
    _lock(connection)
    for role in ROLES:
        _run(connection, _ROLE.format(role=role))
    # Who is no superuser has to belong to the owner to make things in its name.
    _run(connection, f"GRANT {OWNER} TO CURRENT_USER")
    for statement in _BEGIN:
        _run(connection, statement)
    return _migrated(connection)


def upgrade(connection: psycopg.Connection[Any]) -> int:
    """Bring a hub up to date, with its rights and its months ahead; how many steps that took.

    Raises:
        OperatorMistake: The database is no hub, or a newer program's.

    """
    if version(connection) is None:
        message = "This database is no hub yet. Run 'returns-desk hub init' on it."
        raise OperatorMistake(message, code="not_a_hub")
    _refuse_unfit(connection)
    _lock(connection)
    return _migrated(connection)


def version(connection: psycopg.Connection[Any]) -> int | None:
    """The last migration of the hub; None where the database is none."""
    there = connection.execute("SELECT to_regclass('returns_desk.migrations')").fetchone()
    if there is None or there[0] is None:
        return None
    row = connection.execute("SELECT max(version) FROM returns_desk.migrations").fetchone()
    return int(row[0] or 0) if row else 0


def _migrated(connection: psycopg.Connection[Any]) -> int:
    done = version(connection) or 0
    if done > len(MIGRATIONS):
        message = (
            f"A newer Returns Desk made this hub (step {done}; this one knows {len(MIGRATIONS)}). "
            "Use that version's command; nothing was changed."
        )
        raise OperatorMistake(message, code="newer_hub")
    _run(connection, f"SET LOCAL ROLE {OWNER}")
    _run(connection, "SET LOCAL search_path = returns_desk, pg_temp")
    for number, name in enumerate(MIGRATIONS[done:], start=done + 1):
        _run(connection, _text(name))
        connection.execute("INSERT INTO migrations (version) VALUES (%s)", [number])
    connection.execute("SELECT make_months(%s)", [MONTHS_AHEAD])
    _run(connection, _text("rights.sql"))
    _run(connection, "RESET ROLE")
    _run(connection, _DATABASE_RIGHTS)
    connection.commit()
    return len(MIGRATIONS) - done


def _refuse_unfit(connection: psycopg.Connection[Any]) -> None:
    if connection.info.server_version < LEAST_SERVER:
        message = "The hub needs PostgreSQL 15 or newer. Use a newer server."
        raise OperatorMistake(message, code="old_server")
    row = connection.execute("SHOW server_encoding").fetchone()
    if row is None or row[0] != "UTF8":
        message = "The database is not in UTF-8. Make it with CREATE DATABASE ... ENCODING 'UTF8'."
        raise OperatorMistake(message, code="hub_encoding")


def _lock(connection: psycopg.Connection[Any]) -> None:
    row = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK]).fetchone()
    if row is None or not row[0]:
        message = "Somebody else is changing this hub now. Run the command again in a minute."
        raise EnvironmentFault(message, code="hub_locked")


def _text(name: str) -> str:
    return resource_path("hub", name).read_text(encoding="utf-8")


def _run(connection: psycopg.Connection[Any], statement: str) -> None:
    # Our own files and constants, never what somebody typed.
    connection.execute(statement)
