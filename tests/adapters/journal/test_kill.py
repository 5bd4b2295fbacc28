"""A writer killed at any moment: every acknowledged event is there, and the chain verifies."""

import os
import random
import subprocess
import sys
from pathlib import Path

from adapters.journal.journal_kit import open_journal
from returns_desk.domain.errors import ensure

WRITER = Path(__file__).with_name("crashing_writer.py")
ROOT = Path(__file__).resolve().parents[3]
KILLS = 5


def kill_after(folder: Path, acknowledgements: int) -> list[tuple[int, str]]:
    """Let a writer run until it acknowledged so many events, kill it, and say which they were."""
    places = os.pathsep.join(str(ROOT / each) for each in ("src", "tests"))
    environment = {**os.environ, "PYTHONPATH": places}
    words = [sys.executable, str(WRITER), str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(acknowledgements)]
        writer.kill()
        lines += writer.stdout.readlines()
    told = [line.split() for line in lines if line.endswith("\n")]
    ensure(len(told) >= acknowledgements, "The writer wrote until it was killed.")
    return [(int(sequence), own_hash) for sequence, own_hash in told]


def test_no_acknowledged_event_is_lost_however_often_the_writer_is_killed(
    tmp_path: Path, run_seed: int
) -> None:
    chance = random.Random(run_seed)  # noqa: S311 -- chooses moments, no secrets
    acknowledged: list[tuple[int, str]] = []

    for _ in range(KILLS):
        acknowledged += kill_after(tmp_path, chance.randint(1, 40))

        with open_journal(tmp_path, events_per_checkpoint=7) as journal:
            recorded = {each.sequence: each.hash for each in journal.read()}
            assert [recorded.get(sequence) for sequence, _ in acknowledged] == [
                own_hash for _, own_hash in acknowledged
            ]
            assert journal.verify(deep=True).bent is None
