"""Measures the journal: durable appends beside peers, and what a million events cost.

Owns the comparison in the same run and at the same durability (WAL, synchronous FULL, one commit
for each event), in turns, so that all meet the same disk. Ours also answers what the next screen
asks at each case and each scan; peers get the same payloads, without chain, index or read models.
System calls are counted by strace where it is installed.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from functools import partial
from importlib import import_module
from itertools import chain, count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from returns_desk.adapters.journal.codec import canonical_bytes
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from returns_desk.adapters.journal import JournalReader, SqliteJournal
    from returns_desk.application.ports import NewEvent

# They lie beside this file, whose folder is on the path when it is run.
MANY: Final = import_module("_many_events")
PEERS: Final = import_module("_journal_peers")
APPENDING: Final = Path(str(MANY.__file__)).with_name("_appending.py")

APPENDS: Final = 240
TURNS: Final = 21
UNCOUNTED: Final = 3
WATCHED: Final = 400
ROUNDS: Final = 3
MILLION: Final = 1_000_000
SEARCHES: Final = 400
ALL_DAYS: Final = (date(2024, 1, 1), date(2030, 1, 1))
NO_STRACE: Final = "strace is not installed"
WORDS: Final = (
    "kettle",
    "ounapuust",
    "kirsu katki",
    "ՍՐՃԱՄԱՆ ԵՎ",
    "t-shirt",
    "refund/cash spoiled",
)


def run() -> list[dict[str, Any]]:
    """One row for each figure; `ratio` is ours by the peer's."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        return [*_appends(place), *_flushes(place), *_acknowledged(place), *_million(place)]


def _begun(directory: Path) -> Profile:
    profile = Profile.open(directory, create=demo_configuration())
    profile.lock()
    return profile


# --- appends --------------------------------------------------------------------------------


def _appends(place: Path) -> Iterator[dict[str, Any]]:
    """Medians of many short turns, each beside the others': the processor's time, and the wait.

    The log is folded in between the turns, as the desk's writer does when nobody asks for anything.
    """
    peers = {
        "plain sqlite3": PEERS.plain_sqlite(place),
        "eventsourcing Application.save": PEERS.eventsourcing_save(place),
    }
    events = chain.from_iterable(map(MANY.case_events, count(1)))
    spent: dict[str, list[tuple[float, float]]] = {"ours": [], **{name: [] for name in peers}}
    folded: list[tuple[float, float]] = []
    with _begun(place / "shop") as profile, profile.open_journal() as journal:
        for _ in range(UNCOUNTED + TURNS):
            some: list[NewEvent] = list(islice(events, APPENDS))
            payloads = [canonical_bytes(each.payload) for each in some]
            spent["ours"].append(_microseconds(partial(_append, journal, some)))
            folded.append(_microseconds(journal.fold_log))
            for name, append in peers.items():
                if append is not None:
                    spent[name].append(_microseconds(partial(append, payloads)))
        began = time.process_time()
        journal.catch_up()
        idle = 1e6 * (time.process_time() - began) / ((UNCOUNTED + TURNS) * APPENDS)
    for number, what in enumerate(("processor time", "waiting time")):
        medians = {name: _median(turns, number) for name, turns in spent.items()}
        for name in peers:
            title = f"durable append with the next screen's questions, {what}, beside {name}"
            yield _row(title, medians["ours"] or 0, "us/event", name, medians[name])
    yield _row("log folded into the file when nobody asks", _median(folded, 0) or 0, "us/event")
    yield _row("managers' tables, brought up when nobody asks", idle, "us/event")


def _microseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Of the processor, and on the wall, for each append."""
    began = time.process_time(), time.perf_counter()
    work()
    ended = time.process_time(), time.perf_counter()
    processor, wall = (1e6 * (x - y) / APPENDS for x, y in zip(ended, began, strict=True))
    return processor, wall


def _median(turns: list[tuple[float, float]], number: int) -> float | None:
    return statistics.median(each[number] for each in turns[UNCOUNTED:]) if turns else None


def _append(journal: SqliteJournal, events: list[NewEvent]) -> None:
    """The read models follow when they are asked, so the next screen's questions belong to it."""
    for event in events:
        if event.type == "case_opened":
            journal.next_case_number()
            journal.open_cases()
        journal.append(event)
        if event.type == "receipt_added":
            journal.returned_so_far(str(event.payload["receipt"]))


def _flushes(place: Path) -> Iterator[dict[str, Any]]:
    """Flushes of the log for each append; those of checkpoints and anchors apart."""
    if shutil.which("strace") is None:
        yield _row(f"flushes per append: {NO_STRACE}", 0, "")
        return
    _begun(place / "watched").close()
    trace = place / "trace.txt"
    words = ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync", "-o", str(trace)]
    _appending(place / "watched", words)
    flushed = re.findall(r"sync\(\d+<([^>]*)>", trace.read_text(encoding="utf-8"))
    logged = sum(path.endswith("-wal") for path in flushed)
    yield _row("flushes of the log per append, by strace", logged / WATCHED, "")
    others = len(flushed) - logged
    yield _row("other flushes per append (log taken over, anchor)", others / WATCHED, "")


def _appending(directory: Path, before: list[str]) -> None:
    words = [*before, sys.executable, str(APPENDING), str(directory), str(WATCHED)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def _acknowledged(place: Path) -> Iterator[dict[str, Any]]:
    """How many events this process sees at the moment another one acknowledges them."""
    _begun(place / "seen").close()
    words = [sys.executable, str(APPENDING), str(place / "seen"), str(WATCHED)]
    seen = 0
    with (
        subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as writer,
        Profile.open(place / "seen") as profile,
    ):
        assert writer.stdout is not None  # noqa: S101 -- narrows the type
        lines = iter(writer.stdout)
        first = next(lines)
        with profile.read_journal() as journal:
            for line in chain([first], lines):
                seen += journal.head()[0] >= int(line)
    yield _row(f"of {WATCHED} events seen by another process when acknowledged", seen, "events")


# --- a million ------------------------------------------------------------------------------


def _million(place: Path) -> Iterator[dict[str, Any]]:
    with _begun(place / "million") as profile:
        keys = profile.open_journal()
        origin, signer = keys._recorder.origin, keys._recorder.signer  # noqa: SLF001 -- the same hand
        keys.close()
        MANY.fill(profile.journal_path, origin, signer, MILLION)
        with profile.open_journal() as journal:
            yield from _rebuilds(journal)
        with profile.read_journal() as reader:
            verify = partial(reader.verify, with_help=True)
            yield _row("verify of a million events", _seconds(verify), "s")
            yield from _searches(reader)
            figures = [_seconds(partial(reader.figures, *ALL_DAYS)) for _ in range(ROUNDS)]
            yield _row("every figure over a million events", 1_000 * max(figures), "ms")
        yield from _sizes(profile)


def _rebuilds(journal: SqliteJournal) -> Iterator[dict[str, Any]]:
    """The wait, and what both processes spend: one makes the tables, one the search index."""
    began, before = time.perf_counter(), os.times()
    journal.rebuild()
    waited, after = time.perf_counter() - began, os.times()
    here = after.user + after.system - before.user - before.system
    beside = _children(after) - _children(before)
    yield _row("rebuild of a million events, verified before", waited, "s")
    yield _row("of which processor time of the process that makes the tables", here, "s")
    yield _row("processor time of the one that makes the search index beside it", beside, "s")


def _children(times: os.times_result) -> float:
    return times.children_user + times.children_system


def _searches(reader: JournalReader) -> Iterator[dict[str, Any]]:
    chance = random.Random(5)  # noqa: S311 -- chooses words, no secrets
    reader.search("kettle")
    spent, processor = [], []
    for index in range(SEARCHES):
        receipt = MANY.receipt_of(chance.randrange(1, MILLION // 13))
        text = WORDS[index // 2 % len(WORDS)] if index % 2 else receipt
        began = time.process_time()
        spent.append(1_000 * _seconds(partial(reader.search, text)))
        processor.append(1_000 * (time.process_time() - began))
    for what, each in (("search newest first", spent), ("the same in processor time", processor)):
        yield _row(f"{what}, median", statistics.median(each), "ms")
        yield _row(f"{what}, p99", statistics.quantiles(each, n=100)[98], "ms")


def _sizes(profile: Profile) -> Iterator[dict[str, Any]]:
    journal = profile.journal_path.stat().st_size / MILLION
    index = profile.journal_path.with_name("search.db").stat().st_size / MILLION
    yield _row("journal with indexes and read models", journal, "bytes/event")
    yield _row("search index", index, "bytes/event")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _row(
    name: str, value: float, unit: str, peer: str | None = None, peer_value: float | None = None
) -> dict[str, Any]:
    is_there = peer_value is not None
    return {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        "peer": peer if is_there or peer is None else f"{peer}: not installed",
        "peer_value": round(peer_value, 3) if peer_value is not None else None,
        "ratio": round(value / peer_value, 3) if peer_value is not None else None,
    }
