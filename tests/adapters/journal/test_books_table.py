"""The view `v_books`: what the events say, read one by one; made again with the same result."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings

from adapters.journal.journal_kit import (
    ORIGIN,
    CountingIds,
    SteppingClock,
    event,
    fixed_key,
    open_journal,
    whole_return,
)
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.sqlite_journal import Recorder, SqliteJournal
from returns_desk.application.books import Books, Posting
from support.book_journeys import Told, journeys, record

Row = tuple[object, ...]


def view(path: Path, statement: str) -> list[Row]:
    """As a manager's own tool reads it."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(statement).fetchall()


def expected(postings: tuple[Posting, ...]) -> Iterator[Row]:
    for each in postings:
        entry = each.entry
        debit, credit = max(entry.amount, 0), max(-entry.amount, 0)
        yield (
            *(each.event, each.position, each.day, each.document, each.number),
            *(each.case_number, str(entry.account), debit, credit, each.currency),
            *(entry.tax_code or None, entry.rate_basis_points, each.reference or None),
        )


COLUMNS = (
    "SELECT event, position, day, document, number, case_number, account, debit, credit,"
    " currency, tax_code, rate_basis_points, reference FROM v_books ORDER BY event, position"
)


def recorded_in(folder: Path, journey: list[Told]) -> SqliteJournal:
    clock = SteppingClock()

    def wait(hours: int) -> None:
        clock.moment += timedelta(hours=hours)

    journal = SqliteJournal(
        folder / "journal.db",
        Recorder(ORIGIN, fixed_key(), clock, CountingIds()),
        AnchorFile(folder / "anchor.json"),
    )
    assert len(list(record(journey, wait, journal.append))) == len(journey)
    return journal


@settings(max_examples=20, deadline=None)
@given(journeys(most=3))
def test_the_view_is_what_the_events_say_also_after_a_rebuild(journey: list[Told]) -> None:
    with tempfile.TemporaryDirectory() as name, recorded_in(Path(name), journey) as journal:
        path = Path(name) / "journal.db"
        books = Books()
        books.take(journal.read())
        for _ in range(2):
            journal.catch_up()
            assert view(path, COLUMNS) == list(expected(books.postings()))
            unbalanced = "SELECT document FROM v_books GROUP BY 1 HAVING sum(debit) <> sum(credit)"
            assert view(path, unbalanced) == []
            assert view(path, "SELECT count(*) FROM v_books WHERE meaning IS NULL") == [(0,)]
            assert journal.verify(deep=True).bent is None
            journal.rebuild()


def test_a_desk_that_starts_again_midway_goes_on_with_the_books(tmp_path: Path) -> None:
    events = whole_return()
    for each in events:
        with open_journal(tmp_path) as journal:
            journal.append(each)

    statement = "SELECT account, sum(debit - credit) FROM v_books GROUP BY 1 ORDER BY 1"
    assert view(tmp_path / "journal.db", statement) == [
        ("customer_clearing", 0),
        ("sales_returns", 2136),
        ("tender_card_reader", -2136),
    ]
    assert view(tmp_path / "journal.db", "SELECT count(*) FROM book_memories") == [(0,)]


def test_a_day_s_totals_stand_in_a_view_of_their_own(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        for each in whole_return():
            journal.append(each)
        journal.append(event("voucher_redeemed", None, value=5, currency="USD"))

    rows = view(tmp_path / "journal.db", "SELECT account, balance FROM v_books_daily")
    assert sorted(rows) == [
        ("customer_clearing", 0),
        ("sales_returns", 2136),
        ("store_credit_liability", 5),
        ("store_credit_redeemed", -5),
        ("tender_card_reader", -2136),
    ]


def test_someone_who_changes_a_posting_is_found_by_a_deep_check(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        for each in whole_return():
            journal.append(each)
        journal.catch_up()
        with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
            connection.execute("UPDATE book_postings SET amount = amount + 1 WHERE position = 0")
            connection.commit()

        found = journal.verify(deep=True)

        assert found.bent is not None or any("book_postings" in each for each in found.warnings)


def test_a_counted_drawer_that_differs_stands_in_an_account_of_its_own(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        for difference in (-300, None):
            told = event("day_closed", None, currency="USD", difference=difference)
            journal.append(told)
        journal.catch_up()
        before = view(tmp_path / "journal.db", COLUMNS)
        journal.rebuild()

    statement = "SELECT kind, case_id, account, debit - credit, currency FROM v_books"
    assert view(tmp_path / "journal.db", statement) == [
        ("cash_difference", None, "tender_cash", -300, "USD"),
        ("cash_difference", None, "cash_differences", 300, "USD"),
    ]
    assert view(tmp_path / "journal.db", COLUMNS) == before
