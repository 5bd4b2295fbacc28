"""What was paid back on a paper receipt is held against the till's sale, however it was typed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from counters import Counter
from fakes import FakeJournal
from returns_desk.application.boards import known_sale
from returns_desk.application.ports import ReturnedLine, ReturnedSoFar
from support.shelf_sale import SALE

if TYPE_CHECKING:
    from returns_desk.adapters.sales.sale_store import SaleStore

TYPED = "3141 07 20261107 0042"


def _services(store: SaleStore, journal: dict[str, ReturnedSoFar]) -> Counter:
    counter = Counter()
    counter.journal = FakeJournal(counter.clock)
    counter.journal.elsewhere = journal
    counter.sales = store  # type: ignore[assignment]  # the real store keeps the same port
    return counter


@pytest.mark.parametrize("typed", [TYPED, SALE.receipt, SALE.receipt.replace("-", "")])
def test_a_refund_on_paper_counts_when_the_tills_sale_arrives(store: SaleStore, typed: str) -> None:
    paid_back = ReturnedSoFar((ReturnedLine(1, Decimal(1), 2136, 0),), {1: 2136})
    counter = _services(store, {typed: paid_back})
    store.add_keyed_in(replace(SALE, receipt=typed))

    store.add([SALE])

    sale = known_sale(counter.services(), SALE.receipt)
    assert sale is not None
    assert sale.receipt == SALE.receipt
    assert sale.lines[0].available == 0
    assert sale.tenders[0].refundable_amount == 0


def test_a_later_copy_of_the_sale_forgets_nothing(store: SaleStore) -> None:
    store.add_keyed_in(replace(SALE, receipt=TYPED))
    store.add([SALE])

    store.add([replace(SALE, terminal="07")])

    assert store.numbers(SALE.receipt) == (SALE.receipt, TYPED)
    assert store.numbers("unknown") == ("unknown",)
