"""Reading a journal of which old events may lie in an archive that is away.

Owns what such a fault is called, and the reading that goes on without them. Pure.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from returns_desk.application.ports import Event
from returns_desk.domain.errors import EnvironmentFault

ARCHIVE_AWAY: Final = "archive_away"
"""Code of the fault where events are wanted that lie in an archive that is not here.

Its field `last` is the sequence of the last event that can't be read.
"""


class ReadableEvents(Protocol):
    """A journal, to read."""

    def read(self, *, after: int = 0, types: Sequence[str] = ()) -> Iterator[Event]:
        """Events in sequence order, optionally of some types."""
        ...


def read_here(
    journal: ReadableEvents, *, after: int = 0, types: Sequence[str] = ()
) -> Iterator[Event]:
    """Events as far as they are within reach: those of an archive that is away are passed over.

    Only for what stays right without them, because what is at work is never archived.

    Raises:
        EnvironmentFault: the journal can't be read.

    """
    try:
        yield from journal.read(after=after, types=types)
    except EnvironmentFault as fault:
        if fault.code != ARCHIVE_AWAY:
            raise
        yield from journal.read(after=int(str(fault.fields["last"])), types=types)
