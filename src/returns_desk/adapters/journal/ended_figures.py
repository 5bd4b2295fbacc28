"""What a manager asks of the table of ended cases: sums by groups, over some business days.

Owns these questions. Reads the table alone, so that no case's events are looked through.
"""

import sqlite3
from typing import Final

from returns_desk.application.review.overview import Period

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
