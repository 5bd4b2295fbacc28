"""Takes the lock of a profile the moment a file appears, says how it went, and holds what it got.

Run with the lock's path and that file's; ends when its standard input does.
"""

import sys
from pathlib import Path

from returns_desk.adapters.profile_lock import ProfileLock
from returns_desk.domain.errors import OperatorMistake


def main(path: Path, go: Path) -> None:
    """Wait for the file, then try once."""
    lock = ProfileLock(path)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while not go.exists():
        pass
    try:
        lock.acquire("2026-11-21T18:40:00-06:00")
        sys.stdout.write("taken\n")
    except OperatorMistake as mistake:
        sys.stdout.write(f"{mistake.fields['pid']}\n")
    sys.stdout.flush()
    sys.stdin.read()


main(Path(sys.argv[1]), Path(sys.argv[2]))
