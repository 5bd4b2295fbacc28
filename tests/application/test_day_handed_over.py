"""What is left at the end of a day, who takes it over, and what they are told of it."""

from collections.abc import Iterator, Sequence

from builders import PLUMS, SHELF
from counters import Counter, signed_in, split_desk
from fakes import CLERK, MANAGER, OTHER_CLERK, FakeJournal, FakeOperators, badge_of
from returns_desk.application.archived_events import ARCHIVE_AWAY
from returns_desk.application.day_end.ending import DayEnd
from returns_desk.application.day_end.left_over import LeftDoubt
from returns_desk.application.desk import Desk
from returns_desk.application.ports import Event, NewEvent, Operator
from returns_desk.application.staff_changes import StaffChanges
from returns_desk.domain.errors import EnvironmentFault
from support.day_promises import promise_something
from support.desk_steps import mistake_code
from support.fake_staff import FakeStaff
from support.taken_back import allowed, taken_back

CASH_PAID = 1135
"""What split_desk's cash leg pays: 11.37, rounded down by two."""


def day_end_of(counter: Counter) -> DayEnd:
    return DayEnd(counter.services())


def payload_of(counter: Counter, event_type: str) -> dict[str, object]:
    return dict(counter.journal.last(event_type).payload)


# --- what is left -----------------------------------------------------------------------------


def test_a_case_open_at_the_counter_is_finished_or_parked_first(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    assert mistake_code(lambda: day_end_of(counter).close_day(MANAGER, CLERK.id)) == (
        "case_at_counter"
    )

    desk.park()
    day_end_of(counter).close_day(MANAGER, CLERK.id)

    closed = payload_of(counter, "day_closed")
    assert closed["to"] == CLERK.id
    assert closed["handed_over"] == {
        "cases": [counter.journal.last("case_parked").case_id],
        "doubts": [],
        "promises": [],
    }


def test_what_is_left_goes_to_somebody_by_name(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.park()
    day_end = day_end_of(counter)

    assert mistake_code(lambda: day_end.close_day(MANAGER, "")) == "say_to_whom"
    assert mistake_code(lambda: day_end.close_day(MANAGER, "nobody")) == "say_to_whom"
    (case,) = day_end.state().left.cases
    parked = payload_of(counter, "case_parked")
    assert (case.number, case.is_at_counter) == (1, False)
    assert {"goods": case.goods, "amount": case.amount} == parked


def test_a_payout_in_doubt_and_a_promise_are_left_too() -> None:
    _, counter = split_desk()
    promise_something(counter)
    day_end = day_end_of(counter)

    left = day_end.state().left
    day_end.close_day(MANAGER, CLERK.id)

    (doubt,) = left.doubts
    assert doubt == LeftDoubt(doubt.case_id, 1, 1, 999, "credit_card")
    assert payload_of(counter, "day_closed")["handed_over"] == {
        "cases": [doubt.case_id],
        "doubts": [{"case": doubt.case_id, "leg": 1}],
        "promises": ["p-1"],
    }


def test_cash_that_is_on_its_way_back_is_in_doubt_as_well() -> None:
    _, counter = allowed()

    (doubt,) = day_end_of(counter).state().left.doubts

    assert (doubt.leg, doubt.amount, doubt.is_back) == (2, CASH_PAID, True)


def test_a_void_that_is_over_leaves_nothing() -> None:
    _, counter = taken_back()

    assert day_end_of(counter).state().left.is_nothing


# --- what the next one is told ------------------------------------------------------------------


def left_notice(counter: Counter, person: Operator) -> dict[str, object] | None:
    notice = signed_in(counter, person).state().notice
    assert notice is not None
    return dict(notice.fields) if notice.code == "left_for_you" else None


def test_the_next_person_is_told_once_what_was_left(desk: Desk, counter: Counter) -> None:
    counter.operators = FakeOperators((CLERK, OTHER_CLERK, MANAGER))
    for receipt in (SHELF, PLUMS):
        desk.scan(receipt)
        desk.park()
    day_end_of(counter).close_day(MANAGER, OTHER_CLERK.id)

    assert left_notice(counter, CLERK) is None
    assert left_notice(counter, OTHER_CLERK) == {
        "name": MANAGER.name,
        "cases": 2,
        "doubts": 0,
        "promises": 0,
    }
    assert left_notice(counter, OTHER_CLERK) is None


def test_where_nothing_was_left_nothing_is_told(counter: Counter) -> None:
    assert left_notice(counter, CLERK) is None
    day_end_of(counter).close_day(MANAGER, CLERK.id)
    assert left_notice(counter, CLERK) is None


def test_who_left_it_is_named_by_the_id_where_they_work_here_no_more(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.park()
    day_end_of(counter).close_day(MANAGER, CLERK.id)
    counter.operators = FakeOperators((CLERK,))

    told = left_notice(counter, CLERK)

    assert told is not None
    assert told["name"] == MANAGER.id


class AwayJournal(FakeJournal):
    """A journal whose first events lie in an archive that is away."""

    gone_to = 0

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        if case_id is None and after < self.gone_to:
            raise EnvironmentFault("It is away.", code=ARCHIVE_AWAY, last=self.gone_to)
        return super().read(after=after, case_id=case_id, types=types)

    def open_cases(self) -> tuple[str, ...]:
        return ()


def test_an_archive_that_is_away_keeps_nobody_from_signing_in_or_ending_the_day(
    counter: Counter,
) -> None:
    journal = AwayJournal(counter.clock)
    counter.written = journal
    services = counter.services()
    desk, day_end = Desk(services), DayEnd(services)
    promise_something(counter)
    day_end.open_day(MANAGER, 5_000)
    journal.gone_to = 2
    kept = {"promise": "p-1", "note": ""}
    journal.append(NewEvent("promise_kept", kept, case_id="c-9", operator=CLERK.id))

    assert desk.sign_in_badge(badge_of(CLERK)).operator is not None
    StaffChanges(FakeStaff((CLERK, MANAGER)), journal, MANAGER).set_pin(CLERK.id, "640918")
    assert day_end.state().drawer is None
    day_end.close_day(MANAGER, "")
