"""What the counter asks stays fast in a long journal: no question goes through every event.

SQLite itself says how it answers each statement that was really asked.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from adapters.journal.journal_kit import CASE, RECEIPT, event, open_journal, whole_return
from returns_desk.adapters.journal import SqliteJournal
from returns_desk.adapters.journal.restored import BEGINNINGS

ONE_FROM_THE_END = "ORDER BY SEQUENCE DESC LIMIT 1"
"""SQLite calls it a scan, and stops at the first row."""

QUESTIONS: dict[str, Callable[[SqliteJournal], object]] = {
    "append": lambda journal: journal.append(event("noted", None, text="x")),
    "the events of a case": lambda journal: list(journal.read(case_id=CASE)),
    "the events of some types": lambda journal: list(journal.read(types=BEGINNINGS)),
    "a type of a case": lambda journal: list(journal.read(case_id=CASE, types=("plan_made",))),
    "the head": lambda journal: journal.head(),
    "returned so far": lambda journal: journal.returned_so_far(RECEIPT),
    "earlier visits": lambda journal: journal.earlier_visits([RECEIPT], CASE),
    "goodwill": lambda journal: journal.goodwill_given("mara", date(2026, 1, 1), CASE),
    "paid without a receipt": lambda journal: journal.paid_without_receipt(["S"], ["4"], CASE),
    "open cases": lambda journal: journal.open_cases(),
    "legs in doubt": lambda journal: journal.legs_in_doubt(),
    "the next number": lambda journal: journal.next_case_number(),
    "figures": lambda journal: journal.figures(date(2026, 1, 1), date(2027, 1, 1)),
    "search": lambda journal: journal.search("3141"),
}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    with open_journal(tmp_path) as opened:
        opened.append(*whole_return())
        opened.search("3141")
        yield opened


@contextmanager
def listening(journal: SqliteJournal) -> Iterator[list[str]]:
    """Every statement that is asked inside, with its cells."""
    heard: list[str] = []
    connections = (journal._reading, journal._writing)
    for each in connections:
        each.set_trace_callback(heard.append)
    try:
        yield heard
    finally:
        for each in connections:
            each.set_trace_callback(None)


def scans(path: Path, statement: str) -> list[str]:
    """The steps in which SQLite goes through the table of events, or through its whole rest."""
    with closing(sqlite3.connect(path)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    if statement.upper().endswith(ONE_FROM_THE_END):
        return []
    steps = [str(row[3]) for row in plan if " events" in str(row[3])]
    # Whoever wants what comes after an event gets it all; of the first no question needs that.
    goes_through_all = "SEQUENCE > 0 " in statement.upper()
    return [each for each in steps if each.startswith("SCAN") or goes_through_all]


def questions_in(heard: list[str]) -> list[str]:
    kinds = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "REPLACE")
    return [each.strip() for each in heard if each.strip().startswith(kinds)]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_question_of_the_counter_goes_through_every_event(
    journal: SqliteJournal, question: Callable[[SqliteJournal], object]
) -> None:
    with listening(journal) as heard:
        question(journal)

    asked = questions_in(heard)
    assert asked
    assert {each: found for each in asked if (found := scans(journal.path, each))} == {}


@pytest.mark.parametrize("question", ["the events of a case", "the events of some types"])
def test_without_the_tables_that_follow_a_question_would(
    journal: SqliteJournal, question: str
) -> None:
    journal._writing.execute("UPDATE followed SET review = 0")

    with listening(journal) as heard:
        QUESTIONS[question](journal)

    assert any("sequence > 0 ORDER BY sequence" in each for each in questions_in(heard))


@pytest.mark.parametrize(
    ("table", "question"),
    [("case_runs", "the events of a case"), ("type_events", "the events of some types")],
)
def test_the_tables_that_follow_are_searched_by_their_keys(
    journal: SqliteJournal, table: str, question: str
) -> None:
    with listening(journal) as heard:
        QUESTIONS[question](journal)

    asked = [each for each in questions_in(heard) if f"main.{table}" in each]
    assert asked
    with closing(sqlite3.connect(journal.path)) as connection:
        for each in asked:
            steps = connection.execute(f"EXPLAIN QUERY PLAN {each}").fetchall()
            assert f"SEARCH main.{table} USING PRIMARY KEY" in str(steps[0][3])
