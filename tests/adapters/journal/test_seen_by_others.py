"""Another process reads each event at the moment its writer acknowledges it."""

import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

from returns_desk.adapters.journal import JournalReader
from returns_desk.adapters.journal.anchors import AnchorFile

WRITER = Path(__file__).with_name("crashing_writer.py")
ROOT = Path(__file__).resolve().parents[3]
EVENTS = 60


def test_what_is_acknowledged_is_there_for_every_other_process(tmp_path: Path) -> None:
    places = os.pathsep.join(str(ROOT / each) for each in ("src", "tests"))
    words = [sys.executable, str(WRITER), str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": places}
    seen: list[bool] = []

    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        with JournalReader(tmp_path / "journal.db", AnchorFile(tmp_path / "anchor.json")) as reader:
            for line in (first, *islice(writer.stdout, EVENTS)):
                sequence, own_hash = line.split()
                (event,) = islice(reader.read(after=int(sequence) - 1), 1)
                seen.append(event.hash == own_hash)
            writer.kill()

    assert seen == [True] * (EVENTS + 1)
