"""A period in figures, read from the tables that managers read.

Owns where each number stands; what it means is application/review/period_figures.py's. Reads only.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import time, timedelta
from typing import Final, TypeVar

from returns_desk.adapters.journal import ended_figures, figures
from returns_desk.adapters.journal.ended_cases import BETWEEN
from returns_desk.adapters.journal.ended_figures import days_of
from returns_desk.application.review.overview import Period, Share
from returns_desk.application.review.period_figures import (
    LEFT,
    Amounts,
    PeriodFigures,
    PlaceCount,
    Spread,
    spread,
    stretches_of,
)

Key = TypeVar("Key", bound=Hashable)

_WISHES: Final = """
    SELECT count(first_asked), coalesce(sum(got_first_asked), 0) FROM ended_cases
    WHERE day BETWEEN ? AND ?
"""
_TIMES: Final = """
    SELECT outcome, hour, seconds FROM ended_cases
    WHERE day BETWEEN ? AND ? AND seconds IS NOT NULL
"""
_ANSWERS: Final = """
    SELECT CAST(round((julianday(decided_at) - julianday(raised_at)) * 86400) AS INTEGER)
    FROM escalation_life WHERE decided_at IS NOT NULL AND raised_at >= ? AND raised_at < ?
"""
_PROMISES: Final = """
    SELECT status, count(*) FROM promises WHERE due_at >= ? AND due_at < ? GROUP BY status
"""
_CASH: Final = """
    SELECT day, -sum(amount) FROM book_postings
    WHERE account = 'cash_differences' AND day BETWEEN ? AND ? GROUP BY day
"""
_DAY_ENDS: Final = "SELECT ends_at FROM business_days ORDER BY event DESC LIMIT 1"


def period_figures(connection: sqlite3.Connection, period: Period) -> PeriodFigures:
    """Every figure of the period."""
    counted = figures.between(connection, period.first, period.last)
    boards = ended_figures.boards_of(connection, period)
    times = connection.execute(_TIMES, days_of(period)).fetchall()
    over, short = _cash(connection, period)
    return PeriodFigures(
        period=period,
        wish=_wish(connection, period),
        stretches=tuple((each, _wish(connection, each)) for each in stretches_of(period)),
        options=ended_figures.option_counts(boards),
        places=_places(boards),
        times=_spreads((outcome or LEFT, seconds) for outcome, _, seconds in times),
        hours=_spreads((hour, seconds) for _, hour, seconds in times),
        left=_counts(counted, "left"),
        triggers=_counts(counted, "escalations"),
        approved=sum(_counts(counted, "approved").values()),
        declined=sum(_counts(counted, "declined").values()),
        answers=_answers(connection, period),
        promises=dict(connection.execute(_PROMISES, moments_of(connection, period)).fetchall()),
        feedback=_counts(counted, "feedback"),
        remedies={x.which: Amounts(x.count, x.total) for x in counted if x.figure == "remedies"},
        cash_over=over,
        cash_short=short,
    )


def _wish(connection: sqlite3.Connection, period: Period) -> Share:
    of, got = connection.execute(_WISHES, days_of(period)).fetchone()
    return Share(got, of)


def _counts(counted: Iterable[figures.Figure], name: str) -> Mapping[str, int]:
    return {each.which: each.count for each in counted if each.figure == name}


def _places(boards: Iterable[tuple[str, str, int]]) -> tuple[PlaceCount, ...]:
    offered: Counter[int] = Counter()
    chosen: Counter[int] = Counter()
    for options, outcome, count in boards:
        for place, option in enumerate(filter(None, options.split(BETWEEN)), 1):
            offered[place] += count
            chosen[place] += count if option == outcome else 0
    return tuple(PlaceCount(place, offered[place], chosen[place]) for place in sorted(offered))


def _spreads(times: Iterable[tuple[Key, int]]) -> Mapping[Key, Spread]:
    found: defaultdict[Key, list[int]] = defaultdict(list)
    for key, seconds in times:
        found[key].append(seconds)
    made = {key: spread(values) for key, values in found.items()}
    return {key: each for key, each in made.items() if each is not None}


def _answers(connection: sqlite3.Connection, period: Period) -> Spread | None:
    """A clock that was set back meanwhile gives no time below 0."""
    rows = connection.execute(_ANSWERS, moments_of(connection, period))
    return spread(max(seconds, 0) for (seconds,) in rows)


def _cash(connection: sqlite3.Connection, period: Period) -> tuple[Amounts, Amounts]:
    rows = [row[1] for row in connection.execute(_CASH, days_of(period))]
    return _summed(rows, lambda each: each > 0), _summed(rows, lambda each: each < 0)


def _summed(amounts: Iterable[int], wanted: Callable[[int], bool]) -> Amounts:
    found = [abs(each) for each in amounts if wanted(each)]
    return Amounts(len(found), sum(found))


def moments_of(connection: sqlite3.Connection, period: Period) -> tuple[str, str]:
    """When the first day began and the last one ended, in the shop's own time, as the day ends now.

    Times in the tables begin with the shop's own time, so that texts compare as moments do.
    """
    said = connection.execute(_DAY_ENDS).fetchone()
    ends_at = time.fromisoformat(said[0]) if said else time()
    after = period.last + timedelta(days=1)
    return f"{period.first}T{ends_at:%H:%M}", f"{after}T{ends_at:%H:%M}"
