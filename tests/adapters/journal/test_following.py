"""The read models follow: whoever asks is told of every event, whichever process asks, and when.

Most appends write none of them, so a kill may leave them behind; nothing of that is ever seen.
"""

import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from adapters.journal.journal_kit import (
    RECEIPT,
    event,
    open_journal,
    whole_return,
)
from adapters.journal.test_any_sequence import CASES, EVENTS, ITEMS
from returns_desk.adapters.journal import JournalReader, SqliteJournal, following
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.following import Positions
from returns_desk.adapters.journal.one_writer import OneWriter
from returns_desk.adapters.journal.read_models import EVERY_TABLE
from returns_desk.application.ports import Json, NewEvent
from returns_desk.domain.errors import Defect, EnvironmentFault

OPTIONS = st.sampled_from(["refund/cash", "o"])
MORE_EVENTS: st.SearchStrategy[NewEvent] = st.one_of(
    EVENTS,
    st.builds(lambda case, option: event("asked_for", case, option=option), CASES, OPTIONS),
    st.builds(lambda case, items: event("claim_changed", case, items=items), CASES, ITEMS),
    st.builds(
        lambda case, option, rule: event(
            "escalation_raised",
            case,
            triggers=["t"],
            option=option,
            board={"options": [{"id": option, "reasons": [{"code": "c", "rule": rule}]}]},
        ),
        CASES,
        OPTIONS,
        st.sampled_from(["one", "another"]),
    ),
    st.builds(
        lambda case, option: event("approval_given", case, option=option, amount=1), CASES, OPTIONS
    ),
    st.builds(
        lambda ends_at: event("business_day_set", None, ends_at=ends_at),
        st.sampled_from(["00:00", "23:30"]),
    ),
)
ALWAYS = (date(2020, 1, 1), date(2030, 1, 1))
PATIENCE_SECONDS = 30


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    with open_journal(tmp_path) as opened:
        yield opened


def reader_beside(journal: SqliteJournal) -> JournalReader:
    return JournalReader(journal.path, AnchorFile(journal.path.with_name("anchor.json")))


def reached(path: Path) -> Positions:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return following.positions(connection)


def contents(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: sorted(map(repr, Database(connection)[table].rows)) for table in EVERY_TABLE}


def left_as_by_a_kill(journal: SqliteJournal, folder: Path) -> Path:
    """The files as they lie there now, for another start."""
    folder.mkdir()
    for name in ("journal.db", "journal.db-wal"):
        (folder / name).write_bytes(journal.path.with_name(name).read_bytes())
    return folder


def test_an_append_writes_its_event_and_no_table(journal: SqliteJournal) -> None:
    journal.append(*whole_return()[:2])
    before = reached(journal.path)

    journal.append(*whole_return()[2:-1])

    assert reached(journal.path) == before
    assert before.counter < journal.head()[0]


def test_whoever_asks_is_told_of_the_last_event(journal: SqliteJournal) -> None:
    journal.append(*whole_return()[:-2])

    assert journal.returned_so_far(RECEIPT).lines[0].paid == 2136
    assert journal.open_cases() == ("case-1",)
    assert journal.next_case_number() == 2
    journal.append(*whole_return()[-2:])
    assert journal.open_cases() == ()
    assert [each.figure for each in journal.figures(*ALWAYS)].count("cases") == 1


def test_another_process_that_asks_is_told_of_it_too(journal: SqliteJournal) -> None:
    journal.append(*whole_return())

    with reader_beside(journal) as reader:
        assert reader.returned_so_far(RECEIPT).lines[0].paid == 2136
        assert [each.count for each in reader.figures(*ALWAYS) if each.figure == "cases"] == [1]

    journal.append(*whole_return("case-2", 2))
    assert journal.returned_so_far(RECEIPT).lines[0].paid == 2 * 2136
    assert journal.verify(deep=True).bent is None


def test_one_who_may_not_write_is_told_what_the_tables_know(
    journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise EnvironmentFault("This file can't be written.", code="read_only")

    journal.append(*whole_return())
    journal.catch_up()
    journal.append(event("case_opened", "case-2", number=2))
    monkeypatch.setattr(following, "catch_up_beside", refuse)

    with reader_beside(journal) as reader:
        assert reader.open_cases() == ()
        assert reader.head()[0] == 12


def test_what_a_kill_left_behind_is_caught_up_at_the_next_start(
    journal: SqliteJournal, tmp_path: Path
) -> None:
    journal.append(*whole_return()[:2])
    journal.append(*whole_return()[2:-2])
    folder = left_as_by_a_kill(journal, tmp_path / "after")

    assert reached(folder / "journal.db").counter < journal.head()[0]
    with open_journal(folder) as again:
        assert reached(folder / "journal.db").counter == journal.head()[0]
        assert again.open_cases() == ("case-1",)
        assert again.returned_so_far(RECEIPT).lines[0].paid == 2136
        assert again.verify(deep=True).bent is None


def test_a_deep_check_compares_what_the_tables_know(journal: SqliteJournal) -> None:
    journal.append(*whole_return())
    journal.catch_up()
    journal.append(*whole_return("case-2", 2))
    assert journal.open_cases() == ()

    assert journal.verify(deep=True).bent is None
    with closing(sqlite3.connect(journal.path)) as connection:
        connection.execute("UPDATE returned_lines SET paid = paid + 1")
        connection.commit()
    found = journal.verify(deep=True).bent
    assert found is not None
    assert "returned_lines" in found.message


def test_an_event_that_a_table_could_not_take_is_not_recorded(journal: SqliteJournal) -> None:
    before = journal.head()

    with pytest.raises(Defect):
        journal.append(event("leg_begun", key="k"))

    assert journal.head() == before
    journal.append(*whole_return())
    assert journal.open_cases() == ()


def test_a_question_that_the_disk_refuses_can_be_asked_again(journal: SqliteJournal) -> None:
    journal.append(*whole_return()[:2])
    journal.append(*whole_return()[2:-1])
    journal._writing.execute("PRAGMA query_only = ON")

    with pytest.raises(EnvironmentFault):
        journal.returned_so_far(RECEIPT)

    journal._writing.execute("PRAGMA query_only = OFF")
    assert journal.returned_so_far(RECEIPT).lines[0].paid == 2136


def test_after_a_question_every_append_is_flushed_as_before(journal: SqliteJournal) -> None:
    journal.append(*whole_return())
    journal.catch_up()

    assert journal._writing.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_the_writer_brings_them_up_when_nobody_asks(tmp_path: Path) -> None:
    with open_journal(tmp_path) as real:
        done = threading.Event()
        catch_up = real.catch_up

        def watched() -> None:
            catch_up()
            done.set()

        real.catch_up = watched  # type: ignore[method-assign]  # to hear when it was done
        with OneWriter(real, idle_seconds=0.01) as writer:
            writer.append(*whole_return())
            assert done.wait(PATIENCE_SECONDS)

        assert reached(real.path) == (11, 11)


def test_closing_leaves_nothing_behind(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
        last = journal.head()[0]

    assert min(reached(tmp_path / "journal.db")) == last + 1


def test_a_start_after_another_version_tells_how_far_it_is(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
    with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'read_models'")
        connection.commit()
        recorder, anchors = journal._recorder, AnchorFile(tmp_path / "anchor.json")

    with SqliteJournal(
        journal.path, recorder, anchors, on_progress=lambda done, of: heard.append((done, of))
    ) as again:
        assert again.open_cases() == ()

    assert heard
    assert heard[-1][0] == 12


def test_what_came_after_an_event_does_not_change_what_it_counts(journal: SqliteJournal) -> None:
    """Though both were written in one run."""
    board: dict[str, Json] = {"options": [{"id": "o", "reasons": [{"code": "c", "rule": "later"}]}]}
    journal.append(
        event("case_opened", number=1),
        event("approval_given", option="o", amount=1),
        event("escalation_raised", triggers=["t"], option="o", board=board),
        event("case_completed", option="o", amount=1),
        event("asked_for", option="o"),
    )

    counted = {(each.figure, each.which) for each in journal.figures(*ALWAYS)}

    assert ("approved", "") in counted
    assert ("first_asked", "o") not in counted


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(MORE_EVENTS, st.sampled_from(["", "counter", "all"])), max_size=25))
def test_however_often_somebody_asked_the_tables_are_the_same(
    told: list[tuple[NewEvent, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_journal(Path(folder)) as journal:
        for new_event, asks in told:
            journal.append(new_event)
            if asks == "counter":
                journal.open_cases()
            elif asks == "all":
                journal.catch_up()
        journal.catch_up()
        followed = contents(journal.path)

        journal.rebuild()

        assert contents(journal.path) == followed
