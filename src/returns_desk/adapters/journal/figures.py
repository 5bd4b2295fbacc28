"""The figures that a manager reads, counted day by day from the events.

Owns what each figure means, in words and in code, its table and its queries. A day is the shop's
business day, as the journal says when it ends. Figures can be thrown away and counted again from
the events.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from returns_desk.adapters.journal.business_days import days
from returns_desk.adapters.journal.codec import read_time
from returns_desk.adapters.journal.void_figures import MEANING, Tally, voided_tallies
from returns_desk.application.business_days import DayOf
from returns_desk.application.for_customer import FEEDBACK_GIVEN
from returns_desk.application.ports import Event, Json
from returns_desk.application.void_record import VOIDED

TABLES: Final = ("figures", "figure_meanings")

DDL: Final = (
    """CREATE TABLE figures (
    day TEXT, figure TEXT, which TEXT, count INTEGER, total INTEGER,
    PRIMARY KEY (day, figure, which)) WITHOUT ROWID""",
    """CREATE TABLE figure_meanings (
    figure TEXT PRIMARY KEY, which TEXT, total TEXT, meaning TEXT) WITHOUT ROWID""",
)

MONEY: Final = "minor units of the store's currency"
SECONDS: Final = "seconds"
NOTHING: Final = ""

MEANINGS: Final = (
    (
        "got_first_asked",
        "the option first asked for",
        NOTHING,
        "Cases completed that day with the option that the customer had asked for first.",
    ),
    (
        "first_asked",
        "the option first asked for",
        NOTHING,
        (
            "Cases that ended that day, completed or left, in which the customer had asked for an "
            "option or chosen one. got_first_asked divided by this is the share of customers who "
            "got what they asked for first."
        ),
    ),
    ("cases", "completed or left", NOTHING, "Cases that ended that day."),
    ("cases_opened", NOTHING, NOTHING, "Cases that were opened that day."),
    (
        "remedies",
        "the option carried out",
        MONEY,
        (
            "Cases completed that day, by the option that was carried out; the total is what the "
            "customers received."
        ),
    ),
    ("left", "why the customer left", NOTHING, "Cases that the customer left that day."),
    ("feedback", "good, so_so or bad", NOTHING, "Customers who said that day how it went."),
    (
        "escalations",
        "the trigger",
        NOTHING,
        "Times that a case was handed on that day; a record with two triggers counts under both.",
    ),
    (
        "approved",
        "the rule that had sent the option to a manager",
        MONEY,
        "Exceptions that a second person allowed that day; the total is what was allowed.",
    ),
    (
        "declined",
        "the rule that had sent the option to a manager",
        NOTHING,
        "Exceptions that a second person did not allow that day.",
    ),
    (
        "time_at_counter",
        "completed or left",
        SECONDS,
        (
            "Cases that ended that day; the total is the time from opening to end, in whole "
            "seconds. Divide it by the count for the mean."
        ),
    ),
    MEANING,
)
"""Figure, what `which` names, what `total` is, and what it means."""

_ADD: Final = """
    INSERT INTO figures (day, figure, which, count, total) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (day, figure, which) DO UPDATE
    SET count = count + excluded.count, total = total + excluded.total
"""

# The tables may know later events already: only what came before counts.
_CASE: Final = """
    SELECT f.option, c.opened_at FROM cases c
    LEFT JOIN first_asks f ON f.case_id = c.case_id AND f.asked_sequence <= ?
    WHERE c.case_id = ? AND c.opened_sequence <= ?
"""
_RULE: Final = """
    SELECT rule FROM escalations WHERE case_id = ? AND option = ? AND rule IS NOT NULL
    AND event <= ? ORDER BY event DESC, position DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure over some days; what it means stands in MEANINGS."""

    figure: str
    which: str
    count: int
    total: int


def make(connection: sqlite3.Connection) -> None:
    """Write down what the figures mean; the tables are there and empty."""
    connection.executemany("INSERT INTO figure_meanings VALUES (?, ?, ?, ?)", MEANINGS)


def count(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Count the events, after the other read models were brought up to the last of them."""
    sums: dict[tuple[str, str, str], tuple[int, int]] = {}
    day_of = days(connection)
    for event in events:
        if event.type in _COUNTED:
            for day, (figure, which, times, total) in _dated(connection, event, day_of):
                before, so_far = sums.get((day, figure, which), (0, 0))
                sums[day, figure, which] = before + times, so_far + total
    connection.executemany(_ADD, [(*key, *sums[key]) for key in sums])


def between(connection: sqlite3.Connection, first: date, last: date) -> tuple[Figure, ...]:
    """Every figure over the days from first to last, in the order of MEANINGS, most counted first.

    A figure that nothing was counted for is not there.
    """
    rows = connection.execute(
        "SELECT figure, which, sum(count), sum(total) FROM figures WHERE day BETWEEN ? AND ? "
        "GROUP BY figure, which HAVING sum(count) <> 0 ORDER BY 3 DESC, 2",
        (first.isoformat(), last.isoformat()),
    )
    order = [meaning[0] for meaning in MEANINGS]
    return tuple(sorted((Figure(*row) for row in rows), key=lambda x: order.index(x.figure)))


_COUNTED: Final = frozenset(
    {
        "case_opened",
        "case_completed",
        "case_left",
        "escalation_raised",
        "approval_given",
        "approval_declined",
        FEEDBACK_GIVEN,
        VOIDED,
    }
)
_Tally = tuple[str, str, int]
"""Figure, which of it, and what is added to its total."""


def _dated(
    connection: sqlite3.Connection, event: Event, day_of: DayOf
) -> Iterator[tuple[str, Tally]]:
    """What the event adds to the figures of which day."""
    day = day_of(event).isoformat()
    if event.type == VOIDED:
        yield from voided_tallies(event, day_of, *asked_and_opened(connection, event))
        return
    for figure, which, total in _tallies(connection, event):
        yield day, (figure, which, 1, total)


def _tallies(connection: sqlite3.Connection, event: Event) -> Iterator[_Tally]:
    payload = event.payload
    if event.type == "case_opened":
        yield "cases_opened", "", 0
    elif event.type == FEEDBACK_GIVEN:
        yield "feedback", str(payload.get("answer", "")), 0
    elif event.type == "escalation_raised":
        triggers = payload.get("triggers")
        for trigger in triggers if isinstance(triggers, list | tuple) else ():
            yield "escalations", str(trigger), 0
    elif event.type in {"case_completed", "case_left"}:
        yield from _ended(connection, event)
    else:
        figure = "approved" if event.type == "approval_given" else "declined"
        rule = _rule(connection, event)
        yield figure, rule, _amount(payload) if figure == "approved" else 0


def _ended(connection: sqlite3.Connection, event: Event) -> Iterator[_Tally]:
    is_completed = event.type == "case_completed"
    how = "completed" if is_completed else "left"
    option = str(event.payload.get("option")) if is_completed else None
    asked, opened_at = asked_and_opened(connection, event)
    yield "cases", how, 0
    if is_completed:
        yield "remedies", str(option), _amount(event.payload)
    else:
        yield "left", str(event.payload.get("reason", "")), 0
    if asked is not None:
        yield "first_asked", asked, 0
        if asked == option:
            yield "got_first_asked", asked, 0
    if opened_at is not None:
        seconds = int((event.at - read_time(opened_at)).total_seconds())
        yield "time_at_counter", how, max(seconds, 0)


def asked_and_opened(connection: sqlite3.Connection, event: Event) -> tuple[str | None, str | None]:
    """What was asked for first, and since when the case is open, as it was known by then."""
    row = connection.execute(_CASE, (event.sequence, event.case_id, event.sequence)).fetchone()
    return (None, None) if row is None else (row[0], row[1])


def _rule(connection: sqlite3.Connection, event: Event) -> str:
    option = event.payload.get("option")
    wanted = option if isinstance(option, str) else None
    row = connection.execute(_RULE, (event.case_id, wanted, event.sequence)).fetchone()
    return "" if row is None else str(row[0])


def _amount(payload: Mapping[str, Json]) -> int:
    amount = payload.get("amount")
    return amount if isinstance(amount, int) else 0
