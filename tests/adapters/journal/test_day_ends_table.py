"""Ends of days as managers read them in v_day_ends."""

import sqlite3
from contextlib import closing
from pathlib import Path

from adapters.journal.journal_kit import event, open_journal
from returns_desk.application.ports import Json, NewEvent

ROWS = (
    "SELECT day, closed_by, currency, noted, paid_out, came_back, expected, counted, difference,"
    " reason, cases_left, doubts_left, promises_left, given_to FROM v_day_ends ORDER BY event"
)


def ended(**changes: Json) -> NewEvent:
    told: dict[str, Json] = {
        "day": "2026-11-21",
        "currency": "USD",
        "float": 20_000,
        "paid_out": 1_135,
        "came_back": 0,
        "expected": 18_865,
        "counted": 18_800,
        "difference": -65,
        "reason": "not_known",
        "note": "",
        "handed_over": {
            "cases": ["c-1", "c-2"],
            "doubts": [{"case": "c-1", "leg": 1}],
            "promises": [],
        },
        "to": "tom",
    }
    return event("day_closed", None, **{**told, **changes})


def rows(folder: Path, *events: NewEvent) -> list[tuple[object, ...]]:
    """What v_day_ends says after these events."""
    with open_journal(folder) as journal:
        journal.append(*events)
        journal.catch_up()
        with closing(sqlite3.connect(journal.path)) as connection:
            return connection.execute(ROWS).fetchall()


def test_each_end_of_day_stands_with_its_drawer_and_what_was_left(tmp_path: Path) -> None:
    nothing: dict[str, Json] = {"cases": [], "doubts": [], "promises": []}
    uncounted = dict.fromkeys(("float", "expected", "counted", "difference", "to"))

    found = rows(tmp_path, ended(), ended(**uncounted, reason="", handed_over=nothing))

    mara = ("2026-11-21", "mara", "USD")
    assert found == [
        (*mara, 20_000, 1_135, 0, 18_865, 18_800, -65, "not_known", 2, 1, 0, "tom"),
        (*mara, None, 1_135, 0, None, None, None, None, 0, 0, 0, None),
    ]


def test_whoever_took_a_part_of_it_is_named_too(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, ended(given={"case/c-2": "mara"}))

    assert row[-1] == "tom, mara"


def test_what_a_newer_version_writes_otherwise_is_passed_over(tmp_path: Path) -> None:
    found = rows(tmp_path, ended(counted="many", day=7, handed_over="all"))

    assert [(row[0], row[7], row[10]) for row in found] == [(None, None, 0)]


def test_other_events_are_no_end_of_a_day(tmp_path: Path) -> None:
    counted = event("cash_counted", None, currency="USD", counted=5, expected=5, difference=0)

    assert rows(tmp_path, event("case_opened", number=1), counted) == []
