"""Several receipts in one case, gift receipts, and goods that no receipt is here for."""

from decimal import Decimal

import pytest

from builders import (
    PLUMS,
    SHELF,
    plums,
    sale,
    shelf_options,
)
from counters import Counter, proposing, signed_in
from fake_items import FakeItems
from fakes import FakeSales
from returns_desk.application.case_fold import record_of
from returns_desk.application.desk import Desk
from returns_desk.application.known_items import KnownItem
from returns_desk.application.proofs import GoodsEntry, Rung
from returns_desk.domain.case import EvidenceKind
from returns_desk.domain.errors import OperatorMistake

KETTLE = GoodsEntry("Kettle", Decimal(2), 3990)
SKU = "SHELF-36W"


@pytest.fixture
def counter() -> Counter:
    items = FakeItems()
    items.known[SKU] = KnownItem(SKU, "", "Shelf board", "hardware", 1999)
    return Counter(
        sales=FakeSales([sale(), plums()]), items=items, propose=proposing(shelf_options())
    )


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return signed_in(counter)


def with_kettle(desk: Desk) -> None:
    """Take two kettles into the case."""
    desk.begin_proof(Rung.NOTHING)
    desk.add_goods(KETTLE)


# --- taking out -----------------------------------------------------------------------------


def test_a_receipt_is_taken_out_with_all_that_was_claimed_of_it(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.scan(PLUMS)

    state = desk.take_out_receipt(SHELF)

    assert state.case is not None
    assert [each.receipt for each in state.case.receipts] == [PLUMS]
    assert {item.receipt for item in counter.proposed[-1].claim.items} == {PLUMS}
    assert [each.receipt for each in counter.proposed[-1].sales] == [PLUMS]
    again = record_of(counter.journal.read(case_id=state.case.case_id))
    assert [each.receipt for each in again.receipts] == [PLUMS]


def test_what_is_left_alone_comes_back_whole(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.scan(PLUMS)
    desk.set_quantity(PLUMS, 1, Decimal(0))

    desk.take_out_receipt(SHELF)

    (item,) = counter.proposed[-1].claim.items
    assert (item.receipt, item.quantity) == (PLUMS, Decimal(7))


def test_goods_that_are_left_claim_no_other_receipt_whole(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.scan(PLUMS)
    desk.set_quantity(PLUMS, 1, Decimal(0))
    with_kettle(desk)

    desk.take_out_receipt(SHELF)

    claim = counter.proposed[-1].claim
    assert claim.items == ()
    assert [each.description for each in claim.without_receipt] == ["Kettle"]


def test_goods_without_a_receipt_may_be_all_that_is_left(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    with_kettle(desk)

    desk.take_out_receipt(SHELF)

    claim = counter.proposed[-1].claim
    assert claim.items == ()
    assert [each.description for each in claim.without_receipt] == ["Kettle"]


def test_the_only_receipt_stays(desk: Desk) -> None:
    desk.scan(SHELF)

    with pytest.raises(OperatorMistake) as mistake:
        desk.take_out_receipt(SHELF)
    assert mistake.value.code == "nothing_claimed"
    with pytest.raises(OperatorMistake) as mistake:
        desk.take_out_receipt(PLUMS)
    assert mistake.value.code == "unknown_receipt"


def test_an_approval_falls_with_the_receipt(desk: Desk) -> None:
    desk.scan(SHELF)
    desk.scan(PLUMS)
    desk.ask_for("refund/other_card")
    desk.approve("222222", approver="ines")

    state = desk.take_out_receipt(PLUMS)

    assert state.case is not None
    assert state.case.approval is None


# --- gift receipts --------------------------------------------------------------------------


def test_a_gift_receipt_says_who_stands_there_and_is_taken_back(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.scan(PLUMS)

    marked = desk.mark_gift_receipt(is_gift=True)

    claim = counter.proposed[-1].claim
    assert claim.evidence == {EvidenceKind.RECEIPT: False, EvidenceKind.GIFT_RECEIPT: True}
    assert claim.facts.is_purchaser is False
    # Cash is nobody's card.
    assert claim.facts.original_tender_present == {f"{SHELF}/1": False}
    assert marked.case is not None
    assert marked.case.is_gift

    back = desk.mark_gift_receipt(is_gift=False)

    claim = counter.proposed[-1].claim
    # A touch too much is no proof.
    assert claim.evidence == {}
    assert claim.facts.is_purchaser is None
    assert claim.facts.original_tender_present == {}
    assert back.case is not None
    assert not back.case.is_gift


def test_paper_that_turns_up_later_is_noted(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.mark_gift_receipt(is_gift=True)

    state = desk.scan(SHELF)

    assert state.notice is not None
    assert state.notice.code == "receipt_here"
    facts = [e.payload for e in counter.journal.read(types=("fact_answered",))]
    assert facts[-1] == {"fact": "evidence:receipt", "value": True}
