"""Visits are told in the order in which they end; what stays open comes last."""

from collections.abc import Iterable

from fakes import FakeClock, FakeJournal
from returns_desk.application.policy_lab.visits import visits
from returns_desk.application.ports import Event, NewEvent, ReturnedSoFar


class Followed:
    """Remembers the events that it was taken on by; nothing ever came back."""

    def __init__(self) -> None:
        self.taken: list[Event] = []

    def take(self, event: Event) -> None:
        self.taken.append(event)

    def before(self, receipts: Iterable[str]) -> dict[str, ReturnedSoFar]:
        raise AssertionError(receipts)


def journal() -> FakeJournal:
    """Three customers: the second leaves first, the third is still there."""
    kept = FakeJournal(FakeClock())
    for number, case_id in enumerate(("a", "b", "c"), start=1):
        kept.append(NewEvent("case_opened", {"number": number}, case_id))
    for case_id in ("b", "a"):
        kept.append(NewEvent("case_left", {"reason": "no_time"}, case_id))
    kept.append(NewEvent("desk_locked", {}), NewEvent("promise_kept", {}, "a"))
    return kept


def test_those_that_ended_come_in_that_order_and_open_ones_last() -> None:
    kept, returns = journal(), Followed()

    told = list(visits(kept.events, returns))

    assert [each.record.case_id for each in told] == ["b", "a", "c"]
    assert [each.ended_at is None for each in told] == [False, False, True]
    assert returns.taken == kept.events


def test_what_came_back_counts_also_of_cases_that_nobody_wants() -> None:
    kept, returns = journal(), Followed()

    told = list(visits(kept.events, returns, lambda case_id: case_id == "c"))

    assert [each.record.case_id for each in told] == ["c"]
    assert returns.taken == kept.events
