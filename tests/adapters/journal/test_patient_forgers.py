"""Forgeries that fit in themselves: only signatures, anchors and the file's own plan show them."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adapters.journal.forgeries import replace_row, rewrite_from, rows
from adapters.journal.journal_kit import (
    event,
    fixed_key,
    open_journal,
    recorder,
    tamper,
    verified,
    whole_return,
)
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.hash_chain import link_hash
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.domain.errors import Defect, EnvironmentFault

Change = Callable[[sqlite3.Connection], object]
OTHER_KEY = fixed_key(9)


@pytest.fixture
def two_days(tmp_path: Path) -> Path:
    """A journal that was closed twice, so it has a checkpoint in its middle and one at its end."""
    for number in (1, 2):
        with open_journal(tmp_path) as journal:
            journal.append(*whole_return(f"case-{number}", number))
    return tmp_path / "journal.db"


def swap_the_checkpoints(connection: sqlite3.Connection) -> None:
    """Each checkpoint bears the other's payload, and every hash fits again."""
    marked = [row for row in rows(connection, 1) if '"type":"checkpoint"' in row[3]]
    (first, text), (second, other) = [(row[0], _payload(row[3])) for row in marked]
    rewrite_from(connection, first, text, other)
    rewrite_from(connection, second, other, text)


def _payload(envelope: str) -> str:
    return envelope[envelope.index('"payload":') : envelope.rindex(',"sequence":')]


def edit_the_genesis(connection: sqlite3.Connection) -> None:
    rewrite_from(connection, 1, fixed_key().public_key, OTHER_KEY.public_key)


def edit_the_terminal(connection: sqlite3.Connection) -> None:
    rewrite_from(connection, 1, '"terminal":"07"', '"terminal":"08"')


def double_the_tail(connection: sqlite3.Connection) -> None:
    """The last events once more at the end, linked to the end as they should be."""
    tail = rows(connection, 1)[-4:]
    last, previous = tail[-1][0], tail[-1][2]
    for step, (old, _, _, text) in enumerate(tail, start=1):
        moved = text.replace(f'"sequence":{old},', f'"sequence":{last + step},')
        own = link_hash(previous, moved.encode())
        replace_row(connection, last + step, previous, own, moved)
        previous = own


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(swap_the_checkpoints, id="checkpoints swapped"),
        pytest.param(edit_the_genesis, id="another key in the genesis"),
        pytest.param(edit_the_terminal, id="another terminal in the genesis"),
        pytest.param(lambda c: rewrite_from(c, 20, "2136", "9136"), id="rewritten to the end"),
    ],
)
def test_what_fits_in_itself_does_not_fit_what_vouches(two_days: Path, change: Change) -> None:
    tamper(two_days, change)

    found = verified(two_days)

    assert found.bent is not None
    assert found.bent.problem == "changed"


def test_a_tail_doubled_at_the_end_is_found(two_days: Path) -> None:
    before = verified(two_days).events
    tamper(two_days, double_the_tail)

    found = verified(two_days)

    assert found.bent is not None or found.vouched_to <= before


def test_an_older_copy_put_back_misses_what_the_keystore_remembers(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    path, older = tmp_path / "journal.db", tmp_path / "older.db"
    shutil.copy(path, older)
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return("case-2", 2))
    shutil.copy(older, path)

    found = verified(path).bent

    assert found is not None
    assert (found.sequence, found.problem) == (13, "removed")


def test_an_older_copy_written_on_is_found_by_the_slip_though_the_keystore_went_too(
    tmp_path: Path,
) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    kept = tmp_path / "kept"
    kept.mkdir()
    for name in ("journal.db", "anchor.json"):
        shutil.copy(tmp_path / name, kept)
    with open_journal(tmp_path) as journal:
        slip = journal.append(*whole_return("case-2", 2))[-1]
    for name in ("journal.db", "anchor.json"):
        shutil.copy(kept / name, tmp_path)
    with open_journal(tmp_path) as journal:
        journal.append(*(event("noted", f"case-{n}") for n in range(40)))

    with JournalReader(tmp_path / "journal.db", AnchorFile(tmp_path / "anchor.json")) as journal:
        assert journal.verify().bent is None
        found = journal.verify(slips=[f"{slip.sequence}:{slip.hash[:8]}"]).bent

    assert found is not None
    assert "slip" in found.message


def test_a_whole_journal_made_anew_with_another_key_is_not_this_terminals(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    forged = tmp_path / "forged"
    forged.mkdir()
    with SqliteJournal(
        forged / "journal.db", recorder(OTHER_KEY), AnchorFile(forged / "anchor.json")
    ) as journal:
        journal.append(*whole_return())
        journal.append(*whole_return("case-2", 2))
    shutil.copy(forged / "journal.db", tmp_path / "journal.db")

    found = verified(tmp_path / "journal.db").bent

    assert found is not None
    assert (found.sequence, found.problem) == (1, "changed")


def test_what_a_strangers_trigger_swallows_is_never_acknowledged(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
        with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
            connection.execute(
                "CREATE TRIGGER quiet BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END"
            )
        head = journal.head()

        with pytest.raises(Defect):
            journal.append(event("noted"))
        assert journal.head() == head
        with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
            connection.execute("DROP TRIGGER quiet")


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("DROP TRIGGER events_never_change", id="taken away"),
        pytest.param(
            "CREATE TRIGGER quiet BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END",
            id="one that drops what is recorded",
        ),
        pytest.param(
            "CREATE TRIGGER quiet AFTER INSERT ON cases BEGIN DELETE FROM legs; END",
            id="one on the tables of the screens",
        ),
    ],
)
def test_triggers_that_are_not_ours_stop_recording_until_they_are_put_right(
    tmp_path: Path, statement: str
) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
        connection.execute(statement)

    with open_journal(tmp_path) as journal:
        with pytest.raises(EnvironmentFault, match="guards of the journal"):
            journal.append(event("noted"))
        journal.rebuild()
        (recorded,) = journal.append(event("noted"))
        assert list(journal.read())[-1] == recorded
