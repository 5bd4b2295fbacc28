"""What is handed on without anybody asking or touching anything."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import NOW, SHELF, sale
from counters import Counter, signed_in
from fake_background import Background
from fakes import FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.earlier_visits import CaseSpan, NoVisits
from returns_desk.application.escalations.times import EscalationTimes
from returns_desk.application.escalations.visits import visits_since
from returns_desk.domain.board import Trigger
from support.escalated import case_of, handed_on, life_of

OVERDUE = Trigger("promise_overdue")


def codes(counter: Counter) -> list[object]:
    return [each.payload["triggers"] for each in counter.journal.read(types=("escalation_raised",))]


# --- open too long ----------------------------------------------------------------------------


def test_a_case_that_is_open_too_long_is_handed_on_once_without_a_touch(
    counter: Counter, desk: Desk
) -> None:
    desk.scan(SHELF)
    early = desk.watch_escalations()
    counter.clock.advance(minutes=10)

    state = desk.watch_escalations()
    again = desk.watch_escalations()

    assert (early, again) == (None, None)
    assert state is not None
    assert state.case is not None
    assert state.case.escalation is not None
    assert codes(counter) == [["open_too_long"]]


def test_it_is_handed_on_while_the_counter_is_locked(counter: Counter, desk: Desk) -> None:
    desk.scan(SHELF)
    desk.lock()
    counter.clock.advance(minutes=30)

    desk.watch_escalations()

    raised = counter.journal.last("escalation_raised")
    assert (raised.operator, raised.payload["raised_by"]) == (None, None)


def test_the_shop_says_how_long_is_too_long(counter: Counter) -> None:
    services = counter.services()
    shop = replace(services.shop, escalations=EscalationTimes(open_too_long_minutes=2))
    desk = Desk(replace(services, shop=shop))
    desk.sign_in_badge("RDB-mara")
    desk.scan(SHELF)
    counter.clock.advance(minutes=2)

    assert desk.watch_escalations() is not None


def test_a_parked_customer_waits_too(counter: Counter, desk: Desk) -> None:
    case_id = case_of(desk.scan(SHELF))
    desk.park()
    early = desk.watch_escalations()
    counter.clock.advance(minutes=11)

    state = desk.watch_escalations()
    again = desk.watch_escalations()

    assert (early, again) == (None, None)
    assert state is not None
    (offer,) = state.open_cases
    assert offer.escalation is not None
    assert offer.escalation.triggers == ("open_too_long",)
    assert counter.journal.last("escalation_raised").case_id == case_id


def test_nothing_is_handed_on_where_nobody_waits(counter: Counter, desk: Desk) -> None:
    counter.clock.advance(hours=5)
    nobody = desk.watch_escalations()
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()
    counter.clock.advance(hours=5)

    assert nobody is None
    assert desk.watch_escalations() is None


def test_a_case_that_stopped_by_itself_waits_for_nobody(counter: Counter, desk: Desk) -> None:
    desk.scan(SHELF)
    counter.clock.advance(hours=15)
    after = signed_in(counter)
    after.resume()

    assert after.watch_escalations() is None


# --- a case that nobody has at the counter ----------------------------------------------------


def test_an_overdue_promise_hands_on_a_case_that_is_complete(counter: Counter, desk: Desk) -> None:
    case_id = case_of(desk.scan(SHELF))
    desk.choose("even_exchange/none")
    desk.confirm()
    desk.next_customer()

    state = desk.raise_escalation(case_id, OVERDUE)
    again = desk.raise_escalation(case_id, OVERDUE)

    raised = counter.journal.last("escalation_raised")
    assert state is not None
    assert again is None
    assert raised.case_id == case_id
    assert raised.payload["triggers"] == ["promise_overdue"]
    assert (raised.payload["option"], raised.payload["amount"]) == ("even_exchange/none", 0)


def test_it_says_what_the_option_was_worth_on_the_board_shown_last(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.leave("did_not_say")

    desk.raise_escalation(case_id, OVERDUE)

    payload = counter.journal.last("escalation_raised").payload
    assert (payload["option"], payload["amount"]) == ("refund/other_card", 2136)


def test_where_nothing_was_asked_for_it_is_about_no_option(counter: Counter, desk: Desk) -> None:
    case_id = case_of(desk.scan(SHELF))
    desk.park()

    desk.raise_escalation(case_id, OVERDUE)

    payload = counter.journal.last("escalation_raised").payload
    assert (payload["option"], payload["amount"]) == (None, 0)


def test_at_the_counter_it_joins_what_waits(counter: Counter) -> None:
    desk, case_id = handed_on(counter)

    desk.raise_escalation(case_id, OVERDUE)

    assert life_of(desk).triggers == ("asked_option_needs_approval", "promise_overdue")
    assert counter.journal.last("escalation_raised").payload["offered"]


# --- the third visit --------------------------------------------------------------------------


def visits(*days_ago: int) -> Background:
    background = Background()
    ends = [NOW - timedelta(days=each) for each in days_ago]
    background.visits.cases[SHELF] = tuple(CaseSpan(x - timedelta(minutes=9), x) for x in ends)
    return background


@pytest.mark.parametrize(
    ("background", "is_third"),
    [
        pytest.param(visits(2, 9), True, id="third"),
        pytest.param(visits(2, 9, 20), True, id="fourth"),
        pytest.param(visits(2), False, id="second"),
        pytest.param(visits(2, 300), False, id="long ago"),
        pytest.param(visits(), False, id="first"),
    ],
)
def test_the_third_visit_with_a_receipt_is_handed_on(
    counter: Counter, background: Background, *, is_third: bool
) -> None:
    desk = background.desk(counter)

    desk.scan(SHELF)
    desk.choose("refund/original")

    assert (["third_visit"] in codes(counter)) == is_third
    assert len(codes(counter)) <= 1


def test_visits_of_the_same_customer_with_other_receipts_count(counter: Counter) -> None:
    counter.sales = FakeSales([sale(customer="C-17")])
    background = visits()
    background.purchases.receipts = {"C-17": ("other-1", "other-2")}
    span = CaseSpan(NOW - timedelta(days=3), None)
    before = CaseSpan(NOW - timedelta(days=5), None)
    background.visits.cases = {"other-1": (span,), "other-2": (before,)}

    background.desk(counter).scan(SHELF)

    assert codes(counter) == [["third_visit"]]


def test_it_is_handed_on_once_however_many_receipts_come(counter: Counter) -> None:
    desk = visits(2, 9).desk(counter)

    desk.scan(SHELF)
    desk.scan("3141-02-20261121-0007")

    assert codes(counter) == [["third_visit"]]


def test_cases_that_follow_each_other_are_one_visit() -> None:
    spans = [
        CaseSpan(NOW - timedelta(minutes=20), NOW - timedelta(minutes=10)),
        CaseSpan(NOW - timedelta(days=1, minutes=40), NOW - timedelta(days=1, minutes=35)),
        CaseSpan(NOW - timedelta(days=1, minutes=30), NOW - timedelta(days=1)),
    ]

    assert visits_since(spans, NOW - timedelta(days=9), NOW) == 1


def test_a_journal_that_nobody_looks_back_into_knows_no_case() -> None:
    assert NoVisits().cases_about([SHELF], "case") == ()
