"""The books as files: the golden CSV, no formula, days, and the same sums as the till is told."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from adapters.keeping.keeping_kit import NAME, begun_profile
from builders import (
    CARD_LEG,
    CASH_LEG,
    HALF_CARD_LEG,
    NOW,
    PLUMS,
    SHELF,
    option,
    paying_option,
    plums,
    sale,
    split_sale,
)
from counters import Counter
from fakes import FakeClock, FakeJournal
from returns_desk.adapters.handover.poslog_return import poslog_bytes
from returns_desk.adapters.keeping.books_export import COLUMNS, books_csv, books_json
from returns_desk.adapters.keeping.exporting import Days
from returns_desk.adapters.keeping.keeping_access import KeepingAccess
from returns_desk.application.books import Books, Posting
from returns_desk.application.handing_over_document import ReturnDocument, return_document_of
from returns_desk.application.ports import Event, Json, NewEvent
from returns_desk.domain.board import CoveredItem, Leg, Option, Standing
from returns_desk.domain.sale import Sale
from support.completed_returns import (
    carry_out,
    counter_with,
    document_of_the_case,
    goods_alone,
    goods_beside_a_receipt,
)

GOLDEN = Path(__file__).parents[2] / "golden" / "books"


@dataclass(frozen=True)
class MadeOf:
    """What the exports ask for."""

    journal: FakeJournal
    days: Days = field(default_factory=Days)


def covered(amount: int, tax: int, fee: int = 0, quantity: int = 1) -> tuple[CoveredItem, ...]:
    return (CoveredItem(0, Decimal(quantity), amount, tax, fee),)


def told(
    sales: Iterable[Sale], chosen: Option, receipt: str, prices: dict[str, int] | None = None
) -> Counter:
    counter = counter_with(sales, chosen)
    counter.prices = prices or {}
    carry_out(counter, receipt, chosen.id)
    return counter


def card_refund() -> Counter:
    return told(
        [sale()], paying_option("refund/original", [CARD_LEG], items=covered(2136, 137)), SHELF
    )


def two_tenders() -> Counter:
    legs = [HALF_CARD_LEG, CASH_LEG]
    return told(
        [split_sale()], paying_option("refund/original", legs, items=covered(2136, 137)), SHELF
    )


def fee_kept() -> Counter:
    legs = [replace(CARD_LEG, amount=1936)]
    chosen = paying_option("refund/original", legs, items=covered(1936, 124, 200), fee=200)
    return told([sale()], chosen, SHELF)


def store_credit() -> Counter:
    legs = [Leg(None, "store_credit", 2136, "store_credit")]
    chosen = paying_option("store_credit/store_credit", legs, items=covered(2136, 137))
    return told([sale()], chosen, SHELF)


def price_reduction() -> Counter:
    legs = [replace(CARD_LEG, amount=500)]
    chosen = paying_option("price_reduction/original", legs, items=covered(500, 32))
    return told([sale()], chosen, SHELF)


def taxed_even_exchange() -> Counter:
    chosen = option("even_exchange/none", Standing.AVAILABLE, items=covered(0, 0), absorbed=364)
    return told([sale()], chosen, SHELF, {"SHELF-36W": 2500})


def seven_plums() -> Counter:
    chosen = option(
        "even_exchange/none", Standing.AVAILABLE, items=covered(0, 0, quantity=7), absorbed=238
    )
    return told([plums()], chosen, PLUMS, {"PLUM": 84})


STORIES: dict[str, Callable[[], Counter]] = {
    "card_refund": card_refund,
    "two_tenders": two_tenders,
    "fee_kept": fee_kept,
    "store_credit": store_credit,
    "price_reduction": price_reduction,
    "taxed_even_exchange": taxed_even_exchange,
    "seven_plums": seven_plums,
}


def a_week() -> FakeJournal:
    """All stories one after another, a case in doubt, and a redeemed voucher; cases renumbered."""
    journal = FakeJournal(FakeClock())
    for number, story in enumerate(STORIES.values(), 1):
        for each in story().journal.events:
            moved = f"{each.case_id}-{number}" if each.case_id else None
            made: dict[str, Json] = {"number": number} if each.type == "case_opened" else {}
            journal.append(NewEvent(each.type, {**each.payload, **made}, moved, each.operator))
    (case_id,) = {x.case_id for x in card_refund().journal.events if x.case_id}
    for each in card_refund().journal.events:
        if each.type == "leg_booked":
            break
        journal.append(NewEvent(each.type, each.payload, case_id, each.operator))
    redeemed: dict[str, Json] = {"voucher": "1", "value": 1000, "currency": "USD", "sold_as": None}
    journal.append(NewEvent("voucher_redeemed", redeemed))
    return journal


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_csv_is_the_golden_one_in_which_each_document_balances() -> None:
    text = "".join(books_csv(MadeOf(a_week())))

    assert text == (GOLDEN / "week.csv").read_text(encoding="utf-8")
    rows = rows_of(text)
    assert tuple(rows[0]) == COLUMNS
    for document in {each["document"] for each in rows}:
        here = [each for each in rows if each["document"] == document]
        debit = sum(Decimal(each["debit"]) for each in here)
        assert debit == sum(Decimal(each["credit"]) for each in here) > 0


def test_no_cell_is_a_formula() -> None:
    journal = card_refund().journal
    events = [
        replace(each, payload={**each.payload, "reference": "=cmd|' /C calc'!A0"})
        if each.type == "leg_booked"
        else each
        for each in journal.events
    ]
    journal.events[:] = events

    rows = rows_of("".join(books_csv(MadeOf(journal))))

    assert {each["reference"] for each in rows} == {"", "'=cmd|' /C calc'!A0"}


def test_days_choose_postings_and_open_items_are_as_of_their_end() -> None:
    journal = a_week()
    day, later = NOW.date(), date(2026, 11, 22)

    whole = json.loads("".join(books_json(MadeOf(journal, Days(day, later)))))
    after = json.loads("".join(books_json(MadeOf(journal, Days(later, None)))))
    before = json.loads("".join(books_json(MadeOf(journal, Days(None, day)))))

    assert [each["number"] for each in whole["credit_notes"]] == list(range(1, 8))
    assert [each["balance"] for each in whole["days"]] == [0]
    assert [each["account"] for each in after["open_items"]] == ["payouts_in_doubt"]
    assert after["postings"] == before["postings"] == before["open_items"] == []
    assert rows_of("".join(books_csv(MadeOf(journal, Days(later, None))))) == []


@pytest.mark.parametrize("name", ["books", "books-json"])
def test_no_personal_data_leave_by_the_books(tmp_path: Path, name: str) -> None:
    folder = begun_profile(tmp_path / "shop")

    assert NAME.split()[0] not in "".join(KeepingAccess(folder).export(name, None, None))


def amounts(element: Element, path: str) -> Decimal:
    found = element.findall(path)
    return sum((Decimal(each.text or "0") for each in found), Decimal(0))


def posted(events: Iterable[Event]) -> tuple[Posting, ...]:
    books = Books()
    books.take(events)
    return books.postings()


def total(postings: Iterable[Posting], *accounts: str) -> Decimal:
    found = (each.entry.amount for each in postings if each.entry.account in accounts)
    return Decimal(sum(found)).scaleb(-2)


@pytest.mark.parametrize("name", STORIES)
def test_the_books_and_the_till_are_told_the_same_sums(name: str) -> None:
    journal = STORIES[name]().journal
    document = return_document_of(tuple(x for x in journal.events if x.case_id), "3141")
    till = fromstring(poslog_bytes(document))
    notes = [each for each in posted(journal.events) if each.kind == "credit_note"]
    payouts = [each for each in posted(journal.events) if each.kind == "payout"]

    names = "{*}Transaction/{*}RetailTransaction"
    owed = amounts(till, f"{names}/{{*}}Total[@TotalType='TransactionGrandAmount']")
    tax = amounts(till, f"{names}/{{*}}Total[@TotalType='TransactionTaxAmount']")
    refunded = amounts(till, f"{names}/{{*}}LineItem/{{*}}Tender/{{*}}Amount")
    waived = amounts(till, f"{names}/{{*}}PriceDifference")

    assert -total(notes, "customer_clearing") == owed
    assert total(notes, "output_tax") == tax
    left = {str(x.entry.account) for x in payouts} - {"customer_clearing", "cash_rounding"}
    assert -total(payouts, *left) == refunded
    assert _absorbed(document, notes) == waived


@pytest.mark.parametrize("made", [goods_alone, goods_beside_a_receipt])
def test_goods_without_a_receipt_are_posted_as_the_till_is_told(
    made: Callable[[], Counter],
) -> None:
    events = made().journal.events
    document = document_of_the_case(made())
    *_, kettles = document.lines
    books = json.loads("".join(books_json(MadeOf(made().journal))))
    (note,) = books["credit_notes"]
    rows = rows_of("".join(books_csv(MadeOf(made().journal))))

    *_, line = note["lines"]
    assert (line["receipt"], line["line"], line["quantity"]) == (None, 1, "2")
    assert (line["gross"], line["fee"], line["taxes"]) == (kettles.paid, kettles.fee, [])
    assert [x["gross"] for x in note["lines"]] == [x.paid for x in document.lines]
    assert note["owed"] == sum(leg.amount for leg in document.legs)
    (row,) = (each for each in rows if each["account"] == "returns_without_receipt")
    assert (row["receipt"], row["quantity"], row["debit"]) == ("", "2", "79.80")
    assert total(posted(events)) == 0
    assert -total(posted(events), "return_fees") == Decimal(kettles.fee).scaleb(-2)


def _absorbed(document: ReturnDocument, notes: list[Posting]) -> Decimal:
    """Net and tax of what was taken off in an exchange."""
    if document.remedy != "even_exchange":
        return Decimal(0)
    line = document.lines[0]
    reduced = total(notes, "price_reductions")
    taxed = -total(notes, "exchange_goods") - total(notes, "sales_returns")
    assert reduced == taxed
    rate = Decimal(line.worth_tax) / Decimal(line.worth)
    return (reduced / (1 - rate)).quantize(Decimal("0.01"))
