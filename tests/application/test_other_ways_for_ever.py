"""What exchanges, parcels and goodwill leave in the journal stays readable as it was first written.

The golden file was written by the program in the first form of these events; never write it anew.
"""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from fakes import PlainWords
from returns_desk.application.books import Books
from returns_desk.application.case_fold import record_of
from returns_desk.application.handed_over_parts import Goods
from returns_desk.application.handing_over_document import return_document_of
from returns_desk.application.new_goods_record import NewGoods
from returns_desk.application.parcel_record import Parcel
from returns_desk.application.ports import Event
from returns_desk.application.slips import slip_of
from returns_desk.domain.books import Account
from returns_desk.domain.case import ReturnedBy

FIRST = Path(__file__).parents[1] / "golden" / "case_events" / "other_ways_v1.jsonl"
LAMPS = NewGoods("Lamp, brass", Decimal(2), 1800, "LAMP", "04006381333931", "lighting")
PRESENCE = (
    "photo_id_seen",
    "is_purchaser",
    "other_card.same_customer",
    "original_tender_present:3141-07-20261107-0042/1",
)


def written() -> list[Event]:
    documents: list[dict[str, Any]] = [
        json.loads(line) for line in FIRST.read_text(encoding="utf-8").splitlines()
    ]
    return [Event(**{**each, "at": datetime.fromisoformat(each["at"])}) for each in documents]


def case(number: int) -> list[Event]:
    events = written()
    cases = list(dict.fromkeys(event.case_id for event in events))
    return [event for event in events if event.case_id == cases[number - 1]]


def test_an_exchange_is_read_with_its_new_goods_and_the_leg_at_the_till() -> None:
    record = record_of(case(1))

    assert record.new_goods == (LAMPS,)
    assert record.claim.facts.exchange_total == 3600
    assert record.plan is not None
    assert record.plan.new_goods == (LAMPS,)
    assert [(leg.means, leg.takes, leg.reference) for leg in record.plan.legs] == [
        ("till_sale", 1464, "T-0911")
    ]
    assert return_document_of(case(1), "3141").new_goods == (LAMPS,)


def test_a_parcel_is_read_with_its_day_and_goods_that_stayed() -> None:
    record = record_of(case(2))
    slip = slip_of(case(2), "Northside Home", "en", PlainWords("en"))

    assert record.parcel == Parcel(date(2026, 11, 18), PRESENCE)
    assert record.claim.returned_by is ReturnedBy.POST
    assert record.claim.withdrawal_notified_at is not None
    assert record.claim.withdrawal_notified_at.date() == date(2026, 11, 18)
    assert return_document_of(case(2), "3141").goods is Goods.KEPT
    said = [line.text for line in slip.lines]
    assert "You keep" in said
    assert "Came by parcel; this slip goes by post." in said


def test_goodwill_is_read_with_its_reason() -> None:
    (chosen,) = [event for event in case(3) if event.type == "option_chosen"]

    assert chosen.payload["goodwill"] == {"reason": "waited_long", "given_before": 0}


def test_books_of_all_three_add_up() -> None:
    books = Books()
    books.take(written())

    entries = [posting.entry for posting in books.postings()]
    sums = {
        account: sum(entry.amount for entry in entries if entry.account == account)
        for account in (Account.EXCHANGE_SETTLEMENT, Account.PRICE_REDUCTIONS)
    }
    assert sum(entry.amount for entry in entries) == 0
    assert sums == {Account.EXCHANGE_SETTLEMENT: -2136, Account.PRICE_REDUCTIONS: 503}
