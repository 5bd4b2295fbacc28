"""Rebuilds a journal with a second process for its index however short it is; one of them may die.

Run as a program of its own: a process that makes another one by fork must be alone with itself.
"""

import multiprocessing
import os
import signal
import sys
from pathlib import Path

from adapters.journal.journal_kit import open_journal
from returns_desk.adapters.journal import following, index_beside, second_process


def main(folder: Path, dies: str) -> None:
    """Write how many processes were at work, how often it was done, and the last word on it."""
    second_process.BYTES_WORTH_A_PROCESS = 0  # type: ignore[misc]  # the bound is what is in the way
    index_beside.EVENTS_AT_A_TIME = 5  # type: ignore[misc]  # likewise
    following.EVENTS_PER_RUN = 10  # type: ignore[misc]  # likewise
    told: list[tuple[int, int]] = []
    processes: set[int] = set()

    def show(done: int, total: int) -> None:
        others = multiprocessing.active_children()
        processes.add(1 + len(others))
        told.append((done, total))
        if dies == "second":
            for each in others:
                each.kill()
                each.join()
        elif dies == "first":
            os.kill(os.getpid(), signal.SIGKILL)

    with open_journal(folder) as journal:
        journal.rebuild(show)
    sys.stdout.write(f"{max(processes)} {told.count(told[-1])} {told[-1]}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
