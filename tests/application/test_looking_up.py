"""What the desk knows by itself reaches the board, and nobody is asked for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW, PLUMS, SHELF, board, plums, sale, shelf_options
from counters import Counter, proposing, signed_in
from fake_background import Background, FakeConnection, FakePurchases, FakeVisits
from fakes import CLERK, OTHER_CLERK, FakeOperators, FakePolicies, FakeSales, badge_of
from returns_desk.application.background import (
    Background as Facts,
)
from returns_desk.application.background import (
    background_document,
    background_from,
    background_of,
    with_background,
)
from returns_desk.application.case_fold import record_of
from returns_desk.application.connection import ONLY_TILL, TILLS_WITHOUT_HUB
from returns_desk.application.desk_state import Stage
from returns_desk.application.earlier_visits import EarlierVisit
from returns_desk.application.looking_up import EVER, first_day_of_goodwill
from returns_desk.application.ports import Operator
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.case import Case, Claim, EarlierReturn
from returns_desk.domain.policy import Layer, Pack, Policy, Settings

CUSTOMER = "C-17"
LAST_WEEK = EarlierReturn(NOW - timedelta(days=7), 2136, with_receipt=True)
LAST_MONTH = EarlierReturn(NOW - timedelta(days=30), 500, with_receipt=True)
THIS_MORNING = NOW.date()


def counter_of(customer: str | None = CUSTOMER) -> Counter:
    """A shop whose sales name a customer, or nobody."""
    shelf = sale(customer=customer)
    return Counter(
        sales=FakeSales([shelf, plums()]),
        operators=FakeOperators((CLERK, OTHER_CLERK)),
        propose=proposing(shelf_options()),
    )


def period_of(days: int | None) -> Policy:
    settings = Settings(goodwill_period_days=days)
    return Policy((Pack("shop", Layer.SHOP, "1", settings=settings),))


def test_earlier_returns_of_the_customer_are_in_the_claim_oldest_first() -> None:
    counter = counter_of()
    background = Background(
        FakeVisits({"R-1": EarlierVisit(LAST_WEEK, "RD/1/a")}),
        FakePurchases({CUSTOMER: ("R-1", SHELF)}, {CUSTOMER: (("till", LAST_MONTH),)}),
    )

    background.desk(counter).scan(SHELF)

    assert counter.proposed[-1].claim.history == (LAST_MONTH, LAST_WEEK)


def test_a_return_of_ours_that_the_till_tells_back_counts_once() -> None:
    counter = counter_of()
    visit = EarlierVisit(LAST_WEEK, "RD/1/a")
    elsewhere = {CUSTOMER: (("RD/1/a", LAST_WEEK), ("other", LAST_MONTH))}
    background = Background(
        FakeVisits({"R-1": visit}), FakePurchases({CUSTOMER: ("R-1",)}, elsewhere)
    )

    background.desk(counter).scan(SHELF)

    assert counter.proposed[-1].claim.history == (LAST_MONTH, LAST_WEEK)


def test_a_return_that_was_taken_back_counts_nowhere() -> None:
    counter = counter_of()
    visit = EarlierVisit(LAST_WEEK, "RD/1/a", was_taken_back=True)
    elsewhere = {CUSTOMER: (("RD/1/a", LAST_WEEK), ("other", LAST_MONTH))}
    background = Background(
        FakeVisits({"R-1": visit}), FakePurchases({CUSTOMER: ("R-1",)}, elsewhere)
    )

    background.desk(counter).scan(SHELF)

    assert counter.proposed[-1].claim.history == (LAST_MONTH,)


def test_a_sale_that_names_nobody_has_no_history() -> None:
    counter = counter_of(None)
    background = Background(FakeVisits({SHELF: EarlierVisit(LAST_WEEK, "RD/1/a")}))

    background.desk(counter).scan(SHELF)

    assert counter.proposed[-1].claim.history == ()
    assert "background_looked_up" not in counter.journal.types()


def test_no_event_says_whose_the_earlier_returns_are() -> None:
    counter = counter_of()
    background = Background(
        FakeVisits({"R-1": EarlierVisit(LAST_WEEK, "RD/1/a")}),
        FakePurchases({CUSTOMER: ("R-1",)}),
    )

    background.desk(counter).scan(SHELF)

    assert CUSTOMER not in repr(counter.journal.events)
    assert counter.journal.last("background_looked_up").payload == {
        "history": [{"at": LAST_WEEK.at.isoformat(), "amount": 2136, "with_receipt": True}],
        "goodwill_given": 0,
        "offline": False,
    }


def test_what_is_known_by_itself_is_no_answer_that_a_screen_shows() -> None:
    counter = counter_of()
    background = Background(
        FakeVisits({"R-1": EarlierVisit(LAST_WEEK, "RD/1/a")}, {("mara", THIS_MORNING): 900}),
        FakePurchases({CUSTOMER: ("R-1",)}),
        FakeConnection(offline=True),
    )

    state = background.desk(counter).scan(SHELF)

    assert state.case is not None
    assert state.case.answers == {"evidence:receipt": True}


def test_it_is_noted_once_and_again_where_it_changed() -> None:
    counter = counter_of()
    background = Background(connection=FakeConnection(offline=True))
    desk = background.desk(counter)

    desk.scan(SHELF)
    desk.answer("photo_id_seen", value=True)
    background.connection.offline = False
    desk.answer("photo_id_seen", value=False)

    noted = list(counter.journal.read(types=("background_looked_up",)))
    assert [each.payload["offline"] for each in noted] == [True, False]
    assert not counter.proposed[-1].claim.facts.offline
    assert counter.proposed[-1].claim.facts.photo_id_seen is False


def test_goodwill_is_that_of_whoever_serves_now() -> None:
    counter = counter_of()
    background = Background(FakeVisits(goodwill={("mara", THIS_MORNING): 900}))
    background.desk(counter).scan(SHELF)
    of_mara = counter.proposed[-1].claim.facts.goodwill_given

    desk = background.desk(counter, OTHER_CLERK)
    desk.resume()
    desk.resume_case(desk.state().open_cases[0].case_id)

    assert of_mara == 900
    assert counter.proposed[-1].claim.facts.goodwill_given == 0


def test_goodwill_counts_the_days_that_the_packs_name() -> None:
    counter = counter_of()
    counter.policies = FakePolicies(period_of(2))
    given = {("mara", THIS_MORNING - timedelta(days=days)): 10**days for days in range(4)}
    background = Background(FakeVisits(goodwill=given))

    background.desk(counter).scan(SHELF)

    assert counter.proposed[-1].claim.facts.goodwill_given == 11


@given(st.integers(1, 366))
def test_a_period_of_days_ends_with_today(days: int) -> None:
    first = first_day_of_goodwill(period_of(days), "US-MN", NOW)

    assert (NOW.date() - first).days + 1 == days


def test_without_a_period_all_goodwill_counts() -> None:
    assert first_day_of_goodwill(Policy(()), "US-MN", NOW) == EVER == date.min


def test_the_case_keeps_what_was_looked_up() -> None:
    counter = counter_of()
    background = Background(FakeVisits(goodwill={("mara", THIS_MORNING): 900}))
    background.desk(counter).scan(SHELF)

    record = record_of(event for event in counter.journal.events if event.case_id)

    assert record.claim.facts.goodwill_given == 900


def test_two_receipts_of_two_customers_count_together() -> None:
    counter = counter_of()
    counter.sales = FakeSales([sale(customer=CUSTOMER), sale(PLUMS, customer="C-18")])
    background = Background(
        FakeVisits(
            {"R-1": EarlierVisit(LAST_WEEK, "RD/1/a"), "R-2": EarlierVisit(LAST_MONTH, "RD/2/b")}
        ),
        FakePurchases({CUSTOMER: ("R-1",), "C-18": ("R-2",)}),
    )
    desk = background.desk(counter)

    desk.scan(SHELF)
    desk.scan(PLUMS)

    assert counter.proposed[-1].claim.history == (LAST_MONTH, LAST_WEEK)


RETURNS = st.builds(
    EarlierReturn,
    at=st.integers(0, 5000).map(lambda hours: NOW - timedelta(hours=hours)),
    amount=st.integers(0, 10**12),
    with_receipt=st.booleans(),
)
FACTS = st.builds(
    Facts,
    history=st.lists(RETURNS, max_size=5).map(tuple),
    goodwill_given=st.integers(0, 10**12),
    offline=st.booleans(),
)


@given(FACTS)
def test_these_facts_come_back_from_their_event_as_they_were(facts: Facts) -> None:
    assert background_from(background_document(facts)) == facts
    assert background_of(with_background(Claim(), facts)) == facts


def test_one_till_without_a_hub_lacks_nothing_and_several_do() -> None:
    assert not ONLY_TILL.is_offline()
    assert TILLS_WITHOUT_HUB.is_offline()


def test_a_counter_that_looks_nowhere_finds_nothing() -> None:
    counter = counter_of()

    signed_in(counter).scan(SHELF)

    assert counter.proposed[-1].claim.history == ()
    assert "background_looked_up" not in counter.journal.types()


def test_what_changed_between_choosing_and_confirming_holds() -> None:
    def propose(case: Case, _: Policy) -> Board:
        original, *rest = shelf_options()
        if case.claim.facts.offline:
            original = replace(original, standing=Standing.NEEDS_APPROVAL, approval_role="manager")
        return board([original, *rest])

    counter = counter_of()
    counter.propose = propose
    background = Background()
    desk = background.desk(counter)
    desk.scan(SHELF)
    desk.choose("refund/original")

    background.connection.offline = True
    state = desk.confirm()

    assert state.notice is not None
    assert state.notice.code == "ask_first"
    assert "option_chosen" not in counter.journal.types()


@pytest.mark.parametrize("badge", [OTHER_CLERK, CLERK])
def test_a_colleague_who_takes_over_finds_the_board_as_it_is_for_them(badge: Operator) -> None:
    counter = counter_of()
    background = Background(FakeVisits(goodwill={("mara", THIS_MORNING): 900}))
    desk = background.desk(counter)
    desk.scan(SHELF)
    desk.lock()

    desk.scan(badge_of(badge))

    expected = 900 if badge is CLERK else 0
    assert counter.proposed[-1].claim.facts.goodwill_given == expected


def test_a_payout_under_way_is_not_judged_anew_by_whoever_takes_over() -> None:
    counter = counter_of()
    desk = Background().desk(counter)
    desk.scan(SHELF)
    desk.choose("refund/original")
    desk.confirm()
    proposed = len(counter.proposed)

    state = desk.scan(badge_of(OTHER_CLERK))

    assert state.stage is Stage.BOOKING
    assert len(counter.proposed) == proposed
