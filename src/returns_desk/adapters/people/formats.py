"""The formats of people.db, and opening it in the newest.

Owns migrations and the settings that keep deleted text from lying about. It must not know keys.
"""

import sqlite3
from pathlib import Path
from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from returns_desk.domain.errors import OperatorMistake

FORMAT_VERSION: Final = 2

MIGRATIONS: Final = Migrations("people")


@MIGRATIONS()
def m001_documents(database: Database) -> None:
    """The first format: what a case's row holds is unreadable without the profile's key."""
    database.execute(
        "CREATE TABLE documents (case_id TEXT PRIMARY KEY, wrapped_key BLOB NOT NULL, "
        "ciphertext BLOB NOT NULL) WITHOUT ROWID"
    )


@MIGRATIONS()
def m002_names_and_terms(database: Database) -> None:
    """Names are found by keyed hashes; each document knows the day from which its term runs.

    Documents of before have no day: their term begins when retention first meets them.
    """
    database.execute("ALTER TABLE documents ADD COLUMN kept_on TEXT")
    database.execute(
        "CREATE TABLE name_tokens (token BLOB NOT NULL, case_id TEXT NOT NULL, "
        "PRIMARY KEY (token, case_id)) WITHOUT ROWID"
    )
    database.execute("CREATE INDEX name_tokens_by_case ON name_tokens (case_id)")
    database.execute("CREATE INDEX documents_by_day ON documents (kept_on)")


def prepare(connection: sqlite3.Connection, path: Path, busy_timeout_ms: int) -> None:
    """Bring the file to the newest format.

    Raises:
        OperatorMistake: A newer version wrote it.

    """
    connection.execute(f"PRAGMA busy_timeout = {busy_timeout_ms:d}")
    version = refuse_newer(connection, path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    # Nothing of a document or a hash may end up in a temporary file elsewhere on the disk.
    connection.execute("PRAGMA temp_store = MEMORY")
    if version < FORMAT_VERSION:
        MIGRATIONS.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA user_version = {FORMAT_VERSION:d}")


def refuse_newer(connection: sqlite3.Connection, path: Path) -> int:
    """The format of the file, 0 for a new one.

    Raises:
        OperatorMistake: A newer version wrote it.

    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > FORMAT_VERSION:
        message = (
            f"{path}: a newer Returns Desk wrote this file (format {version}; this one "
            f"knows {FORMAT_VERSION}). Install that newer version; nothing was changed."
        )
        raise OperatorMistake(message, code="newer_people_store")
    return version
