"""How far the read models are behind the events, and how they catch up.

Owns their two positions: of the tables that the counter's next screen needs, and of those that only
a manager reads. Most appends write neither: whoever asks brings them up first, and the writer does
when nobody asks for anything. It must not know what an event changes.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal import (
    books_table,
    business_days,
    day_ends_table,
    ended_cases,
    escalation_life,
    event_places,
    figures,
    listed_cases,
)
from returns_desk.adapters.journal.case_details import details
from returns_desk.adapters.journal.hash_chain import Link, read_event
from returns_desk.adapters.journal.opening import in_one_commit, open_to_follow
from returns_desk.adapters.journal.stored_links import SELECT_FROM, stored_link
from returns_desk.adapters.journal.table_changes import Gathered
from returns_desk.adapters.journal.void_changes import every_change
from returns_desk.adapters.safe_files import Progress
from returns_desk.application.ports import Event
from returns_desk.domain.errors import EnvironmentFault

TABLES: Final = ("followed",)
DDL: Final = ("CREATE TABLE followed (counter INTEGER NOT NULL, review INTEGER NOT NULL)",)

EVENTS_PER_RUN: Final = 5_000
"""So many are gathered before they are written: enough for most of a case's events to meet."""

_KNOWN: Final = "SELECT 1 FROM main.sqlite_master WHERE name = 'followed'"
_POSITIONS: Final = "SELECT counter, review FROM followed"
_REACH: Final = "UPDATE followed SET counter = ?, review = ?"
_HEAD: Final = "SELECT coalesce(max(sequence), 0) FROM main.events"


class Positions(NamedTuple):
    """The last events that the tables know: the counter's, and the manager's."""

    counter: int
    review: int


def make(connection: sqlite3.Connection) -> None:
    """Begin before the first event; the tables are there and empty."""
    connection.execute("INSERT INTO followed VALUES (0, 0)")


def positions(connection: sqlite3.Connection) -> Positions:
    """Where the tables are."""
    return Positions._make(connection.execute(_POSITIONS).fetchone())


def is_behind(connection: sqlite3.Connection, *, review: bool) -> bool:
    """True where there are events that the tables do not know; tables of an older program wait."""
    if connection.execute(_KNOWN).fetchone() is None:
        return False
    counter, reviewed = positions(connection)
    (head,) = connection.execute(_HEAD).fetchone()
    return bool((reviewed if review else counter) < head)


def follow(
    connection: sqlite3.Connection,
    path: Path,
    *,
    review: bool,
    archived: Iterable[Link] = (),
    on_progress: Progress | None = None,
    hear: Callable[[Link], None] | None = None,
) -> None:
    """Bring the tables up to the last event, inside the caller's transaction.

    `archived` are links that stand before those of the file. `hear` is told each link that is read.

    Raises:
        Defect: An event does not hold what its type promises.
        EnvironmentFault: An event is not as it was recorded.

    """
    at = positions(connection)
    first = min(at) if review else at.counter
    (head,) = connection.execute(_HEAD).fetchone()
    with sqlite_faults(path):
        links = chain(archived, map(stored_link, connection.execute(SELECT_FROM, [first + 1])))
        heard = links if hear is None else _heard(links, hear)
        for events in _runs(_events(heard, path)):
            at = take(connection, events, at, review=review)
            if at.counter < events[-1].sequence:
                raise bent_event(path, at.counter + 1, "it is not there")
            if on_progress is not None:
                on_progress(at.counter, head)


def catch_up_beside(path: Path, busy_timeout_ms: int) -> None:
    """Bring the tables up from a process that only reads, also beside the one that writes.

    Raises:
        EnvironmentFault: The file can't be written, or an event is not as it was recorded.

    """
    with (
        closing(open_to_follow(path, busy_timeout_ms)) as connection,
        in_one_commit(connection, path),
    ):
        follow(connection, path, review=True)


def take_all(connection: sqlite3.Connection, events: Iterable[Event], *, up_to: Positions) -> None:
    """Bring empty tables up to these positions."""
    at = Positions(0, 0)
    for run in _runs(iter(events)):
        counted = [event for event in run if event.sequence <= up_to.counter]
        at = at._replace(counter=_take_counter(connection, counted, at.counter))
        reviewed = [event for event in run if event.sequence <= up_to.review]
        at = at._replace(review=_take_review(connection, reviewed, at.review))


def take(
    connection: sqlite3.Connection, events: Sequence[Event], at: Positions, *, review: bool = True
) -> Positions:
    """Bring the tables up to the last of the events; those they know already change nothing.

    Where the first of them does not follow what a group of tables knows, that group stays.
    """
    counter = _take_counter(connection, events, at.counter)
    reviewed = _take_review(connection, events, at.review) if review else at.review
    reached = Positions(counter, reviewed)
    if reached != at:
        connection.execute(_REACH, reached)
    return reached


def write_counter(connection: sqlite3.Connection, gathered: Gathered, reached: int) -> None:
    """Bring the counter's tables up to that event, whose changes were gathered one by one."""
    gathered.write(connection)
    connection.execute("UPDATE followed SET counter = ?", [reached])


def _take_counter(connection: sqlite3.Connection, events: Sequence[Event], at: int) -> int:
    new = _new(events, at)
    if not new:
        return at
    gathered = Gathered()
    for event in new:
        gathered.take(every_change(event))
    gathered.write(connection)
    return new[-1].sequence


def _take_review(connection: sqlite3.Connection, events: Sequence[Event], at: int) -> int:
    new = _new(events, at)
    if not new:
        return at
    gathered = Gathered()
    for event in new:
        gathered.take(details(event))
    gathered.take(day_ends_table.ended(new))
    gathered.write(connection)
    event_places.keep(connection, new)
    business_days.keep(connection, new)
    escalation_life.keep(connection, new)
    figures.count(connection, new)
    ended_cases.keep(connection, new)
    listed_cases.keep(connection, new)
    books_table.keep(connection, new)
    return new[-1].sequence


def _new(events: Sequence[Event], at: int) -> Sequence[Event]:
    if not events or events[0].sequence > at + 1:
        return ()
    return events[at + 1 - events[0].sequence :]


def _runs(events: Iterator[Event]) -> Iterator[list[Event]]:
    while run := list(islice(events, EVENTS_PER_RUN)):
        yield run


def _heard(links: Iterable[Link], hear: Callable[[Link], None]) -> Iterator[Link]:
    for link in links:
        hear(link)
        yield link


def _events(links: Iterable[Link], path: Path) -> Iterator[Event]:
    for link in links:
        try:
            yield read_event(link)
        except ValueError as error:
            raise bent_event(path, link.sequence, error) from error


def bent_event(path: Path, sequence: int, error: object) -> EnvironmentFault:
    """What is said of an event that can't be read."""
    message = (
        f"{path}: event {sequence} is not as it was recorded ({error}). "
        "Run 'returns-desk journal verify'."
    )
    return EnvironmentFault(message, code="event_bent", sequence=sequence)
