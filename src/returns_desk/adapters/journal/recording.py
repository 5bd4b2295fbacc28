"""How events get into the journal's file: sealed one after another, inside a commit.

Owns the insert and what an event needs from outside. It must not begin or end a commit, and knows
no read model.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from returns_desk.adapters.journal.guarding import Admitted
from returns_desk.adapters.journal.hash_chain import Head, Link, Origin, seal
from returns_desk.adapters.journal.signing import Signer
from returns_desk.adapters.journal.stored_links import INSERT_LINK
from returns_desk.application.ports import Clock, Event, IdSource
from returns_desk.domain.card_guard import CardGuard
from returns_desk.domain.errors import ensure


@dataclass(frozen=True, slots=True)
class Recorder:
    """Who writes, and the outside that every event needs."""

    origin: Origin
    signer: Signer
    clock: Clock
    ids: IdSource
    guard: CardGuard = field(default_factory=CardGuard)


def record(
    connection: sqlite3.Connection,
    recorder: Recorder,
    admitted_events: Sequence[Admitted],
    last: Link | Head | None,
) -> tuple[Link | Head, list[Event]]:
    """Seal and insert each event after the last one; the new last link, and the events.

    Raises:
        Defect: An event holds what it may not.

    """
    recorded = []
    for new_event, spelled in admitted_events:
        link, event = seal(
            new_event,
            event_id=recorder.ids.new_id(),
            at=recorder.clock.now(),
            origin=recorder.origin,
            after=last,
            spelled=spelled,
        )
        cells = (link.sequence, link.previous_hash, link.hash, link.envelope.decode("utf-8"))
        inserted = connection.execute(INSERT_LINK, cells).rowcount
        ensure(inserted == 1, "An event is in the file before it is acknowledged.")
        recorded.append(event)
        last = link
    assert last is not None  # noqa: S101 -- narrows the type; at least one event is admitted
    return last, recorded
