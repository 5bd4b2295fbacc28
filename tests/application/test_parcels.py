"""Goods that came by parcel: nobody is asked what only somebody who stands here could show."""

from datetime import date, timedelta

import pytest

from builders import NOW, PLUMS, SHELF, SOLD_AT, plums, sale, shelf_options
from counters import Counter, proposing, signed_in
from fake_items import FakeItems
from fakes import FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import CaseState, DeskState, Prompt, Stage
from returns_desk.application.known_items import KnownItem
from returns_desk.application.parcel_record import Parcel
from returns_desk.application.proofs import GoodsEntry, Rung
from returns_desk.domain.case import Claim, ReturnedBy
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import Channel, Sale

CARD = f"original_tender_present:{SHELF}/1"
SETTLED = {"photo_id_seen": False, "is_purchaser": False, "other_card.same_customer": False}
POSTED = date(2026, 11, 18)


def desk_with(*sales: Sale) -> tuple[Desk, Counter]:
    items = FakeItems()
    items.known = {"LAMP": KnownItem("LAMP", "", "Lamp", "lighting", lowest_price=900)}
    counter = Counter(
        sales=FakeSales([*sales, plums()]), propose=proposing(shelf_options()), items=items
    )
    desk = signed_in(counter)
    desk.scan(SHELF)
    return desk, counter


def at_a_distance() -> Sale:
    return sale(channel=Channel.ONLINE)


def claim_of(counter: Counter) -> Claim:
    return counter.proposed[-1].claim


def case_of(state: DeskState) -> CaseState:
    assert state.case is not None
    return state.case


def code_of(desk: Desk, name: str, *arguments: object) -> str:
    with pytest.raises(OperatorMistake) as caught:
        getattr(desk, name)(*arguments)
    return caught.value.code


def test_r5_presence_is_settled_and_the_case_is_marked() -> None:
    desk, counter = desk_with(sale())

    state = desk.mark_parcel(is_parcel=True)

    claim = claim_of(counter)
    assert claim.returned_by is ReturnedBy.POST
    assert claim.withdrawal_notified_at is None
    assert case_of(state).answers.items() >= {CARD: False, **SETTLED}.items()
    assert case_of(state).other_ways.parcel is not None
    assert state.prompt is Prompt.CASE


def test_what_was_answered_before_stays_and_comes_back_untouched() -> None:
    desk, counter = desk_with(sale())
    desk.answer("photo_id_seen", value=True)
    before = claim_of(counter)

    marked = desk.mark_parcel(is_parcel=True)
    taken_back = desk.mark_parcel(is_parcel=False)

    assert case_of(marked).answers["photo_id_seen"] is True
    assert case_of(taken_back).answers["photo_id_seen"] is True
    assert CARD not in case_of(taken_back).answers
    assert case_of(taken_back).other_ways.parcel is None
    after = claim_of(counter)
    assert after.returned_by is ReturnedBy.COUNTER
    assert after.facts.is_purchaser is before.facts.is_purchaser is None


def test_marking_twice_and_taking_back_nothing_change_nothing() -> None:
    desk, counter = desk_with(sale())
    desk.mark_parcel(is_parcel=False)
    assert "parcel_noted" not in [event.type for event in counter.journal.read()]
    desk.mark_parcel(is_parcel=True)

    desk.mark_parcel(is_parcel=True)

    assert [event.type for event in counter.journal.read()].count("parcel_noted") == 1


def test_another_receipt_in_the_parcel_is_settled_too() -> None:
    desk, _ = desk_with(sale())
    desk.mark_parcel(is_parcel=True)

    answers = case_of(desk.scan(PLUMS)).answers

    of_cards = [name for name in answers if name.startswith("original_tender_present:")]
    assert {CARD} <= set(of_cards)
    assert all(answers[name] is False for name in of_cards)


def test_goods_without_a_receipt_can_come_by_parcel() -> None:
    desk, counter = desk_with(sale())
    desk.leave()
    desk.begin_proof(Rung.ITEM)
    desk.add_goods(GoodsEntry("LAMP"))

    desk.mark_parcel(is_parcel=True)

    assert claim_of(counter).returned_by is ReturnedBy.POST
    assert case_of(desk.state()).receipts == ()


def test_the_day_of_posting_is_asked_where_it_was_bought_at_a_distance() -> None:
    desk, counter = desk_with(at_a_distance())

    asked = desk.mark_parcel(is_parcel=True)
    told = desk.set_posted_on(POSTED)

    assert (asked.prompt, told.prompt) == (Prompt.POSTED_ON, Prompt.CASE)
    assert not case_of(asked).can_confirm
    parcel = case_of(told).other_ways.parcel
    assert parcel is not None
    assert parcel.posted_on == POSTED
    notified = claim_of(counter).withdrawal_notified_at
    assert notified is not None
    assert (notified.date(), notified.utcoffset()) == (POSTED, NOW.utcoffset())


def test_a_scan_waits_while_the_day_is_typed_and_esc_leaves_it_open() -> None:
    desk, _ = desk_with(at_a_distance())
    desk.mark_parcel(is_parcel=True)

    assert code_of(desk, "scan", PLUMS) == "posted_on_first"
    left = desk.back()
    asked_again = desk.ask_posted_on()

    assert (left.prompt, asked_again.prompt) == (Prompt.CASE, Prompt.POSTED_ON)


def test_taking_the_parcel_back_takes_its_day_back() -> None:
    desk, counter = desk_with(at_a_distance())
    desk.mark_parcel(is_parcel=True)
    desk.set_posted_on(POSTED)

    state = desk.mark_parcel(is_parcel=False)

    assert state.prompt is Prompt.CASE
    assert claim_of(counter).withdrawal_notified_at is None


def test_a_day_is_of_a_parcel_and_not_after_today() -> None:
    desk, _ = desk_with(sale())

    assert code_of(desk, "set_posted_on", POSTED) == "no_parcel"
    assert code_of(desk, "ask_posted_on") == "no_parcel"
    desk.mark_parcel(is_parcel=True)
    assert code_of(desk, "set_posted_on", NOW.date() + timedelta(days=1)) == "posted_after_today"
    assert desk.set_posted_on(NOW.date()).prompt is Prompt.CASE


def test_a_parcel_comes_back_after_a_crash() -> None:
    desk, counter = desk_with(at_a_distance())
    desk.mark_parcel(is_parcel=True)
    desk.set_posted_on(SOLD_AT.date())

    again = signed_in(counter)
    (waiting,) = again.resume().open_cases
    state = again.resume_case(waiting.case_id)

    parcel = case_of(state).other_ways.parcel
    assert parcel is not None
    assert parcel == Parcel(SOLD_AT.date(), parcel.settled)
    assert CARD in parcel.settled
    assert state.prompt is Prompt.CASE


def test_the_slip_of_a_parcel_says_that_it_is_posted() -> None:
    desk, _ = desk_with(sale())
    desk.mark_parcel(is_parcel=True)
    desk.choose("store_credit/store_credit")
    desk.confirm()
    state = desk.scan("C-12345")

    assert state.stage is Stage.SLIP
    slip = case_of(state).slip
    assert slip is not None
    assert "Came by parcel; this slip goes by post." in [line.text for line in slip.lines]
