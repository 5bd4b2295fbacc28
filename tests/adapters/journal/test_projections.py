"""What the read models make of events, and of events that hold not what they promise."""

from pathlib import Path

import pytest

from adapters.journal.journal_kit import CASE, RECEIPT, event, item, leg, open_journal, recorder
from returns_desk.adapters.journal import MemoryJournal, SqliteJournal
from returns_desk.application.ports import Json, NewEvent
from returns_desk.domain.errors import Defect


def rows(journal: SqliteJournal, statement: str) -> list[tuple[object, ...]]:
    journal.catch_up()
    return list(journal._reading.execute(statement))


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(event("case_opened", number="1"), id="number as text"),
        pytest.param(event("case_opened", number=True), id="number as flag"),
        pytest.param(event("receipt_added", receipt=7), id="receipt as number"),
        pytest.param(event("goods_taken", key="k", items="all"), id="items as text"),
        pytest.param(event("goods_taken", key="k", items=[item("half")]), id="no quantity"),
        pytest.param(event("plan_made", key="k", legs=[{"leg": 1}]), id="leg without amount"),
        pytest.param(event("leg_begun", leg=1), id="leg without key"),
        pytest.param(event("leg_settled", key="k", leg=1, happened="yes"), id="settled by a text"),
        pytest.param(
            event("leg_booked", key="k", leg=1, amount=1, tender="no number"), id="bad tender"
        ),
    ],
)
def test_an_event_that_breaks_its_promise_is_our_own_fault(bad: NewEvent) -> None:
    journal = MemoryJournal(recorder())
    before = journal.head()

    with pytest.raises(Defect):
        journal.append(bad)

    assert journal.head() == before


def test_a_case_tells_its_number_stage_first_receipt_amount_and_outcome(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(event("case_opened", number=1))
        journal.append(event("receipt_added", receipt=RECEIPT))
        journal.append(event("receipt_added", receipt="second"))
        journal.append(event("option_chosen", option="refund/original", amount=100))
        during = rows(journal, "SELECT number, stage, receipt, amount, outcome FROM cases")
        journal.append(event("case_completed", option="refund/original", amount=90))
        after = rows(journal, "SELECT stage, amount, outcome, closed_at IS NULL FROM cases")
        receipts = rows(journal, "SELECT receipt FROM case_receipts ORDER BY sequence")

    assert during == [(1, "chosen", RECEIPT, 100, None)]
    assert after == [("completed", 90, "refund/original", 0)]
    assert receipts == [(RECEIPT,), ("second",)]


def test_goods_without_a_receipt_count_against_no_line(tmp_path: Path) -> None:
    without: dict[str, Json] = {**item(), "receipt": None}
    with open_journal(tmp_path) as journal:
        journal.append(event("goods_taken", key="k", items=[without, item()]))

        assert rows(journal, "SELECT receipt FROM returned_lines") == [(RECEIPT,)]


def test_a_leg_is_booked_where_it_went_and_not_where_it_was_planned(tmp_path: Path) -> None:
    booked = leg(1, 90, f"{RECEIPT}/2")
    with open_journal(tmp_path) as journal:
        journal.append(event("plan_made", key="k", legs=[leg(1, 100, f"{RECEIPT}/1")]))
        journal.append(event("leg_booked", key="k", reference="R", **booked))

        assert journal.returned_so_far(RECEIPT).refunded == {2: 90}
        assert rows(journal, "SELECT case_id, state, reference FROM legs") == [
            (CASE, "booked", "R")
        ]


def test_a_receipt_with_slashes_keeps_them(tmp_path: Path) -> None:
    booked = leg(1, 90, "A/2026/7/3")
    with open_journal(tmp_path) as journal:
        journal.append(event("leg_booked", key="k", reference=None, **booked))

        assert journal.returned_so_far("A/2026/7").refunded == {3: 90}
