"""A backup or a restore in a process of its own, which is killed after so many steps on the disk.

Run with the word, the profile's folder, the folder of backups and the number of steps. Each call
that makes, moves or removes something, or waits for the disk, is a step.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from adapters.keeping.keeping_kit import backed_up
from returns_desk.adapters.keeping.restoring import restore_backup

STEPS = ("fsync", "rename", "replace", "mkdir", "unlink", "rmdir")


def die_after(steps: int) -> None:
    """Nothing is closed, nothing is said: as when the power goes."""
    left = [steps]

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return real(*words, **named)

        return call

    for name in STEPS:
        setattr(os, name, watched(getattr(os, name)))


def main(word: str, shop: Path, kept: Path, steps: int) -> None:
    die_after(steps)
    if word == "backup":
        backed_up(shop, kept)
    else:
        restore_backup(shop, kept)
    sys.stdout.write("done")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
