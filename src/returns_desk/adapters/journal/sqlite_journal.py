"""The journal of one terminal in one SQLite file: the source of truth.

Owns appending: one commit for each call, on disk when it returns; checkpoints at intervals and on
closing. The read models follow when somebody asks. Events are never edited; what was wrong is
corrected by a further event.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Final, Self

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal import following, read_models, schema
from returns_desk.adapters.journal.anchors import Anchor, AnchorStore
from returns_desk.adapters.journal.commits import OneCommit, many_rows, unflushed
from returns_desk.adapters.journal.guarding import Admitted, admitted
from returns_desk.adapters.journal.hash_chain import Head, Link, genesis, read_event
from returns_desk.adapters.journal.index_beside import IndexBeside, tables_progress
from returns_desk.adapters.journal.lost_journal import refuse_a_lost_journal
from returns_desk.adapters.journal.moving_anchor import is_borne, move_anchor
from returns_desk.adapters.journal.opening import BUSY_TIMEOUT_MS, in_one_commit, open_to_write
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.recording import Recorder, record
from returns_desk.adapters.journal.restored import BEGINNINGS
from returns_desk.adapters.journal.signing import CHECKPOINT, checkpoint
from returns_desk.adapters.journal.stored_links import head, last_link
from returns_desk.adapters.journal.waiting_changes import WaitingChanges
from returns_desk.adapters.safe_files import Progress
from returns_desk.application.archived_events import read_here
from returns_desk.application.ports import Event, NewEvent, Verification
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake, ReturnsError, ensure

EVENTS_PER_CHECKPOINT: Final = 200
__all__ = ["EVENTS_PER_CHECKPOINT", "Recorder", "SqliteJournal"]


class SqliteJournal(JournalReader):
    """The journal, open to write. One writer for each profile; use it as a context manager."""

    def __init__(  # noqa: PLR0913 -- whoever opens a journal by hand names what differs
        self,
        path: Path,
        recorder: Recorder,
        anchors: AnchorStore,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        events_per_checkpoint: int = EVENTS_PER_CHECKPOINT,
        archive_folders: Sequence[Path] = (),
        on_progress: Progress | None = None,
    ) -> None:
        """Open the file, making or migrating it, and record the genesis in a new one.

        `on_progress` hears how far it is where an older version made file or read models.

        Raises:
            OperatorMistake: Another program's database, a newer version's journal, or a journal
                that is gone though this terminal wrote one.
            EnvironmentFault: The file or its folder can't be written.

        """
        refuse_a_lost_journal(path, anchors)
        self._writing = open_to_write(path, busy_timeout_ms, on_progress)
        try:
            super().__init__(
                path, anchors, busy_timeout_ms=busy_timeout_ms, archive_folders=archive_folders
            )
        except BaseException:
            self._writing.close()
            raise
        self._recorder = recorder
        self._write_lock = RLock()
        self._waiting = WaitingChanges()
        self._known_head: Head | None = None
        self._events_per_checkpoint = events_per_checkpoint
        self._is_closed = False
        try:
            self._unguarded = self.guard_problem()
            if self._unguarded is None:
                self._begin(on_progress)
        except BaseException:
            self._let_go()
            raise

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        """Record the events in one commit, in order; on disk when this returns.

        Raises:
            Defect: An event holds what it may not; nothing was recorded.
            EnvironmentFault: The disk can't take it, or the guards are gone; nothing was recorded.

        """
        ensure(bool(events), "At least one event is recorded at a time.")
        with self._write_lock, sqlite_faults(self.path), OneCommit(self._writing):
            if self._unguarded:
                raise EnvironmentFault(f"{self.path}: {self._unguarded}", code="journal_unguarded")
            kept, hits = admitted(self._recorder.guard, events)
            admitted_events = [*kept, *map(Admitted, hits)] if hits else kept
            last, recorded = self._record_all(admitted_events)
            # What the counter's tables could not take is not recorded either.
            self._waiting.hear(recorded)
            checked = last.sequence // self._events_per_checkpoint
            is_due = checked > (last.sequence - len(recorded)) // self._events_per_checkpoint
            if is_due:
                last = self._record(self._checkpoint(last), last)
            self._waiting.write_what_is_asked_next(self._writing, last.sequence)
        self._waiting.keep(last.sequence)
        self._known_head = Head(last.sequence, last.hash)
        if is_due:
            # The events are on disk; an anchor that lags proves less, and the next one mends it.
            with suppress(EnvironmentFault):
                self._remember(last)
        return tuple(recorded[: len(events)])

    def rebuild(self, on_progress: Progress | None = None) -> Verification:
        """Make read models and search index afresh from the events; put missing guards back.

        Nothing is done where the chain is bent; the answer says so. What `on_progress` raises stops
        it, and the tables are as before. It is told twice the number of events: tables, then index.

        Raises:
            EnvironmentFault: The disk can't take it; the tables are as before.

        """
        found = self.verify()
        if found.bent is not None:
            return found
        lacked_guards = self.guard_problem() is not None
        with (
            self._write_lock,
            self._read_lock,
            many_rows(),
            self._search.begun_afresh() as beside,
            in_one_commit(self._writing, self.path),
        ):
            if lacked_guards:
                schema.restore_guards(self._writing)
                self._unguarded = None
                self._record(NewEvent(type="guards_restored", payload={}), last_link(self._writing))
            self._rebuild_tables(tables_progress(on_progress, beside), beside)
        self._waiting.forget()
        self._rebuild_search(on_progress)
        return self.verify() if lacked_guards else found

    def catch_up(self) -> None:
        """Bring every read model up to the last event, as whoever asks for one would.

        Raises:
            EnvironmentFault: The disk can't take it; every event is on disk.

        """
        self._bring_up(review=True)

    def fold_log(self) -> None:
        """Bring what the write-ahead log holds into the file; readers beside it go on reading.

        Raises:
            EnvironmentFault: The disk can't take it; every event is on disk in the log.

        """
        with self._write_lock, sqlite_faults(self.path):
            self._writing.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def close(self) -> None:
        """Sign what was recorded since the last checkpoint, remember the end, let go of the file.

        Closing twice does no harm.

        Raises:
            EnvironmentFault: The last checkpoint can't be written; every event is recorded.

        """
        if self._is_closed:
            return
        self._is_closed = True
        try:
            self._sign_the_end()
            # Every event is recorded; the next start or whoever asks brings the rest up.
            with suppress(ReturnsError):
                self._bring_up(review=True)
        finally:
            self._let_go()

    def _begin(self, on_progress: Progress | None) -> None:
        origin, signer = self._recorder.origin, self._recorder.signer
        with self._write_lock, in_one_commit(self._writing, self.path):
            if not read_models.is_current(self._writing):
                self._rebuild_tables(on_progress)
            if last_link(self._writing) is None:
                self._record(genesis(origin, signer.public_key, schema.FORMAT_VERSION), None)
            if following.is_behind(self._writing, review=False):
                following.follow(self._writing, self.path, review=False, on_progress=on_progress)
        *_, begun = read_here(self, types=BEGINNINGS)
        if (begun.installation, begun.payload["public_key"]) != (
            origin.installation,
            signer.public_key,
        ):
            message = (
                f"{self.path}: another installation began this journal. Put it back where it "
                "belongs, and this profile's own journal here."
            )
            raise OperatorMistake(message, code="journal_of_another")

    def _record_all(self, events: Sequence[Admitted]) -> tuple[Link | Head, list[Event]]:
        """Inside a commit: after the end as this journal left it, or where others went on since."""
        known, self._known_head = self._known_head, None
        if known is not None:
            # A guard refuses an event that does not follow the last one.
            with suppress(sqlite3.IntegrityError):
                return record(self._writing, self._recorder, events, known)
        return record(self._writing, self._recorder, events, head(self._writing))

    def _record(self, new_event: NewEvent, last: Link | Head | None) -> Link | Head:
        """Inside a commit: one event of the journal's own, which changes no read model."""
        self._known_head = None
        link, _ = record(self._writing, self._recorder, [Admitted(new_event)], last)
        return link

    @contextmanager
    def _asked(self, *tables: str) -> Iterator[sqlite3.Connection]:
        """On the writer's own connection, which knows its pages, unless it waits for the disk."""
        if self._waiting.touches(*tables):
            self._bring_up()
        if self._write_lock.acquire(blocking=False):
            try:
                with sqlite_faults(self.path):
                    yield self._writing
            finally:
                self._write_lock.release()
            return
        with self._read_lock, sqlite_faults(self.path):
            yield self._reading

    def _bring_up(self, *, review: bool = False) -> None:
        if not (self._waiting or review):
            return
        with self._write_lock, sqlite_faults(self.path), unflushed(self._writing):
            if self._waiting:
                with OneCommit(self._writing):
                    self._waiting.write(self._writing)
                self._waiting.forget()
            if review and following.is_behind(self._writing, review=True):
                with OneCommit(self._writing):
                    following.follow(self._writing, self.path, review=True)

    def _checkpoint(self, last: Link | Head) -> NewEvent:
        return checkpoint(last, self._recorder.origin, self._recorder.signer)

    def _sign_the_end(self) -> None:
        with self._write_lock, sqlite_faults(self.path):
            last = last_link(self._writing)
            if last is None or self._unguarded:
                return
            end: Link | Head = last
            if read_event(last).type != CHECKPOINT:
                with in_one_commit(self._writing, self.path):
                    end = self._record(self._checkpoint(last), last)
        self._remember(end)

    def _remember(self, last: Link | Head) -> None:
        move_anchor(self._bears, self._anchors, last, self._recorder)

    def _bears(self, anchor: Anchor) -> bool:
        with self._write_lock, sqlite_faults(self.path):
            return is_borne(self._writing, anchor)

    def _rebuild_tables(
        self, on_progress: Progress | None, beside: IndexBeside | None = None
    ) -> None:
        read_models.make(self._writing)
        following.follow(
            self._writing,
            self.path,
            review=True,
            archived=self._archives.links(),
            on_progress=on_progress,
            hear=beside.hear if beside else None,
        )

    def _rebuild_search(self, on_progress: Progress | None) -> None:
        total = self.head()[0]

        def show(done: int) -> None:
            if on_progress is not None:
                on_progress(total + done, 2 * total)

        with self._read_lock, many_rows(), sqlite_faults(self.path):
            self._search.follow(self._reading, show)

    def _let_go(self) -> None:
        super().close()
        self._writing.close()

    def __enter__(self) -> Self:
        return self
