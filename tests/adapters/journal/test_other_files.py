"""Files of another version, of another program, or gone: told in one sentence, and left alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from adapters.journal.journal_kit import (
    CountingIds,
    SteppingClock,
    fixed_key,
    open_journal,
    whole_return,
)
from returns_desk.adapters.journal import schema
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.hash_chain import Origin
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.sqlite_journal import Recorder, SqliteJournal
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake


def test_a_newer_journal_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    open_journal(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "journal.db")) as stranger:
        stranger.execute("PRAGMA user_version = 99")

    with pytest.raises(OperatorMistake, match="newer Returns Desk") as told:
        open_journal(tmp_path)

    assert told.value.code == "newer_journal"


def test_an_older_journal_is_migrated_after_a_copy_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    later = schema.migrations_to()
    later(name="m003_more")(lambda database: database.execute("CREATE TABLE more (x INTEGER)"))

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        schema.bring_up_to_date(connection, path, later, schema.FORMAT_VERSION + 1)
        tables = Database(connection, execute_plugins=False).table_names()
        version = connection.execute("PRAGMA user_version").fetchone()[0]

    assert "more" in tables
    assert version == schema.FORMAT_VERSION + 1
    with closing(sqlite3.connect(tmp_path / "journal.db.format-2")) as kept:
        assert kept.execute("SELECT count(*) FROM events").fetchone()[0] == 12
        assert kept.execute("PRAGMA user_version").fetchone()[0] == schema.FORMAT_VERSION


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "journal.db")) as foreign:
        foreign.execute("CREATE TABLE theirs (x)")

    with pytest.raises(OperatorMistake, match="another program"):
        open_journal(tmp_path)

    with closing(sqlite3.connect(tmp_path / "journal.db")) as foreign:
        assert foreign.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"not a database, and longer than a header" * 100)

    with pytest.raises(EnvironmentFault, match="not a database"):
        open_journal(tmp_path)


def test_a_journal_that_is_gone_is_not_begun_afresh(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    (tmp_path / "journal.db").unlink()

    with pytest.raises(OperatorMistake, match="recorded 12 events") as told:
        open_journal(tmp_path)

    assert told.value.code == "journal_gone"
    assert not (tmp_path / "journal.db").exists()


def test_the_journal_of_another_installation_is_not_continued(tmp_path: Path) -> None:
    open_journal(tmp_path).close()
    other = Recorder(Origin("another", "07"), fixed_key(9), SteppingClock(), CountingIds())

    with pytest.raises(OperatorMistake, match="another installation"):
        SqliteJournal(tmp_path / "journal.db", other, AnchorFile(tmp_path / "anchor.json"))


def test_reading_where_there_is_no_journal_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OperatorMistake, match="no journal yet"):
        JournalReader(tmp_path / "journal.db", AnchorFile(tmp_path / "anchor.json"))


def test_a_journal_in_a_folder_that_takes_no_files_is_still_read(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    (tmp_path / "journal.db-shm").mkdir()  # so SQLite can't put its own file there

    with JournalReader(tmp_path / "journal.db", AnchorFile(tmp_path / "anchor.json")) as reader:
        found = reader.verify(deep=True)

    assert (found.bent, found.events) == (None, 12)
    with pytest.raises(EnvironmentFault):
        open_journal(tmp_path)
