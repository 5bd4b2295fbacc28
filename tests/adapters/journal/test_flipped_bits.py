"""A bit flipped anywhere in the file is found, or lies where it changes nothing that is told."""

import random
import shutil
from pathlib import Path

import pytest

from adapters.journal.journal_kit import open_journal, whole_return
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

FLIPS = 60


def told(path: Path) -> tuple[str, object]:
    """What the deep check says, and all that can be read."""
    try:
        with JournalReader(path, AnchorFile(path.with_name("anchor.json"))) as journal:
            found = journal.verify(deep=True)
            if found.bent is not None or found.warnings:
                return "found", None
            read = (tuple(journal.read()), journal.returned_so_far("r"), journal.open_cases())
            return "good", (read, journal.next_case_number(), journal.legs_in_doubt())
    except (EnvironmentFault, OperatorMistake):
        return "found", None


@pytest.mark.parametrize("part", range(4))
def test_a_flipped_bit_is_found_or_changes_nothing(
    tmp_path: Path, run_seed: int, part: int
) -> None:
    with open_journal(tmp_path, events_per_checkpoint=9) as journal:
        for number in range(1, 9):
            journal.append(*whole_return(f"case-{number}", number))
    original = (tmp_path / "journal.db").read_bytes()
    good = told(tmp_path / "journal.db")
    chance = random.Random(run_seed + part)  # noqa: S311 -- chooses places, no secrets
    bent = tmp_path / "bent"
    bent.mkdir()
    shutil.copy(tmp_path / "anchor.json", bent)
    harmless = 0

    for _ in range(FLIPS):
        place, bit = chance.randrange(len(original)), chance.randrange(8)
        content = bytearray(original)
        content[place] ^= 1 << bit
        for left in bent.glob("journal.db*"):
            left.unlink()
        (bent / "journal.db").write_bytes(content)
        verdict = told(bent / "journal.db")
        assert verdict == good or verdict[0] == "found", (place, bit)
        harmless += verdict == good

    assert good[0] == "good"
    assert harmless < FLIPS
