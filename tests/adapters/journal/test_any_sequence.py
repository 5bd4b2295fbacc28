"""Any sequence of events: file and memory agree, and a rebuild changes nothing."""

import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.journal.journal_kit import RECEIPT, event, item, leg, open_journal, recorder
from returns_desk.adapters.journal import MemoryJournal
from returns_desk.application.ports import NewEvent

CASES = st.sampled_from(["case-1", "case-2", "case-3"])
KEYS = st.sampled_from(["k1", "k2"])
LEGS = st.integers(1, 2)
AMOUNTS = st.integers(0, 5_000)
QUANTITIES = st.decimals(Decimal("0.001"), 20, places=3).map(str)
ITEMS = st.lists(
    st.builds(item, quantity=QUANTITIES, paid=AMOUNTS, fee=AMOUNTS, line=st.integers(1, 3)),
    max_size=3,
)
PLANNED = st.builds(
    leg, number=LEGS, amount=AMOUNTS, tender=st.sampled_from([None, f"{RECEIPT}/1", f"{RECEIPT}/2"])
)

EVENTS: st.SearchStrategy[NewEvent] = st.one_of(
    st.builds(lambda case, number: event("case_opened", case, number=number), CASES, LEGS),
    st.builds(lambda case: event("case_left", case, reason="time"), CASES),
    st.builds(lambda case: event("case_completed", case, option="o", amount=1), CASES),
    st.builds(lambda case: event("receipt_added", case, receipt=RECEIPT), CASES),
    st.builds(
        lambda case, key, planned: event("plan_made", case, key=key, legs=[planned]),
        CASES,
        KEYS,
        PLANNED,
    ),
    st.builds(lambda case, key, n: event("leg_begun", case, key=key, leg=n), CASES, KEYS, LEGS),
    st.builds(
        lambda case, key, booked: event("leg_booked", case, key=key, **booked), CASES, KEYS, PLANNED
    ),
    st.builds(lambda key, n: event("leg_failed", key=key, leg=n, why="w"), KEYS, LEGS),
    st.builds(
        lambda key, n, happened: event("leg_settled", key=key, leg=n, happened=happened),
        KEYS,
        LEGS,
        st.booleans(),
    ),
    st.builds(lambda case, items: event("goods_taken", case, key="k", items=items), CASES, ITEMS),
    st.builds(lambda case: event("unheard_of", case), CASES),
)


@settings(max_examples=25)
@given(st.lists(EVENTS, max_size=25))
def test_file_and_memory_agree_and_a_rebuild_changes_nothing(events: list[NewEvent]) -> None:
    memory = MemoryJournal(recorder())
    with tempfile.TemporaryDirectory() as folder, open_journal(Path(folder)) as journal:
        for each in events:
            assert journal.append(each) == memory.append(each)

        for _ in range(2):
            assert journal.returned_so_far(RECEIPT) == memory.returned_so_far(RECEIPT)
            assert journal.open_cases() == memory.open_cases()
            assert journal.next_case_number() == memory.next_case_number()
            assert journal.head() == memory.head()
            assert journal.verify(deep=True).bent is None
            journal.rebuild()
