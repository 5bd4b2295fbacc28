"""The quick walk finds whatever the slow one finds, in one process and in two."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.journal.journal_kit import event, open_journal, tamper, verified, whole_return
from adapters.journal.recorded_types import recorded_types
from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.journal.hash_chain import link_hash
from returns_desk.adapters.journal.quick_walk import RARE, fits, quick_walk, rare_events
from returns_desk.adapters.journal.second_process import is_worth_it

Change = Callable[[sqlite3.Connection], object]
EVENTS = 32


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good journal with three cases; to be copied."""
    folder = tmp_path_factory.mktemp("whole")
    with open_journal(folder) as journal:
        for number in range(1, 4):
            journal.append(*whole_return(f"case-{number}", number))
    return folder / "journal.db"


def put_back(whole: Path, folder: Path) -> Path:
    return Path(shutil.copy(whole, folder / "journal.db"))


def test_every_version_of_a_type_that_a_walk_tells_of_is_known_to_it() -> None:
    told_of = {kind for kind, _ in RARE}

    assert {each for each in recorded_types() if each[0] in told_of} == set(RARE)


def test_what_a_walk_tells_of_is_found_wherever_it_stands(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        placed = [
            journal.append(event("noted", None), event(kind, None, text='"type":"noted"'))[1]
            for kind, _ in RARE
        ]
        last = journal.head()[0]
        places = [each.sequence for each in placed]

        assert list(rare_events(journal._reading, 1, last) or ()) == places
        assert list(rare_events(journal._reading, places[1], last) or ()) == places[1:]
        walk = quick_walk(journal._reading, [])

    assert walk is not None
    assert [each.sequence for each in (*walk.restorations, *walk.losses)] == places


def test_a_good_journal_is_known_without_the_slow_walk(whole: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(put_back(whole, tmp_path))) as connection:
        last = connection.execute("SELECT hex(hash) FROM events WHERE sequence = 7").fetchone()[0]
        slip = Anchor("slip", 0, last.lower()[:9])
        walk = quick_walk(connection, [slip, Anchor("hub", 7, "x"), Anchor("hub", 99, "x")])

    assert walk is not None
    assert (walk.events, walk.bent) == (EVENTS, None)
    assert walk.hashes == {7: last.lower()}
    assert [each.sequence for each in walk.checkpoints] == [EVENTS]
    assert walk.genesis is not None


SELECT_CELLS = "SELECT previous_hash, hash, CAST(envelope AS BLOB) FROM events WHERE sequence = ?"
WRITE_CELLS = "UPDATE events SET previous_hash = ?, hash = ?, envelope = ? WHERE sequence = ?"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, EVENTS), st.integers(0, 2), st.integers(0, 31), st.integers(1, 255))
def test_no_changed_byte_fits(
    whole: Path, tmp_path: Path, sequence: int, column: int, place: int, flip: int
) -> None:
    path = put_back(whole, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        cells = [
            bytearray(cell) for cell in connection.execute(SELECT_CELLS, [sequence]).fetchone()
        ]
    # An envelope stays JSON, or SQLite itself would refuse it for the index: another home in it.
    start = cells[2].index(b"0192a000") if column == 2 else 0
    before = cells[column][start + place]
    cells[column][start + place] = before ^ flip if column < 2 else ord("f") + (before == ord("f"))
    changed = (*(bytes(cell) for cell in cells), sequence)
    tamper(path, lambda connection: connection.execute(WRITE_CELLS, changed))

    with closing(sqlite3.connect(path)) as connection:
        assert quick_walk(connection, ()) is None


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events WHERE sequence = 1",
        "DELETE FROM events WHERE sequence = 9",
        "UPDATE events SET sequence = 99 WHERE sequence = 32",
        "UPDATE events SET sequence = 0 WHERE sequence = 1",
        "UPDATE events SET hash = 'text' WHERE sequence = 3",
        "DELETE FROM events",
    ],
)
def test_no_gap_and_no_other_kind_of_cell_fits(whole: Path, tmp_path: Path, statement: str) -> None:
    path = put_back(whole, tmp_path)
    tamper(path, lambda connection: connection.execute(statement))

    with closing(sqlite3.connect(path)) as connection:
        assert quick_walk(connection, ()) is None
    assert statement == "DELETE FROM events" or verified(path).bent is not None


def test_a_forged_event_that_bears_its_own_hash_is_not_followed_by_the_next(
    whole: Path, tmp_path: Path
) -> None:
    path = put_back(whole, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        previous, _, envelope = connection.execute(SELECT_CELLS, [10]).fetchone()
    forged = envelope.replace(b"mara", b"toms")
    cells = (previous, link_hash(previous, forged), forged.decode(), 10)
    tamper(path, lambda connection: connection.execute(WRITE_CELLS, cells))

    with closing(sqlite3.connect(path)) as connection:
        assert fits(connection, 1, 10)
        assert not fits(connection, 1, 11)
        assert quick_walk(connection, ()) is None


def test_a_chain_that_fits_is_bent_all_the_same_where_its_signature_is_not_ours(
    whole: Path, tmp_path: Path
) -> None:
    path = put_back(whole, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        previous, _, envelope = connection.execute(SELECT_CELLS, [EVENTS]).fetchone()
    unsigned = re.sub(rb'"signature":"[0-9a-f]{8}', b'"signature":"00000000', envelope)
    cells = (previous, link_hash(previous, unsigned), unsigned.decode(), EVENTS)
    tamper(path, lambda connection: connection.execute(WRITE_CELLS, cells))

    found = verified(path).bent

    assert found is not None
    assert "signature does not fit" in found.message


def test_a_range_trusts_only_the_hash_before_it(whole: Path, tmp_path: Path) -> None:
    path = put_back(whole, tmp_path)
    tamper(path, lambda c: c.execute("UPDATE events SET envelope = '{}' WHERE sequence = 10"))

    with closing(sqlite3.connect(path)) as connection:
        assert fits(connection, 11, EVENTS)
        assert fits(connection, 1, 9)
        assert not fits(connection, 1, 10)
        assert not fits(connection, 10, EVENTS)
        assert not fits(connection, 40, 50)
        assert fits(connection, EVENTS + 1, EVENTS)


def verified_in_two(path: Path) -> str:
    """What a process of its own says that has a second one made."""
    program = Path(__file__).with_name("verifying_process.py")
    words = [sys.executable, str(program), str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    answer = subprocess.run(words, capture_output=True, text=True, check=True, env=environment)
    assert answer.stderr == ""
    return answer.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="a second process is made on Linux alone")
@pytest.mark.parametrize("sequence", [None, 3, 16, 17, 30])
def test_two_processes_say_what_one_says(whole: Path, tmp_path: Path, sequence: int | None) -> None:
    path = put_back(whole, tmp_path)
    if sequence is not None:
        forge = "UPDATE events SET envelope = replace(envelope, 'mara', 'tom') WHERE sequence = ?"
        tamper(path, lambda connection: connection.execute(forge, [sequence]))

    assert verified_in_two(path) == f"2 {verified(path)}"


def test_a_short_journal_is_not_worth_a_process(whole: Path, tmp_path: Path) -> None:
    assert not is_worth_it(put_back(whole, tmp_path))
