"""Measures how long the manager's pages read a journal of a million events.

Owns numbers only. The peer is the obvious way: the events grouped by plain SQLite.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from returns_desk.adapters.journal.period_figures import period_figures
from returns_desk.adapters.journal.review_cases_list import case_list
from returns_desk.adapters.journal.review_overview import overview
from returns_desk.adapters.journal.review_signs import sign_figures
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.application.review.cases import PAGE_SIZE, CaseFilter
from returns_desk.application.review.overview import days_to
from returns_desk.application.review.signs import signs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from returns_desk.adapters.profile_journal import ProfileJournal
    from returns_desk.application.review.overview import Period

# It lies beside this file, whose folder is on the path when it is run.
MANY: Final = import_module("_many_events")

MILLION: Final = 1_000_000
ROUNDS: Final = 5
TARGET_MS: Final = 300
_LAST_DAY: Final = "SELECT max(day) FROM ended_cases"
_OBVIOUS: Final = """
    SELECT json_extract(envelope, '$.type'), count(*) FROM events
    WHERE substr(json_extract(envelope, '$.at'), 1, 10) BETWEEN ? AND ?
    AND json_extract(envelope, '$.type') IN ('case_completed', 'case_left') GROUP BY 1
"""


def run() -> list[dict[str, Any]]:
    """One row for each page and span of days: milliseconds, the slowest of some rounds."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile.open(Path(folder) / "shop", create=demo_configuration())
        with profile:
            profile.lock()
            _fill(profile)
            return list(_rows(profile))


def _fill(profile: Profile) -> None:
    journal = profile.open_journal()
    origin, signer = journal._recorder.origin, journal._recorder.signer  # noqa: SLF001 -- the same hand
    journal.close()
    MANY.fill(profile.journal_path, origin, signer, MILLION)
    with profile.open_journal() as journal:
        journal.rebuild()


def _rows(profile: Profile) -> Iterator[dict[str, Any]]:
    with profile.read_journal() as journal:
        told = journal.ask(lambda connection: connection.execute(_LAST_DAY).fetchone()[0])
    last = date.fromisoformat(told)
    for days in (30, 365):
        period = days_to(last, days)
        pages = {"at a glance": _at_a_glance, "figures with signs": _figures, "cases": _cases}
        for name, read in pages.items():
            spent = _slowest(partial(_opened, profile, read, period))
            yield _row(f"{name}, {days} days of a million events", spent, TARGET_MS)
    obvious = _slowest(partial(_looked_through, profile.journal_path, days_to(last, 30)))
    yield _row("ended cases of 30 days counted from the events by SQLite", obvious, None)


def _opened(
    profile: Profile, read: Callable[[ProfileJournal, Period], object], period: Period
) -> None:
    with profile.read_journal() as journal:
        read(journal, period)


def _at_a_glance(journal: ProfileJournal, period: Period) -> None:
    """The first figure, and what waits."""
    overview(journal, period)
    journal.escalations()


def _cases(journal: ProfileJournal, period: Period) -> None:
    """The first hundred of these days that a customer left."""
    first, last = period.first.isoformat(), period.last.isoformat()
    case_list(journal, CaseFilter(first_day=first, last_day=last, ending="left"), PAGE_SIZE)


def _figures(journal: ProfileJournal, period: Period) -> None:
    """These days, and those before them."""
    for each in (period, period.before):
        journal.ask(partial(period_figures, period=each))
    signs_of(journal.ask(partial(sign_figures, period=period, sold={})))


def _looked_through(path: Path, period: Period) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.execute(_OBVIOUS, (str(period.first), str(period.last))).fetchall()


def _slowest(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        spent.append(1_000 * (time.perf_counter() - began))
    return max(spent)


def _row(what: str, value: float, target: float | None) -> dict[str, Any]:
    return {"what": what, "unit": "ms", "value": round(value, 1), "target": target}
