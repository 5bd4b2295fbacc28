"""Whoever takes the guards away and bends the file is found out, and the first bent event named."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.journal.forgeries import (
    change_a_hash,
    change_a_previous_hash,
    change_and_hash_again,
    change_the_text,
    cut_the_tail,
    empty_it,
    insert_a_stranger,
    move_to_the_end,
    put_a_text_for_a_hash,
    put_no_object,
    remove_and_close_the_gap,
    remove_one,
    remove_several,
    remove_the_genesis,
    replace_row,
    rewrite_from,
    rows,
    swap_far_apart,
    swap_neighbours,
)
from adapters.journal.journal_kit import (
    bent,
    event,
    open_journal,
    tamper,
    verified,
    whole_return,
)
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.hash_chain import link_hash
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.domain.errors import EnvironmentFault

Change = Callable[[sqlite3.Connection], object]


@pytest.mark.parametrize(
    ("change", "sequence", "problem"),
    [
        pytest.param(change_the_text, 8, "changed", id="text changed"),
        pytest.param(change_and_hash_again, 8, "changed", id="changed and hashed again"),
        pytest.param(change_a_hash, 8, "changed", id="hash changed"),
        pytest.param(change_a_previous_hash, 8, "changed", id="previous hash changed"),
        pytest.param(put_a_text_for_a_hash, 8, "changed", id="hash of another kind"),
        pytest.param(put_no_object, 8, "changed", id="no object"),
        pytest.param(remove_one, 8, "removed", id="one removed"),
        pytest.param(remove_several, 8, "removed", id="several removed"),
        pytest.param(remove_and_close_the_gap, 8, "removed", id="removed, gap closed"),
        pytest.param(remove_the_genesis, 1, "removed", id="genesis removed"),
        pytest.param(insert_a_stranger, 8, "inserted", id="stranger inserted"),
        pytest.param(swap_neighbours, 8, "reordered", id="neighbours swapped"),
        pytest.param(swap_far_apart, 8, "reordered", id="swapped far apart"),
        pytest.param(move_to_the_end, 8, "reordered", id="moved to the end"),
        pytest.param(cut_the_tail, 8, "removed", id="tail cut off"),
        pytest.param(empty_it, 1, "removed", id="emptied"),
    ],
)
def test_the_first_bent_event_is_named(
    closed: Path, change: Change, sequence: int, problem: str
) -> None:
    tamper(closed, change)

    found = bent(closed)

    assert (found.sequence, found.problem) == (sequence, problem)
    assert str(sequence) in found.message


def test_an_untouched_journal_verifies_to_its_end(closed: Path) -> None:
    found = verified(closed, deep=True)

    assert found.bent is None
    assert found.events == found.vouched_to == 24
    assert found.warnings == ()
    assert found.anchors == ("signed checkpoint: event 23", "keystore: event 24")


def test_an_event_forged_before_its_original_is_named_inserted(closed: Path) -> None:
    def forge(connection: sqlite3.Connection) -> None:
        _, previous, _, envelope = rows(connection, 8)[0]
        later = rows(connection, 8)
        connection.execute("DELETE FROM events WHERE sequence >= 8")
        connection.execute("CREATE TABLE kept AS SELECT * FROM events")
        text = envelope.replace("2136", "1")
        replace_row(connection, 8, previous, link_hash(previous, text.encode()), text)
        for sequence, before, own, original in later:
            # UNIQUE(previous_hash) lets no two events follow the same one, so one is bent a little.
            linked = before if before != previous else previous + b"\x00"
            replace_row(connection, sequence + 1, linked, own, original)

    tamper(closed, forge)

    found = bent(closed)

    assert (found.sequence, found.problem) == (8, "inserted")


def test_a_chain_rewritten_to_its_end_does_not_bear_the_signature(closed: Path) -> None:
    tamper(closed, lambda connection: rewrite_from(connection, 8, "2136", "9136"))

    found = bent(closed)

    assert found.problem == "changed"
    assert found.sequence <= 8
    assert "signature" in found.message or "keystore" in found.message


def test_a_change_after_a_good_checkpoint_is_narrowed_down_by_it(tmp_path: Path) -> None:
    for number in (1, 2):
        with open_journal(tmp_path) as journal:
            journal.append(*whole_return(f"case-{number}", number))
    path = tmp_path / "journal.db"
    tamper(path, lambda connection: rewrite_from(connection, 15, "case-2", "case-3"))

    found = verified(path)

    assert found.bent is not None
    assert found.bent.sequence == 12
    assert "between 12 and 23" in found.bent.message
    assert found.vouched_to == 11


def test_a_payload_that_looks_like_a_checkpoint_is_no_checkpoint(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(event("noted", None, inner={"type": "checkpoint"}))

        found = journal.verify()

    assert found.bent is None


def test_bent_read_models_are_found_by_the_deep_check(closed: Path) -> None:
    tamper(closed, lambda connection: connection.execute("UPDATE returned_lines SET paid = 1"))

    found = verified(closed, deep=True).bent

    assert verified(closed).bent is None
    assert found is not None
    assert (found.sequence, found.problem) == (0, "read_models")
    assert "journal rebuild" in found.message


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE meta SET value = 'returns=desk' WHERE key = 'journal'", "integrity"),
        (
            "UPDATE meta SET value = '0' || substr(value, 2) WHERE key = 'read_models'",
            "read_models",
        ),
        ("UPDATE _sqlite_migrations SET applied_at = 'P'", "integrity"),
        ("UPDATE _sqlite_migrations SET name = 'm001_evends' WHERE id = 1", "integrity"),
    ],
)
def test_what_the_file_says_of_itself_is_looked_at_by_the_deep_check(
    closed: Path, statement: str, problem: str
) -> None:
    tamper(closed, lambda connection: connection.execute(statement))

    found = verified(closed, deep=True).bent

    assert found is not None
    assert found.problem == problem


@pytest.mark.parametrize("version", [0, -2_147_483_646])
def test_a_format_that_no_program_wrote_is_damage(closed: Path, version: int) -> None:
    tamper(closed, lambda connection: connection.execute(f"PRAGMA user_version = {version}"))

    with pytest.raises(EnvironmentFault, match="this file is damaged"):
        verified(closed, deep=True)


def test_a_torn_file_is_reported_and_not_raised(closed: Path) -> None:
    content = bytearray(closed.read_bytes())
    content[4096 * 2 : 4096 * 5] = b"\xff" * (4096 * 3)
    closed.write_bytes(content)

    found = verified(closed, deep=True)

    assert found.bent is not None


def test_a_changed_event_is_not_even_read(closed: Path) -> None:
    tamper(closed, change_the_text)

    with (
        JournalReader(closed, AnchorFile(closed.with_name("anchor.json"))) as journal,
        pytest.raises(EnvironmentFault, match="event 8 is not as it was recorded"),
    ):
        list(journal.read())


def test_a_stranger_appended_at_the_end_is_named(closed: Path) -> None:
    def append(connection: sqlite3.Connection) -> None:
        envelope = rows(connection, 24)[0][3].replace('"sequence":24', '"sequence":25')
        own = link_hash(b"elsewhere", envelope.encode())
        replace_row(connection, 25, b"elsewhere", own, envelope)

    tamper(closed, append)

    found = bent(closed)

    assert (found.sequence, found.problem) == (25, "inserted")


def test_a_journal_begun_afresh_by_another_program_has_no_genesis_of_ours(closed: Path) -> None:
    def begin_again(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM events")
        replace_row(connection, 1, bytes(32), link_hash(bytes(32), b"{}"), "{}")

    tamper(closed, begin_again)

    found = verified(closed, deep=True).bent

    assert found is not None
    assert found.sequence == 1
