"""Verifies a journal in two processes however short it is, and says what it found.

Run as a program of its own: a process that makes another one by fork must be alone with itself.
"""

import sys
from pathlib import Path

from returns_desk.adapters.journal import JournalReader, second_process
from returns_desk.adapters.journal.anchors import AnchorFile


def main(path: Path) -> None:
    """Write how many processes were at work, and the answer."""
    second_process.BYTES_WORTH_A_PROCESS = 0  # type: ignore[misc]  # the bound is what is in the way
    processes = 2 if second_process.is_worth_it(path) else 1
    with JournalReader(path, AnchorFile(path.with_name("anchor.json"))) as journal:
        found = journal.verify(with_help=True)
    sys.stdout.write(f"{processes} {found}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
