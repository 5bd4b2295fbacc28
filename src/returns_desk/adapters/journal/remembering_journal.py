"""The journal of a profile: it remembers its end, and names at a start what is missing there.

Owns the look at what lies there before anything is written, and what is recorded of a loss: once,
as an event. The anchor that proves the loss stays as it is, as evidence. It must not mend anything.
"""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.codec import read_document
from returns_desk.adapters.journal.event_places import Wanted, every_link
from returns_desk.adapters.journal.hash_chain import BEFORE_GENESIS, link_hash
from returns_desk.adapters.journal.opening import open_to_read
from returns_desk.adapters.journal.ownership import OTHER_KEY
from returns_desk.adapters.journal.remembered_end import FurthestAnchor
from returns_desk.adapters.journal.restored import BEGINNINGS, writers_of
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.journal.stored_links import SELECT_LINKS, stored_link
from returns_desk.application.archived_events import read_here
from returns_desk.application.missing_end import MISSING_END
from returns_desk.application.ports import NewEvent
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake, ReturnsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from returns_desk.adapters.journal.anchors import Anchor, AnchorStore
    from returns_desk.adapters.journal.hash_chain import Link
    from returns_desk.adapters.journal.sqlite_journal import Recorder
    from returns_desk.adapters.safe_files import Progress
    from returns_desk.application.ports import Event

__all__ = ["FurthestAnchor", "RememberingJournal"]

EVENTS_LOOKED_AT: Final = 200
"""What can be torn in a crash lies at the end."""
_LAST_LINKS: Final = f"{SELECT_LINKS} ORDER BY sequence DESC LIMIT {EVENTS_LOOKED_AT}"


class RememberingJournal(SqliteJournal):
    """The journal, open to write, with its end noted outside after each commit."""

    def __init__(
        self,
        path: Path,
        recorder: Recorder,
        anchors: FurthestAnchor,
        *,
        archive_folders: Sequence[Path] = (),
        on_progress: Progress | None = None,
    ) -> None:
        """Open the file, and compare its end with what is remembered; a loss is recorded.

        `on_progress` hears how far it is where an older version made file or read models.

        Raises:
            OperatorMistake: As SqliteJournal.
            EnvironmentFault: As SqliteJournal.

        """
        _look_before_writing(path, recorder, anchors)
        self._end = anchors.end
        self._is_remembering = False
        self._public_key = recorder.signer.public_key
        super().__init__(
            path, recorder, anchors, archive_folders=archive_folders, on_progress=on_progress
        )
        kept = _read(anchors)
        self._is_remembering = kept is None or self._holds(kept)
        if kept is not None and not self._is_remembering:
            # Evidence outlives this start, and a disk that can't take it stops nobody.
            with suppress(EnvironmentFault):
                anchors.write(kept)
                anchors.end.forget()
                self._record_the_loss(kept)

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        """Record the events in one commit, in order; on disk when this returns.

        Raises:
            Defect: An event holds what it may not; nothing was recorded.
            EnvironmentFault: The disk can't take it, or the guards are gone; nothing was recorded.

        """
        recorded = super().append(*events)
        if self._is_remembering:
            self._end.remember(recorded[-1].sequence, recorded[-1].hash, self._public_key)
        return recorded

    def close(self) -> None:
        """Sign what was recorded, remember the end, let go of the files.

        Raises:
            EnvironmentFault: The last checkpoint can't be written; every event is recorded.

        """
        self._end.close()
        super().close()

    def _holds(self, kept: Anchor) -> bool:
        event = next(self.read(after=kept.sequence - 1), None)
        if event is None:
            return False
        # Past it, its event has moved to the archive; `verify` looks there.
        return event.sequence > kept.sequence or event.hash == kept.hash

    def _record_the_loss(self, kept: Anchor) -> None:
        last_here = self.head()[0]
        told = {event.payload["last"] for event in read_here(self, types=(MISSING_END,))}
        if kept.sequence > last_here and kept.sequence not in told:
            self.append(NewEvent(MISSING_END, {"first": last_here + 1, "last": kept.sequence}))


def _look_before_writing(path: Path, recorder: Recorder, anchors: AnchorStore) -> None:
    """Refuse what must not be written to: opening to write folds the log into the file for good.

    Raises:
        OperatorMistake: What stands there is another installation's or key's, or is a folder.
        EnvironmentFault: The end of the file is torn, or can't be read.

    """
    if path.is_dir():
        message = f"{path}: a folder lies here. Move it away, and put the journal's file back."
        raise OperatorMistake(message, code="journal_gone")
    if not path.exists() or not path.stat().st_size:
        return
    try:
        connection = open_to_read(path)
    except OperatorMistake as mistake:
        # A start that was cut off before the first event leaves a file without tables.
        if mistake.code != "no_journal":
            raise
        return
    with closing(connection), sqlite_faults(path):
        last = [stored_link(row) for row in connection.execute(_LAST_LINKS)]
        begun = list(every_link(connection, Wanted(types=BEGINNINGS)))
    is_whole = all(map(_is_whole, last)) and (bool(last) or _read(anchors) is None)
    writers = writers_of(begun)
    if not is_whole or bool(last) is not bool(writers):
        message = f"{path}: this file is damaged. Keep it as it is, and restore the last backup."
        raise EnvironmentFault(message, code="damaged")
    if writers and writers[-1].origin.installation != recorder.origin.installation:
        message = (
            f"{path}: another installation began this journal, or the log beside it. Put this "
            "profile's own files back; nothing was changed."
        )
        raise OperatorMistake(message, code="journal_of_another")
    if writers and writers[-1].public_key != recorder.signer.public_key:
        raise OperatorMistake(f"{path}: {OTHER_KEY}", code="journal_of_another")


def _is_whole(link: Link) -> bool:
    """Whether there is an event at all; one that was altered is for `verify` to name."""
    sizes = {len(link.previous_hash), len(link.hash)}
    if link.sequence < 1 or sizes != {len(BEFORE_GENESIS)}:
        return False
    if link_hash(link.previous_hash, link.envelope) == link.hash:
        return True
    try:
        read_document(link.envelope)
    except ValueError:
        return False
    return True


def _read(anchors: AnchorStore) -> Anchor | None:
    """What is remembered; where that can't be read, `verify` says so."""
    try:
        return anchors.read()
    except ReturnsError:
        return None
