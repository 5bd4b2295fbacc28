"""The hashes of what people.db holds, read beside a running desk without a key.

Owns the reading only: it changes nothing, not even a format.
"""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from returns_desk.adapters.faults import sqlite_faults


def stored_hashes(path: Path) -> dict[str, str]:
    """By case: lower-case hex of SHA-256 of the ciphertext; nothing where there is no file yet.

    Raises:
        EnvironmentFault: The file can't be read.

    """
    if not path.exists():
        return {}
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with sqlite_faults(path), closing(sqlite3.connect(uri, uri=True)) as connection:
        rows = connection.execute("SELECT case_id, ciphertext FROM documents")
        return {str(case_id): hashlib.sha256(content).hexdigest() for case_id, content in rows}
