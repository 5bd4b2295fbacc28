"""A journal of format 1 becomes one of format 2: every byte of every event, or nothing at all."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from adapters.journal.journal_kit import (
    as_the_first_format,
    event,
    open_journal,
    recorder,
    tamper,
    verified,
    whole_return,
)
from returns_desk.adapters.journal import schema
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.domain.errors import EnvironmentFault

WRITER = Path(__file__).with_name("migrating_writer.py")
ROOT = Path(__file__).resolve().parents[3]
ROWS = "SELECT sequence, previous_hash, hash, envelope FROM events ORDER BY sequence"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_journal(tmp_path, events_per_checkpoint=7) as journal:
        for number in range(1, 4):
            journal.append(*whole_return(f"case-{number}", number))
    as_the_first_format(journal.path)
    return journal.path


def asked(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def format_of(path: Path) -> object:
    return asked(path, "PRAGMA user_version")[0][0]


def migrate(path: Path, killed_after: int) -> int:
    """In a process of its own; how that ended."""
    places = os.pathsep.join(str(ROOT / each) for each in ("src", "tests"))
    words = [sys.executable, str(WRITER), str(path.parent), str(killed_after)]
    return subprocess.run(
        words, check=False, env={**os.environ, "PYTHONPATH": places}, timeout=60
    ).returncode


def test_each_byte_of_an_event_stays_as_it_was(path: Path) -> None:
    before = asked(path, ROWS)

    open_journal(path.parent).close()

    assert asked(path, ROWS)[: len(before)] == before
    assert format_of(path) == schema.FORMAT_VERSION
    assert asked(path, "SELECT sql FROM sqlite_master WHERE name = 'events'") == [(schema.EVENTS,)]
    assert asked(path, "SELECT 1 FROM sqlite_master WHERE name = 'events_before'") == []


def test_nothing_stands_beside_the_envelope_that_could_be_bent(path: Path) -> None:
    open_journal(path.parent).close()

    columns = [row[1] for row in asked(path, "PRAGMA table_xinfo(events)")]
    assert columns == ["sequence", "previous_hash", "hash", "envelope"]


def test_the_file_as_it_was_is_kept_beside_it(path: Path) -> None:
    before = asked(path, ROWS)

    open_journal(path.parent).close()

    kept = path.with_name("journal.db.format-1")
    assert (format_of(kept), asked(kept, ROWS)) == (1, before)
    assert list(path.parent.glob("*.new")) == []


@pytest.mark.parametrize("killed_after", [1, 12, 30])
def test_killed_in_the_middle_it_is_as_before_and_the_next_start_goes_through(
    path: Path, killed_after: int
) -> None:
    before = asked(path, ROWS)

    assert migrate(path, killed_after) == -signal.SIGKILL

    assert (format_of(path), asked(path, ROWS)) == (1, before)
    assert migrate(path, 0) == 0
    assert (format_of(path), asked(path, ROWS)) == (schema.FORMAT_VERSION, before)
    assert verified(path, deep=True).bent is None


def test_whoever_watches_can_stop_it_and_nothing_has_changed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "ROWS_PER_STEP", 10)
    before, told = asked(path, ROWS), []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 20:
            raise KeyboardInterrupt

    anchors = AnchorFile(path.with_name("anchor.json"))
    with pytest.raises(KeyboardInterrupt):
        SqliteJournal(path, recorder(), anchors, on_progress=stop)

    assert told == [(10, len(before)), (20, len(before))]
    assert (format_of(path), asked(path, ROWS)) == (1, before)


def test_guards_that_were_taken_away_before_are_not_put_back_unasked(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER events_never_go")

    with open_journal(path.parent) as journal:
        problem = journal.guard_problem()
        with pytest.raises(EnvironmentFault) as told:
            journal.append(event("noted", None))

    assert problem is not None
    assert "events_never_go" in problem
    assert told.value.code == "journal_unguarded"


def test_what_was_bent_before_is_named_after(path: Path) -> None:
    forge = "UPDATE events SET envelope = replace(envelope, '2136', '9136') WHERE sequence = 8"
    tamper(path, lambda connection: connection.execute(forge))
    before = verified(path).bent

    with pytest.raises(EnvironmentFault) as told:
        open_journal(path.parent)

    assert told.value.code == "event_bent"
    assert format_of(path) == schema.FORMAT_VERSION
    assert before is not None
    assert verified(path).bent == before


def test_a_view_that_a_manager_made_goes_on_meaning_the_events(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIEW mine AS SELECT count(*) AS n FROM events")

    open_journal(path.parent).close()

    assert asked(path, "SELECT n FROM mine") == asked(path, "SELECT count(*) FROM events")


def test_a_damaged_description_of_the_first_format_is_told_in_a_sentence(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'operator', 'operatox') "
            "WHERE name = 'events'"
        )

    with pytest.raises(EnvironmentFault, match="restore the last backup"):
        open_journal(path.parent)
