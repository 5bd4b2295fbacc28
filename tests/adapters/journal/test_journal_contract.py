"""What every journal does, in a file or in memory: the same claims for both."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
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
from returns_desk.adapters.journal.memory_journal import MemoryJournal
from returns_desk.application.ports import Journal, Json, ReturnedLine
from returns_desk.domain.errors import Defect


class JournalContract:
    """The claims; a subclass provides `journal`."""

    def test_events_are_read_back_as_they_were_recorded(self, journal: Journal) -> None:
        recorded = journal.append(*whole_return())

        read = tuple(journal.read(after=1))

        assert read == recorded
        assert journal.head() == (recorded[-1].sequence, recorded[-1].hash)

    def test_each_event_bears_the_hash_of_the_one_before(self, journal: Journal) -> None:
        journal.append(*whole_return())

        events = list(journal.read())

        assert events[0].type == "journal_begun"
        assert events[0].previous_hash == "0" * 64
        assert all(after.previous_hash == before.hash for before, after in pairwise(events))

    def test_reading_can_be_narrowed_to_a_case_and_to_types(self, journal: Journal) -> None:
        journal.append(*whole_return("case-1"), *whole_return("case-2", 2))

        of_case = {each.case_id for each in journal.read(case_id="case-2")}
        of_type = [each.type for each in journal.read(types=("slip_issued", "goods_taken"))]

        assert of_case == {"case-2"}
        assert of_type == ["goods_taken", "slip_issued"] * 2

    def test_what_came_back_and_was_refunded_is_counted_for_the_receipt(
        self, journal: Journal
    ) -> None:
        journal.append(*whole_return("case-1"), *whole_return("case-2", 2))

        so_far = journal.returned_so_far(RECEIPT)

        assert so_far.lines == (ReturnedLine(1, Decimal(2), 4272, 0),)
        assert so_far.refunded == {1: 4272}
        assert journal.returned_so_far("unknown").lines == ()

    def test_weights_add_up_exactly(self, journal: Journal) -> None:
        journal.append(
            event("goods_taken", key="a", items=[item("0.1", 10), item("0.2", 20, fee=3)])
        )

        so_far = journal.returned_so_far(RECEIPT)

        assert so_far.lines == (ReturnedLine(1, Decimal("0.3"), 30, 3),)

    def test_a_leg_counts_only_once_it_is_booked(self, journal: Journal) -> None:
        journal.append(event("plan_made", key="k", option="o", legs=[leg()], items=[]))
        journal.append(event("leg_begun", key="k", leg=1))
        while_begun = journal.returned_so_far(RECEIPT).refunded

        journal.append(event("leg_settled", key="k", leg=1, happened=True, reference="R"))

        assert while_begun == {}
        assert journal.returned_so_far(RECEIPT).refunded == {1: 2136}

    def test_a_leg_that_did_not_happen_counts_for_nothing(self, journal: Journal) -> None:
        journal.append(event("plan_made", key="k", option="o", legs=[leg()], items=[]))
        journal.append(event("leg_begun", key="k", leg=1))
        journal.append(event("leg_settled", key="k", leg=1, happened=False, reference=None))

        assert journal.returned_so_far(RECEIPT).refunded == {}

    def test_cases_stay_open_until_completed_or_left(self, journal: Journal) -> None:
        for number in (1, 2, 3):
            journal.append(event("case_opened", f"case-{number}", number=number))
        journal.append(event("case_left", "case-1", reason="no_time"))

        assert journal.open_cases() == ("case-2", "case-3")
        assert journal.next_case_number() == 4

    def test_case_numbers_count_up_from_one(self, journal: Journal) -> None:
        assert journal.next_case_number() == 1

    def test_an_unknown_type_is_kept_and_changes_nothing(self, journal: Journal) -> None:
        journal.append(event("invented_later", "case-9", anything=[1, None, True, "õ 1️⃣"]))

        kept = list(journal.read(types=("invented_later",)))

        assert kept[0].payload == {"anything": [1, None, True, "õ 1️⃣"]}
        assert journal.open_cases() == ()

    @pytest.mark.parametrize(
        "payload",
        [
            pytest.param({"amount": 21.36}, id="float"),
            pytest.param({"quantity": Decimal(1)}, id="decimal"),
            pytest.param({"text": "\ud800"}, id="half a character"),
            pytest.param({1: "x"}, id="key that is no text"),
            pytest.param({"raw": b"x"}, id="bytes"),
            pytest.param({"amount": 2**63}, id="beyond 64 bits"),
        ],
    )
    def test_what_has_no_exact_bytes_is_refused_whole(
        self, journal: Journal, payload: Json
    ) -> None:
        before = journal.head()
        bad = event("claim_changed", CASE, items=payload)

        with pytest.raises(Defect):
            journal.append(event("case_opened", number=1), bad)

        assert journal.head() == before

    def test_an_event_without_what_its_type_promises_is_refused_whole(
        self, journal: Journal
    ) -> None:
        before = journal.head()

        with pytest.raises(Defect, match="goods_taken"):
            journal.append(event("case_opened", number=1), event("goods_taken", key="k"))

        assert journal.head() == before
        assert journal.open_cases() == ()

    def test_nothing_is_not_recorded(self, journal: Journal) -> None:
        with pytest.raises(Defect):
            journal.append()

    def test_a_fresh_journal_verifies(self, journal: Journal) -> None:
        journal.append(*whole_return())

        found = journal.verify()

        assert found.bent is None
        assert found.events == 11


class TestMemoryJournal(JournalContract):
    @pytest.fixture
    def journal(self) -> MemoryJournal:
        return MemoryJournal(recorder())


class TestSqliteJournal(JournalContract):
    @pytest.fixture
    def journal(self, tmp_path: Path) -> Iterator[Journal]:
        with open_journal(tmp_path) as journal:
            yield journal
