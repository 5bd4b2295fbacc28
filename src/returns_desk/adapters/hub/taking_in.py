"""A file of segments is taken in at the hub by its administrator, as if the terminal had sent it.

Owns what is checked before, and what the hub's answers mean to whoever stands there. Each segment
is committed by itself, so that a file that breaks off leaves what came before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.hub.schema import OWNER
from returns_desk.adapters.hub.segment_files import read_head, read_segments
from returns_desk.adapters.hub.segments import is_signed_by
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from pathlib import Path

    import psycopg

    from returns_desk.adapters.hub.segment_files import Head
    from returns_desk.adapters.hub.segments import Segment
    from returns_desk.adapters.safe_files import Progress

_KEY: Final = "SELECT public_key FROM returns_desk.terminals WHERE installation = %s"
_REACHED: Final = "SELECT sequence FROM returns_desk.terminal_head WHERE installation = %s"
_TAKE: Final = (
    "SELECT status, sequence, added FROM returns_desk.take(%s, %s, %s::bytea[], %s::bytea[], %s)"
)
_REFUSALS: Final = {
    "unknown": (
        "The hub does not know terminal {terminal} ({installation}). Enrol it first with "
        "'returns-desk hub enrol'; nothing was taken in."
    ),
    "revoked": "Terminal {terminal} was shut out. Enrol it again; nothing was taken in.",
    "gap": (
        "The hub has events of terminal {terminal} up to {sequence}, and this file goes on at "
        "{first}. Export again there with --after {sequence}."
    ),
    "fork": (
        "The hub has another event {sequence} of terminal {terminal}, as after a copied or rolled "
        "back profile. Nothing more was taken in; 'returns-desk hub check' names it."
    ),
    "damaged": (
        "What follows event {sequence} of terminal {terminal} in this file does not follow it. "
        "Nothing more was taken in; export again."
    ),
    "foreign": (
        "Event {next} in this file is of another installation. Nothing more was taken in; run "
        "'returns-desk journal verify' at that terminal."
    ),
    "malformed": "The hub can't read event {next} of this file or one soon after it. Tell IT.",
    "unsigned": (
        "The segment from event {first} is not signed by terminal {terminal}. Nothing of it was "
        "taken in; whoever brought the file may have changed it."
    ),
}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a file: how many events were new, and how far the hub has the terminal's now."""

    terminal: str
    installation: str
    added: int
    reached: int


def take_in(connection: psycopg.Connection[Any], path: Path, on_progress: Progress) -> TakenIn:
    """Take in what the hub has not got yet.

    Raises:
        OperatorMistake: It is no such file, or the hub refuses it; says why.
        EnvironmentFault: The file can't be read, or the hub is not reached any more.

    """
    with file_faults(path):
        file, size = path.open("rb"), path.stat().st_size
    with file:
        head = read_head(file, path)
        key, added = _key_of(connection, head), 0
        for segment, signature in read_segments(file, path):
            last_hash = segment.hashes[-1]
            if not is_signed_by(key, head.installation, segment.last, last_hash, signature):
                raise _refusal("unsigned", head, segment, 0)
            added += _take(connection, head, segment, signature)
            on_progress(file.tell(), size)
    reached = connection.execute(_REACHED.encode(), [head.installation]).fetchone()
    return TakenIn(head.terminal, head.installation, added, int(reached[0]) if reached else 0)


def _key_of(connection: psycopg.Connection[Any], head: Head) -> str:
    row = connection.execute(_KEY.encode(), [head.installation]).fetchone()
    if row is None:
        raise _refusal("unknown", head, None, 0)
    return str(row[0])


def _take(
    connection: psycopg.Connection[Any], head: Head, segment: Segment, signature: bytes
) -> int:
    connection.execute(f"SET LOCAL ROLE {OWNER}".encode())
    values = (head.installation, segment.first, segment.hashes, segment.envelopes, signature)
    row = connection.execute(_TAKE.encode(), values).fetchone()
    connection.commit()
    status, sequence, added = row if row is not None else ("malformed", 0, 0)
    if status != "ok":
        raise _refusal(str(status), head, segment, int(sequence or 0))
    return int(added)


def _refusal(status: str, head: Head, segment: Segment | None, sequence: int) -> OperatorMistake:
    sentence = _REFUSALS.get(status, _REFUSALS["malformed"])
    message = sentence.format(
        terminal=head.terminal,
        installation=head.installation,
        first=segment.first if segment is not None else 0,
        sequence=sequence,
        next=sequence + 1,
    )
    return OperatorMistake(message, code=f"segments_{status}")
