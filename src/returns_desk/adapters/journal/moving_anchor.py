"""How the anchor outside the journal is moved on to a new end.

Owns that an anchor which contradicts the file is never overwritten: then it is evidence.
"""

import sqlite3

from returns_desk.adapters.journal.anchors import KEYSTORE, Anchor, AnchorStore
from returns_desk.adapters.journal.hash_chain import Head, Link
from returns_desk.adapters.journal.recording import Recorder
from returns_desk.domain.errors import ReturnsError


def move_anchor(
    connection: sqlite3.Connection, anchors: AnchorStore, last: Link | Head, recorder: Recorder
) -> None:
    """Note the end in the keystore; one that can't be read, or contradicts the file, stays.

    Raises:
        EnvironmentFault: The keystore can't be written.

    """
    try:
        kept = anchors.read()
    except ReturnsError:
        return
    if kept is not None and not _bears(connection, kept):
        return
    end = Anchor(
        source=KEYSTORE,
        sequence=last.sequence,
        hash=last.hash.hex(),
        public_key=recorder.signer.public_key,
        installation=recorder.origin.installation,
    )
    anchors.write(end)


def _bears(connection: sqlite3.Connection, anchor: Anchor) -> bool:
    statement = "SELECT hash FROM events WHERE sequence = ?"
    row = connection.execute(statement, [anchor.sequence]).fetchone()
    return row is not None and bytes(row[0]).hex() == anchor.hash
