"""A disk that takes its time at every flush, for a process of its own, and what it counted.

Owns the shim before the C library's flushes, writes and reads, which knows the window's thread from
all others; where there is no C compiler or no such library, the program slows the journal itself
down instead (see slow_disk_desk.py), and no thread is told from another.
"""

from __future__ import annotations

import mmap
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("slow_disk.c")
NAMES = (
    "turns",
    "ended",
    "stood_still",
    "by_the_window",
    "written",
    "written_by_the_window",
    "read",
    "read_by_the_window",
)
_WORD = struct.Struct("=Q")


class DiskCounters:
    """Counters in a file that the program, its shim and the test see at once."""

    def __init__(self, path: Path) -> None:
        """Open the file, with every counter at nought where it is new."""
        if not path.exists():
            path.write_bytes(bytes(_WORD.size * len(NAMES)))
        with path.open("r+b") as stream:
            self._map = mmap.mmap(stream.fileno(), _WORD.size * len(NAMES))

    def __getitem__(self, name: str) -> int:
        return int(_WORD.unpack_from(self._map, NAMES.index(name) * _WORD.size)[0])

    def add(self, name: str) -> None:
        """Count one more."""
        _WORD.pack_into(self._map, NAMES.index(name) * _WORD.size, self[name] + 1)

    def reset(self, name: str) -> None:
        """Begin again at nought."""
        _WORD.pack_into(self._map, NAMES.index(name) * _WORD.size, 0)


@dataclass(frozen=True)
class SlowDisk:
    """Where a program's flushes take `flush_ms`; its environment says so."""

    folder: Path
    flush_ms: int

    def surroundings(self) -> dict[str, str]:
        """What the program's environment needs."""
        counters = self.folder / "disk.counters"
        DiskCounters(counters)
        told = {"DISK_MS": str(self.flush_ms), "DISK_COUNTERS": str(counters)}
        compiler = shutil.which("cc")
        if compiler is None or not sys.platform.startswith("linux"):
            return told
        library = self.folder / "slow_disk.so"
        words = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
        subprocess.run(words, check=True, capture_output=True)
        return {**told, "LD_PRELOAD": str(library)}

    def counted(self) -> dict[str, int]:
        """What was counted so far."""
        counters = DiskCounters(self.folder / "disk.counters")
        return {name: counters[name] for name in NAMES}
