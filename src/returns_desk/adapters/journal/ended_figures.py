"""What a manager asks of the table of ended cases: sums by groups, over some business days.

Owns these questions. Reads the table alone, so that no case's events are looked through.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Final

from returns_desk.application.review.overview import OptionCount, Period
from returns_desk.domain.board import CATALOGUE

_BOARDS: Final = """
    SELECT offered, outcome, count(*) FROM ended_cases WHERE day BETWEEN ? AND ?
    GROUP BY offered, outcome
"""


def boards_of(connection: sqlite3.Connection, period: Period) -> list[tuple[str, str, int]]:
    """How many cases ended with that last board and that outcome."""
    return connection.execute(_BOARDS, days_of(period)).fetchall()


def days_of(period: Period) -> tuple[str, str]:
    """The first and the last day, as the tables spell them."""
    return period.first.isoformat(), period.last.isoformat()


def option_counts(boards: Iterable[tuple[str, str, int]]) -> tuple[OptionCount, ...]:
    """In the board's order; an option that stood on no board is left out."""
    offered: Counter[str] = Counter()
    chosen: Counter[str] = Counter()
    for options, outcome, count in boards:
        offered.update(dict.fromkeys(options.split(), count))
        chosen[outcome] += count
    return tuple(
        OptionCount(option, offered[option], chosen[option])
        for option in CATALOGUE
        if offered[option] or chosen[option]
    )
