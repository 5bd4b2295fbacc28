"""Measures the replay of a journal under a changed pack, boards and digests included.

Owns numbers only. The visits are real ones at the demo shop's counter, each on a sale of its own
with another reason, condition or wish, noted again and again under other ids: each is rebuilt, its
board made under both packs and its digest compared.
"""

from __future__ import annotations

import resource
import shutil
import tempfile
import time
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.replaying.access import Period, ReplayAccess
from returns_desk.adapters.replaying.parts import parts_for
from returns_desk.adapters.resources import resource_path
from returns_desk.adapters.safe_files import unwatched
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.ports import NewEvent
from returns_desk.bootstrap.counter import add_demo_sales, open_counter
from returns_desk.domain.case import Condition, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from returns_desk.application.desk import Desk
    from returns_desk.application.ports import Event
    from returns_desk.domain.sale import Sale

VISITS: Final = 2_000
STORIES: Final = 40
"""So many of them are served at the counter; the others are their copies."""
CLERK: Final = DEMO_OPERATORS[0]
TARGET_MS: Final = 0.3
"""200,000 visits within a minute."""


def run() -> list[dict[str, Any]]:
    """One row: milliseconds for each visit, and the peak of memory."""
    folder = Path(tempfile.mkdtemp(prefix="replay-bench-"))
    try:
        _fill(folder / "shop")
        pack = _changed(folder)
        began, before = time.perf_counter(), _processor_time()
        profile = Profile.open(folder / "shop")
        access = ReplayAccess(profile, resource_path("policies"))
        found = access.replay([pack], Period(), unwatched)
        each = (time.perf_counter() - began) * 1000 / found.visits
        work = (_processor_time() - before) * 1000 / found.visits
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
            "processor ms": round(work, 3),
            "visits": found.visits,
            "compared": found.compared,
            "processes": parts_for(found.visits * 10),
            "peak MiB": max(peaks),
        }
    ]


def _processor_time() -> float:
    """Seconds that this process and those that it ended have worked."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def _changed(folder: Path) -> Path:
    text = resource_path("policies", "acquirer", "strict.toml").read_text(encoding="utf-8")
    rule = 'effect = "{}"\noptions = ["refund/other_card"]'
    path = folder / "changed.toml"
    path.write_text(text.replace(rule.format("approve"), rule.format("allow")), encoding="utf-8")
    return path


def _fill(folder: Path) -> None:
    """Visits at a real counter, then copies of them."""
    with Profile.demo(folder) as profile:
        sale = add_demo_sales(profile, profile.clock.now())[0]
        sales = [replace(sale, receipt=f"{sale.receipt}{n:02}") for n in range(STORIES)]
        with SaleStore(profile.sales_path) as store:
            store.add(sales)
        profile.lock()
        with open_counter(profile, _no_words) as desk:
            desk.choose_operator(CLERK.id)
            desk.sign_in(CLERK.pin)
            for each, story in zip(sales, islice(_stories(), STORIES), strict=True):
                _serve(desk, each, *story)
        with profile.open_journal() as journal:
            served = [event for event in journal.read() if event.case_id is not None]
            for first in range(STORIES, VISITS, STORIES):
                journal.append(*_copies(served, first))


def _stories() -> Iterator[tuple[Reason, Condition, str]]:
    reasons = (Reason.CHANGED_MIND, Reason.FAULTY, Reason.WRONG_ITEM, Reason.NOT_AS_DESCRIBED)
    wishes = ("refund/other_card", "refund/original", "refund/cash")
    return product(reasons, Condition, wishes)


def _serve(desk: Desk, sale: Sale, reason: Reason, condition: Condition, wish: str) -> None:
    desk.scan(sale.receipt)
    desk.set_reason(sale.receipt, 1, reason)
    desk.set_condition(sale.receipt, 1, condition)
    desk.ask_for(wish)
    desk.leave()
    desk.next_customer()


def _copies(served: Sequence[Event], first: int) -> Iterator[NewEvent]:
    """The same visits under other ids, numbered on from `first`."""
    for event in served:
        payload = dict(event.payload)
        if event.type == "case_opened":
            payload["number"] = first + cast("int", payload["number"])
        case_id = f"{event.case_id}-{first}"
        yield NewEvent(event.type, payload, case_id, event.operator, event.version)


def _no_words(language: str) -> NoReturn:
    """No slip is written here."""
    raise AssertionError(language)
