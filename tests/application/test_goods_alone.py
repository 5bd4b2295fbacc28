"""Goods that come back with no purchase found."""

from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType

import pytest

from builders import NOW, PLUMS, plums, sale, shelf_options
from counters import Counter, proposing, signed_in
from fake_items import FakeItems
from proof_kit import SHELF_BOARD, SKU, AskedSales, three_lines
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.known_items import NoItems
from returns_desk.application.proofs import Clues, GoodsEntry, Rung
from returns_desk.domain.case import EvidenceKind
from returns_desk.domain.errors import InvalidInput, OperatorMistake
from support.published_cards import VISA


@pytest.fixture
def items() -> FakeItems:
    made = FakeItems()
    made.known[SKU] = SHELF_BOARD
    return made


@pytest.fixture
def sales() -> AskedSales:
    return AskedSales([sale(), plums(), three_lines()])


@pytest.fixture
def counter(sales: AskedSales, items: FakeItems) -> Counter:
    return Counter(sales=sales, items=items, propose=proposing(shelf_options()))


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return signed_in(counter)


# --- goods without a receipt ---


def test_goods_that_are_scanned_first_open_a_case_with_their_board(
    counter: Counter, items: FakeItems
) -> None:
    counter.prices = MappingProxyType({SKU: 2499})

    state = signed_in(counter).scan(SKU)

    assert state.stage is Stage.PROOF
    assert state.case is not None
    (goods,) = counter.proposed[-1].claim.without_receipt
    assert (goods.sku, goods.current_price, goods.lowest_price) == (SKU, 2499, 1999)
    assert items.asked_since[-1] == NOW - timedelta(days=90)
    assert state.proof is not None
    assert (state.proof.goods, state.proof.goods_price) == (SHELF_BOARD.description, 2499)
    assert counter.proposed[-1].claim.evidence == {}


def test_goods_that_the_store_knows_by_a_sale_alone_cost_what_they_did(desk: Desk) -> None:
    state = desk.scan(SKU)

    assert state.proof is not None
    assert state.proof.goods_price == 1999
    assert state.case is not None
    (goods,) = state.case.without_receipt
    assert (goods.claimed, goods.paid_for_claim) == (Decimal(1), 1999)


def test_goods_join_a_case_by_a_person_alone(desk: Desk, counter: Counter) -> None:
    desk.scan(PLUMS)
    desk.begin_proof()
    desk.look_up(Clues(Rung.ITEM, item=SKU))
    assert list(counter.proposed[-1].claim.without_receipt) == []

    state = desk.add_goods(GoodsEntry(SKU, Decimal(2)))

    assert state.stage is Stage.BOARD
    assert counter.proposed[-1].claim.without_receipt[0].quantity == 2
    # The plums have their receipt.
    assert counter.proposed[-1].claim.evidence == {EvidenceKind.RECEIPT: True}


def test_goods_that_nobody_knows_are_named_and_priced_by_hand(desk: Desk, counter: Counter) -> None:
    desk.begin_proof(Rung.NOTHING)

    state = desk.add_goods(GoodsEntry("Kettle", Decimal(1), 3990))

    assert state.stage is Stage.BOARD
    (goods,) = counter.proposed[-1].claim.without_receipt
    assert (goods.description, goods.current_price, goods.sku) == ("Kettle", 3990, None)
    assert counter.proposed[-1].claim.evidence == {EvidenceKind.RECEIPT: False}


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (GoodsEntry("  "), "goods"),
        (GoodsEntry("Kettle"), "price"),
        (GoodsEntry("Kettle", Decimal(0), 3990), "quantity"),
    ],
)
def test_goods_need_a_name_a_number_and_a_price(desk: Desk, entry: GoodsEntry, field: str) -> None:
    desk.begin_proof(Rung.NOTHING)

    with pytest.raises(InvalidInput) as mistake:
        desk.add_goods(entry)

    assert mistake.value.pointer == field


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        ("-1", "quantity_out_of_range"),
        ("100", "quantity_out_of_range"),
        ("1.5", "quantity_not_whole"),
    ],
)
def test_nobody_brings_so_many_pieces(desk: Desk, quantity: str, code: str) -> None:
    desk.begin_proof(Rung.NOTHING)

    with pytest.raises(OperatorMistake) as mistake:
        desk.add_goods(GoodsEntry("Kettle", Decimal(quantity), 3990))

    assert mistake.value.code == code


def test_a_card_number_in_a_name_is_cut(desk: Desk, counter: Counter) -> None:
    desk.begin_proof(Rung.NOTHING)
    desk.add_goods(GoodsEntry(f"Card {VISA}", price=100))

    (goods,) = counter.proposed[-1].claim.without_receipt
    assert VISA not in goods.description
    assert "card_number_cut" in counter.journal.types()


def test_the_same_goods_count_up_and_others_stand_beside(desk: Desk, counter: Counter) -> None:
    desk.scan(SKU)
    desk.add_goods(GoodsEntry(SKU))
    desk.begin_proof(Rung.NOTHING)
    desk.add_goods(GoodsEntry("Kettle", price=3990))

    goods = counter.proposed[-1].claim.without_receipt
    assert {each.description: each.quantity for each in goods} == {
        SHELF_BOARD.description: 2,
        "Kettle": 1,
    }


@pytest.mark.parametrize("scanned", [SKU, "12345678905"])
def test_one_more_scan_is_one_more_piece(desk: Desk, counter: Counter, scanned: str) -> None:
    desk.begin_proof(Rung.NOTHING)
    desk.add_goods(GoodsEntry("Kettle", price=3990))
    desk.begin_proof(Rung.NOTHING)
    desk.add_goods(GoodsEntry(SKU))

    desk.scan(scanned)

    assert [each.quantity for each in counter.proposed[-1].claim.without_receipt] == [1, 2]


def test_a_store_that_knows_no_goods_gives_none() -> None:
    assert NoItems().known_item(SKU, NOW) is None
    assert NoItems().with_serial("SN-1") == ()
