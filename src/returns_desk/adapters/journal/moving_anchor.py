"""How the anchor outside the journal is moved on to a new end.

Owns that an anchor which contradicts the file is never overwritten: then it is evidence.
"""

import sqlite3
from collections.abc import Callable

from returns_desk.adapters.journal.anchors import KEYSTORE, Anchor, AnchorStore
from returns_desk.adapters.journal.hash_chain import Head, Link
from returns_desk.adapters.journal.recording import Recorder
from returns_desk.domain.errors import ReturnsError


def move_anchor(
    bears: Callable[[Anchor], bool], anchors: AnchorStore, last: Link | Head, recorder: Recorder
) -> None:
    """Note the end in the keystore; one that can't be read, or that the file doesn't bear, stays.

    `bears` looks into the file and holds its lock for no longer: writing waits for the disk.

    Raises:
        EnvironmentFault: The keystore can't be written.

    """
    try:
        kept = anchors.read()
    except ReturnsError:
        return
    if kept is not None and not bears(kept):
        return
    end = Anchor(
        source=KEYSTORE,
        sequence=last.sequence,
        hash=last.hash.hex(),
        public_key=recorder.signer.public_key,
        installation=recorder.origin.installation,
    )
    anchors.write(end)


def is_borne(connection: sqlite3.Connection, anchor: Anchor) -> bool:
    """Whether the file holds the very end that the anchor remembers."""
    statement = "SELECT hash FROM events WHERE sequence = ?"
    row = connection.execute(statement, [anchor.sequence]).fetchone()
    return row is not None and bytes(row[0]).hex() == anchor.hash
