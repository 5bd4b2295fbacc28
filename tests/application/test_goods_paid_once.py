"""Goods in a case are there once, and what a receipt proved goes with it."""

from decimal import Decimal

import pytest

from builders import PLUMS, SHELF, plums, sale, shelf_options
from counters import Counter, proposing, signed_in
from fake_items import FakeItems
from fakes import FakeSales
from proof_kit import SHELF_BOARD, SKU, THREE, three_lines
from returns_desk.application.desk import Desk
from returns_desk.application.proofs import Clues, GoodsEntry, Rung
from returns_desk.domain.case import Claim, EvidenceKind, Reason
from returns_desk.domain.errors import InvalidInput

SHORT = "1234"


@pytest.fixture
def counter() -> Counter:
    items = FakeItems()
    items.known[SKU] = SHELF_BOARD
    sales = FakeSales([sale(), plums(), three_lines(), sale(SHORT)])
    return Counter(sales=sales, items=items, propose=proposing(shelf_options()))


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return signed_in(counter)


def claim_of(counter: Counter) -> Claim:
    return counter.proposed[-1].claim


def on_receipts(counter: Counter) -> dict[tuple[str, int], Decimal]:
    return {(each.receipt, each.line): each.quantity for each in claim_of(counter).items}


def add(desk: Desk, goods: str, quantity: int = 1, price: int | None = None) -> None:
    desk.begin_proof(Rung.NOTHING)
    desk.add_goods(GoodsEntry(goods, Decimal(quantity), price))


@pytest.mark.parametrize(
    ("units", "lines", "bare"),
    [
        (1, {1: 1}, []),
        (3, {1: 1, 2: 2}, []),
        (5, {1: 1, 2: 2}, [Decimal(2)]),
    ],
)
def test_goods_stand_on_as_many_lines_as_it_takes_and_the_rest_alone(
    desk: Desk, counter: Counter, units: int, lines: dict[int, int], bare: list[Decimal]
) -> None:
    add(desk, SKU, units)

    desk.scan(THREE)

    assert on_receipts(counter) == {(THREE, line): units for line, units in lines.items()}
    assert [each.quantity for each in claim_of(counter).without_receipt] == bare


def test_pieces_of_two_prices_share_the_lines_of_their_receipt(
    desk: Desk, counter: Counter
) -> None:
    add(desk, SKU, 2, 1500)
    add(desk, SKU, 1, 1800)

    desk.scan(THREE)

    assert on_receipts(counter) == {(THREE, 1): 1, (THREE, 2): 2}
    assert claim_of(counter).without_receipt == ()


def test_goods_of_a_receipt_that_is_here_come_back_by_it_alone(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.begin_proof(Rung.NOTHING)

    state = desk.add_goods(GoodsEntry(SKU))

    assert state.notice is not None
    assert (state.notice.code, state.proof) == ("receipt_here", None)
    assert claim_of(counter).without_receipt == ()


def test_a_dearer_piece_is_a_piece_of_its_own_and_what_was_told_stays(
    desk: Desk, counter: Counter
) -> None:
    add(desk, "Coat", price=3000)
    desk.set_reason("", 1, Reason.FAULTY)
    add(desk, "Coat", price=3000)
    add(desk, "Coat", price=9000)

    told = [(x.quantity, x.current_price, x.reason) for x in claim_of(counter).without_receipt]

    assert told == [(Decimal(2), 3000, Reason.FAULTY), (Decimal(1), 9000, None)]


@pytest.mark.parametrize("price", [0, -500, 10**9 + 1])
def test_a_price_that_goods_can_not_have_is_asked_again(desk: Desk, price: int) -> None:
    with pytest.raises(InvalidInput) as mistake:
        add(desk, "Coat", price=price)

    assert mistake.value.pointer == "price"


@pytest.mark.parametrize(
    "name",
    [
        "Coat of Maria, tel 5551234",
        "Coat, 555 12 34",
        "Coat of maria@example.org",
        "EE382200221020145685",
        "Coat" * 16,
    ],
)
def test_goods_are_not_named_by_whose_they_are(desk: Desk, counter: Counter, name: str) -> None:
    with pytest.raises(InvalidInput) as mistake:
        add(desk, name, price=3000)

    assert mistake.value.pointer == "goods"
    assert name not in str(list(counter.journal.read()))


def test_four_digits_of_a_card_open_no_receipt_of_that_number(desk: Desk) -> None:
    desk.begin_proof()

    state = desk.look_up(Clues(Rung.CARD, card=SHORT))

    assert state.case is None


def test_what_is_left_keeps_its_own_paper_and_is_not_asked_for_it_again(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.scan(PLUMS)
    assert claim_of(counter).evidence == {EvidenceKind.RECEIPT: True}

    desk.take_out_receipt(PLUMS)

    assert claim_of(counter).evidence == {EvidenceKind.RECEIPT: True}


def test_that_there_is_no_paper_is_not_asked_again(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.scan(PLUMS)
    desk.mark_gift_receipt(is_gift=True)

    desk.take_out_receipt(PLUMS)

    told = {EvidenceKind.RECEIPT: False, EvidenceKind.GIFT_RECEIPT: True}
    assert claim_of(counter).evidence == told
