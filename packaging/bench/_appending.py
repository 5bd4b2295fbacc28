"""Appends events to a profile's journal, one to a commit; run as a program of its own.

Owns nothing but the loop: others watch it from outside, by its system calls or by its files. After
each append it writes the event's sequence, as its acknowledgement.
"""

from __future__ import annotations

import sys
from importlib import import_module
from itertools import chain, count, islice
from pathlib import Path

from returns_desk.adapters.profile import Profile


def main(directory: Path, appends: int) -> None:
    """Append that many events."""
    with Profile.open(directory) as profile:
        profile.lock()
        with profile.open_journal() as journal:
            case_events = import_module("_many_events").case_events  # beside this file
            events = chain.from_iterable(map(case_events, count(1)))
            for event in islice(events, appends):
                (recorded,) = journal.append(event)
                sys.stdout.write(f"{recorded.sequence}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
