"""A journal as long as a shop's years: rebuilt, verified and searched, every event of it."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from adapters.journal.journal_kit import fixed_key, open_journal, tamper
from bench._many_events import fill, receipt_of
from returns_desk.adapters.journal.hash_chain import Origin

if TYPE_CHECKING:
    from pathlib import Path

    from support.long_runs import LongReport, Scale

ALWAYS = (date(2020, 1, 1), date(2040, 1, 1))
SEARCHES = 200
COVERS = ["src/returns_desk/adapters/journal"]


@pytest.mark.long("journal-million")
def test_a_long_journal_is_rebuilt_searched_and_every_event_of_it_verified(
    tmp_path: Path, scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    chance = random.Random(run_seed)  # noqa: S311 -- chooses events, no secrets
    events = scale(short=3_000, full=1_000_000)
    with open_journal(tmp_path) as journal:
        begun = next(journal.read())
    fill(journal.path, Origin(begun.installation, begun.terminal), fixed_key(), events)

    with open_journal(tmp_path) as journal:
        recorded = journal.head()[0]
        assert journal.rebuild().bent is None
        deep = journal.verify(deep=True)
        cases = journal.next_case_number() - 1
        ended = sum(each.count for each in journal.figures(*ALWAYS) if each.figure == "cases")
        for number in (chance.randint(1, cases) for _ in range(SEARCHES)):
            found = journal.search(receipt_of(number))
            assert [each.number for each in found] == [number]
    bent_at = chance.randint(2, recorded)
    forge = "UPDATE events SET envelope = replace(envelope, '\"version\":1', '\"version\":2') "
    tamper(journal.path, lambda c: c.execute(f"{forge} WHERE sequence = ?", [bent_at]))
    with open_journal(tmp_path) as journal:
        bent = journal.verify().bent

    assert recorded >= events
    assert (deep.bent, deep.events) == (None, recorded)
    assert ended in {cases - 1, cases}
    assert bent is not None
    assert bent.sequence == bent_at
    counts = {"events": recorded, "cases": cases, "searches": SEARCHES}
    long_report("journal-million", run_seed, counts, COVERS)
