"""Exchanges in the files for the till: which new goods went out, and what the customer paid."""

import json

import pytest
from defusedxml.ElementTree import fromstring

from counters import Counter
from returns_desk.adapters.handover.poslog_elements import OURS, POSLOG
from returns_desk.adapters.handover.poslog_return import poslog_bytes
from returns_desk.adapters.handover.return_json import json_bytes
from returns_desk.adapters.handover.return_shape import ReturnShape
from returns_desk.application.books import Books
from returns_desk.application.handing_over_document import ReturnDocument, return_document_of
from returns_desk.application.ports import Event
from returns_desk.domain.books import Account
from support.exchange_counters import choosing, exchange_counter


def exchanged(price: int, *references: str, counter: Counter | None = None) -> ReturnDocument:
    counter = counter or exchange_counter()
    desk = choosing(counter)
    desk.scan("LAMP")
    desk.name_price(price)
    desk.confirm()
    for reference in references:
        desk.scan(reference)
    return return_document_of(events_of(counter), "3141")


def events_of(counter: Counter) -> tuple[Event, ...]:
    return tuple(event for event in counter.journal.read() if event.case_id)


@pytest.mark.parametrize(
    ("price", "reference", "settled"), [(3500, "T-1", 2136), (2500, "", 2500), (900, "R-1", 900)]
)
def test_books_settle_what_the_new_goods_took(price: int, reference: str, settled: int) -> None:
    counter = exchange_counter()
    exchanged(price, *filter(None, [reference]), counter=counter)
    books = Books()

    books.take(counter.journal.read())

    entries = [posting.entry for posting in books.postings()]
    assert sum(entry.amount for entry in entries) == 0
    assert [x.amount for x in entries if x.account == Account.EXCHANGE_SETTLEMENT] == [-settled]
    assert not [entry for entry in entries if "till_sale" in entry.account]


def test_json_says_what_went_out_and_what_was_paid() -> None:
    content = json_bytes(exchanged(3500, "T-1"))

    ReturnShape.model_validate_json(content)
    told = json.loads(content)
    assert told["new_goods"] == [
        {
            "description": "Lamp, brass",
            "quantity": "1",
            "unit_price": 3500,
            "sku": "LAMP",
            "gtin": "04006381333931",
            "category": "lighting",
        }
    ]
    assert [(x["means"], x["takes"], x["reference"]) for x in told["legs"]] == [
        ("till_sale", 1364, "T-1")
    ]


def test_poslog_says_what_went_out_and_takes_no_payment_for_it() -> None:
    read = fromstring(poslog_bytes(exchanged(3500, "T-1")))

    (goods,) = read.iter(f"{{{OURS}}}NewGoods")
    assert goods.text == "Lamp, brass"
    assert dict(goods.attrib) == {
        "Quantity": "1",
        "UnitPrice": "35.00",
        "Currency": "USD",
        "ItemID": "LAMP",
        "GTIN": "04006381333931",
    }
    assert not [each for each in read.iter() if each.tag.endswith("}Tender")]


@pytest.mark.parametrize(
    ("price", "reference", "refunds"), [(3500, "T-1", []), (2500, "", []), (900, "R-1", ["12.36"])]
)
def test_poslog_returns_the_goods_whole_whatever_the_new_ones_took(
    price: int, reference: str, refunds: list[str]
) -> None:
    read = fromstring(poslog_bytes(exchanged(price, *filter(None, [reference]))))

    def texts(name: str) -> list[str | None]:
        return [each.text for each in read.iter(f"{{{POSLOG}}}{name}")]

    assert texts("ExtendedAmount") == ["21.36"]
    assert texts("Total") == ["21.36", "1.37"]
    tenders = [each.find(f"{{{POSLOG}}}Amount") for each in read.iter(f"{{{POSLOG}}}Tender")]
    assert [each.text for each in tenders if each is not None] == refunds


def test_absorbed_difference_stands_for_the_books_alone() -> None:
    told = json.loads(json_bytes(exchanged(2500)))

    assert (told["price_difference"], told["legs"]) == (364, [])


def test_rest_is_a_leg_like_any_other() -> None:
    told = json.loads(json_bytes(exchanged(900, "R-1")))

    assert [(leg["pays"], "takes" in leg) for leg in told["legs"]] == [(1236, False)]
