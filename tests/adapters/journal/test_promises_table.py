"""Promises as managers read them in v_promises."""

import sqlite3
from contextlib import closing
from pathlib import Path

from adapters.journal.journal_kit import event, open_journal
from returns_desk.application.ports import Json, NewEvent

DUE = "2026-11-26T17:00:00-06:00"


def made(promise: str = "p-1", **changes: Json) -> NewEvent:
    told: dict[str, Json] = {
        "kind": "call_you",
        "channel": "phone",
        "who": "me",
        "due": DUE,
        "has_words": True,
    }
    return event("promise_made", **{"promise": promise, "case": 7, **told, **changes})


def rows(folder: Path, *events: NewEvent) -> list[tuple[object, ...]]:
    """What v_promises says of one case after these events."""
    with open_journal(folder) as journal:
        journal.append(event("case_opened", number=7), *events)
        journal.catch_up()
        with closing(sqlite3.connect(journal.path)) as connection:
            return connection.execute(
                "SELECT number, kind, channel, who, due_at, made_by, status,"
                " handed_on_at IS NOT NULL, ended_by, note FROM v_promises ORDER BY promise"
            ).fetchall()


def test_a_promise_stands_with_what_became_of_it(tmp_path: Path) -> None:
    kept = event("promise_kept", promise="p-1", note="reached")
    broken = event("promise_broken", promise="p-2")
    over = event("promise_overdue", promise="p-3")

    found = rows(tmp_path, made(), made("p-2"), made("p-3"), kept, broken, over)

    told = (7, "call_you", "phone", "me", DUE, "mara")
    assert found == [
        (*told, "kept", 0, "mara", "reached"),
        (*told, "broken", 0, "mara", None),
        (*told, "made", 1, None, None),
    ]


def test_what_tells_no_promise_is_passed_over(tmp_path: Path) -> None:
    found = rows(tmp_path, event("promise_made"), made(case="seven", who=3))

    assert [row[:4] for row in found] == [(None, "call_you", "phone", None)]
