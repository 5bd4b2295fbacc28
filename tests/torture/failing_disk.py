"""A disk that fails at a chosen call, for a process of its own.

Owns the shim's library (failing_disk.c) and the counters that program and shim share. Only Linux
with a C compiler has it; conftest.py leaves the tests out elsewhere.
"""

from __future__ import annotations

import mmap
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).with_name("failing_disk.c")
NAMES = ("calls", "first", "span", "error", "failed")
FOREVER = 1 << 40
KILLED = 0
"""In place of an errno: the program is killed before that call."""
_WORD = struct.Struct("=Q")


def is_to_be_had() -> bool:
    """True where the shim can be built."""
    return sys.platform.startswith("linux") and shutil.which("cc") is not None


def surroundings(folder: Path, meant: Path) -> dict[str, str]:
    """Build the shim in `folder`; the environment of a program whose files in `meant` it fails."""
    library, counters = folder / "failing_disk.so", folder / "disk.counters"
    words = ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(words, check=True, capture_output=True)
    counters.write_bytes(bytes(_WORD.size * len(NAMES)))
    told = {"DISK_COUNTERS": str(counters), "DISK_FOLDER": f"{meant}{os.sep}"}
    return {**told, "LD_PRELOAD": str(library)}


class FailingDisk:
    """The disk of this process, which runs in those surroundings."""

    def __init__(self) -> None:
        with Path(os.environ["DISK_COUNTERS"]).open("r+b") as stream:
            self._map = mmap.mmap(stream.fileno(), _WORD.size * len(NAMES))

    def __getitem__(self, name: str) -> int:
        return int(_WORD.unpack_from(self._map, NAMES.index(name) * _WORD.size)[0])

    def fail_at(self, call: int, span: int, error: int) -> None:
        """Begin to count anew, and fail from that call on for so many calls; 0 for never."""
        told = {"calls": 0, "first": call, "span": span, "error": error, "failed": 0}
        for name, value in told.items():
            _WORD.pack_into(self._map, NAMES.index(name) * _WORD.size, value)

    def mend(self) -> None:
        """Make room: it fails no more."""
        _WORD.pack_into(self._map, NAMES.index("first") * _WORD.size, 0)
