"""Several threads use one journal: appends stay in one chain, and no reader waits for the disk."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from adapters.journal.journal_kit import event, open_journal, whole_return

APPENDS = 40


def test_appends_of_several_threads_stay_in_one_chain(tmp_path: Path) -> None:
    with open_journal(tmp_path, events_per_checkpoint=9, busy_timeout_ms=5_000) as journal:
        with ThreadPoolExecutor(4) as threads:
            appended = threads.map(
                lambda number: journal.append(event("noted", f"case-{number}")), range(APPENDS)
            )
            recorded = [events[0] for events in appended]

        found = journal.verify(deep=True)
        read = list(journal.read(types=("noted",)))

    assert found.bent is None
    assert len({each.sequence for each in recorded}) == APPENDS
    assert sorted(recorded, key=lambda each: each.sequence) == read


def test_reading_does_not_wait_while_an_append_waits(tmp_path: Path) -> None:
    with (
        open_journal(tmp_path, busy_timeout_ms=60_000) as journal,
        closing(sqlite3.connect(journal.path, isolation_level=None)) as slow_disk,
        ThreadPoolExecutor(1) as thread,
    ):
        journal.append(*whole_return())
        assert journal.open_cases() == ()
        slow_disk.execute("BEGIN IMMEDIATE")
        waiting = thread.submit(journal.append, event("desk_locked", None))

        head, cases = journal.head(), journal.open_cases()

        assert not waiting.done()
        assert (head[0], cases) == (11, ())
        slow_disk.execute("ROLLBACK")
        assert waiting.result()[0].sequence == 12
