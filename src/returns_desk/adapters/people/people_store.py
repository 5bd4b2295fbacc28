"""Personal data in people.db: one encrypted document for each case, each under its own key.

Owns the encryption and real erasure: after `erase` no file of the store holds the document or its
key. Each case's key is random and wrapped by the profile's key. It must not write to the journal;
who stores a document records the hash of its ciphertext there.
"""

import hashlib
import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.codec import canonical_bytes, read_document
from returns_desk.adapters.journal.opening import BUSY_TIMEOUT_MS, in_one_commit
from returns_desk.application.ports import Json
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

FORMAT_VERSION: Final = 1
KEY_BITS: Final = 256
NONCE_BYTES: Final = 12

MIGRATIONS: Final = Migrations("people")


@MIGRATIONS()
def m001_documents(database: Database) -> None:
    """The first format: what a case's row holds is unreadable without the profile's key."""
    database.execute(
        "CREATE TABLE documents (case_id TEXT PRIMARY KEY, wrapped_key BLOB NOT NULL, "
        "ciphertext BLOB NOT NULL) WITHOUT ROWID"
    )


class SqlitePeopleStore:
    """The personal data of one profile's cases. Use it as a context manager."""

    def __init__(
        self, path: Path, wrapping_key: bytes, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS
    ) -> None:
        """Open or make the file.

        Raises:
            OperatorMistake: A newer version wrote it.
            EnvironmentFault: The file or its folder can't be written.

        """
        self.path = path
        self._wrapping_key = wrapping_key
        self._lock = RLock()
        with sqlite_faults(path):
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            try:
                self._prepare(busy_timeout_ms)
            except BaseException:
                self._connection.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        self._connection.close()

    def put(self, case_id: str, document: Mapping[str, Json]) -> str:
        """Replace the case's document; lower-case hex of SHA-256 of the ciphertext.

        Raises:
            Defect: The document holds what isn't JSON, or a float.
            EnvironmentFault: The disk can't take it; what was there stays.

        """
        key, nonce = AESGCM.generate_key(KEY_BITS), os.urandom(NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, canonical_bytes(document), case_id.encode("utf-8"))
        ciphertext = nonce + sealed
        wrapped = aes_key_wrap(self._wrapping_key, key)
        with self._lock, in_one_commit(self._connection, self.path):
            self._connection.execute(
                "REPLACE INTO documents (case_id, wrapped_key, ciphertext) VALUES (?, ?, ?)",
                (case_id, wrapped, ciphertext),
            )
        return hashlib.sha256(ciphertext).hexdigest()

    def get(self, case_id: str) -> Mapping[str, Json] | None:
        """The case's document, or None where there is none or it was erased.

        Raises:
            EnvironmentFault: The document doesn't open with this profile's key.

        """
        row = self._row(case_id)
        if row is None:
            return None
        wrapped, ciphertext = row
        try:
            key = aes_key_unwrap(self._wrapping_key, wrapped)
            nonce, sealed = ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:]
            return read_document(AESGCM(key).decrypt(nonce, sealed, case_id.encode("utf-8")))
        except (InvalidUnwrap, InvalidTag, ValueError) as error:
            message = (
                f"{self.path}: what is kept of case {case_id} does not open with this profile's "
                "key. Restore people.db and the keys from the same backup."
            )
            raise EnvironmentFault(message, code="people_unreadable") from error

    def hash_of(self, case_id: str) -> str | None:
        """The hash that `put` gave, from what is stored now; None where there is nothing."""
        row = self._row(case_id)
        return None if row is None else hashlib.sha256(row[1]).hexdigest()

    def erase(self, case_id: str) -> bool:
        """Forget the case's document and its key for good; False where there was none.

        Raises:
            EnvironmentFault: The file is in use or the disk is full; the key is gone all the same,
                and erasing again finishes the work.

        """
        with self._lock:
            with in_one_commit(self._connection, self.path):
                gone = self._connection.execute(
                    "DELETE FROM documents WHERE case_id = ?", [case_id]
                ).rowcount
            with sqlite_faults(self.path):
                self._sweep()
        return gone > 0

    def _sweep(self) -> None:
        """Leave no trace in free pages or in the log; deleting alone leaves both."""
        self._connection.execute("VACUUM")
        busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            message = f"{self.path}: another program reads this file. Close it and erase again."
            raise EnvironmentFault(message, code="locked")

    def _row(self, case_id: str) -> tuple[bytes, bytes] | None:
        statement = "SELECT wrapped_key, ciphertext FROM documents WHERE case_id = ?"
        with self._lock, sqlite_faults(self.path):
            row: tuple[bytes, bytes] | None = self._connection.execute(
                statement, [case_id]
            ).fetchone()
        return row

    def _prepare(self, busy_timeout_ms: int) -> None:
        connection = self._connection
        connection.execute(f"PRAGMA busy_timeout = {busy_timeout_ms:d}")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > FORMAT_VERSION:
            message = (
                f"{self.path}: a newer Returns Desk wrote this file (format {version}; this one "
                f"knows {FORMAT_VERSION}). Install that newer version; nothing was changed."
            )
            raise OperatorMistake(message, code="newer_people_store")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        if version < FORMAT_VERSION:
            MIGRATIONS.apply(Database(connection, execute_plugins=False))
            connection.execute(f"PRAGMA user_version = {FORMAT_VERSION:d}")
