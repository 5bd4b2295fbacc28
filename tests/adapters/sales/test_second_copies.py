"""A receipt that comes twice is known again; paper gives way to the till, never the reverse."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.sales.sale_writer import Outcome
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import (
    SaleTender,
    TenderType,
)
from support.shelf_sale import SALE, SHELF

if TYPE_CHECKING:
    from returns_desk.adapters.sales.sale_store import SaleStore


def test_a_receipt_from_paper_is_marked_until_the_till_sends_it(store: SaleStore) -> None:
    store.add_keyed_in(SALE)
    while_on_paper = store.is_keyed_in(SALE.receipt)

    (arrival,) = store.add([replace(SALE, terminal="07")])

    assert while_on_paper
    assert arrival.outcome is Outcome.MATCHED
    assert arrival.differing_paper is None
    assert not store.is_keyed_in(SALE.receipt)


def test_paper_typed_without_dashes_is_matched_all_the_same(store: SaleStore) -> None:
    store.add_keyed_in(replace(SALE, receipt="3141072026110700 42"))

    (arrival,) = store.add([SALE])

    assert arrival.outcome is Outcome.MATCHED
    assert store.count() == 1


def test_paper_with_other_amounts_than_the_till_is_handed_back(store: SaleStore) -> None:
    paper = replace(SALE, lines=(replace(SHELF, paid=2036, tax=0),))
    store.add_keyed_in(paper)

    (arrival,) = store.add([SALE])

    assert arrival.differing_paper == paper
    assert store.receipt(SALE.receipt) == SALE


def test_a_later_paper_takes_the_place_of_an_earlier_one(store: SaleStore) -> None:
    store.add_keyed_in(SALE)

    store.add_keyed_in(replace(SALE, customer="C-9"))

    found = store.receipt(SALE.receipt)
    assert found is not None
    assert found.customer == "C-9"


def test_paper_never_replaces_what_a_till_sent(store: SaleStore) -> None:
    store.add([SALE])

    store.add_keyed_in(replace(SALE, lines=(replace(SHELF, paid=1),)))

    assert store.receipt(SALE.receipt) == SALE
    assert not store.is_keyed_in(SALE.receipt)


def test_an_unknown_receipt_is_not_keyed_in(store: SaleStore) -> None:
    assert not store.is_keyed_in("none")


def test_a_copy_of_a_receipt_fills_in_what_was_not_known(store: SaleStore) -> None:
    store.add([SALE])

    (arrival,) = store.add([replace(SALE, customer="C-1", cashier="c104")])

    found = store.receipt(SALE.receipt)
    assert arrival.outcome is Outcome.UPDATED
    assert found is not None
    assert (found.customer, found.cashier, found.tenders) == ("C-1", "c104", SALE.tenders)


def test_a_copy_that_knows_less_changes_nothing(store: SaleStore) -> None:
    store.add([replace(SALE, customer="C-1")])

    (arrival,) = store.add([SALE])

    assert arrival.outcome is Outcome.ALREADY_THERE


def test_what_came_back_may_grow_but_not_shrink(store: SaleStore) -> None:
    pair = replace(SHELF, quantity=Decimal(2), returned=Decimal(1), returned_paid=1068)
    store.add([replace(SALE, lines=(pair,))])

    more = replace(pair, returned=Decimal(2), returned_paid=2136)
    (arrival,) = store.add([replace(SALE, lines=(more,))])

    assert arrival.outcome is Outcome.UPDATED
    with pytest.raises(OperatorMistake, match="line 1: returned is less than what is stored"):
        store.add([replace(SALE, lines=(pair,))])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param({"store": "9"}, "store differs", id="store"),
        pytest.param({"sold_at": datetime(2026, 1, 1, tzinfo=UTC)}, "sold_at differs", id="time"),
        pytest.param({"lines": (replace(SHELF, line=2),)}, "line 1 is missing", id="line"),
        pytest.param({"lines": (replace(SHELF, paid=2137),)}, "line 1: paid differs", id="paid"),
        pytest.param(
            {"tenders": (SaleTender(1, TenderType.CASH, 2136),)}, "tender 1: type", id="tender"
        ),
    ],
)
def test_a_copy_that_contradicts_is_refused_and_the_stored_one_stays(
    store: SaleStore, change: dict[str, Any], sentence: str
) -> None:
    store.add([SALE])

    with pytest.raises(OperatorMistake, match=sentence):
        store.add([replace(SALE, **change)])

    assert store.receipt(SALE.receipt) == SALE
