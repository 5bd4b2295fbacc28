"""Reading a journal's file: events, read models, verification; safe beside a running writer.

Owns the reading connection. Each call takes what it needs and lets go, so that no reader holds a
writer up. It must never write.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Final, Self

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal import read_models
from returns_desk.adapters.journal.anchors import Anchor, AnchorStore, read_typed_anchor
from returns_desk.adapters.journal.deep_check import deep_problem
from returns_desk.adapters.journal.hash_chain import BEFORE_GENESIS, Link, read_event
from returns_desk.adapters.journal.opening import BUSY_TIMEOUT_MS, open_to_read
from returns_desk.adapters.journal.schema import guard_problem
from returns_desk.adapters.journal.stored_links import (
    SELECT_FROM,
    SELECT_LAST,
    SELECT_LINKS,
    stored_link,
)
from returns_desk.adapters.journal.verification import verify_chain
from returns_desk.application.ports import BentEvent, Event, ReturnedSoFar, Verification
from returns_desk.domain.errors import Defect, EnvironmentFault, OperatorMistake, ReturnsError

_CHUNK_ROWS: Final = 500


class JournalReader:
    """The journal of a profile, read only. Use it as a context manager.

    Attributes:
        path: The journal's file.

    """

    def __init__(
        self, path: Path, anchors: AnchorStore, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS
    ) -> None:
        """Open the file for reading.

        Raises:
            OperatorMistake: There is no journal, or it is a newer version's.
            EnvironmentFault: The file can't be read.

        """
        self.path = path
        self._anchors = anchors
        self._reading = open_to_read(path, busy_timeout_ms)
        self._read_lock = RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        self._reading.close()

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Events in sequence order, optionally of one case or of some types.

        Raises:
            EnvironmentFault: The file can't be read, or an event does not bear its hash.

        """
        conditions: list[str] = ["sequence > ?"]
        cells: list[str] = []
        if case_id is not None:
            conditions.append("case_id = ?")
            cells.append(case_id)
        if types:
            conditions.append(f"type IN ({', '.join('?' for _ in types)})")
            cells.extend(types)
        where = " AND ".join(conditions)
        statement = f"{SELECT_LINKS} WHERE {where} ORDER BY sequence LIMIT {_CHUNK_ROWS}"
        while links := self._links(statement, (after, *cells)):
            for link in links:
                yield self._event(link)
            after = links[-1].sequence

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        links = self._links(SELECT_LAST, ())
        return (links[0].sequence, links[0].hash.hex()) if links else (0, BEFORE_GENESIS.hex())

    def returned_so_far(self, receipt: str) -> ReturnedSoFar:
        """What of that receipt came back before."""
        with self._read_lock, sqlite_faults(self.path):
            return read_models.returned_so_far(self._reading, receipt)

    def open_cases(self) -> tuple[str, ...]:
        """Cases that were begun and neither completed nor left, oldest first."""
        with self._read_lock, sqlite_faults(self.path):
            return read_models.open_cases(self._reading)

    def legs_in_doubt(self) -> tuple[read_models.LegInDoubt, ...]:
        """Legs begun without an outcome, oldest first; a person settles them."""
        with self._read_lock, sqlite_faults(self.path):
            return read_models.legs_in_doubt(self._reading)

    def next_case_number(self) -> int:
        """The number the next case gets; counts up from 1 on this terminal."""
        with self._read_lock, sqlite_faults(self.path):
            return read_models.next_case_number(self._reading)

    def guard_problem(self) -> str | None:
        """What is wrong with the triggers that guard the events, in one sentence, or None."""
        with self._read_lock, sqlite_faults(self.path):
            return guard_problem(self._reading)

    def verify(self, *, deep: bool = False, slips: Sequence[str] = ()) -> Verification:
        """Walk the whole chain and compare with the anchors within reach.

        Args:
            deep: Also every signature, the file's own integrity, and the read models.
            slips: More anchors, as a person reads them from slips: `12:9f86d081`, or the eight
                characters alone.

        Raises:
            OperatorMistake: What was read from a slip is no anchor.
            EnvironmentFault: The file can't be read at all.

        """
        typed = [read_typed_anchor(text) for text in slips]
        kept, warnings = self._kept_anchors()
        with closing(open_to_read(self.path)) as connection:
            try:
                found = self._verified(connection, [*kept, *typed], deep=deep)
            except (EnvironmentFault, Defect) as fault:
                # What SQLite refuses of our own fixed statements is a damaged description.
                if fault.code not in {"damaged", "not_a_database", "sqlite_refused"}:
                    raise
                found = _unreadable(fault)
            guards = guard_problem(connection) if found.events else None
        more = (*warnings, *([guards] if guards else []))
        return replace(found, warnings=(*found.warnings, *more))

    def _verified(
        self, connection: sqlite3.Connection, anchors: Sequence[Anchor], *, deep: bool
    ) -> Verification:
        def read_links(start: int) -> Iterator[Link]:
            with sqlite_faults(self.path):
                yield from map(stored_link, connection.execute(SELECT_FROM, [start]))

        found = verify_chain(read_links, anchors, every_signature=deep)
        if deep and found.bent is None:
            with sqlite_faults(self.path):
                return replace(found, bent=deep_problem(connection, read_links))
        return found

    def _kept_anchors(self) -> tuple[list[Anchor], list[str]]:
        try:
            kept = self._anchors.read()
        except (OperatorMistake, EnvironmentFault) as problem:
            return [], [problem.message]
        return ([kept] if kept else []), []

    def _links(self, statement: str, cells: Sequence[object]) -> list[Link]:
        with self._read_lock, sqlite_faults(self.path):
            return [stored_link(row) for row in self._reading.execute(statement, tuple(cells))]

    def _event(self, link: Link) -> Event:
        try:
            return read_event(link)
        except ValueError as error:
            message = (
                f"{self.path}: event {link.sequence} is not as it was recorded ({error}). "
                "Run 'returns-desk journal verify'."
            )
            raise EnvironmentFault(message, code="event_bent", sequence=link.sequence) from error


def _unreadable(fault: ReturnsError) -> Verification:
    bent = BentEvent(0, "unreadable", fault.message)
    return Verification(events=0, bent=bent, vouched_to=0, anchors=())
