"""Cases by a person's name, read beside a running desk.

Owns the query of the index of names, for the store and for who only reads: it changes nothing then,
not even a format, and sweeps nothing. No name is in that index or in an answer.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.opening import BUSY_TIMEOUT_MS
from returns_desk.adapters.people.copies_aside import copies_aside
from returns_desk.adapters.people.damage import people_damage
from returns_desk.adapters.people.formats import FORMAT_VERSION, refuse_newer
from returns_desk.adapters.people.name_index import NameIndex
from returns_desk.domain.errors import EnvironmentFault

_WITH_NAME: Final = "SELECT case_id FROM name_tokens WHERE token = ?"


def cases_under(connection: sqlite3.Connection, names: NameIndex, name: str) -> tuple[str, ...]:
    """Cases whose name has every part of this one; accents, case and order aside."""
    found: set[str] | None = None
    for ways in names.ways(name):
        cases = {str(row[0]) for token in ways for row in connection.execute(_WITH_NAME, [token])}
        found = cases if found is None else found & cases
    return tuple(sorted(found or ()))


def cases_named(path: Path, wrapping_key: bytes, name: str) -> tuple[str, ...]:
    """The same from the file as it lies and from the copies of it that restores kept aside.

    A copy that is damaged tells nobody a name; the next erasure takes it away as a whole.

    Raises:
        OperatorMistake: A newer version wrote a file.
        EnvironmentFault: A file can't be read, or an older version wrote it.

    """
    aside = (each for each in copies_aside(path) if people_damage(each) is None)
    paths = (path, *aside) if path.exists() else tuple(aside)
    found = {case for each in paths for case in _named_in(each, wrapping_key, name)}
    return tuple(sorted(found))


def _named_in(path: Path, wrapping_key: bytes, name: str) -> tuple[str, ...]:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with sqlite_faults(path), closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS:d}")
        if refuse_newer(connection, path) < FORMAT_VERSION:
            message = f"{path}: an older version wrote this file. Open the desk once."
            raise EnvironmentFault(message, code="older_people_store")
        return cases_under(connection, NameIndex(wrapping_key), name)
