"""What other counters took back lies over the sale as it was told last, and counts once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from builders import SHELF, sale
from returns_desk.adapters.hub.claim_details import detail_of, others_of, returns_of
from returns_desk.adapters.sales.readings import EarlierReturn, RefundedPart, ReturnedPiece
from returns_desk.adapters.sales.returns_of_hub import counted_once
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.claims_at_hub import CaseClaim, ClaimedMoney, ClaimedUnits
from returns_desk.domain.sale import Sale, TenderType

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
BACK = EarlierReturn(
    id="hub:inst:case-1:" + SHELF,
    receipt=SHELF,
    returned_at=AT,
    pieces=(ReturnedPiece(Decimal(1), 2136, 0, line=1),),
    refunds=(RefundedPart(TenderType.CREDIT_CARD, 2136, 1),),
    reference="RD/1/aa",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SaleStore]:
    with SaleStore(tmp_path / "sales.db") as made:
        made.add([sale()])
        yield made


def shelf(store: SaleStore) -> Sale:
    found = store.receipt(SHELF)
    assert found is not None
    return found


def test_goods_and_money_of_another_counter_are_gone(store: SaleStore) -> None:
    assert store.put_returns_of_hub([SHELF], [BACK])

    (line,), (tender,) = shelf(store).lines, shelf(store).tenders
    assert (line.available, line.returned_paid, tender.refundable_amount) == (Decimal(0), 2136, 0)
    assert store.doubts(SHELF) == ()


def test_the_same_again_is_no_news_and_what_was_taken_back_there_is_here_again(
    store: SaleStore,
) -> None:
    store.put_returns_of_hub([SHELF], [BACK])

    assert not store.put_returns_of_hub([SHELF], [BACK])
    assert store.put_returns_of_hub([SHELF], [])
    assert shelf(store).lines[0].available == 1


def test_what_the_till_s_log_brings_too_counts_once() -> None:
    of_till = replace(BACK, id="till-9")
    without_reference = replace(BACK, id="hub:inst:case-2:" + SHELF, reference=None)

    assert counted_once([BACK, of_till]) == [of_till]
    assert counted_once([BACK, without_reference]) == [BACK, without_reference]


CLAIM = CaseClaim(
    "case-1",
    "RD/1/aa",
    (
        ClaimedUnits("3141", SHELF, 1, Decimal("0.5"), Decimal(2), 700, 10),
        ClaimedUnits("3141", "R-2", 3, Decimal(1), Decimal(1), 99, 0),
    ),
    (ClaimedMoney(SHELF, 1, "cash", 690),),
)


def told(detail: str) -> str:
    """As the hub tells it."""
    escaped = detail.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '[{"terminal": "07", "installation": "inst", "case": "case-1",'
        f' "at": "{AT.isoformat()}", "detail": "{escaped}"}}]'
    )


def test_a_claim_is_read_as_a_return_of_the_receipt_that_is_looked_at() -> None:
    (found,) = returns_of(told(detail_of(CLAIM)), [SHELF, "R-9"])

    assert (found.id, found.reference) == ("hub:inst:case-1:" + SHELF, "RD/1/aa")
    assert found.pieces == (ReturnedPiece(Decimal("0.5"), 700, 10, line=1),)
    assert found.refunds == (RefundedPart(TenderType.CASH, 690, 1),)
    assert [each.terminal for each in others_of(told(detail_of(CLAIM)))] == ["07"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", told("no JSON"), told('{"receipts": 5}')])
def test_what_can_not_be_read_is_left_out(text: str) -> None:
    assert returns_of(text, [SHELF]) == ()
