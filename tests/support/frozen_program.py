"""The frozen program for tests: built once from a copy of the checkout, which is then taken away.

Owns where it lies and as whom it runs: in a folder of its own, as a person who owns nothing where
root runs the tests. Knows no command of the program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from devtools import catalogues, freezing

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
PATIENCE_S = 300
WHAT_GOES_IN = ("src", "resources", "packaging/devtools", "packaging/returns_desk.spec")
FOREIGN = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "QT_QPA_PLATFORM", "DISPLAY"}


@dataclass(frozen=True, slots=True)
class FrozenProgram:
    """The frozen program on a machine that has nothing else of ours.

    Attributes:
        file: the program.
        room: a folder that the person who runs it may write.
        built_in: where it was built; nothing is there any more.
    """

    file: Path
    room: Path
    built_in: Path

    def run(self, *words: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run it with those words, without a display."""
        return self.run_other(str(self.file), *map(str, words), typed=typed)

    def run_other(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run another program as the same person, in the same surroundings."""
        nobody = NOBODY if _is_root() else None
        return subprocess.run(
            words,
            cwd=self.room,
            env=self.surroundings(),
            input=typed,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
            user=nobody,
            group=nobody,
            extra_groups=None if nobody is None else [],
        )

    def surroundings(self) -> dict[str, str]:
        """The process environment, without all that leads to a Python or to a checkout."""
        inherited = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        home = str(self.room)
        return {**inherited, "HOME": home, "XDG_DATA_HOME": home, "TMPDIR": home, "NO_COLOR": "1"}


def frozen_in(place: Path) -> FrozenProgram:
    """Build it below a folder that everybody may enter."""
    catalogues.ensure_compiled()
    copy, room = place / "copy", place / "room"
    for name in WHAT_GOES_IN:
        _copy(ROOT / name, copy / name)
    program = freezing.freeze(place / "build", source=copy)
    elsewhere = place / "elsewhere"
    shutil.copytree(program.parent, elsewhere, symlinks=True)
    shutil.rmtree(copy)
    shutil.rmtree(place / "build")
    room.mkdir()
    if _is_root():
        os.chown(room, NOBODY, NOBODY)
    return FrozenProgram(elsewhere / program.name, room, copy)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
