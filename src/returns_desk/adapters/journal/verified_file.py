"""The verification of a journal's file: the quick walk first, the slow one where it finds damage.

Owns what an unreadable file is said to be. It must not write, and keeps no connection.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.journal.deep_check import deep_problem
from returns_desk.adapters.journal.hash_chain import Link
from returns_desk.adapters.journal.opening import open_to_read
from returns_desk.adapters.journal.quick_walk import quick_walk
from returns_desk.adapters.journal.schema import guard_problem
from returns_desk.adapters.journal.second_process import SecondProcess
from returns_desk.adapters.journal.stored_links import SELECT_FROM, stored_link
from returns_desk.adapters.journal.verification import verify_chain
from returns_desk.application.ports import BentEvent, Verification
from returns_desk.domain.errors import Defect, EnvironmentFault

# What SQLite refuses of our own fixed statements is a damaged description.
_DAMAGE: Final = frozenset({"damaged", "not_a_database", "sqlite_refused"})


def verified_file(
    path: Path, anchors: Sequence[Anchor], second: SecondProcess | None, *, deep: bool
) -> tuple[Verification, str | None]:
    """The verdict, and what is wrong with the guards in one sentence, or None.

    Raises:
        EnvironmentFault: The file can't be read at all.

    """
    with closing(open_to_read(path)) as connection:
        try:
            found = _compared(path, connection, anchors, second, deep=deep)
        except (EnvironmentFault, Defect) as fault:
            if fault.code not in _DAMAGE:
                raise
            bent = BentEvent(0, "unreadable", fault.message)
            found = Verification(events=0, bent=bent, vouched_to=0, anchors=())
        return found, guard_problem(connection) if found.events else None


def _compared(
    path: Path,
    connection: sqlite3.Connection,
    anchors: Sequence[Anchor],
    second: SecondProcess | None,
    *,
    deep: bool,
) -> Verification:
    def read_links(start: int) -> Iterator[Link]:
        with sqlite_faults(path):
            yield from map(stored_link, connection.execute(SELECT_FROM, [start]))

    walked = None
    if not deep:
        with suppress(sqlite3.Error):  # The slow walk meets it again, and says what it is.
            walked = quick_walk(connection, anchors, second)
    found = verify_chain(read_links, anchors, every_signature=deep, walked=walked)
    if deep and found.bent is None:
        with sqlite_faults(path):
            return replace(found, bent=deep_problem(connection, read_links))
    return found
