"""The journal of one terminal in one SQLite file: the source of truth.

Owns appending: one commit for each call, on disk when it returns, with the read models in the same
commit; checkpoints at intervals and on closing. Events are never edited; what was wrong is
corrected by a further event.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import Final, Self

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal import read_models, schema
from returns_desk.adapters.journal.anchors import Anchor, AnchorStore
from returns_desk.adapters.journal.guarding import Admitted, admitted
from returns_desk.adapters.journal.hash_chain import Head, Link, Origin, genesis, read_event, seal
from returns_desk.adapters.journal.opening import BUSY_TIMEOUT_MS, in_one_commit, open_to_write
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.restored import BEGINNINGS
from returns_desk.adapters.journal.signing import CHECKPOINT, Signer, checkpoint
from returns_desk.adapters.journal.stored_links import (
    INSERT_LINK,
    SELECT_FROM,
    SELECT_HEAD,
    SELECT_LAST,
    stored_link,
)
from returns_desk.application.ports import Clock, Event, IdSource, NewEvent, Verification
from returns_desk.domain.card_guard import CardGuard
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake, ReturnsError, ensure

EVENTS_PER_CHECKPOINT: Final = 200
EVENTS_PER_STEP: Final = 500
"""How often a rebuild tells how far it is, and can be stopped."""

Progress = Callable[[int, int], None]
"""Called with how many of how many are done."""


@dataclass(frozen=True, slots=True)
class Recorder:
    """Who writes, and the outside that every event needs."""

    origin: Origin
    signer: Signer
    clock: Clock
    ids: IdSource
    guard: CardGuard = field(default_factory=CardGuard)


class SqliteJournal(JournalReader):
    """The journal, open to write. One writer for each profile; use it as a context manager."""

    def __init__(
        self,
        path: Path,
        recorder: Recorder,
        anchors: AnchorStore,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        events_per_checkpoint: int = EVENTS_PER_CHECKPOINT,
    ) -> None:
        """Open the file, making or migrating it, and record the genesis in a new one.

        Raises:
            OperatorMistake: Another program's database, a newer version's journal, or a journal
                that is gone though this terminal wrote one.
            EnvironmentFault: The file or its folder can't be written.

        """
        _refuse_a_lost_journal(path, anchors)
        self._writing = open_to_write(path, busy_timeout_ms)
        try:
            super().__init__(path, anchors, busy_timeout_ms=busy_timeout_ms)
        except BaseException:
            self._writing.close()
            raise
        self._recorder = recorder
        self._write_lock = RLock()
        self._events_per_checkpoint = events_per_checkpoint
        self._is_closed = False
        try:
            self._unguarded = self.guard_problem()
            if self._unguarded is None:
                self._begin()
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
        with self._write_lock, in_one_commit(self._writing, self.path):
            if self._unguarded:
                raise EnvironmentFault(f"{self.path}: {self._unguarded}", code="journal_unguarded")
            kept, hits = admitted(self._recorder.guard, events)
            last, recorded = self._record([*kept, *map(Admitted, hits)], self._head())
            checked = last.sequence // self._events_per_checkpoint
            is_due = checked > (last.sequence - len(recorded)) // self._events_per_checkpoint
            if is_due:
                last, _ = self._record([Admitted(self._checkpoint(last))], last)
        if is_due:
            # The events are on disk; an anchor that lags proves less, and the next one mends it.
            with suppress(EnvironmentFault):
                self._remember(last)
        return recorded[: len(events)]

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
        with self._write_lock, in_one_commit(self._writing, self.path):
            if lacked_guards:
                schema.restore_guards(self._writing)
                self._unguarded = None
                restored = NewEvent(type="guards_restored", payload={})
                self._record([Admitted(restored)], self._last())
            self._rebuild_tables(on_progress)
        self._rebuild_search(on_progress)
        return self.verify() if lacked_guards else found

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
        finally:
            self._let_go()

    def _begin(self) -> None:
        origin, signer = self._recorder.origin, self._recorder.signer
        with self._write_lock, in_one_commit(self._writing, self.path):
            if not read_models.is_current(self._writing):
                self._rebuild_tables(None)
            if self._last() is None:
                first = genesis(origin, signer.public_key, schema.FORMAT_VERSION)
                self._record([Admitted(first)], None)
        *_, begun = self.read(types=BEGINNINGS)
        if (begun.installation, begun.payload["public_key"]) != (
            origin.installation,
            signer.public_key,
        ):
            message = (
                f"{self.path}: another installation began this journal. Put it back where it "
                "belongs, and this profile's own journal here."
            )
            raise OperatorMistake(message, code="journal_of_another")

    def _record(
        self, admitted_events: Sequence[Admitted], last: Link | Head | None
    ) -> tuple[Link | Head, tuple[Event, ...]]:
        """Inside a commit: seal, insert and project each event; the last link and the events."""
        recorded = []
        for new_event, spelled in admitted_events:
            link, event = seal(
                new_event,
                event_id=self._recorder.ids.new_id(),
                at=self._recorder.clock.now(),
                origin=self._recorder.origin,
                after=last,
                spelled=spelled,
            )
            cells = (link.sequence, link.previous_hash, link.hash, link.envelope.decode("utf-8"))
            inserted = self._writing.execute(INSERT_LINK, cells).rowcount
            ensure(inserted == 1, "An event is in the file before it is acknowledged.")
            read_models.apply(self._writing, event)
            recorded.append(event)
            last = link
        assert last is not None  # noqa: S101 -- narrows the type; append ensures one event
        return last, tuple(recorded)

    def _head(self) -> Head | None:
        row = self._writing.execute(SELECT_HEAD).fetchone()
        return Head._make(row) if row else None

    def _last(self) -> Link | None:
        row = self._writing.execute(SELECT_LAST).fetchone()
        return stored_link(row) if row else None

    def _checkpoint(self, last: Link | Head) -> NewEvent:
        return checkpoint(last, self._recorder.origin, self._recorder.signer)

    def _sign_the_end(self) -> None:
        with self._write_lock, sqlite_faults(self.path):
            last = self._last()
            if last is None or self._unguarded:
                return
            end: Link | Head = last
            if read_event(last).type != CHECKPOINT:
                with in_one_commit(self._writing, self.path):
                    end, _ = self._record([Admitted(self._checkpoint(last))], last)
        self._remember(end)

    def _remember(self, last: Link | Head) -> None:
        """Move the anchor on, unless it contradicts this file: then it is evidence and stays."""
        origin, signer = self._recorder.origin, self._recorder.signer
        try:
            kept = self._anchors.read()
        except ReturnsError:
            return
        if kept is not None and not self._bears(kept):
            return
        end = Anchor(
            source="keystore",
            sequence=last.sequence,
            hash=last.hash.hex(),
            public_key=signer.public_key,
            installation=origin.installation,
        )
        self._anchors.write(end)

    def _bears(self, anchor: Anchor) -> bool:
        statement = "SELECT hash FROM events WHERE sequence = ?"
        with self._write_lock, sqlite_faults(self.path):
            row = self._writing.execute(statement, [anchor.sequence]).fetchone()
        return row is not None and bytes(row[0]).hex() == anchor.hash

    def _rebuild_tables(self, on_progress: Progress | None) -> None:
        read_models.make(self._writing)
        total = self._writing.execute("SELECT count(*) FROM events").fetchone()[0]
        rows = self._writing.execute(SELECT_FROM, [1])
        for done, row in enumerate(rows, start=1):
            read_models.apply(self._writing, self._event(stored_link(row)))
            if on_progress is not None and done % EVENTS_PER_STEP == 0:
                on_progress(done, 2 * total)

    def _rebuild_search(self, on_progress: Progress | None) -> None:
        total = self.head()[0]

        def show(done: int) -> None:
            if on_progress is not None:
                on_progress(total + done, 2 * total)

        with self._read_lock, sqlite_faults(self.path):
            self._search.rebuild(self._reading, show)

    def _let_go(self) -> None:
        super().close()
        self._writing.close()

    def __enter__(self) -> Self:
        return self


def _refuse_a_lost_journal(path: Path, anchors: AnchorStore) -> None:
    """A new journal in place of one that is gone would hide that loss.

    Raises:
        OperatorMistake: The terminal remembers a journal, and there is none.

    """
    # An empty file is what a full disk or a broken copy leaves behind.
    if path.exists() and path.stat().st_size:
        return
    kept = anchors.read()
    if kept is not None:
        state = "empty" if path.exists() else "gone"
        message = (
            f"{path}: the journal is {state}; this terminal recorded {kept.sequence} events. "
            "Put the file back from where it went, or from the last backup."
        )
        raise OperatorMistake(message, code="journal_gone", events=kept.sequence)
