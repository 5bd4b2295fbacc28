"""Documents of the books by hand: doubts, reversals, vouchers, old payloads, and the JSON."""

from dataclasses import replace
from typing import cast

import pytest

from returns_desk.application.book_memory import memory_of
from returns_desk.application.books import booked
from returns_desk.application.books_totals import books_document, open_items
from returns_desk.application.ports import Json, NewEvent
from returns_desk.domain.books import Account
from support.book_journeys import Object, Told, balance, posted, recorded, told_of_case

PLAN: Object = {
    "key": "k",
    "option": "refund/cash",
    "legs": [{"leg": 1, "means": "cash", "amount": 500, "rounding": 0}],
    "items": [{"receipt": "R", "line": 1, "quantity": "1", "paid": 500, "tax": 100, "fee": 0}],
}
LEG: Object = {"key": "k", "leg": 1}
PAID: Object = {**LEG, "amount": 500, "rounding": 0, "reference": "A"}
SHOWN: Object = {"board": {"currency": "EUR"}}


def test_a_leg_in_doubt_is_an_open_item_until_somebody_settles_it() -> None:
    begun = told_of_case(("board_shown", SHOWN), ("plan_made", PLAN), ("leg_begun", LEG))
    settled = told_of_case(
        ("board_shown", SHOWN),
        ("plan_made", PLAN),
        ("leg_begun", LEG),
        ("leg_settled", {**PAID, "happened": True}),
    )

    (doubt,) = cast("list[Object]", open_items(posted(begun)))
    assert (doubt["account"], doubt["balance"]) == ("payouts_in_doubt", 500)
    assert balance(posted(settled), Account.IN_DOUBT, Account.UNCONFIRMED) == 0
    assert balance(posted(settled), "tender_cash") == -500
    assert {each.kind for each in posted(settled)} == {"in_doubt", "doubt_settled", "payout"}


def test_a_leg_that_is_paid_at_once_was_never_in_doubt() -> None:
    postings = posted(told_of_case(("plan_made", PLAN), ("leg_begun", LEG), ("leg_booked", PAID)))

    assert {each.kind for each in postings} == {"payout"}
    assert {each.reference for each in postings} == {"A"}


def test_what_was_booked_and_is_taken_back_is_reversed_not_erased() -> None:
    postings = posted(told_of_case(("plan_made", PLAN), ("leg_booked", PAID), ("leg_failed", LEG)))

    assert [each.kind for each in postings] == ["payout"] * 2 + ["payout_reversed"] * 2
    assert balance(postings, "tender_cash") == 0


def test_a_leg_begun_twice_is_in_doubt_once() -> None:
    postings = posted(told_of_case(("plan_made", PLAN), ("leg_begun", LEG), ("leg_begun", LEG)))

    assert balance(postings, Account.IN_DOUBT) == 500


def test_a_redeemed_voucher_lowers_what_is_owed_as_store_credit() -> None:
    redeemed = NewEvent("voucher_redeemed", {"value": 700, "currency": "EUR"})

    postings = posted(recorded([Told(redeemed, 0)]))

    assert balance(postings, Account.STORE_CREDIT) == 700
    assert balance(postings, Account.STORE_CREDIT_REDEEMED) == -700
    assert {each.currency for each in postings} == {"EUR"}


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"items": "all", "legs": 7, "option": None},
        {"items": [{"taxes": [{"rate_basis_points": None}], "tax": -1}], "legs": [{}]},
    ],
)
def test_payloads_of_other_versions_give_no_error_and_no_money(payload: Object) -> None:
    events = told_of_case(
        ("case_opened", {}),
        ("board_shown", {"board": "none"}),
        ("plan_made", payload),
        ("unheard_of", {}),
        ("case_completed", {"option": "refund/cash"}),
    )

    assert posted(events) == ()
    memory = booked(None, events[2], lambda _terminal, _year: 1).memory
    assert memory is not None
    assert memory_of(memory.document()) == memory


def test_an_event_of_no_case_changes_no_memory() -> None:
    (event,) = told_of_case(("leg_begun", LEG))

    assert booked(None, replace(event, case_id=None), lambda _t, _y: 1).memory is None


def test_the_document_holds_each_line_with_its_original_receipt_net_tax_and_gross() -> None:
    events = told_of_case(
        ("case_opened", {"number": 5}),
        ("board_shown", SHOWN),
        ("plan_made", PLAN),
        ("leg_booked", PAID),
        ("case_completed", {"option": "refund/cash", "amount": 500}),
    )

    document = books_document(posted(events))

    (note,) = cast("list[Object]", document["credit_notes"])
    (day,) = cast("list[Object]", document["days"])
    lines: Json = [
        {
            "receipt": "R",
            "line": 1,
            "quantity": "1",
            "net": 400,
            "taxes": [{"code": "", "rate_basis_points": None, "amount": 100}],
            "gross": 500,
            "fee": 0,
        }
    ]
    assert (note["document"], note["owed"], note["case_number"]) == ("CN 07/2026/000001", 500, 5)
    assert note["lines"] == lines
    assert cast("Object", day["accounts"])["tender_cash"] == {
        "debit": 0,
        "credit": 500,
        "balance": -500,
    }
    assert document["open_items"] == []
    assert books_document(posted(events), "9999-01-01")["postings"] == []
