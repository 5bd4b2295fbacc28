"""The file itself: guards, versions, other programs, full disks, what a restart finds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.journal.journal_kit import (
    CASE,
    RECEIPT,
    event,
    leg,
    open_journal,
    tamper,
    whole_return,
)
from returns_desk.adapters.journal import schema
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.domain.errors import EnvironmentFault


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    with open_journal(tmp_path) as opened:
        opened.append(*whole_return())
        yield opened


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET envelope = '{}' WHERE sequence = 3",
        "DELETE FROM events WHERE sequence = 3",
        (
            "INSERT OR REPLACE INTO events (sequence, previous_hash, hash, envelope)"
            " SELECT 3, previous_hash, hash, '{}' FROM events WHERE sequence = 3"
        ),
        (
            "INSERT INTO events (sequence, previous_hash, hash, envelope)"
            " VALUES (50, zeroblob(31), zeroblob(32), '{}')"
        ),
        (
            "INSERT INTO events (sequence, previous_hash, hash, envelope)"
            " SELECT max(sequence) + 1, x'00', zeroblob(32), '{}' FROM events"
        ),
    ],
)
def test_no_program_can_change_events_while_the_guards_stand(
    journal: SqliteJournal, statement: str
) -> None:
    with closing(sqlite3.connect(journal.path)) as stranger, pytest.raises(sqlite3.IntegrityError):
        stranger.execute(statement)

    assert journal.verify(deep=True).bent is None


def test_events_are_on_disk_in_wal_with_full_flushes(journal: SqliteJournal) -> None:
    pragmas = {
        name: journal._writing.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "recursive_triggers", "user_version")
    }

    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "recursive_triggers": 1,
        "user_version": schema.FORMAT_VERSION,
    }


def test_another_process_sees_an_event_as_soon_as_it_is_acknowledged(
    journal: SqliteJournal,
) -> None:
    (recorded,) = journal.append(event("desk_locked", None))

    with JournalReader(journal.path, AnchorFile(journal.path.with_name("none"))) as other:
        assert other.head() == (recorded.sequence, recorded.hash)


def test_checkpoints_are_signed_at_intervals_and_at_the_end(tmp_path: Path) -> None:
    with open_journal(tmp_path, events_per_checkpoint=5) as journal:
        for _ in range(12):
            journal.append(event("desk_locked", None))

    with open_journal(tmp_path) as journal:
        signed = [each.sequence for each in journal.read(types=("checkpoint",))]
        found = journal.verify(deep=True)

    assert signed == [6, 11, 16]
    assert found.bent is None
    assert found.vouched_to == 16


def test_closing_twice_signs_once(tmp_path: Path) -> None:
    for _ in range(2):
        journal = open_journal(tmp_path)
        journal.close()
        journal.close()

    with open_journal(tmp_path) as journal:
        assert [each.type for each in journal.read()] == ["journal_begun", "checkpoint"]


def test_a_leg_begun_without_an_outcome_is_in_doubt_after_a_restart(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(event("case_opened", number=1))
        journal.append(
            event("plan_made", key="k", option="o", legs=[leg(1), leg(2, 100, None)], items=[])
        )
        journal.append(event("leg_begun", key="k", leg=1))
        journal.append(event("leg_failed", key="k", leg=1, why="declined"))
        journal.append(event("leg_begun", key="k", leg=2))

    with open_journal(tmp_path) as journal:
        doubtful = journal.legs_in_doubt()
        still_open = journal.open_cases()

    assert [(each.case_id, each.key, each.leg, each.amount) for each in doubtful] == [
        (CASE, "k", 2, 100)
    ]
    assert doubtful[0].tender is None
    assert still_open == (CASE,)


def test_a_full_disk_loses_nothing_and_the_counter_goes_on_when_there_is_room(
    journal: SqliteJournal,
) -> None:
    before = journal.head()
    pages = journal._writing.execute("PRAGMA page_count").fetchone()[0]
    journal._writing.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(EnvironmentFault, match="disk is full") as told:
        journal.append(event("noted", None, text="x" * 500_000))

    journal._writing.execute("PRAGMA max_page_count = 1000000")
    assert told.value.code == "disk_full"
    assert journal.head() == before
    journal.append(event("noted", None, text="x" * 500_000))
    assert journal.verify(deep=True).bent is None


def test_a_file_that_cannot_be_written_is_told_in_one_sentence(journal: SqliteJournal) -> None:
    journal._writing.execute("PRAGMA query_only = ON")

    with pytest.raises(EnvironmentFault, match="can't be written"):
        journal.append(event("desk_locked", None))

    journal._writing.execute("PRAGMA query_only = OFF")


def test_a_lock_of_another_program_is_told_and_goes_away(journal: SqliteJournal) -> None:
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")

        with pytest.raises(EnvironmentFault, match="Another program holds") as told:
            journal.append(event("desk_locked", None))

    assert told.value.code == "locked"
    journal.append(event("desk_locked", None))


def test_a_folder_that_is_not_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="can't be opened"):
        open_journal(tmp_path / "gone")


def test_without_its_guards_a_journal_is_read_but_not_written(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    drop = "DROP TRIGGER events_never_go"
    with closing(sqlite3.connect(tmp_path / "journal.db")) as stranger:
        stranger.execute(drop)

    with open_journal(tmp_path) as journal:
        with pytest.raises(EnvironmentFault, match="guards") as told:
            journal.append(event("desk_locked", None))

        assert told.value.code == "journal_unguarded"
        assert journal.head()[0] == 12
        assert "events_never_go" in journal.verify().warnings[-1]


def test_a_guard_that_was_made_harmless_is_noticed(tmp_path: Path) -> None:
    open_journal(tmp_path).close()
    harmless = "CREATE TRIGGER events_never_go BEFORE DELETE ON events BEGIN SELECT 1; END"
    with closing(sqlite3.connect(tmp_path / "journal.db")) as stranger:
        stranger.execute("DROP TRIGGER events_never_go")
        stranger.execute(harmless)

    with open_journal(tmp_path) as journal:
        assert "events_never_go" in (journal.guard_problem() or "")


def test_rebuilding_puts_guards_and_tables_back(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
        expected = journal.returned_so_far(RECEIPT)
    with closing(sqlite3.connect(tmp_path / "journal.db")) as stranger:
        stranger.execute("DROP TRIGGER events_never_go")
        stranger.execute("DELETE FROM returned_lines")
        stranger.execute("DELETE FROM legs")
        stranger.commit()
    progress: list[tuple[int, int]] = []

    with open_journal(tmp_path) as journal:
        found = journal.rebuild(lambda done, total: progress.append((done, total)))
        journal.append(event("desk_locked", None))

        assert found.bent is None
        assert journal.returned_so_far(RECEIPT) == expected
        assert journal.verify(deep=True).bent is None
        assert journal.guard_problem() is None
        assert [each.type for each in journal.read()].count("guards_restored") == 1
    assert progress[-1] == (26, 26)


def test_rebuilding_refuses_a_bent_journal(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    tamper(
        tmp_path / "journal.db",
        lambda connection: connection.execute("DELETE FROM events WHERE sequence = 5"),
    )

    with open_journal(tmp_path) as journal:
        found = journal.rebuild()

    assert found.bent is not None


def test_tables_of_an_older_program_are_rebuilt_on_opening(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    with closing(sqlite3.connect(tmp_path / "journal.db")) as stranger:
        stranger.execute("UPDATE meta SET value = '0' WHERE key = 'read_models'")
        stranger.execute("DROP TABLE cases")
        stranger.commit()

    with open_journal(tmp_path) as journal:
        assert journal.next_case_number() == 2
        assert journal.verify(deep=True).bent is None
