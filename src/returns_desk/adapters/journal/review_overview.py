"""A period at a glance, read from the journal's tables and from the boards that were shown.

Owns where each number stands. What it means is the application's. Reads only, beside the writer.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Protocol

from returns_desk.adapters.journal.figures import Figure
from returns_desk.application.business_days import DayOf
from returns_desk.application.ports import Event
from returns_desk.application.review.overview import (
    DAYS_SHOWN,
    OptionCount,
    Overview,
    Period,
    Share,
    day_alone,
    days_to,
)
from returns_desk.domain.board import CATALOGUE

_POSSIBLE: Final = frozenset({"available", "conditional", "needs_approval"})
_TOLD: Final = ("board_shown", "case_completed", "case_left")


class ReviewJournal(Protocol):
    """The journal of a profile, as far as the review reads it."""

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        ...

    def figures(self, first: date, last: date) -> tuple[Figure, ...]:
        """A manager's figures over the days from first to last."""
        ...

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Events in sequence order, optionally of one case or of some types."""
        ...

    def cases_closed(self, first: date, last: date) -> tuple[str, ...]:
        """Cases that ended between these days or close to them."""
        ...

    def day_of(self) -> DayOf:
        """Which business day an event counts to."""
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
        options=_options(_ended_cases(journal, period)),
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


def _ended_cases(
    journal: ReviewJournal, period: Period
) -> Iterator[tuple[frozenset[str], str | None]]:
    """Of each case that ended in the period: what its last board offered, and what was done."""
    day_of = journal.day_of()
    for case_id in journal.cases_closed(period.first, period.last):
        events = tuple(journal.read(case_id=case_id, types=_TOLD))
        ends = [event for event in events if event.type != "board_shown"]
        if ends and period.first <= day_of(ends[-1]) <= period.last:
            yield _offered(events), _outcome(ends[-1])


def _offered(events: Iterable[Event]) -> frozenset[str]:
    boards = [event.payload.get("board") for event in events if event.type == "board_shown"]
    last = boards[-1] if boards else None
    options = last.get("options") if isinstance(last, Mapping) else None
    known = options if isinstance(options, list | tuple) else ()
    return frozenset(
        str(each.get("id"))
        for each in known
        if isinstance(each, Mapping) and each.get("standing") in _POSSIBLE
    )


def _outcome(event: Event) -> str | None:
    option = event.payload.get("option")
    return option if event.type == "case_completed" and isinstance(option, str) else None


def _options(
    cases: Iterable[tuple[frozenset[str], str | None]],
) -> tuple[OptionCount, ...]:
    """In the board's order; an option that stood on no board is left out."""
    offered: Counter[str] = Counter()
    chosen: Counter[str] = Counter()
    for options, outcome in cases:
        offered.update(options)
        if outcome is not None:
            chosen[outcome] += 1
    return tuple(
        OptionCount(option, offered[option], chosen[option])
        for option in CATALOGUE
        if offered[option] or chosen[option]
    )
