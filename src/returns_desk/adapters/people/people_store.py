"""Personal data in people.db: one encrypted document for each case, each under its own key.

Owns the encryption and real erasure: after `erase` no file of the store holds the document, its
key or a hash of the name. Each case's key is random and wrapped by the profile's key. It must not
write to the journal; who stores a document records the hash of its ciphertext there.
"""

import hashlib
import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
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

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.codec import canonical_bytes, read_document
from returns_desk.adapters.journal.opening import BUSY_TIMEOUT_MS, in_one_commit
from returns_desk.adapters.people.formats import FORMAT_VERSION, prepare
from returns_desk.adapters.people.name_index import NameIndex
from returns_desk.adapters.people.stored_names import cases_under
from returns_desk.application.ports import Json
from returns_desk.domain.card_guard import CardGuard
from returns_desk.domain.errors import EnvironmentFault

__all__ = ["FORMAT_VERSION", "SqlitePeopleStore"]

KEY_BITS: Final = 256
NONCE_BYTES: Final = 12

_PUT: Final = (
    "INSERT INTO documents (case_id, wrapped_key, ciphertext, kept_on) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (case_id) DO UPDATE SET wrapped_key = excluded.wrapped_key, "
    "ciphertext = excluded.ciphertext, kept_on = coalesce(kept_on, excluded.kept_on)"
)
_PUT_NAME: Final = "INSERT INTO name_tokens (token, case_id) VALUES (?, ?)"
_BEFORE: Final = "SELECT case_id FROM documents WHERE kept_on < ? ORDER BY kept_on, case_id"


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
        self._names = NameIndex(wrapping_key)
        self._guard = CardGuard()
        self._lock = RLock()
        was_cut_off = _has_log(path)
        with sqlite_faults(path):
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            try:
                prepare(self._connection, path, busy_timeout_ms)
            except BaseException:
                self._connection.close()
                raise
        if was_cut_off:
            # An erasure may have been cut off before its sweep. Whoever reads the file meanwhile
            # keeps it from being swept now; the next erasure or start does it.
            with suppress(EnvironmentFault), sqlite_faults(path):
                self._sweep()

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

    def at(self, path: Path) -> Self:
        """The store in another file under the same key, to be closed by who asked for it.

        Raises:
            OperatorMistake: A newer version wrote it.
            EnvironmentFault: The file can't be written.

        """
        return type(self)(path, self._wrapping_key)

    def put(self, case_id: str, document: Mapping[str, Json], kept_on: date | None = None) -> str:
        """Replace the case's document; lower-case hex of SHA-256 of the ciphertext.

        Card numbers in it are cut. `kept_on`: the day its term runs from; one that is known
        stays, so that adding to a document never makes its term longer.

        Raises:
            Defect: The document holds what isn't JSON, or a float.
            EnvironmentFault: The disk can't take it; what was there stays.

        """
        key, nonce = AESGCM.generate_key(KEY_BITS), os.urandom(NONCE_BYTES)
        kept = self._guard.document(document).document
        sealed = AESGCM(key).encrypt(nonce, canonical_bytes(kept), case_id.encode("utf-8"))
        ciphertext = nonce + sealed
        wrapped = aes_key_wrap(self._wrapping_key, key)
        with self._lock, in_one_commit(self._connection, self.path):
            self._connection.execute(
                _PUT, (case_id, wrapped, ciphertext, kept_on.isoformat() if kept_on else None)
            )
            self._connection.execute("DELETE FROM name_tokens WHERE case_id = ?", [case_id])
            tokens = [(token, case_id) for token in self._names.tokens_of(kept)]
            self._connection.executemany(_PUT_NAME, tokens)
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

    def find(self, name: str) -> tuple[str, ...]:
        """Cases whose name has every part of this one; accents, case and order aside."""
        with self._lock, sqlite_faults(self.path):
            return cases_under(self._connection, self._names, name)

    def cases(self) -> tuple[str, ...]:
        """Every case of which something is kept."""
        with self._lock, sqlite_faults(self.path):
            rows = self._connection.execute("SELECT case_id FROM documents ORDER BY case_id")
            return tuple(str(row[0]) for row in rows)

    def kept_before(self, day: date, today: date) -> tuple[str, ...]:
        """Cases whose term began before that day, oldest first.

        The term of a document that knows no day begins today.
        """
        with self._lock, in_one_commit(self._connection, self.path):
            self._connection.execute(
                "UPDATE documents SET kept_on = ? WHERE kept_on IS NULL", [today.isoformat()]
            )
            rows = self._connection.execute(_BEFORE, [day.isoformat()]).fetchall()
        return tuple(str(row[0]) for row in rows)

    def erase(self, *case_ids: str) -> tuple[str, ...]:
        """Forget these cases' documents, keys and hashes of names for good; those that were there.

        Raises:
            EnvironmentFault: The file is in use or the disk is full; the key is gone all the same,
                and erasing again finishes the work.

        """
        with self._lock:
            with in_one_commit(self._connection, self.path):
                gone = tuple(each for each in case_ids if self._delete(each))
            with sqlite_faults(self.path):
                self._sweep()
        return gone

    def _delete(self, case_id: str) -> bool:
        self._connection.execute("DELETE FROM name_tokens WHERE case_id = ?", [case_id])
        statement = "DELETE FROM documents WHERE case_id = ?"
        return self._connection.execute(statement, [case_id]).rowcount > 0

    def _sweep(self) -> None:
        """Leave no trace in free pages or in the log; deleting alone leaves both."""
        # A deleted row leaves its index pages half full of what was; all is built afresh.
        self._connection.execute("REINDEX")
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


def _has_log(path: Path) -> bool:
    """Whether the last process left its log behind, as only one that was cut off does."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
