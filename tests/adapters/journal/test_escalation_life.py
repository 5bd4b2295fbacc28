"""Escalations in the journal's tables, from the first trigger to the end, on a real file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.journal.journal_kit import CASE, RECEIPT, event, item, open_journal
from returns_desk.adapters.journal import (
    SqliteJournal,
    escalation_life,
    escalation_queue,
    read_models,
)
from returns_desk.application.case_fold import record_of
from returns_desk.application.escalations.life import Phase
from returns_desk.application.ports import Json, NewEvent

OPTION = "refund/other_card"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    with open_journal(tmp_path) as opened:
        yield opened


def raised(case_id: str = CASE, *codes: str) -> NewEvent:
    triggers: list[Json] = list(codes or ("manager_asked",))
    payload: dict[str, Json] = {"triggers": triggers, "option": OPTION, "amount": 2136}
    return event("escalation_raised", case_id, about=[], **payload)


def by(person: str, kind: str, **payload: Json) -> NewEvent:
    return replace(event(kind, **payload), operator=person)


def approved() -> NewEvent:
    decided: dict[str, Json] = {"option": OPTION, "amount": 2136, "approver": "ines"}
    ends = "2026-11-21T19:10:00-06:00"
    return by("ines", "approval_given", reason="seen_by_me", expires_at=ends, **decided)


def whole_life() -> list[NewEvent]:
    return [
        event("case_opened", number=1),
        raised(),
        by("ines", "escalation_seen"),
        by("ines", "escalation_taken"),
        by("ines", "escalation_handed_on", to="paul", why="knows_this_better"),
        raised(CASE, "open_too_long"),
        approved(),
        event("case_completed", option=OPTION, amount=2136),
        raised(CASE, "promise_overdue"),
    ]


def rows(journal: SqliteJournal, statement: str) -> list[tuple[object, ...]]:
    journal.catch_up()
    with closing(sqlite3.connect(journal.path)) as connection:
        return connection.execute(statement).fetchall()


def test_each_escalation_is_a_row_with_its_times_and_people(journal: SqliteJournal) -> None:
    journal.append(*whole_life())

    first, second = rows(
        journal,
        "SELECT number, nth, phase, triggers, seen_by, handed_to, owner, decided_by, outcome "
        "FROM v_escalation_life ORDER BY nth",
    )

    joined = "manager_asked open_too_long"
    assert first == (1, 1, "closed", joined, "ines", "paul", None, "ines", "carried_out")
    assert second == (1, 2, "waiting", "promise_overdue", None, None, None, None, None)


def test_the_table_tells_what_the_case_tells(journal: SqliteJournal) -> None:
    events = journal.append(*whole_life())
    journal.catch_up()

    with closing(sqlite3.connect(journal.path)) as connection:
        assert escalation_life.latest(connection, CASE) == record_of(events).life


def test_taken_in_one_by_one_or_at_once_it_is_the_same(journal: SqliteJournal) -> None:
    for each in whole_life():
        journal.append(each)
        journal.catch_up()

    with closing(sqlite3.connect(journal.path)) as connection:
        assert read_models.differing_table(connection, journal.read()) is None


def test_what_is_open_comes_oldest_first(journal: SqliteJournal) -> None:
    journal.append(event("case_opened", "a", number=1), raised("a"))
    journal.append(event("case_opened", "b", number=2), raised("b"), event("case_left", "a"))
    journal.append(event("case_opened", "c", number=3), raised("c", "declined_all"))
    journal.append(event("case_left", "c", reason="nothing_suited"))
    journal.catch_up()

    with closing(sqlite3.connect(journal.path)) as connection:
        found = [(each, life.phase) for each, life in escalation_life.open_ones(connection)]

    assert found == [("b", Phase.WAITING), ("c", Phase.WAITING)]


def test_a_case_that_was_never_handed_on_has_no_row(journal: SqliteJournal) -> None:
    journal.append(event("case_opened", number=1), approved())
    journal.catch_up()

    with closing(sqlite3.connect(journal.path)) as connection:
        assert escalation_life.latest(connection, CASE) is None
        assert list(escalation_life.open_ones(connection)) == []


def test_cases_with_a_receipt_are_known_with_their_time(journal: SqliteJournal) -> None:
    told: dict[str, Json] = {"receipt": RECEIPT, "keyed_in": False}
    journal.append(event("case_opened", "a", number=1), event("receipt_added", "a", **told))
    journal.append(event("case_left", "a", reason="did_not_say"))
    journal.append(event("case_opened", "b", number=2), event("receipt_added", "b", **told))

    newest, oldest = journal.cases_about([RECEIPT, "unknown"], "c")

    assert newest.closed_at is None
    assert oldest.closed_at is not None
    assert oldest.opened_at < oldest.closed_at < newest.opened_at
    assert journal.cases_about([RECEIPT], "b") == (oldest,)


def test_the_queue_names_case_and_clerk_and_whether_the_customer_is_here(
    journal: SqliteJournal,
) -> None:
    journal.append(event("case_opened", "a", number=4), raised("a"))
    journal.append(event("case_opened", "b", number=5), raised("b", "declined_all"))
    journal.append(event("case_left", "b", reason="nothing_suited"))
    journal.append(raised("nowhere"))
    journal.catch_up()

    with closing(sqlite3.connect(journal.path)) as connection:
        found = escalation_queue.open_escalations(connection)

    assert [(each.number, each.clerk, each.is_at_counter) for each in found[:2]] == [
        (4, "mara", True),
        (5, "mara", False),
    ]


def decided_case(case_id: str, number: int, reason: str, decision: str) -> list[NewEvent]:
    board: dict[str, Json] = {"options": [{"id": OPTION, "reasons": [{"rule": "strict"}]}]}
    about: list[Json] = [{"code": "asked_option_needs_approval", "option": OPTION}]
    told: dict[str, Json] = {"triggers": ["asked_option_needs_approval"], "option": OPTION}
    answer: dict[str, Json] = {"option": OPTION, "approver": "ines", "reason": "seen_by_me"}
    made = [
        event("case_opened", case_id, number=number),
        event("claim_changed", case_id, items=[{**item(), "reason": reason}]),
        event("escalation_raised", case_id, about=about, board=board, amount=1, **told),
    ]
    if decision == "approved":
        ends = "2026-11-21T19:10:00-06:00"
        made.append(event("approval_given", case_id, amount=5, expires_at=ends, **answer))
    elif decision:
        made.append(event("approval_declined", case_id, alternative="refund/cash", **answer))
    return made


def test_equal_cases_are_found_by_option_rule_and_reason(journal: SqliteJournal) -> None:
    journal.append(*decided_case("a", 1, "changed_mind", "approved"))
    journal.append(*decided_case("b", 2, "changed_mind", "declined"))
    journal.append(*decided_case("c", 3, "faulty", "approved"))
    journal.append(*decided_case("now", 4, "changed_mind", ""))
    journal.catch_up()

    with closing(sqlite3.connect(journal.path)) as connection:
        equal = escalation_queue.equal_cases(connection, "now", OPTION)
        none = escalation_queue.equal_cases(connection, "now", "refund/cash")

    assert equal.latest is not None
    assert (equal.latest.number, equal.latest.decision) == (2, "declined")
    assert (equal.approved, equal.total) == (1, 2)
    assert none.total == 0
