"""Tax goes back under the codes and rates of the sale: in the plan, the books and the hand-over."""

import re
from decimal import Decimal
from typing import cast

from builders import CARD_LEG, SHELF, line, paying_option, sale
from returns_desk.adapters.handover.poslog_return import poslog_bytes
from returns_desk.adapters.handover.return_json import return_json
from returns_desk.application.books import Books
from returns_desk.application.books_totals import credit_notes
from returns_desk.application.handing_over_document import return_document_of
from returns_desk.application.ports import Event, Json
from returns_desk.domain.board import CoveredItem
from returns_desk.domain.sale import LineTax
from support.completed_returns import carry_out, counter_with

TAXES = (LineTax("STATE", 688, 92), LineTax("CITY", 50, 7))
HALF = CoveredItem(0, Decimal(1), 1068, 50, 0)


def half_returned(taxes: tuple[LineTax, ...] = TAXES) -> tuple[Event, ...]:
    """One of two shelves comes back; 0.99 of the line was tax, 0.50 of it goes back."""
    sold = sale(SHELF, [line(quantity=Decimal(2), tax=99, taxes=taxes)])
    refund = paying_option("refund/original", [CARD_LEG], items=(HALF,), amount=CARD_LEG.amount)
    counter = counter_with([sold], refund)
    return tuple(counter.journal.read(case_id=carry_out(counter, SHELF, refund.id)))


def taxes_in_books(events: tuple[Event, ...]) -> Json:
    books = Books()
    books.take(events)
    (note,) = cast("list[dict[str, Json]]", credit_notes(books.postings()))
    (only,) = cast("list[dict[str, Json]]", note["lines"])
    return only["taxes"]


def taxes_in_poslog(events: tuple[Event, ...]) -> list[tuple[str, ...]]:
    text = poslog_bytes(return_document_of(events, "3141")).decode()
    found = re.findall(r"<Tax>(.*?)</Tax>", text, re.DOTALL)
    return [tuple(re.findall(r"<(?:Amount|Percent|TaxGroupID)[^>]*>([^<]*)", x)) for x in found]


def test_the_plan_says_the_taxes_of_what_comes_back_by_code_and_rate() -> None:
    (plan,) = (each for each in half_returned() if each.type == "plan_made")
    (item,) = cast("list[dict[str, Json]]", plan.payload["items"])

    assert plan.version == 2
    assert item["worth_tax"] == 50
    assert item["taxes"] == [
        {"code": "STATE", "rate_basis_points": 688, "amount": 46},
        {"code": "CITY", "rate_basis_points": 50, "amount": 4},
    ]


def test_the_books_post_the_output_tax_under_its_codes() -> None:
    assert taxes_in_books(half_returned()) == [
        {"code": "STATE", "rate_basis_points": 688, "amount": 46},
        {"code": "CITY", "rate_basis_points": 50, "amount": 4},
    ]


def test_a_sale_without_codes_has_its_tax_posted_without_one() -> None:
    assert taxes_in_books(half_returned(())) == [
        {"code": "", "rate_basis_points": None, "amount": 50}
    ]


def test_poslog_has_a_tax_of_the_line_for_each_code() -> None:
    assert taxes_in_poslog(half_returned()) == [("0.46", "6.88", "STATE"), ("0.04", "0.50", "CITY")]
    assert taxes_in_poslog(half_returned(())) == [("0.50",)]


def test_the_published_json_of_a_return_is_what_it_was() -> None:
    document = return_document_of(half_returned(), "3141")
    (told,) = cast("list[dict[str, Json]]", return_json(document)["lines"])

    assert told["worth_tax"] == 50
    assert "taxes" not in told
