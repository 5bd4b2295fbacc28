"""Measures the replay of a journal under a changed pack, boards and digests included.

Owns numbers only. The visits are one real visit of the demo shop, noted again and again under other
ids: each is rebuilt, its board made twice and its digest compared, as for visits that differ.
"""

from __future__ import annotations

import resource
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.replaying.access import Period, ReplayAccess
from returns_desk.adapters.replaying.parts import parts_for
from returns_desk.adapters.resources import resource_path
from returns_desk.adapters.safe_files import unwatched
from returns_desk.application.ports import NewEvent
from returns_desk.bootstrap.counter import add_demo_sales, open_counter
from returns_desk.domain.case import Condition, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from returns_desk.application.ports import Event

VISITS: Final = 2_000
PER_COMMIT: Final = 100
CLERK: Final = DEMO_OPERATORS[0]
TARGET_MS: Final = 0.3
"""200,000 visits within a minute."""


def run() -> list[dict[str, Any]]:
    """One row: milliseconds for each visit, and the peak of memory."""
    folder = Path(tempfile.mkdtemp(prefix="replay-bench-"))
    try:
        _fill(folder / "shop")
        pack = _changed(folder)
        began = time.perf_counter()
        profile = Profile.open(folder / "shop")
        access = ReplayAccess(profile, resource_path("policies"))
        found = access.replay([pack], Period(), unwatched)
        each = (time.perf_counter() - began) * 1000 / found.visits
    finally:
        shutil.rmtree(folder)
    peaks = [
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    return [
        {
            "what": "one visit replayed, of visits that are not alike",
            "unit": "ms",
            "value": round(each, 3),
            "target": TARGET_MS,
            "visits": found.visits,
            "compared": found.compared,
            "processes": parts_for(found.visits * 10),
            "peak MiB": max(peaks),
        }
    ]


def _changed(folder: Path) -> Path:
    text = resource_path("policies", "acquirer", "strict.toml").read_text(encoding="utf-8")
    rule = 'effect = "{}"\noptions = ["refund/other_card"]'
    path = folder / "changed.toml"
    path.write_text(text.replace(rule.format("approve"), rule.format("allow")), encoding="utf-8")
    return path


def _fill(folder: Path) -> None:
    """A visit at a real counter, then copies of it."""
    with Profile.demo(folder) as profile:
        sale = add_demo_sales(profile, profile.clock.now())[0]
        profile.lock()
        with open_counter(profile, _no_words) as desk:
            desk.choose_operator(CLERK.id)
            desk.sign_in(CLERK.pin)
            desk.scan(sale.receipt)
            desk.set_reason(sale.receipt, 1, Reason.CHANGED_MIND)
            desk.set_condition(sale.receipt, 1, Condition.UNOPENED)
            desk.ask_for("refund/other_card")
            desk.leave()
        with profile.open_journal() as journal:
            visit = [event for event in journal.read() if event.case_id is not None]
            for first in range(2, VISITS + 1, PER_COMMIT):
                journal.append(*_copies(visit, range(first, first + PER_COMMIT)))


def _copies(visit: Sequence[Event], numbers: range) -> Iterator[NewEvent]:
    for number in numbers:
        for event in visit:
            payload = dict(event.payload)
            if event.type == "case_opened":
                payload["number"] = number
            case_id = f"{event.case_id}-{number}"
            yield NewEvent(event.type, payload, case_id, event.operator, event.version)


def _no_words(language: str) -> NoReturn:
    """No slip is written here."""
    raise AssertionError(language)
