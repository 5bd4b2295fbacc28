"""The last pages of the journal and the last frames of its log are torn: whole, or named.

The desk was cut off in the midst of work. What the disk had taken is there at the next start; where
the disk has lied, the start refuses in a sentence, or goes on and names what is missing.
"""

from __future__ import annotations

import random
from collections import Counter as Tally
from typing import TYPE_CHECKING

import pytest

from returns_desk.application.missing_end import MISSING_END
from torture.cut_off_shop import JOURNAL, LOG, LOG_INDEX, CutOff, Start, cut_off_in_work, start
from torture.sqlite_pages import log_place, page_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from support.long_runs import LongReport, Scale

COVERS = ["src/returns_desk/application", "src/returns_desk/adapters/journal"]
MOST_LOG_BYTES = 200_000
MOST_PAGES = 6
HALF, ZEROED, NOISE, OLD = TEARS = ("half", "zeroed", "noise", "old")


def torn(content: bytes, at: int, how: str, chance: random.Random, old: bytes) -> bytes:
    """The content as it was up to a place, and from there as the disk may have left it."""
    if how == HALF:
        return content[:at]
    length = len(content) - at
    if how == ZEROED:
        return content[:at] + bytes(length)
    if how == NOISE:
        return content[:at] + chance.randbytes(length)
    return content[:at] + (old[at : at + length] + bytes(length))[:length]


def check_prefix(cut: CutOff, found: Start, at_least: int) -> int:
    """Every event up to `at_least` is there; those that are not are named. How many they are."""
    lost = sorted(each for each, own in cut.events.items() if found.kept.get(each) != own)
    assert found.verified is not None
    if not lost:
        assert (found.notices, found.verified.bent) == ((), None)
        return 0
    last = max(cut.events)
    assert lost[0] > at_least
    assert lost == [each for each in cut.events if each >= lost[0]]
    assert found.notices == (MISSING_END,)
    assert found.missing == ((lost[0], last),)
    assert found.verified.bent is not None
    return len(lost)


def tear_the_log(cut: CutOff, folder: Path, chance: random.Random, how: str) -> tuple[str, int]:
    """Tear the log from some place on, and start; what came of it, and how many events it cost."""
    cut.copied(folder)
    log = folder / LOG
    content, end = log.read_bytes(), log_place(log).end
    at = chance.randrange(max(end - MOST_LOG_BYTES, 0), end)
    older = content[max(at - 50_000, 0) :]
    log.write_bytes(torn(content, at, how, chance, bytes(at) + older))

    found = start(folder)

    if found.refused:
        # Not even the log's header is left: nothing of it can be told from another's.
        assert "journal.db" in found.refused
        assert cut.kept_before(at) == 0, found.refused
        return "log_refused", 0
    lost = check_prefix(cut, found, cut.kept_before(at))
    return f"log_{'events_lost' if lost else 'whole'}", lost


def tear_the_file(
    cut: CutOff, folder: Path, chance: random.Random, how: str, *, with_log: bool
) -> str:
    """Tear some of the file's last pages, beside its log or without it, and start."""
    cut.copied(folder)
    file = folder / JOURNAL
    content = file.read_bytes()
    size = page_bytes(content)
    at = len(content) - chance.randint(1, min(MOST_PAGES * size, len(content)))
    in_log = log_place(folder / LOG).pages
    if not with_log:
        (folder / LOG).unlink()
        (folder / LOG_INDEX).unlink()
    file.write_bytes(torn(content, at, how, chance, content[size:]))

    found = start(folder)

    pages = set(range(at // size + 1, len(content) // size + 1))
    if with_log and pages <= in_log:
        assert (found.refused, check_prefix(cut, found, 0)) == ("", 0)
        return "file_whole_by_its_log"
    if found.refused:
        assert "journal.db" in found.refused
        return "file_refused"
    assert found.verified is not None
    if found.verified.bent is None:
        assert cut.events.items() <= found.kept.items()
        return "file_whole"
    return "file_named_by_the_deep_check"


@pytest.mark.long("torn-files")
@pytest.mark.timeout(7200)
def test_what_the_disk_kept_is_there_and_what_it_lost_is_named(
    tmp_path: Path, scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    chance = random.Random(run_seed)  # noqa: S311 -- chooses places, no secrets
    counts: Tally[str] = Tally()

    for shop in range(scale(short=3, full=60)):
        closed, folded = shop % 3, 2 * shop % 3
        cut = cut_off_in_work(
            tmp_path / str(shop), closed=closed, folded=folded, after=2, steps=chance.randint(1, 6)
        )
        for how in TEARS:
            outcome, lost = tear_the_log(cut, tmp_path / "torn", chance, how)
            counts.update({outcome: 1, "events_lost_and_named": lost})
            for with_log in (True, False):
                told = tear_the_file(cut, tmp_path / "torn", chance, how, with_log=with_log)
                counts[told] += 1
            counts["places"] += 3

    assert counts["log_events_lost"]
    assert counts["file_refused"]
    assert counts["file_whole_by_its_log"]
    long_report("torn-files", run_seed, dict(counts), COVERS)
