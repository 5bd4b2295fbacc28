"""The event after which another installation goes on with a journal: a backup was put in place.

Owns the event and who writes a chain from where on. A restored terminal is told apart from a clone
by its new installation id, while what was paid back before stays known.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal import read_models
from returns_desk.adapters.journal.hash_chain import (
    Link,
    Origin,
    read_envelope,
    seal,
)
from returns_desk.adapters.journal.opening import in_one_commit, open_to_write
from returns_desk.adapters.journal.stored_links import INSERT_LINK, SELECT_LAST, stored_link
from returns_desk.application.ports import Clock, Event, IdSource, Json, NewEvent

JOURNAL_RESTORED: Final = "journal_restored"
JOURNAL_ARCHIVED: Final = "journal_archived"
"""Says so too, since what began the journal may lie in an archive then."""
BEGINNINGS: Final = ("journal_begun", JOURNAL_RESTORED, JOURNAL_ARCHIVED)
"""Events whose envelope names the installation, and whose payload the key, from there on."""


class Writer(NamedTuple):
    """Who writes a chain from an event on; the key in lower-case hex."""

    since: int
    origin: Origin
    public_key: str


def writers_of(beginnings: Iterable[Link]) -> tuple[Writer, ...]:
    """Who wrote the chain in turn, from its links of these types; unreadable ones are left out."""
    return tuple(each for each in map(_writer, beginnings) if each is not None)


def writer_at(writers: Iterable[Writer], sequence: int) -> Writer:
    """Who wrote the event with that sequence; nobody where no beginning was read."""
    found = Writer(0, Origin("", ""), "")
    for each in writers:
        if each.since <= sequence:
            found = each
    return found


class Restorer(NamedTuple):
    """Who goes on with the journal, and the outside that the event needs."""

    origin: Origin
    public_key: str
    clock: Clock
    ids: IdSource


def record_restored(
    path: Path, restorer: Restorer, payload: Mapping[str, Json], more: Iterable[NewEvent] = ()
) -> Event:
    """Append the event to a journal that nobody else has open, and more; the last one recorded.

    All of it is on disk when this returns.

    Raises:
        EnvironmentFault: the disk can't take it.
    """
    connection = open_to_write(path)
    try:
        with in_one_commit(connection, path):
            whole = {**payload, "public_key": restorer.public_key}
            event = record(connection, restorer, NewEvent(JOURNAL_RESTORED, whole))
            for each in more:
                event = record(connection, restorer, each)
        with sqlite_faults(path):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    return event


def record(connection: sqlite3.Connection, restorer: Restorer, new_event: NewEvent) -> Event:
    """Append the event in the caller's commit, to a journal that nobody else has open."""
    link, event = seal(
        new_event,
        event_id=restorer.ids.new_id(),
        at=restorer.clock.now(),
        origin=restorer.origin,
        after=stored_link(connection.execute(SELECT_LAST).fetchone()),
    )
    cells = (link.sequence, link.previous_hash, link.hash, link.envelope.decode("utf-8"))
    connection.execute(INSERT_LINK, cells)
    if read_models.is_current(connection):
        read_models.apply(connection, event)
    return event


def _writer(link: Link) -> Writer | None:
    try:
        event = read_envelope(link)
    except ValueError:
        return None
    key = event.payload.get("public_key")
    if event.type not in BEGINNINGS or not isinstance(key, str):
        return None
    return Writer(link.sequence, Origin(event.installation, event.terminal), key)
