"""What a new case learns of earlier ones: the same from a file and from memory."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from adapters.journal.journal_kit import (
    CASE,
    RECEIPT,
    event,
    item,
    leg,
    open_journal,
    recorder,
    whole_return,
)
from returns_desk.adapters.journal import MemoryJournal, SqliteJournal
from returns_desk.adapters.journal.looking_back import _GOODWILL, _VISITS
from returns_desk.application.earlier_visits import MOST_VISITS
from returns_desk.application.ports import Json, NewEvent

TODAY = date(2026, 11, 21)
NOBODY = "another-case"
MONEY = "goodwill/original"


def goodwill(case_id: str, amount: int, *, operator: str = "mara") -> list[NewEvent]:
    """A case in which somebody gives goodwill, up to the leg that is begun."""
    key = f"{case_id}-key"
    chosen: dict[str, Json] = {"option": MONEY, "amount": amount, "board_digest": "", "key": key}
    steps = [
        event("case_opened", case_id, number=1),
        event("option_chosen", case_id, **chosen),
        event("plan_made", case_id, key=key, option=MONEY, legs=[leg(1, amount)], items=[]),
        event("leg_begun", case_id, key=key, leg=1),
    ]
    return [NewEvent(each.type, each.payload, each.case_id, operator) for each in steps]


def failed(case_id: str) -> NewEvent:
    return event("leg_failed", case_id, key=f"{case_id}-key", leg=1, why="unreachable")


class LookingBack:
    """The claims; a subclass provides `journal`."""

    def test_each_case_that_took_goods_back_is_one_visit(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        journal.append(*whole_return("case-1"), *whole_return("case-2", 2))

        first, second = journal.earlier_visits([RECEIPT, "unknown"], NOBODY)

        assert (first.returned.amount, second.returned.amount) == (2136, 2136)
        assert first.returned.at < second.returned.at
        assert first.returned.at.date() == TODAY
        assert first.returned.with_receipt
        assert (first.reference, second.reference) == ("RD/1/case-1-key", "RD/2/case-2-key")

    def test_lines_of_one_case_are_one_visit_less_their_fees(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        goods = [item(paid=1000, fee=100), item(paid=500, line=2)]
        journal.append(event("case_opened", number=1), event("goods_taken", key="k", items=goods))

        (visit,) = journal.earlier_visits([RECEIPT], NOBODY)

        assert visit.returned.amount == 1400

    def test_of_very_many_visits_the_latest_are_told(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        for number in range(1, MOST_VISITS + 3):
            case_id = f"case-{number}"
            goods = event("goods_taken", case_id, key="k", items=[item(paid=number)])
            journal.append(event("case_opened", case_id, number=number), goods)

        amounts = [each.returned.amount for each in journal.earlier_visits([RECEIPT], NOBODY)]

        assert amounts == list(range(3, MOST_VISITS + 3))

    def test_the_case_itself_and_other_receipts_are_no_earlier_visit(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        journal.append(*whole_return("case-1"))

        assert journal.earlier_visits([RECEIPT], "case-1") == ()
        assert journal.earlier_visits(["another"], NOBODY) == ()
        assert journal.earlier_visits([], NOBODY) == ()

    def test_the_same_goods_again_are_no_visit(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        exchanged = event("goods_taken", key="k", items=[], exchanged=[item()])
        journal.append(event("case_opened", number=1), exchanged)

        assert journal.earlier_visits([RECEIPT], NOBODY) == ()

    def test_goodwill_that_was_begun_or_booked_counts_and_what_failed_does_not(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        journal.append(*goodwill("case-1", 700), *goodwill("case-2", 30))
        booked = event("leg_booked", "case-1", key="case-1-key", reference="R", **leg(1, 700))
        journal.append(booked)
        while_begun = journal.goodwill_given("mara", TODAY, NOBODY)

        journal.append(failed("case-2"))

        assert while_begun == 730
        assert journal.goodwill_given("mara", TODAY, NOBODY) == 700

    def test_goodwill_is_counted_for_whoever_gave_it_from_that_day_on(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        journal.append(*goodwill("case-1", 700), *goodwill("case-2", 30, operator="tom"))

        assert journal.goodwill_given("mara", TODAY, NOBODY) == 700
        assert journal.goodwill_given("mara", date(2026, 11, 22), NOBODY) == 0
        assert journal.goodwill_given("mara", TODAY, "case-1") == 0
        assert journal.goodwill_given("lind", TODAY, NOBODY) == 0

    def test_what_a_second_person_allowed_uses_up_no_budget(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        decided = {"option": MONEY, "approver": "lind", "reason": "fair_to_customer"}
        allowed = event("approval_given", amount=700, **decided)
        journal.append(event("case_opened", number=1), allowed)

        journal.append(*goodwill(CASE, 700)[1:])

        assert journal.goodwill_given("mara", TODAY, NOBODY) == 0

    def test_an_approval_that_was_taken_back_is_none(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        decided = {"option": MONEY, "approver": "lind", "reason": "fair_to_customer"}
        journal.append(
            event("case_opened", number=1),
            event("approval_given", amount=700, **decided),
            event("approval_declined", alternative="", **decided),
            *goodwill(CASE, 700)[1:],
        )

        assert journal.goodwill_given("mara", TODAY, NOBODY) == 700

    def test_money_by_right_or_policy_is_no_goodwill(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        other = event("approval_given", option="refund/other_card", approver="lind")
        journal.append(other, *whole_return())

        assert journal.goodwill_given("mara", TODAY, NOBODY) == 0


class TestInAFile(LookingBack):
    """The claims for the journal in a file."""

    @pytest.fixture
    def journal(self, tmp_path: Path) -> Iterator[SqliteJournal | MemoryJournal]:
        with open_journal(tmp_path) as journal:
            yield journal

    def test_no_table_is_walked_for_it(self, journal: SqliteJournal) -> None:
        reading = journal._reading

        plans = [
            reading.execute(f"EXPLAIN QUERY PLAN {_VISITS}", ["[]", 9, "c"]).fetchall(),
            reading.execute(f"EXPLAIN QUERY PLAN {_GOODWILL}", ["m", "2026", "c"]).fetchall(),
        ]

        walked = {row[3] for plan in plans for row in plan if row[3].startswith("SCAN")}
        assert {each.split()[1] for each in walked} <= {"json_each", "latest"}

    def test_a_rebuild_makes_the_same_tables(self, journal: SqliteJournal) -> None:
        journal.append(*whole_return("case-1"), *goodwill("case-2", 30))

        assert journal.rebuild().bent is None
        assert journal.verify(deep=True).bent is None
        assert journal.goodwill_given("mara", TODAY, NOBODY) == 30


class TestInMemory(LookingBack):
    """The claims for the journal in memory."""

    @pytest.fixture
    def journal(self) -> SqliteJournal | MemoryJournal:
        return MemoryJournal(recorder())


def test_tables_of_an_older_program_are_no_sign_of_a_bent_journal(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return())
        journal._writing.execute("UPDATE meta SET value = '1' WHERE key = 'read_models'")
        journal._writing.execute("DROP TABLE returns")
        found = journal.verify(deep=True)
    with open_journal(tmp_path) as journal:
        assert len(journal.earlier_visits([RECEIPT], NOBODY)) == 1
        assert journal.verify(deep=True).bent is None

    assert found.bent is None
