"""Personal data: encrypted, bound to its case, and gone without a trace once erased."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from returns_desk.adapters.people import SqlitePeopleStore
from returns_desk.domain.errors import Defect, EnvironmentFault, OperatorMistake

KEY = bytes(range(32))
NAME = "Ada Testperson Õun"


@pytest.fixture
def people(tmp_path: Path) -> Iterator[SqlitePeopleStore]:
    with SqlitePeopleStore(tmp_path / "people.db", KEY, busy_timeout_ms=10) as store:
        yield store


def bytes_of_all_files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_a_document_is_read_back_as_it_was_put(people: SqlitePeopleStore) -> None:
    people.put("case-1", {"name": NAME, "phones": ["+1 555 0100"]})

    assert people.get("case-1") == {"name": NAME, "phones": ["+1 555 0100"]}
    assert people.get("case-2") is None


def test_a_later_document_replaces_the_earlier_one_with_another_hash(
    people: SqlitePeopleStore,
) -> None:
    first = people.put("case-1", {"name": NAME})
    second = people.put("case-1", {"name": NAME})

    assert first != second
    assert people.hash_of("case-1") == second
    assert people.hash_of("case-2") is None


def test_the_hash_is_that_of_the_stored_ciphertext(
    people: SqlitePeopleStore, tmp_path: Path
) -> None:
    told = people.put("case-1", {"name": NAME})

    with closing(sqlite3.connect(tmp_path / "people.db")) as stranger:
        stored = stranger.execute("SELECT ciphertext FROM documents").fetchone()[0]

    assert told == hashlib.sha256(stored).hexdigest()


def test_no_file_holds_a_name_in_clear(people: SqlitePeopleStore, tmp_path: Path) -> None:
    people.put("case-1", {"name": NAME})

    assert NAME.encode() not in bytes_of_all_files(tmp_path)


def test_after_erasing_no_file_holds_the_document_or_its_key(
    people: SqlitePeopleStore, tmp_path: Path
) -> None:
    people.put("case-2", {"name": "stays"})
    for text in ("first", NAME):
        people.put("case-1", {"name": text})
    with closing(sqlite3.connect(tmp_path / "people.db")) as stranger:
        wrapped, ciphertext = stranger.execute(
            "SELECT wrapped_key, ciphertext FROM documents WHERE case_id = 'case-1'"
        ).fetchone()
    assert wrapped in bytes_of_all_files(tmp_path)

    was_there = people.erase("case-1")

    left = bytes_of_all_files(tmp_path)
    assert was_there
    assert not people.erase("case-1")
    assert people.get("case-1") is None
    assert people.get("case-2") == {"name": "stays"}
    assert wrapped not in left
    assert ciphertext not in left
    assert b"case-1" not in left


def test_erasing_beside_a_reader_says_so_and_is_finished_later(
    people: SqlitePeopleStore, tmp_path: Path
) -> None:
    people.put("case-1", {"name": NAME})
    with closing(sqlite3.connect(tmp_path / "people.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM documents").fetchall()

        with pytest.raises(EnvironmentFault, match=r"erase again|Close that program"):
            people.erase("case-1")

    people.erase("case-1")
    assert b"case-1" not in bytes_of_all_files(tmp_path)


def test_a_document_moved_to_another_case_does_not_open(
    people: SqlitePeopleStore, tmp_path: Path
) -> None:
    people.put("case-1", {"name": NAME})
    with closing(sqlite3.connect(tmp_path / "people.db")) as stranger:
        stranger.execute("UPDATE documents SET case_id = 'case-2'")
        stranger.commit()

    with pytest.raises(EnvironmentFault, match="does not open") as told:
        people.get("case-2")

    assert told.value.code == "people_unreadable"
    assert NAME not in told.value.message


def test_without_the_profiles_key_nothing_opens(people: SqlitePeopleStore, tmp_path: Path) -> None:
    people.put("case-1", {"name": NAME})

    with (
        SqlitePeopleStore(tmp_path / "people.db", bytes(32)) as other,
        pytest.raises(EnvironmentFault, match="same backup"),
    ):
        other.get("case-1")


def test_a_document_that_is_no_json_is_refused(people: SqlitePeopleStore) -> None:
    with pytest.raises(Defect):
        people.put("case-1", {"amount": 1.5})  # type: ignore[dict-item]  # wrong on purpose


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "people.db")) as stranger:
        stranger.execute("PRAGMA user_version = 9")

    with pytest.raises(OperatorMistake, match="newer Returns Desk"):
        SqlitePeopleStore(tmp_path / "people.db", KEY)
