"""A manager's figures: each as it is defined, and the same however they came about."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from adapters.journal.journal_kit import RECEIPT, event, item, open_journal, whole_return
from bench._many_events import case_events
from returns_desk.adapters.journal import SqliteJournal
from returns_desk.adapters.journal.figures import MEANINGS
from returns_desk.adapters.journal.read_models import EVERY_TABLE
from returns_desk.adapters.journal.views import VIEWS
from returns_desk.application.ports import Json, NewEvent

ALWAYS = (date(2020, 1, 1), date(2030, 1, 1))
OPTION = "refund/other_card"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    with open_journal(tmp_path) as opened:
        yield opened


def figures(journal: SqliteJournal) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (each.figure, each.which): (each.count, each.total) for each in journal.figures(*ALWAYS)
    }


def asked(option: str, how: str = "asking") -> NewEvent:
    return event("asked_for", option=option, board_digest="d", how=how)


def escalated(rule: str | None = "other-card-by-manager") -> NewEvent:
    reasons: list[Json] = [{"code": "c", "rule": rule}, {"code": "other", "rule": "not-this"}]
    board: dict[str, Json] = {"options": [{"id": OPTION, "reasons": reasons}]}
    about: list[Json] = [
        {"code": "asked_option_needs_approval", "option": OPTION, "item": None},
        {"code": "no_money_option", "option": None, "item": None},
    ]
    return event(
        "escalation_raised",
        triggers=["asked_option_needs_approval", "no_money_option"],
        option=OPTION,
        amount=2136,
        about=about,
        board=board if rule else None,
    )


def decided(kind: str) -> NewEvent:
    return event(kind, option=OPTION, amount=2136, approver="lind", reason="r", alternative="")


def taken_back(case_id: str) -> list[NewEvent]:
    """A return of that day, asked for, completed and taken back."""
    events = [replace(each, case_id=case_id) for each in whole_return()]
    asks = replace(asked(OPTION), case_id=case_id)
    completed_at = "2026-11-21T12:41:00-06:00"
    names: dict[str, Json] = {"key": "v", "payout": "k"}
    told: dict[str, Json] = {"option": OPTION, "amount": 2136, "reason": "other"}
    ended = {**names, **told, "completed_at": completed_at, "goods_taken": None}
    return [events[0], asks, *events[1:], event("case_voided", case_id, **ended)]


def test_a_return_that_was_taken_back_counts_as_that_alone(journal: SqliteJournal) -> None:
    journal.append(*taken_back("case-3"))

    counted = figures(journal)

    assert counted["taken_back", "other"] == (1, 2136)
    assert counted["cases_opened", ""] == (1, 0)
    left = {figure for figure, _ in counted} - {"taken_back", "cases_opened", "time_at_counter"}
    assert not left & {"cases", "remedies", "first_asked", "got_first_asked"}


def test_a_customer_who_got_what_was_asked_for_first_counts_as_such(journal: SqliteJournal) -> None:
    opened, *rest = whole_return()
    journal.append(opened, asked(OPTION), asked("refund/cash"), *rest)

    counted = figures(journal)

    assert counted["got_first_asked", OPTION] == counted["first_asked", OPTION] == (1, 0)
    assert counted["cases", "completed"] == counted["cases_opened", ""] == (1, 0)
    assert counted["remedies", OPTION] == (1, 2136)


def test_how_it_went_is_counted_by_what_customers_said(journal: SqliteJournal) -> None:
    journal.append(*whole_return(), event("feedback_given", answer="good"))

    assert figures(journal)["feedback", "good"] == (1, 0)


def test_another_remedy_or_leaving_is_not_what_was_asked_for(journal: SqliteJournal) -> None:
    opened, *rest = whole_return()
    journal.append(opened, asked("refund/cash"), asked(OPTION), *rest)
    journal.append(event("case_opened", "case-2", number=2))
    journal.append(NewEvent("asked_for", {"option": OPTION}, "case-2", "mara"))
    journal.append(event("case_left", "case-2", reason="nothing_suited"))

    counted = figures(journal)

    assert counted["first_asked", "refund/cash"] == counted["first_asked", OPTION] == (1, 0)
    assert not [of for figure, of in counted if figure == "got_first_asked"]
    assert counted["left", "nothing_suited"] == counted["cases", "left"] == (1, 0)


def test_who_asked_for_nothing_counts_in_neither(journal: SqliteJournal) -> None:
    journal.append(*whole_return())

    assert not {"first_asked", "got_first_asked"} & {figure for figure, _ in figures(journal)}


def test_escalations_count_by_trigger_and_decisions_by_rule(journal: SqliteJournal) -> None:
    journal.append(event("case_opened", number=1), escalated(), decided("approval_given"))
    journal.append(escalated("a-later-rule"), decided("approval_declined"))
    journal.append(event("case_opened", "case-2", number=2))
    journal.append(NewEvent("approval_given", {"option": "refund/cash"}, "case-2", "mara"))

    counted = figures(journal)

    assert counted["escalations", "asked_option_needs_approval"] == (2, 0)
    assert counted["escalations", "no_money_option"] == (2, 0)
    assert counted["approved", "other-card-by-manager"] == (1, 2136)
    assert counted["declined", "a-later-rule"] == (1, 0)
    assert counted["approved", ""] == (1, 0)


def test_an_escalation_without_its_board_is_counted_all_the_same(journal: SqliteJournal) -> None:
    journal.append(event("case_opened", number=1), escalated(None))

    assert figures(journal)["escalations", "no_money_option"] == (1, 0)


def test_time_at_the_counter_is_from_opening_to_end(journal: SqliteJournal) -> None:
    journal.append(*whole_return())  # ten events, a second apart

    assert figures(journal)["time_at_counter", "completed"] == (1, 9)


def test_a_case_that_was_never_opened_has_no_time(journal: SqliteJournal) -> None:
    journal.append(event("case_left", "case-9", reason="other"))

    assert figures(journal)["time_at_counter", "left"] == (1, 0)


def test_figures_are_of_the_days_asked_for(journal: SqliteJournal) -> None:
    journal.append(*whole_return())

    assert journal.figures(date(2026, 11, 21), date(2026, 11, 21))
    assert not journal.figures(date(2026, 11, 22), date(2026, 12, 1))


def test_every_figure_has_its_meaning_in_words(journal: SqliteJournal) -> None:
    journal.append(event("case_opened", number=1), asked(OPTION), escalated())
    journal.append(decided("approval_given"), decided("approval_declined"), *whole_return()[1:])
    journal.append(event("case_opened", "case-2", number=2))
    journal.append(event("case_left", "case-2", reason="other"))
    journal.append(event("feedback_given", "case-2", answer="bad"))
    journal.append(*taken_back("case-3"))

    counted = [each.figure for each in journal.figures(*ALWAYS)]

    assert list(dict.fromkeys(counted)) == [meaning[0] for meaning in MEANINGS]
    for _, _, _, meaning in MEANINGS:
        assert meaning.endswith(".")


def many_cases(journal: SqliteJournal) -> None:
    for number in range(1, 80):
        journal.append(*case_events(number))


def contents(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: sorted(map(repr, Database(connection)[table].rows)) for table in EVERY_TABLE}


def test_a_rebuild_makes_the_same_tables(journal: SqliteJournal) -> None:
    many_cases(journal)
    journal.catch_up()
    kept_up = contents(journal.path)

    journal.rebuild()

    assert contents(journal.path) == kept_up
    assert kept_up["figures"]
    assert kept_up["case_items"]
    assert journal.verify(deep=True).bent is None


def test_a_rebuild_that_is_stopped_leaves_the_tables_as_they_were(journal: SqliteJournal) -> None:
    many_cases(journal)
    journal.catch_up()
    before = contents(journal.path)

    def stop(done: int, _total: int) -> None:
        assert done
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        journal.rebuild(stop)

    assert contents(journal.path) == before
    assert journal.append(event("desk_locked", None))


def test_daily_figures_are_what_the_views_of_cases_add_up_to(journal: SqliteJournal) -> None:
    many_cases(journal)

    with closing(sqlite3.connect(journal.path)) as connection:

        def one(statement: str) -> object:
            return connection.execute(statement).fetchone()[0]

        counted = figures(journal)

        def of(figure: str, column: int = 0) -> int:
            return sum(cells[column] for (name, _), cells in counted.items() if name == figure)

        assert of("cases") == one("SELECT count(closed_at) FROM v_cases")
        assert of("got_first_asked") == one("SELECT sum(got_first_asked) FROM v_cases")
        assert of("first_asked") == one(
            "SELECT count(*) FROM v_cases WHERE closed_at IS NOT NULL AND first_asked IS NOT NULL"
        )
        assert of("remedies", 1) == one("SELECT sum(amount) FROM v_cases WHERE outcome <> 'left'")
        assert of("time_at_counter", 1) == one("SELECT sum(seconds_at_counter) FROM v_cases")
        assert of("escalations") == one("SELECT count(*) FROM v_escalations")
        assert of("approved") == one("SELECT count(*) FROM v_decisions")
        assert of("cases") == one("SELECT sum(count) FROM v_figures_weekly WHERE figure = 'cases'")


def test_a_manager_opens_the_views_with_sqlite_utils(journal: SqliteJournal) -> None:
    journal.append(*whole_return()[:3], asked(OPTION), escalated(), decided("approval_given"))
    journal.append(event("claim_changed", items=[{**item(), "reason": "faulty"}]))
    journal.append(*whole_return()[3:])
    journal.catch_up()

    database = Database(sqlite3.connect(f"file:{journal.path}?mode=ro", uri=True))
    try:
        rows = {view: list(database[view].rows) for view in VIEWS}

        assert set(VIEWS) <= set(database.view_names())
    finally:
        database.close()
    assert rows["v_cases"][0]["got_first_asked"] == 1
    assert rows["v_cases"][0]["number"] == 1
    assert rows["v_items"][0]["reason"] == "faulty"
    assert rows["v_bookings"][0]["reference"] == "A-77"
    assert {each["trigger"] for each in rows["v_escalations"]} == {
        "asked_option_needs_approval",
        "no_money_option",
    }
    assert rows["v_decisions"][0]["approver"] == "lind"
    assert {each["meaning"] for each in rows["v_figures_daily"]} <= {each[3] for each in MEANINGS}
    assert {each["week_from"] for each in rows["v_figures_weekly"]} == {"2026-11-16"}


def test_goods_that_are_no_longer_claimed_are_no_longer_there(journal: SqliteJournal) -> None:
    journal.append(event("case_opened", number=1))
    journal.append(event("claim_changed", items=[item(), item(line=2)]))
    journal.append(event("claim_changed", items=[item(line=2, quantity="3")]))
    journal.catch_up()

    with closing(sqlite3.connect(journal.path)) as connection:
        rows = connection.execute("SELECT receipt, line, quantity FROM v_items").fetchall()

    assert rows == [(RECEIPT, 2, "3")]
