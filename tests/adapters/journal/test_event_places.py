"""Events of a case and of a type are found by tables that follow, and by no others' word."""

import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.journal.journal_kit import event, open_journal, verified, whole_return
from returns_desk.adapters.journal import SqliteJournal, event_places
from returns_desk.application.ports import Event, NewEvent

CASES = (None, "case-1", 'case-"2"', "kohv õ", "case-11")
KINDS = ("noted", 'no"ted', "asked_for", "journal_noted")
SHIFTY = (
    {"type": "noted", "case_id": "case-1"},
    {"text": ',"type":"noted","version":1}'},
    {"text": ',"case_id":"case-1","id":'},
)
"""Payloads that look like an envelope themselves."""

EVENTS = st.builds(
    lambda case_id, kind, payload: NewEvent(kind, payload, case_id=case_id, operator="mara"),
    st.sampled_from(CASES),
    st.sampled_from(KINDS),
    st.sampled_from(SHIFTY),
)


@pytest.fixture
def journal(tmp_path: Path) -> SqliteJournal:
    opened = open_journal(tmp_path)
    opened.append(*whole_return("case-1", 1))
    opened.append(*whole_return("case-2", 2))
    opened.catch_up()
    return opened


def places(found: Sequence[Event]) -> list[int]:
    return [each.sequence for each in found]


def heard_by(journal: SqliteJournal, question: Callable[[], object]) -> list[str]:
    heard: list[str] = []
    journal._reading.set_trace_callback(heard.append)
    question()
    journal._reading.set_trace_callback(None)
    return heard


@settings(max_examples=40, deadline=None)
@given(
    runs=st.lists(st.tuples(st.lists(EVENTS, min_size=1, max_size=9), st.booleans()), max_size=5),
    after=st.integers(0, 30),
)
def test_whatever_is_asked_is_what_a_look_at_every_event_finds(
    runs: list[tuple[list[NewEvent], bool]], after: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_journal(Path(folder)) as journal:
        for some, is_followed in runs:
            journal.append(*some)
            if is_followed:
                journal.catch_up()
        every = [each for each in journal.read() if each.sequence > after]

        for case_id in CASES[1:]:
            of_case = [each for each in every if each.case_id == case_id]
            assert list(journal.read(after=after, case_id=case_id)) == of_case
            noted = [each for each in of_case if each.type == KINDS[0]]
            assert list(journal.read(after=after, case_id=case_id, types=KINDS[:1])) == noted
        for types in (KINDS[:1], KINDS[1:3], KINDS):
            of_types = [each for each in every if each.type in types]
            assert list(journal.read(after=after, types=types)) == of_types


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(EVENTS, min_size=1, max_size=6), min_size=1, max_size=6))
def test_the_tables_are_the_same_however_often_they_were_brought_up(
    runs: list[list[NewEvent]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_journal(Path(folder)) as journal:
        for some in runs:
            journal.append(*some)
            journal.catch_up()
        followed = tables_of(journal)

        journal.rebuild()

        assert tables_of(journal) == followed


def tables_of(journal: SqliteJournal) -> list[list[tuple[object, ...]]]:
    statements = (
        "SELECT * FROM case_runs ORDER BY 1, 2",
        "SELECT * FROM type_events ORDER BY 1, 2",
    )
    return [journal._reading.execute(each).fetchall() for each in statements]


def test_more_than_are_read_at_a_time_are_all_found(
    journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_places, "MOST_LINKS", 3)

    assert len(list(journal.read(case_id="case-2"))) == len(whole_return())
    assert len(list(journal.read(types=("leg_begun", "case_opened", "case_completed")))) == 6
    assert len(list(journal.read(case_id="case-2", types=("case_completed",)))) == 1
    journal.close()


@pytest.mark.parametrize("wanted", [{"case_id": "case-1"}, {"types": ("case_opened",)}])
def test_of_what_is_not_known_yet_the_end_alone_is_looked_through(
    journal: SqliteJournal, wanted: dict[str, object]
) -> None:
    known = journal.head()[0]
    journal.append(event("noted", None))

    heard = heard_by(journal, lambda: list(journal.read(**wanted)))  # type: ignore[arg-type]  # one of both

    assert any(f"sequence > {known} ORDER BY" in each for each in heard)
    assert not any(
        f"sequence > {place} ORDER BY" in each for place in range(known) for each in heard
    )
    journal.close()


def test_a_long_case_is_one_row(journal: SqliteJournal) -> None:
    runs, _ = tables_of(journal)

    assert runs == [("case-1", 2, 11), ("case-2", 12, 21)]
    journal.close()


BENT = {
    "type_events": (
        "UPDATE type_events SET sequence = sequence - 1 WHERE type = 'case_opened'",
        "UPDATE type_events SET type = 'case_opened' WHERE type = 'leg_begun'",
    ),
    "case_runs": (
        "UPDATE case_runs SET last = 25 WHERE case_id = 'case-1'",
        "UPDATE case_runs SET first = first + 1",
    ),
}


@pytest.mark.parametrize(
    ("table", "change"), [(table, each) for table, all_of in BENT.items() for each in all_of]
)
def test_a_table_that_was_bent_hands_out_nothing_wrong_and_is_named(
    journal: SqliteJournal, table: str, change: str
) -> None:
    journal.close()
    with sqlite3.connect(journal.path) as connection:
        connection.execute(change)
    connection.close()

    with open_journal(journal.path.parent) as again:
        assert {each.case_id for each in again.read(case_id="case-1")} == {"case-1"}
        assert {each.type for each in again.read(types=("case_opened",))} <= {"case_opened"}
        assert again.verify().bent is None
        found = again.verify(deep=True).bent
        assert found is not None
        assert found.problem == "read_models"
        assert table in found.message
        assert again.rebuild().bent is None
    assert verified(journal.path, deep=True).bent is None


def test_what_a_bent_table_hides_does_not_change_the_verdict(tmp_path: Path) -> None:
    with open_journal(tmp_path, events_per_checkpoint=7) as journal:
        journal.append(*whole_return())
    before = verified(journal.path)
    with sqlite3.connect(journal.path) as connection:
        connection.execute("DELETE FROM type_events")
        connection.execute("DELETE FROM case_runs")
    connection.close()

    assert before.bent is None
    assert verified(journal.path) == before
