"""One thread writes: in the order of the calls, told when it is on disk, folded in when idle."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from adapters.journal.journal_kit import event, open_journal, whole_return
from returns_desk.adapters.journal.one_writer import OneWriter
from returns_desk.adapters.journal.opening import LOG_PAGES
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.application.ports import Event, NewEvent
from returns_desk.domain.errors import Defect, EnvironmentFault

PATIENCE_SECONDS = 30
PAGE_BYTES = 4_096


def log_size(journal: SqliteJournal) -> int:
    return journal.path.with_name("journal.db-wal").stat().st_size


class WatchedJournal:
    """A real journal; notes which thread appends and folds, and can refuse."""

    def __init__(self, real: SqliteJournal) -> None:
        self._real = real
        self.threads: set[str] = set()
        self.folded = threading.Event()
        self.refusal: Exception | None = None
        self.fold_refusal: Exception | None = None

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        self.threads.add(threading.current_thread().name)
        if self.refusal is not None:
            raise self.refusal
        return self._real.append(*events)

    def fold_log(self) -> None:
        self.threads.add(threading.current_thread().name)
        self._real.fold_log()
        self.folded.set()
        if self.fold_refusal is not None:
            raise self.fold_refusal


def test_appends_of_many_threads_are_written_by_one(tmp_path: Path) -> None:
    with open_journal(tmp_path) as real:
        watched = WatchedJournal(real)
        with (
            OneWriter(watched) as writer,  # type: ignore[arg-type]  # the rest comes through __getattr__
            ThreadPoolExecutor(4) as threads,
        ):
            answers = threads.map(lambda n: writer.append(event("noted", f"case-{n}")), range(40))
            told = [(each.sequence, each.case_id) for (each,) in answers]

        kept = [(each.sequence, each.case_id) for each in real.read(types=("noted",))]

    assert sorted(told) == kept
    assert watched.threads == {"journal-writer"}


def test_what_is_acknowledged_is_there_for_another_connection(tmp_path: Path) -> None:
    with open_journal(tmp_path) as real, OneWriter(real) as writer:
        (told,) = writer.append(event("noted"))

        assert writer.head() == (told.sequence, told.hash)


def test_a_refusal_reaches_who_asked_and_the_writer_goes_on(tmp_path: Path) -> None:
    with open_journal(tmp_path) as real:
        watched = WatchedJournal(real)
        with OneWriter(watched) as writer:  # type: ignore[arg-type]  # as above
            watched.refusal = EnvironmentFault("The disk is full.", code="disk_full")
            with pytest.raises(EnvironmentFault, match="full"):
                writer.append(event("noted"))
            watched.refusal = None

            (told,) = writer.append(event("noted"))

        assert told.sequence == 2


def test_the_log_is_folded_in_by_the_writer_when_nobody_asks(tmp_path: Path) -> None:
    with open_journal(tmp_path) as real:
        watched = WatchedJournal(real)
        with OneWriter(watched, idle_seconds=0.01) as writer:  # type: ignore[arg-type]  # as above
            writer.append(*whole_return())

            assert watched.folded.wait(PATIENCE_SECONDS)

        in_file = real.path.read_bytes()

    assert b"case_completed" in in_file
    assert watched.threads == {"journal-writer"}


def test_a_fold_that_fails_does_not_end_the_writer(tmp_path: Path) -> None:
    with open_journal(tmp_path) as real:
        watched = WatchedJournal(real)
        with OneWriter(watched, idle_seconds=0.01) as writer:  # type: ignore[arg-type]  # as above
            watched.fold_refusal = EnvironmentFault("The disk is full.", code="disk_full")
            writer.append(event("noted"))
            assert watched.folded.wait(PATIENCE_SECONDS)

            assert writer.append(event("noted"))


def test_a_busy_day_does_not_let_the_log_grow_without_bound(tmp_path: Path) -> None:
    bound = LOG_PAGES * PAGE_BYTES
    with open_journal(tmp_path) as journal:
        for number in range(40):
            journal.append(event("noted", f"case-{number}", text="x" * 1_000_000))

        assert log_size(journal) < 2 * bound


def test_nothing_is_taken_after_the_end(tmp_path: Path) -> None:
    with open_journal(tmp_path) as real:
        writer = OneWriter(real)
        writer.close()
        writer.close()

        with pytest.raises(Defect):
            writer.append(event("noted"))
