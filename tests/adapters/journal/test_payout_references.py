"""The journal knows its own returns again when a till's log brings them back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.journal.journal_kit import RECEIPT, event, item, leg, open_journal, whole_return
from adapters.journal.journal_kit import recorder as recorder_of
from returns_desk.adapters.journal.memory_journal import MemoryJournal
from returns_desk.adapters.journal.read_models import _PAYOUTS
from returns_desk.application.ports import Journal

KEY = "0199f0aa-0000-7000-8000-00000000002a"
EVEN_EXCHANGE = [
    event("case_opened", number=12),
    event("receipt_added", receipt=RECEIPT, keyed_in=False, digest="d"),
    event("plan_made", key=KEY, option="even_exchange/none", legs=[], items=[item()]),
    event("goods_taken", key=KEY, items=[], exchanged=[item()]),
    event("case_completed", option="even_exchange/none", amount=0),
    event("slip_issued", anchor="0123abcd"),
]


class ReferencesContract:
    """The claims; a subclass provides `journal`."""

    def test_every_completed_return_is_known_by_what_its_slip_says(self, journal: Journal) -> None:
        journal.append(*whole_return("case-1", 1), *whole_return("case-22", 2))

        assert journal.returned_so_far(RECEIPT).references == {
            "RD/1/case-1-key",
            "RD/2/case-22-key",
        }
        assert journal.returned_so_far("unknown").references == frozenset()

    def test_goods_that_were_only_exchanged_are_known_as_well(self, journal: Journal) -> None:
        journal.append(*EVEN_EXCHANGE)

        assert journal.returned_so_far(RECEIPT).references == {"RD/12/00000000002a"}

    @pytest.mark.parametrize("count", range(1, 5))
    def test_before_it_is_completed_a_return_has_no_slip(
        self, journal: Journal, count: int
    ) -> None:
        journal.append(*EVEN_EXCHANGE[:count])

        assert journal.returned_so_far(RECEIPT).references == frozenset()

    def test_a_case_that_the_customer_left_has_none(self, journal: Journal) -> None:
        plan = event("plan_made", key=KEY, option="refund/cash", legs=[leg()], items=[item()])
        journal.append(*EVEN_EXCHANGE[:2], plan, event("case_left", reason="other"))

        assert journal.returned_so_far(RECEIPT).references == frozenset()


class TestMemoryJournal(ReferencesContract):
    @pytest.fixture
    def journal(self) -> MemoryJournal:
        return MemoryJournal(recorder_of())


class TestSqliteJournal(ReferencesContract):
    @pytest.fixture
    def journal(self, tmp_path: Path) -> Iterator[Journal]:
        with open_journal(tmp_path) as journal:
            yield journal


def test_no_table_is_walked_for_them(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        plan = journal._reading.execute(f"EXPLAIN QUERY PLAN {_PAYOUTS}", ["r"]).fetchall()

    assert plan
    assert all(row[3].startswith("SEARCH") and "events" not in row[3] for row in plan)
