"""The books: every document and case balances, tax comes back as charged, a closed day stays."""

from collections import defaultdict
from datetime import date
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from returns_desk.application.book_memory import Memory, memory_of
from returns_desk.application.books import CREDIT_NOTE, PAYOUT, booked
from returns_desk.application.books_totals import day_totals
from returns_desk.application.ports import Event
from returns_desk.domain.books import Account, tender_account
from support.book_journeys import (
    EXCHANGES,
    KEPT,
    REFUNDS,
    Object,
    Told,
    balance,
    journeys,
    posted,
    recorded,
)

EVEN = EXCHANGES[:2]


def completed(events: list[Event]) -> dict[str, tuple[str, int, int, list[Object]]]:
    """Case, option, amount, what was absorbed and its goods, read the slow and plain way."""
    cases = {}
    for end in events:
        if end.type == "case_completed":
            mine = [each for each in events if each.case_id == end.case_id]
            (chosen,) = (each.payload for each in mine if each.type == "option_chosen")
            (plan,) = (each.payload for each in mine if each.type == "plan_made")
            option, amount = str(chosen["option"]), cast("int", chosen["amount"])
            goods = cast("list[Object]", plan["items"])
            absorbed = cast("int", chosen["absorbed"])
            cases[str(end.case_id)] = (option, amount, absorbed, goods)
    return cases


def summed(goods: list[Object], name: str) -> int:
    return sum(cast("int", each[name]) for each in goods)


@settings(max_examples=30)
@given(journeys())
def test_every_document_case_and_day_adds_up_to_zero(journey: list[Told]) -> None:
    sums: dict[tuple[str, str | None, str], int] = defaultdict(int)
    postings = posted(recorded(journey))
    for each in postings:
        for name in (each.document, f"case {each.case_id}", each.day):
            sums[name, each.case_id if name == each.document else "", each.currency] += (
                each.entry.amount
            )

    assert set(sums.values()) <= {0}
    assert all(cast("Object", each)["balance"] == 0 for each in day_totals(postings))


@settings(max_examples=30)
@given(journeys())
def test_tax_goods_fees_and_differences_are_what_a_plain_computation_says(
    journey: list[Told],
) -> None:
    events = recorded(journey)
    postings = posted(events)
    for case_id, (option, amount, absorbed, goods) in completed(events).items():
        taxes = balance(postings, Account.OUTPUT_TAX, case_id=case_id)
        fees = -balance(postings, Account.RETURN_FEES, case_id=case_id)
        unlisted = balance(postings, Account.WITHOUT_RECEIPT, case_id=case_id)
        reduced = balance(postings, Account.PRICE_REDUCTIONS, case_id=case_id)
        out = -balance(postings, Account.EXCHANGE_GOODS, case_id=case_id)
        settled = -balance(postings, Account.EXCHANGE_SETTLEMENT, case_id=case_id)
        back = balance(postings, Account.SALES_RETURNS, case_id=case_id)
        assert balance(postings, Account.CUSTOMER_CLEARING, case_id=case_id) == 0
        assert fees == summed(goods, "fee")
        assert unlisted == amount - summed(goods, "paid") + summed(goods, "fee")
        worth, worth_tax = summed(goods, "worth"), summed(goods, "worth_tax")
        if option in REFUNDS:
            assert (taxes, back) == (
                summed(goods, "tax"),
                summed(goods, "paid") - summed(goods, "tax"),
            )
        elif option == KEPT:
            assert taxes == summed(goods, "tax")
            assert reduced == summed(goods, "paid") - summed(goods, "tax")
        elif option in EVEN:
            assert taxes == 0
            assert back == worth - worth_tax
            assert out == back + reduced
            assert 0 <= reduced <= absorbed
        elif option in EXCHANGES:
            assert back == worth - worth_tax
            assert settled == worth - summed(goods, "paid") + absorbed
            assert taxes + reduced == worth_tax + absorbed
        else:
            assert [x for x in postings if x.case_id == case_id] == []


@settings(max_examples=30)
@given(journeys())
def test_tax_codes_come_back_as_they_were_charged(journey: list[Told]) -> None:
    events = recorded(journey)
    postings = posted(events)
    for case_id, (option, _, _, goods) in completed(events).items():
        for item in goods if option in REFUNDS else ():
            here = [
                each.entry
                for each in postings
                if (each.case_id, each.entry.line, each.entry.account)
                == (case_id, item["line"], Account.OUTPUT_TAX)
            ]
            charged = cast("list[Object]", item.get("taxes", []))
            assert sum(entry.amount for entry in here) == item["tax"]
            if item["paid"] == item["worth"] and charged and summed(charged, "amount"):
                assert {entry.tax_code: entry.amount for entry in here} == {
                    x["code"]: x["amount"] for x in charged if x["amount"]
                }


@settings(max_examples=30)
@given(journeys())
def test_tenders_of_each_day_are_the_legs_that_were_paid_on_it(journey: list[Told]) -> None:
    events = recorded(journey)
    paid: dict[tuple[date, str], int] = defaultdict(int)
    for event in events:
        if event.type == "leg_booked" or event.payload.get("happened") is True:
            made = (x for x in events if (x.case_id, x.type) == (event.case_id, "plan_made"))
            legs = cast("list[Object]", next(made).payload["legs"])
            means = next(str(x["means"]) for x in legs if x["leg"] == event.payload["leg"])
            left = cast("int", event.payload["amount"]) + cast("int", event.payload["rounding"])
            paid[event.at.date(), tender_account(means)] += left

    out: dict[tuple[date, str], int] = defaultdict(int)
    for each in posted(events):
        is_tender = each.entry.account not in {Account.CUSTOMER_CLEARING, Account.CASH_ROUNDING}
        if each.kind == PAYOUT and is_tender:
            out[date.fromisoformat(each.day), str(each.entry.account)] -= each.entry.amount

    assert out == paid


@settings(max_examples=30)
@given(journeys())
def test_credit_notes_count_up_without_a_gap_in_each_year(journey: list[Told]) -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for each in posted(recorded(journey)):
        if each.kind == CREDIT_NOTE and each.number not in numbers[each.day[:4]]:
            assert each.number is not None
            numbers[each.day[:4]].append(each.number)
            assert each.document == f"CN 07/{each.day[:4]}/{each.number:06d}"

    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


@settings(max_examples=30)
@given(journeys(), st.data())
def test_what_comes_later_never_changes_an_earlier_day(
    journey: list[Told], data: st.DataObject
) -> None:
    events = recorded(journey)
    day = data.draw(st.sampled_from([each.at.date() for each in events]))

    until = posted([each for each in events if each.at.date() <= day])

    assert until == tuple(x for x in posted(events) if date.fromisoformat(x.day) <= day)


@settings(max_examples=20)
@given(journeys())
def test_a_memory_outlives_a_restart_at_any_event(journey: list[Told]) -> None:
    memories: dict[str | None, Memory | None] = {}
    for event in recorded(journey):
        before = memories.get(event.case_id)
        again = memory_of(before.document()) if before else None
        step = booked(before, event, lambda _terminal, _year: 1)
        assert booked(again, event, lambda _terminal, _year: 1) == step
        memories[event.case_id] = step.memory
