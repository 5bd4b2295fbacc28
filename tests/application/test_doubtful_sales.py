"""A doubtful sale opens as any other; staff are told, the journal notes it, the customer is not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builders import SHELF, sale
from counters import Counter, proposing, signed_in
from fakes import FakeSales
from returns_desk.application.case_fold import record_of
from returns_desk.application.desk_state import Stage
from returns_desk.application.doubt_sentences import (
    SENTENCES,
    UNKNOWN,
    WITH_AMOUNTS,
    doubt_sentence,
    doubts_text,
)
from returns_desk.application.ports import ReturnedSoFar, SaleDoubt

DOUBT = SaleDoubt("payments_differ_from_lines", 20900, 39929, "/orders/0")
REFERENCE = "RD/12/00000000002a"


def counter_with(*doubts: SaleDoubt) -> Counter:
    counter = Counter(sales=FakeSales([sale()]), propose=proposing([]))
    counter.sales.doubtful[SHELF] = doubts
    return counter


def test_r1_a_doubtful_sale_opens_with_its_board_and_says_what_is_doubted() -> None:
    state = signed_in(counter_with(DOUBT)).scan(SHELF)

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.receipts[0].doubts == (DOUBT,)


def test_what_was_doubted_is_journaled_with_its_amounts_and_read_back() -> None:
    counter = counter_with(DOUBT, SaleDoubt("unknown_tender"))
    signed_in(counter).scan(SHELF)

    noted = counter.journal.last("receipt_added").payload["doubts"]
    assert noted == [
        {
            "code": "payments_differ_from_lines",
            "said": 20900,
            "found": 39929,
            "place": "/orders/0",
        },
        {"code": "unknown_tender", "said": None, "found": None, "place": ""},
    ]
    record = record_of(x for x in counter.journal.events if x.case_id is not None)
    assert record.receipts[0].doubts == (DOUBT, SaleDoubt("unknown_tender"))


def test_a_receipt_that_was_added_before_there_were_doubts_has_none() -> None:
    counter = counter_with()
    signed_in(counter).scan(SHELF)
    events = [x for x in counter.journal.events if x.case_id is not None]
    older = [
        replace(x, payload={name: y for name, y in x.payload.items() if name != "doubts"})
        for x in events
    ]

    assert record_of(older) == record_of(events)


def test_what_this_journal_knows_of_is_not_counted_again_from_the_till() -> None:
    counter = counter_with(DOUBT)
    back = sale(lines=[replace(sale().lines[0], returned=Decimal(1), returned_paid=2136)])
    counter.sales.sales[SHELF] = back
    counter.sales.without[SHELF] = {REFERENCE: sale()}
    counter.journal.elsewhere[SHELF] = ReturnedSoFar(references=frozenset({REFERENCE}))

    state = signed_in(counter).scan(SHELF)

    assert state.case is not None
    (receipt,) = state.case.receipts
    assert receipt.lines[0].available == 1
    assert receipt.doubts == ()


def money(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02d}"


def test_a_sentence_names_both_amounts() -> None:
    assert doubts_text([DOUBT], money) == (
        "The shop's system says payments of 209.00 and goods of 399.29."
        " It was brought in as it came; compare with the paper."
    )


def test_nothing_is_said_where_nothing_is_doubted() -> None:
    assert doubts_text([], money) == ""


def test_the_same_sentence_is_said_once_and_no_more_than_three() -> None:
    codes = ("more_returned_than_sold", "unknown_status", "refund_date_unknown", "taxes_differ")
    doubts = [SaleDoubt(code, place=str(n)) for code in codes for n in range(2)]

    said = doubts_text(doubts, money)

    assert said.count(SENTENCES["more_returned_than_sold"]) == 1
    assert SENTENCES["refund_date_unknown"] in said
    assert SENTENCES["taxes_differ"] not in said


@pytest.mark.parametrize(
    "doubt",
    [
        pytest.param(SaleDoubt("payments_differ_from_lines"), id="no-amounts"),
        pytest.param(SaleDoubt("payments_differ_from_lines", said=1), id="one-amount"),
        pytest.param(SaleDoubt("payments_differ_from_lines", found=1), id="the-other-amount"),
    ],
)
def test_without_both_amounts_the_sentence_has_none(doubt: SaleDoubt) -> None:
    assert doubt_sentence(doubt, money) == SENTENCES["payments_differ_from_lines"]


def test_a_code_that_is_not_known_here_is_said_all_the_same() -> None:
    assert doubt_sentence(SaleDoubt("of_a_later_version", 1, 2), money) == UNKNOWN


def test_every_code_has_a_sentence_without_amounts_too() -> None:
    assert set(WITH_AMOUNTS) <= set(SENTENCES)
