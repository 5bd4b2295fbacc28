"""A bit flipped anywhere in a journal is found by the deep check, or no row of any table differs.

The journal is one that a desk wrote, with boards longer than a page and with free pages; bits are
taken in turn from every kind of page, so that the rare kinds are not missed.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter as Tally
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from adapters.journal.journal_kit import event, open_journal, whole_return
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from torture.sqlite_pages import FREE, HEADER, all_rows, pages_by_kind

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.ports import Json
    from support.long_runs import LongReport, Scale

COVERS = ["src/returns_desk/adapters/journal"]
EVERY_KIND = {HEADER, FREE, "overflow", "table_inner", "table_leaf", "index_inner", "index_leaf"}
FOUND = (EnvironmentFault, OperatorMistake)


@pytest.fixture
def journal_file(tmp_path: Path) -> Path:
    """A closed journal with pages of every kind."""
    with open_journal(tmp_path, events_per_checkpoint=40) as journal:
        for number in range(1, 25):
            journal.append(*whole_return(f"case-{number}", number))
            board: Json = {
                "options": [{"id": f"option-{each}", "amount": each} for each in range(200)]
            }
            if number % 4 == 0:
                journal.append(
                    event("board_shown", f"case-{number}", digest="d", board=board, numbers=[1])
                )
    path = tmp_path / "journal.db"
    with closing(sqlite3.connect(path)) as beside:
        beside.execute("CREATE TABLE gone (x)")
        beside.executemany("INSERT INTO gone VALUES (?)", [("g" * 3000,)] * 9)
        beside.commit()
        beside.execute("DROP TABLE gone")
        beside.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def is_found(path: Path) -> bool:
    """What the deep check says of the file, in words or as one of our errors."""
    try:
        with JournalReader(path, AnchorFile(path.with_name("anchor.json"))) as journal:
            found = journal.verify(deep=True)
    except FOUND:
        return True
    return found.bent is not None or bool(found.warnings)


@pytest.mark.long("flipped-bits")
@pytest.mark.timeout(7200)
def test_a_bit_flipped_in_any_kind_of_page_is_found_or_every_row_reads_as_before(
    journal_file: Path, scale: Scale, run_seed: int, long_report: LongReport, tmp_path: Path
) -> None:
    chance = random.Random(run_seed)  # noqa: S311 -- chooses places, no secrets
    original, before = journal_file.read_bytes(), all_rows(journal_file)
    kinds = pages_by_kind(original)
    bent = tmp_path / "bent"
    bent.mkdir()
    shutil.copy(journal_file.with_name("anchor.json"), bent)
    assert not is_found(journal_file)
    assert set(kinds) == EVERY_KIND
    counts: Tally[str] = Tally()

    for number in range(scale(short=280, full=10_000)):
        kind = sorted(kinds)[number % len(kinds)]
        place, bit = chance.choice(chance.choice(kinds[kind])), chance.randrange(8)
        content = bytearray(original)
        content[place] ^= 1 << bit
        for left in bent.glob("*.db*"):
            left.unlink()
        (bent / "journal.db").write_bytes(content)
        outcome = "found" if is_found(bent / "journal.db") else "no_row_differs"
        if outcome == "no_row_differs":
            assert all_rows(bent / "journal.db") == before, (kind, place, bit)
        counts[f"{kind}_{outcome}"] += 1
        counts["bits_flipped"] += 1

    assert counts["table_leaf_found"] > counts["table_leaf_no_row_differs"]
    assert counts["overflow_found"]
    assert counts["free_no_row_differs"]
    long_report("flipped-bits", run_seed, dict(counts), COVERS)
