"""The walk over a chain in which everything fits: each hash computed again, nothing parsed.

Owns speed. It names no damage: where anything does not fit, or can't be read, it answers None, and
the slow walk of verification.py says what.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.journal.hash_chain import BEFORE_GENESIS
from returns_desk.adapters.journal.restored import JOURNAL_RESTORED
from returns_desk.adapters.journal.second_process import SecondProcess
from returns_desk.adapters.journal.signing import CHECKPOINT
from returns_desk.adapters.journal.stored_links import SELECT_LINKS, stored_link
from returns_desk.adapters.journal.verification import Walk
from returns_desk.application.missing_end import MISSING_END

_RANGE: Final = (
    "SELECT previous_hash, hash, CAST(envelope AS BLOB) FROM events "
    "WHERE sequence BETWEEN ? AND ? ORDER BY sequence"
)
_LAST_CHECKPOINT: Final = (
    f"{SELECT_LINKS} WHERE type = '{CHECKPOINT}' ORDER BY sequence DESC LIMIT 1"
)
_RESTORATIONS: Final = f"{SELECT_LINKS} WHERE type = '{JOURNAL_RESTORED}' ORDER BY sequence"
_LOSSES: Final = f"{SELECT_LINKS} WHERE type = '{MISSING_END}' ORDER BY sequence"
_BEARS: Final = (
    "SELECT sequence, lower(hex(hash)) FROM events WHERE substr(lower(hex(hash)), 1, ?) = ? "
    "ORDER BY sequence"
)


def quick_walk(
    connection: sqlite3.Connection,
    anchors: Sequence[Anchor],
    second: SecondProcess | None = None,
    before: Walk | None = None,
) -> Walk | None:
    """What a walk comes to know of a file in which every link fits, else None.

    Every envelope is hashed again, here or in the second process. Of the checkpoints only the last
    is given: a good one vouches for all before it. `before` is the walk that ended where this file
    begins; it stays as it is.
    """
    walk = before or Walk(anchors)
    first, last = connection.execute("SELECT min(sequence), max(sequence) FROM events").fetchone()
    if first != walk.events + 1:
        return None
    middle, end = second.takes if second else (last, last)
    here = fits(connection, first, middle, walk.last_hash) and fits(connection, end + 1, last)
    if not here or (second is not None and not second.fits):
        return None
    row = connection.execute(f"{SELECT_LINKS} WHERE sequence = ?", [first]).fetchone()
    checkpoints = [stored_link(row) for row in connection.execute(_LAST_CHECKPOINT)]
    restorations = [stored_link(row) for row in connection.execute(_RESTORATIONS)]
    losses = [stored_link(row) for row in connection.execute(_LOSSES)]
    return replace(
        walk,
        events=last,
        last_hash=_stored_hash(connection, last),
        genesis=stored_link(row) if first == 1 else walk.genesis,
        checkpoints=[*walk.checkpoints, *checkpoints],
        restorations=[*walk.restorations, *restorations],
        losses=[*walk.losses, *losses],
        hashes=walk.hashes | dict(_anchored(connection, anchors)),
    )


def fits(
    connection: sqlite3.Connection, first: int, last: int, before: bytes | None = None
) -> bool:
    """True where each event from `first` to `last` bears its hash and follows the one before.

    From the middle on, the hash stored before the range is taken for good: whoever checks the range
    that ends there checks it. `before` is that hash where another file holds it.
    """
    previous = _hash_before(connection, first) if before is None else before
    fresh, count = hashlib.sha256().copy, 0
    for stored_previous, stored, envelope in connection.execute(_RANGE, (first, last)):
        if stored_previous != previous or not isinstance(envelope, bytes):
            return False
        computed = fresh()
        computed.update(stored_previous)
        computed.update(envelope)
        previous = computed.digest()
        if previous != stored:
            return False
        count += 1
    return count == last - first + 1


def _hash_before(connection: sqlite3.Connection, sequence: int) -> object:
    return BEFORE_GENESIS if sequence == 1 else _stored_hash(connection, sequence - 1)


def _stored_hash(connection: sqlite3.Connection, sequence: int) -> Any:
    found = connection.execute("SELECT hash FROM events WHERE sequence = ?", [sequence])
    return (found.fetchone() or (None,))[0]


def _anchored(
    connection: sqlite3.Connection, anchors: Sequence[Anchor]
) -> Iterator[tuple[int, str]]:
    """Hashes at the places that anchors name, or that begin as an anchor without a place."""
    for anchor in anchors:
        if anchor.sequence:
            stored = _stored_hash(connection, anchor.sequence)
            if isinstance(stored, bytes):
                yield anchor.sequence, stored.hex()
        else:
            yield from connection.execute(_BEARS, (len(anchor.hash), anchor.hash))
