"""The index that a second process makes is the one that would be made here, whoever dies."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from adapters.journal.journal_kit import event, open_journal, whole_return
from returns_desk.adapters.journal.index_beside import index_beside

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="a second process is made on Linux alone"
)

CASES = 4
LONGEST_SECONDS = 120


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A journal with an index that lacks a case and finds one that is none."""
    with open_journal(tmp_path) as journal:
        for number in range(1, CASES + 1):
            journal.append(*whole_return(f"case-{number}", number))
        journal.search("mara")
    with closing(sqlite3.connect(tmp_path / "search.db")) as connection:
        connection.execute("DELETE FROM case_words WHERE case_id = 'case-2'")
        connection.execute("UPDATE case_words SET case_id = 'none' WHERE case_id = 'case-3'")
        connection.commit()
    return tmp_path


def rebuilt(folder: Path, dies: str = "nobody") -> subprocess.CompletedProcess[str]:
    """What a process of its own says that has a second one make the index."""
    program = Path(__file__).with_name("rebuilding_process.py")
    words = [sys.executable, str(program), str(folder), dies]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    # It waits until nobody holds the other end, and so for the second process too.
    return subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=LONGEST_SECONDS,
    )


def rows_of(path: Path) -> Sequence[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT id, case_id, words FROM case_words ORDER BY id"
        ).fetchall()


def rows_made_here(folder: Path) -> Sequence[tuple[object, ...]]:
    (folder / "search.db").unlink()
    with open_journal(folder) as journal:
        journal.search("mara")
    return rows_of(folder / "search.db")


def found(folder: Path, text: str) -> list[int | None]:
    with open_journal(folder) as journal:
        return [each.number for each in journal.search(text)]


@pytest.mark.parametrize(("dies", "times_done"), [("nobody", 1), ("second", 2)])
def test_an_index_made_beside_is_the_one_made_here(
    folder: Path, dies: str, times_done: int
) -> None:
    """It is done once, with the tables; where the second process died, the first makes it up."""
    answer = rebuilt(folder, dies)
    made = rows_of(folder / "search.db")
    with open_journal(folder) as journal:
        events = journal.head()[0]

    assert (answer.stderr, answer.returncode) == ("", 0)
    assert answer.stdout == f"2 {times_done} ({2 * events}, {2 * events})\n"
    assert made == rows_made_here(folder)
    assert len(made) == CASES


def test_a_rebuild_that_is_killed_leaves_an_index_that_goes_on(folder: Path) -> None:
    answer = rebuilt(folder, "first")

    assert (answer.returncode, answer.stderr) == (-signal.SIGKILL, "")
    assert found(folder, "mara") == [4, 3, 2, 1]
    made = rows_of(folder / "search.db")
    assert made == rows_made_here(folder)


def test_a_short_journal_is_not_worth_a_process(folder: Path) -> None:
    with index_beside(folder / "search.db", folder / "journal.db") as beside:
        assert beside is None


def test_what_follows_an_index_made_beside_is_found(folder: Path) -> None:
    rebuilt(folder)
    with open_journal(folder) as journal:
        journal.append(event("noted", "case-2", reason="brimming"))

    assert found(folder, "brimming") == [2]
