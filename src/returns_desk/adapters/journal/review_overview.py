"""A period at a glance, read from the journal's tables alone.

Owns where each number stands. What it means is the application's. Reads only, beside the writer.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Protocol, TypeVar

from returns_desk.adapters.journal.ended_figures import boards_of, option_counts
from returns_desk.adapters.journal.figures import Figure
from returns_desk.application.review.overview import (
    DAYS_SHOWN,
    Overview,
    Period,
    Share,
    day_alone,
    days_to,
)

Answer = TypeVar("Answer")


class ReviewJournal(Protocol):
    """The journal of a profile, as far as the review reads it."""

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        ...

    def figures(self, first: date, last: date) -> tuple[Figure, ...]:
        """A manager's figures over the days from first to last."""
        ...

    def ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """What a question to the manager's tables gives."""
        ...


def overview(journal: ReviewJournal, period: Period) -> Overview:
    """The period, with the days before it.

    Raises:
        EnvironmentFault: The file can't be read, or an older version made its tables.

    """
    figures = journal.figures(period.first, period.last)
    last_days = days_to(period.last, DAYS_SHOWN)
    return Overview(
        period=period,
        first_wish=_first_wish(figures),
        before=_first_wish(journal.figures(period.before.first, period.before.last)),
        days=tuple((day, _day_share(journal, day)) for day in _days(last_days)),
        options=option_counts(journal.ask(partial(boards_of, period=period))),
        ended=_count(figures, "cases"),
        left=_by_which(figures, "left"),
        seconds_at_counter=sum(x.total for x in figures if x.figure == "time_at_counter"),
        handed_on=_count(figures, "escalations"),
        approved=_count(figures, "approved"),
        declined=_count(figures, "declined"),
        feedback=_by_which(figures, "feedback"),
        entries=journal.head()[0],
    )


def _day_share(journal: ReviewJournal, day: date) -> Share:
    alone = day_alone(day)
    return _first_wish(journal.figures(alone.first, alone.last))


def _days(period: Period) -> Iterator[date]:
    day = period.first
    while day <= period.last:
        yield day
        day += timedelta(days=1)


def _count(figures: Iterable[Figure], name: str) -> int:
    return sum(each.count for each in figures if each.figure == name)


def _by_which(figures: Iterable[Figure], name: str) -> Mapping[str, int]:
    return {each.which: each.count for each in figures if each.figure == name}


def _first_wish(figures: Iterable[Figure]) -> Share:
    """Of a day on which only voids were counted the part may be above the whole: then none."""
    found = tuple(figures)
    of, got = _count(found, "first_asked"), _count(found, "got_first_asked")
    return Share(min(max(got, 0), of), of) if of > 0 else Share()
