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
from returns_desk.adapters.journal.event_places import is_of_type
from returns_desk.adapters.journal.hash_chain import BEFORE_GENESIS, Link
from returns_desk.adapters.journal.restored import JOURNAL_RESTORED
from returns_desk.adapters.journal.second_process import SecondProcess
from returns_desk.adapters.journal.signing import CHECKPOINT
from returns_desk.adapters.journal.stored_links import FIRST_AND_LAST, SELECT_LINKS, stored_link
from returns_desk.adapters.journal.verification import Walk
from returns_desk.application.missing_end import MISSING_END

_RANGE: Final = (
    "SELECT previous_hash, hash, CAST(envelope AS BLOB) FROM events "
    "WHERE sequence BETWEEN ? AND ? ORDER BY sequence"
)
_FROM_THE_END: Final = f"{SELECT_LINKS} ORDER BY sequence DESC"
_AT: Final = f"{SELECT_LINKS} WHERE sequence = ?"
RARE: Final = ((JOURNAL_RESTORED, 1), (MISSING_END, 1))
"""Types that a walk tells of, checkpoints aside, in every version that was ever recorded."""
_RARE_ENDS: Final = tuple(f'"type":"{kind}","version":{number}}}'.encode() for kind, number in RARE)
"""Keys of an envelope are in alphabetical order."""
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

    Every envelope is hashed again, here or in the second process. Nothing is believed but the
    envelopes. Of the checkpoints only the last is given: a good one vouches for all before it.
    `before` is the walk that ended where this file begins; it stays as it is.
    """
    walk = before or Walk(anchors)
    first, last = connection.execute(FIRST_AND_LAST).fetchone()
    if first != walk.events + 1:
        return None
    middle, end = second.takes if second else (last, last)
    rare = rare_events(connection, first, middle, walk.last_hash)
    at_the_end = rare_events(connection, end + 1, last) if rare is not None else None
    between = second.rare if second else ()
    if rare is None or between is None or at_the_end is None:
        return None
    told = [_link(connection, sequence) for sequence in (*rare, *between, *at_the_end)]
    return replace(
        walk,
        events=last,
        last_hash=_stored_hash(connection, last),
        genesis=_link(connection, 1) if first == 1 else walk.genesis,
        checkpoints=[*walk.checkpoints, *_last_checkpoint(connection)],
        restorations=[*walk.restorations, *_of_type(told, JOURNAL_RESTORED)],
        losses=[*walk.losses, *_of_type(told, MISSING_END)],
        hashes=walk.hashes | dict(_anchored(connection, anchors)),
    )


def fits(
    connection: sqlite3.Connection, first: int, last: int, before: bytes | None = None
) -> bool:
    """True where each event from `first` to `last` bears its hash and follows the one before."""
    return rare_events(connection, first, last, before) is not None


def rare_events(
    connection: sqlite3.Connection, first: int, last: int, before: bytes | None = None
) -> Sequence[int] | None:
    """Sequences of the events of RARE types, where everything from first to last fits.

    None where an event does not bear its hash or does not follow the one before. From the
    middle on, the hash stored before the range is taken for good: whoever checks the range that
    ends there checks it. `before` is that hash where another file holds it.
    """
    previous = _hash_before(connection, first) if before is None else before
    sha_256, count = hashlib.sha256, 0
    rare: list[int] = []
    for stored_previous, stored, envelope in connection.execute(_RANGE, (first, last)):
        if stored_previous != previous or envelope is None:
            return None
        previous = sha_256(stored_previous + envelope).digest()
        if previous != stored:
            return None
        if envelope.endswith(_RARE_ENDS):
            rare.append(first + count)
        count += 1
    return rare if count == last - first + 1 else None


def _last_checkpoint(connection: sqlite3.Connection) -> list[Link]:
    """One at most; it stands near the end, since a checkpoint comes at intervals."""
    for row in connection.execute(_FROM_THE_END):
        link = stored_link(row)
        if is_of_type(link.envelope, CHECKPOINT):
            return [link]
    return []


def _of_type(links: Sequence[Link], event_type: str) -> list[Link]:
    return [link for link in links if is_of_type(link.envelope, event_type)]


def _link(connection: sqlite3.Connection, sequence: int) -> Link:
    return stored_link(connection.execute(_AT, [sequence]).fetchone())


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
