"""What the counter asks next is written with the events; what fails leaves nothing behind."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from adapters.journal.journal_kit import RECEIPT, event, open_journal, whole_return
from returns_desk.adapters.journal import SqliteJournal
from returns_desk.domain.errors import Defect


def followed(journal: SqliteJournal) -> int:
    with closing(sqlite3.connect(journal.path)) as another:
        return int(another.execute("SELECT counter FROM followed").fetchone()[0])


def test_the_commit_after_which_the_counter_asks_takes_along_what_waits(tmp_path: Path) -> None:
    *before, completed = whole_return()
    with open_journal(tmp_path) as journal:
        for each in before:
            journal.append(each)
        assert followed(journal) == 1
        journal.append(completed)
        assert followed(journal) == journal.head()[0]
        assert journal.verify(deep=True).bent is None


def test_a_question_writes_only_where_what_waits_can_change_its_answer(tmp_path: Path) -> None:
    opened, received, *rest = whole_return()
    with open_journal(tmp_path) as journal:
        journal.append(opened)
        journal.append(received)
        assert journal.returned_so_far(RECEIPT).refunded == {}
        assert followed(journal) == 1
        for each in rest[:-1]:
            journal.append(each)
        assert journal.returned_so_far(RECEIPT).refunded == {1: 2136}
        assert followed(journal) == journal.head()[0]


def test_every_question_is_answered_as_from_tables_that_wait_for_nothing(tmp_path: Path) -> None:
    events = [*whole_return(), event("case_opened", "case-2", number=2)]
    for count in range(1, len(events) + 1):
        folder = tmp_path / str(count)
        folder.mkdir()
        with open_journal(folder) as journal:
            for each in events[:count]:
                journal.append(each)
            answers = asked(journal)
            journal.catch_up()
            assert answers == asked(journal), events[count - 1].type


def asked(journal: SqliteJournal) -> tuple[object, ...]:
    """Everything that the counter asks, in an order in which nothing brings up the next."""
    return (
        journal.earlier_visits([RECEIPT], "case-9"),
        journal.returned_so_far(RECEIPT),
        journal.paid_without_receipt(["SHELF-36W"], [], "case-9"),
        journal.goodwill_given("mara", date(2026, 1, 1), "case-9"),
        journal.legs_in_doubt(),
        journal.next_case_number(),
        journal.open_cases(),
    )


def test_a_checkpoint_in_the_same_commit_is_followed_too(tmp_path: Path) -> None:
    opened, *_, completed = whole_return()
    with open_journal(tmp_path, events_per_checkpoint=3) as journal:
        journal.append(opened)
        journal.append(completed)

        assert followed(journal) == journal.head()[0] == 4


def test_what_is_refused_at_the_end_of_a_case_leaves_nothing_waiting(tmp_path: Path) -> None:
    *before, completed = whole_return()
    with open_journal(tmp_path) as journal:
        for each in before:
            journal.append(each)
        with pytest.raises(Defect):
            journal.append(event("receipt_added", "case-9", receipt="R9"), event("case_completed"))

        assert journal.open_cases() == ("case-1",)
        journal.append(completed)
        assert journal.open_cases() == ()
        assert journal.returned_so_far(RECEIPT).refunded == {1: 2136}
        assert journal.verify(deep=True).bent is None


def test_a_commit_that_fails_after_the_tables_were_written_is_as_if_it_never_was(
    tmp_path: Path,
) -> None:
    *before, completed = whole_return()
    with open_journal(tmp_path) as journal:
        for each in before:
            journal.append(each)
        journal._writing.execute(
            "CREATE TEMP TRIGGER no AFTER UPDATE ON main.followed BEGIN "
            "SELECT RAISE(ABORT, 'no'); END"
        )
        with pytest.raises(Defect):
            journal.append(completed)
        journal._writing.execute("DROP TRIGGER no")

        assert journal.open_cases() == ("case-1",)
        journal.append(completed)
        assert journal.open_cases() == ()
        assert journal.verify(deep=True).bent is None


def test_an_event_that_was_put_in_between_is_seen_and_followed(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal, open_journal(tmp_path) as other:
        journal.append(event("noted", None))
        other.append(event("noted", None))
        journal.append(event("noted", None), event("noted", None))

        assert [each.sequence for each in journal.read()] == [1, 2, 3, 4, 5]
        assert journal.verify().bent is None
