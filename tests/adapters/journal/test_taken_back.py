"""What a return that was taken back leaves in the tables, on real files: as if it had not been."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from adapters.journal.journal_kit import CASE, RECEIPT, event, open_journal, recorder
from counters import Counter, proposing, signed_in
from fakes import CLERK, MANAGER, FakeOperators, FakeSales, badge_of
from returns_desk.adapters.journal import SqliteJournal
from returns_desk.adapters.journal.memory_journal import MemoryJournal
from returns_desk.application.desk_state import Stage
from returns_desk.domain.errors import Defect
from support.taken_back import BOTH_LEGS, REFERENCE, SOLD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from returns_desk.application.desk import Desk
    from returns_desk.application.ports import Journal, Json

NAMES: dict[str, Json] = {"key": "v", "payout": "k"}


@pytest.fixture(params=["file", "memory"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    """A journal of each kind."""
    if request.param == "memory":
        yield MemoryJournal(recorder())
        return
    with open_journal(tmp_path) as opened:
        yield opened


def desk_on(journal: Journal) -> Desk:
    """A desk whose journal that is; the shelf is paid by card and in cash, the slip in sight."""
    counter = Counter(
        sales=FakeSales([SOLD]),
        propose=proposing([BOTH_LEGS]),
        operators=FakeOperators((CLERK, MANAGER)),
        written=journal,
    )
    desk = signed_in(counter)
    desk.scan(SOLD.receipt)
    desk.choose(BOTH_LEGS.id)
    desk.confirm()
    desk.book_leg(1, REFERENCE)
    assert desk.book_leg(2).stage is Stage.SLIP
    return desk


def begin(desk: Desk) -> None:
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))


def test_paid_money_and_goods_are_as_before_the_return(journal: Journal) -> None:
    desk = desk_on(journal)
    begin(desk)
    desk.undo_leg(2, counted=1135)
    between = journal.returned_so_far(SOLD.receipt)
    desk.undo_leg(1, "V-77")

    after = journal.returned_so_far(SOLD.receipt)

    assert [(each.line, int(each.quantity)) for each in between.lines] == [(1, 1)]
    assert (dict(between.refunded), after.lines) == ({1: 999}, ())
    assert not any(after.refunded.values())
    assert len(after.references) == 1
    assert isinstance(journal, SqliteJournal | MemoryJournal)
    (visit,) = journal.earlier_visits([SOLD.receipt], "another")
    assert (visit.was_taken_back, {visit.reference}) == (True, set(after.references))
    assert not journal.earlier_visits([], "another")


def test_a_leg_that_is_on_its_way_still_counts_as_paid(journal: Journal) -> None:
    begin(desk_on(journal))

    assert dict(journal.returned_so_far(SOLD.receipt).refunded) == {1: 999, 2: 1137}


def test_the_case_is_open_until_it_is_over_or_given_up(journal: Journal) -> None:
    desk = desk_on(journal)
    before = journal.open_cases()
    begin(desk)
    during = journal.open_cases()
    desk.back()
    given_up = journal.open_cases()
    begin(desk)
    desk.undo_leg(2, counted=1135)
    desk.undo_leg(1, "V-77")

    assert (before, len(during), given_up, journal.open_cases()) == ((), 1, (), ())


def test_a_rebuild_gives_the_same_tables_and_the_journal_is_whole(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        desk = desk_on(journal)
        begin(desk)
        desk.undo_leg(2, counted=1135)
        desk.undo_leg(1, "V-77")
        found = journal.verify(deep=True)

        before = journal.returned_so_far(SOLD.receipt)
        journal.rebuild()

        assert found.bent is None
        assert journal.returned_so_far(SOLD.receipt) == before
        assert journal.verify(deep=True).bent is None


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("void_begun", {"key": "v"}),
        ("undo_booked", {**NAMES}),
        ("undo_begun", {"key": 7, "payout": "k"}),
        ("void_given_up", {**NAMES, "completed_at": "soon"}),
        ("case_voided", {**NAMES}),
    ],
)
def test_an_event_that_breaks_its_promise_is_never_recorded(
    tmp_path: Path, kind: str, payload: dict[str, Json]
) -> None:
    with open_journal(tmp_path) as journal:
        journal.append(event("case_opened", number=1))
        with pytest.raises(Defect):
            journal.append(replace(event(kind, CASE), payload=payload))

        assert [each.type for each in journal.read(case_id=CASE)] == ["case_opened"]


def test_a_leg_that_did_not_come_back_stays_paid(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        _paid_leg(journal)
        journal.append(event("undo_begun", CASE, **NAMES, leg=1))
        settled = event("undo_settled", CASE, **NAMES, leg=1, happened=False, reference=None)
        journal.append(settled)

        assert dict(journal.returned_so_far(RECEIPT).refunded) == {1: 500}


def _paid_leg(journal: SqliteJournal) -> None:
    leg: dict[str, Json] = {"leg": 1, "tender": f"{RECEIPT}/1", "amount": 500, "rounding": 0}
    plan: dict[str, Json] = {"key": "k", "option": "refund/cash", "legs": [leg], "items": []}
    journal.append(event("case_opened", number=1), event("plan_made", CASE, **plan))
    journal.append(event("leg_booked", CASE, key="k", **leg, reference="A"))
