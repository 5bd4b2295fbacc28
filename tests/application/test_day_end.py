"""The end of a day: noted, counted, handed on, closed; and what stands in the way of it."""

from datetime import date
from functools import partial

import pytest

from counters import Counter, signed_in, split_desk
from fakes import CLERK, MANAGER, TECHNICIAN, badge_of
from returns_desk.application.books import Books
from returns_desk.application.day_end.day_record import DayOpened
from returns_desk.application.day_end.ending import Count, DayEnd
from returns_desk.application.desk import Desk
from returns_desk.application.ports import Operator
from returns_desk.domain.errors import EnvironmentFault
from support.desk_steps import mistake_code
from support.taken_back import paid

TODAY = date(2026, 11, 21)
CASH_PAID = 1135
"""What split_desk's cash leg pays: 11.37, rounded down by two."""


def day_end_of(counter: Counter) -> DayEnd:
    return DayEnd(counter.services())


def payload_of(counter: Counter, event_type: str) -> dict[str, object]:
    return dict(counter.journal.last(event_type).payload)


# --- the drawer -----------------------------------------------------------------------------


def test_a_day_with_a_payout_is_counted_to_the_cent_and_closed() -> None:
    _, counter = split_desk()
    day_end = day_end_of(counter)
    day_end.open_day(MANAGER, 20_000)
    desk = finish_payout(counter)
    desk.next_customer()

    day_end.count(MANAGER, Count(20_000 - CASH_PAID, pieces={10000: 1, 5: 1773}))
    day_end.close_day(MANAGER, "")

    counted = payload_of(counter, "cash_counted")
    assert (counted["expected"], counted["difference"], counted["reason"]) == (18_865, 0, "")
    assert counted["pieces"] == {"10000": 1, "5": 1773}
    assert payload_of(counter, "day_closed") == {
        "day": "2026-11-21",
        "currency": "USD",
        "float": 20_000,
        "paid_out": CASH_PAID,
        "came_back": 0,
        "expected": 18_865,
        "counted": 18_865,
        "difference": 0,
        "reason": "",
        "note": "",
        "handed_over": {"cases": [], "doubts": [], "promises": []},
        "to": None,
    }
    assert day_end.state().is_closed


def finish_payout(counter: Counter) -> Desk:
    """The desk that takes up the split payout after a restart, and pays both legs."""
    desk = signed_in(counter)
    desk.resume()
    desk.settle_leg(1, happened=True, reference="004512")
    desk.book_leg(2)
    return desk


def test_what_a_void_counted_back_is_in_the_drawer_again() -> None:
    desk, counter = paid()
    day_end_of(counter).open_day(MANAGER, 5_000)
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))
    desk.undo_leg(2, counted=CASH_PAID)
    desk.undo_leg(1, "V-77")

    drawer = day_end_of(counter).state().drawer

    assert drawer is not None
    assert (drawer.came_back, drawer.expected) == (CASH_PAID, 5_000 + CASH_PAID)


def test_a_drawer_is_noted_again_until_cash_moves() -> None:
    desk, counter = paid()
    day_end = day_end_of(counter)
    day_end.open_day(MANAGER, 5_000)
    day_end.open_day(MANAGER, 6_000)
    assert day_end.state().record.opened == DayOpened(
        counter.journal.head()[0], counter.clock.now(), MANAGER.id, TODAY, 6_000
    )
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))

    assert mistake_code(lambda: day_end.open_day(MANAGER, 7_000)) == "cash_moved"


def test_a_difference_wants_a_reason_and_the_books_have_it_in_an_account_of_its_own(
    counter: Counter,
) -> None:
    day_end = day_end_of(counter)
    day_end.open_day(MANAGER, 5_000)

    for reason in ("", "stolen"):
        count = Count(4_700, reason)
        assert mistake_code(partial(day_end.count, MANAGER, count)) == "say_why"
    day_end.count(MANAGER, Count(4_900, "not_known"))
    day_end.count(MANAGER, Count(4_700, "paid_beside", " Window cleaner 4111111111111111 "))
    day_end.close_day(MANAGER, "")

    closed = payload_of(counter, "day_closed")
    assert (closed["difference"], closed["reason"]) == (-300, "paid_beside")
    assert closed["note"] == "Window cleaner ****1111"
    books = Books()
    books.take(counter.journal.read())
    posted = [(x.kind, str(x.entry.account), x.entry.amount) for x in books.postings()]
    assert posted == [
        ("cash_difference", "tender_cash", -300),
        ("cash_difference", "cash_differences", 300),
    ]


def test_a_reason_without_a_difference_is_not_kept(counter: Counter) -> None:
    day_end = day_end_of(counter)
    day_end.open_day(MANAGER, 5_000)

    day_end.count(MANAGER, Count(5_000, "not_known", "nothing"))

    counted = payload_of(counter, "cash_counted")
    assert (counted["reason"], counted["note"]) == ("", "")


def test_a_drawer_that_nobody_noted_is_counted_without_a_difference(counter: Counter) -> None:
    day_end = day_end_of(counter)
    day_end.count(MANAGER, Count(5_000))
    assert day_end.state().is_count_current
    day_end.close_day(MANAGER, "")

    closed = payload_of(counter, "day_closed")
    assert (closed["counted"], closed["expected"], closed["difference"]) == (5_000, None, None)
    books = Books()
    books.take(counter.journal.read())
    assert books.postings() == ()


def test_a_counter_without_cash_closes_its_day_too(counter: Counter) -> None:
    day_end = day_end_of(counter)
    assert not day_end.state().is_count_current

    day_end.close_day(MANAGER, "")

    assert payload_of(counter, "day_closed")["counted"] is None


def test_cash_that_moves_after_the_count_wants_another_count() -> None:
    desk, counter = paid()
    day_end = day_end_of(counter)
    day_end.open_day(MANAGER, 5_000)
    day_end.count(MANAGER, Count(5_000))
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))
    desk.undo_leg(2, counted=CASH_PAID)
    desk.undo_leg(1, "V-77")

    assert mistake_code(lambda: day_end.close_day(MANAGER, "")) == "count_again"


@pytest.mark.parametrize("amount", [-1, 10**13])
def test_what_is_no_amount_is_said(counter: Counter, amount: int) -> None:
    day_end = day_end_of(counter)

    assert mistake_code(lambda: day_end.open_day(MANAGER, amount)) == "no_amount"
    assert mistake_code(lambda: day_end.count(MANAGER, Count(amount))) == "no_amount"


# --- when, and by whom --------------------------------------------------------------------------


@pytest.mark.parametrize("person", [CLERK, TECHNICIAN])
def test_it_is_for_supervisors_and_managers(counter: Counter, person: Operator) -> None:
    day_end = day_end_of(counter)
    acts = (
        lambda: day_end.open_day(person, 1),
        lambda: day_end.count(person, Count(1)),
        lambda: day_end.close_day(person, ""),
    )

    assert {mistake_code(act) for act in acts} == {"day_end_role"}


def test_a_day_is_closed_once_until_the_drawer_is_noted_again(counter: Counter) -> None:
    day_end = day_end_of(counter)
    day_end.close_day(MANAGER, "")
    assert mistake_code(lambda: day_end.close_day(MANAGER, "")) == "closed_already"

    day_end.open_day(MANAGER, 1_000)
    day_end.close_day(MANAGER, "")

    assert counter.journal.types().count("day_closed") == 2


def test_a_day_that_was_forgotten_is_closed_later_under_its_own_date(counter: Counter) -> None:
    day_end = day_end_of(counter)
    day_end.open_day(MANAGER, 1_000)
    counter.clock.advance(days=2)
    state = day_end.state()
    assert (state.is_late, state.day, state.today) == (True, TODAY, date(2026, 11, 23))

    day_end.count(MANAGER, Count(1_000))
    day_end.close_day(MANAGER, "")
    day_end.close_day(MANAGER, "")

    closed = [each.payload["day"] for each in counter.journal.read(types=("day_closed",))]
    assert closed == ["2026-11-21", "2026-11-23"]


def test_a_full_disk_leaves_the_day_as_it_was(counter: Counter) -> None:
    day_end = day_end_of(counter)
    counter.journal.is_broken = True

    with pytest.raises(EnvironmentFault):
        day_end.open_day(MANAGER, 1_000)

    assert day_end.state().drawer is None
