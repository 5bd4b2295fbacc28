"""The real program for journeys on bad input: command lines run in a process of their own.

Owns starting it, also without the right to write where it must not, and what every refusal has to
look like. Knows no command.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60

# Root may write whatever the permissions say; without these three rights it is as anybody else.
# The order to give them up stands in the child, since no other process may lose them.
_AS_ANYBODY = """
import ctypes, os, sys
kernel = ctypes.CDLL(None, use_errno=True)
for right in (1, 2, 3):
    if kernel.prctl(24, right, 0, 0, 0):
        sys.exit(f"right {right} can't be given up: {os.strerror(ctypes.get_errno())}")
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""

# A start costs half a second; where many command lines are tried, one process runs them in turn.
_ONE_AFTER_ANOTHER = """
import io, json, sys
from returns_desk.bootstrap.commands import run
told = []
for words in json.load(sys.stdin):
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    code = run(words)
    streams = (sys.stdout, sys.stderr)
    for stream in streams:
        stream.flush()
    told.append([code, *(stream.buffer.getvalue().decode() for stream in streams)])
sys.__stdout__.write(json.dumps(told))
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What one run answered."""

    code: int
    out: str
    err: str


def command(*words: str | Path) -> list[str]:
    """The program's own start with those words."""
    return [sys.executable, "-m", "returns_desk", *map(str, words)]


def surroundings(nowhere: Path) -> dict[str, str]:
    """The environment of a run: this checkout, no window, no profile of this machine."""
    places = dict.fromkeys(("XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA", "HOME"), str(nowhere))
    ours = {"PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen", "NO_COLOR": "1"}
    return {**os.environ, **places, **ours, "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True)
class Program:
    """The program as a person at a terminal has it, in one folder."""

    folder: Path

    def run(self, *words: str | Path, typed: str | bytes = "") -> Said:
        """Run it with those words, and what is typed or piped into it."""
        return self._answer(command(*words), typed)

    def run_each(self, *lines: Sequence[str | Path], as_anybody: bool = False) -> list[Said]:
        """Run several command lines, one after another in one process.

        `as_anybody` makes permissions count even where root runs the tests.
        """
        typed = json.dumps([[str(word) for word in line] for line in lines])
        start = [sys.executable]
        if as_anybody and sys.platform == "linux" and os.geteuid() == 0:
            start += ["-c", _AS_ANYBODY]
        done = self._answer([*start, "-c", _ONE_AFTER_ANOTHER], typed)
        assert (done.code, done.err) == (0, ""), done
        return [Said(*each) for each in json.loads(done.out)]

    def _answer(self, words: list[str], typed: str | bytes) -> Said:
        done = subprocess.run(
            words,
            cwd=self.folder,
            env=surroundings(self.folder / "nobody"),
            input=typed.encode() if isinstance(typed, str) else typed,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_refused(said: Said, *facts: str, code: int = 2) -> None:
    """One line on standard error with those facts in it, nothing on standard output, no trace."""
    assert said.code == code, said
    assert said.out == ""
    assert said.err.startswith("returns-desk: "), said.err
    assert said.err.count("\n") == 1, said.err
    assert said.err.rstrip("\n").endswith((".", "?", ")")), said.err
    assert_no_trace(said)
    missing = [fact for fact in facts if fact not in said.err]
    assert not missing, (missing, said.err)


def assert_no_trace(said: Said) -> None:
    """Neither a trace nor the words for a fault of our own."""
    for word in ("Traceback", "our own fault", "Warning:", "sqlite3.", "Errno"):
        assert word not in said.out + said.err, said


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file of a folder with the hash of its content; SQLite's own side files left out."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }
