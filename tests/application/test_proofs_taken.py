"""The ladder of proof: what a find proves, and what a scan on it means."""

from decimal import Decimal

import pytest

from builders import PLUMS, SHELF, SOLD_AT, plums, sale, shelf_options
from counters import Counter, proposing, signed_in
from fake_items import FakeItems
from proof_kit import SHELF_BOARD, SKU, THREE, AskedSales, candidate, found, three_lines
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.ports import SaleQuery
from returns_desk.application.proofs import Clues, Rung
from returns_desk.domain.case import EvidenceKind
from returns_desk.domain.errors import OperatorMistake


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


# --- what is taken -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clues", "because", "kind"),
    [
        (Clues(Rung.CARD, card="1234"), "same_card", EvidenceKind.CARD_LOOKUP),
        (Clues(Rung.CUSTOMER, customer="C-77"), "same_customer", EvidenceKind.CUSTOMER_RECORD),
        (
            Clues(Rung.BANK_STATEMENT, amount=2136, day=SOLD_AT.date()),
            "same_amount",
            EvidenceKind.BANK_STATEMENT,
        ),
        (Clues(Rung.ITEM, item="shelf"), "text_matches", None),
    ],
)
def test_a_find_is_the_proof_of_its_rung_and_nobody_asks_for_paper(
    desk: Desk,
    counter: Counter,
    sales: AskedSales,
    clues: Clues,
    because: str,
    kind: EvidenceKind | None,
) -> None:
    sales.found = (candidate(SHELF, 1, because),)
    desk.begin_proof()
    desk.look_up(clues)

    state = desk.pick_candidate(SHELF)

    assert state.stage is Stage.BOARD
    proved = {kind: True} if kind else {}
    known = counter.proposed[-1].claim.evidence
    assert known == {**proved, EvidenceKind.RECEIPT: False}


def test_a_piece_with_its_serial_number_proves_itself(
    desk: Desk, counter: Counter, items: FakeItems
) -> None:
    items.serials["SN-1"] = (candidate(THREE, 2, "same_serial"),)

    desk.scan("SN-1")
    desk.pick_candidate(THREE)

    claim = counter.proposed[-1].claim
    assert claim.evidence == {EvidenceKind.SERIAL_RECORD: True}


def test_the_goods_that_were_looked_for_come_back_alone(
    desk: Desk, counter: Counter, sales: AskedSales
) -> None:
    sales.found = (candidate(THREE, 2, "same_card"),)
    desk.begin_proof()
    desk.look_up(Clues(Rung.CARD, card="1234", item="shelf"))

    desk.pick_candidate(THREE)

    (item,) = counter.proposed[-1].claim.items
    assert (item.line, item.quantity) == (2, Decimal(2))


def test_only_what_was_found_can_be_taken(desk: Desk, sales: AskedSales) -> None:
    sales.found = (candidate(SHELF, 1, "same_card"),)
    desk.begin_proof()
    desk.look_up(Clues(Rung.CARD, card="1234"))

    with pytest.raises(OperatorMistake) as mistake:
        desk.pick_candidate(PLUMS)
    assert mistake.value.code == "unknown_sale"
    del sales.sales[SHELF]
    with pytest.raises(OperatorMistake):
        desk.pick_candidate(SHELF)


def test_a_receipts_number_in_any_field_opens_it_and_is_not_its_paper(
    desk: Desk, counter: Counter
) -> None:
    desk.begin_proof()

    state = desk.look_up(Clues(Rung.CUSTOMER, customer=SHELF))

    assert state.stage is Stage.BOARD
    assert counter.proposed[-1].claim.evidence == {}


# --- scans on the ladder --------------------------------------------------------------------------


@pytest.mark.parametrize("rung", [Rung.CARD, Rung.CUSTOMER, Rung.SERIAL])
def test_goods_scanned_into_another_field_are_goods(desk: Desk, rung: Rung) -> None:
    desk.begin_proof(rung)

    state = desk.look_up(Clues(rung, card=SKU, customer=SKU, serial=SKU))

    assert state.proof is not None
    assert (state.proof.clues.rung, state.proof.clues.item) == (Rung.ITEM, SKU)


def test_a_serial_number_like_a_code_stays_one(desk: Desk, items: FakeItems) -> None:
    items.serials[SKU] = (candidate(THREE, 1, "same_serial"),)
    desk.begin_proof()

    state = desk.look_up(Clues(Rung.SERIAL, serial=SKU))

    assert [each.receipt for each in found(state)] == [THREE]


def test_goods_scanned_beside_a_card_narrow_the_search(desk: Desk, sales: AskedSales) -> None:
    sales.found = (candidate(SHELF, 1, "same_card"),)
    desk.begin_proof()
    desk.look_up(Clues(Rung.CARD, card="1234"))

    state = desk.scan(SKU)

    assert state.proof is not None
    assert state.proof.clues == Clues(Rung.CARD, card="1234", item=SKU)
    assert sales.queries[-1] == SaleQuery(item=SKU, card_last4="1234")


@pytest.mark.parametrize(
    "told", [Clues(Rung.CARD, card="1234"), Clues(Rung.CUSTOMER, customer="C-77")]
)
def test_goods_scanned_after_a_search_in_vain_are_looked_for_alone(
    desk: Desk, sales: AskedSales, told: Clues
) -> None:
    desk.begin_proof(told.rung)
    desk.look_up(told)
    sales.found = (candidate(SHELF, 1, "same_item"),)

    state = desk.scan(SKU)

    assert state.proof is not None
    assert (state.proof.clues.rung, state.proof.clues.item) == (Rung.ITEM, SKU)
    assert sales.queries[-1] == SaleQuery(item=SKU)
    assert [each.receipt for each in found(state)] == [SHELF]


def test_goods_scanned_on_the_last_rung_are_named_there(desk: Desk, sales: AskedSales) -> None:
    desk.begin_proof()
    desk.look_up(Clues(Rung.ITEM, item="shelf"))
    sales.queries.clear()
    desk.begin_proof(Rung.NOTHING)

    state = desk.scan(SKU)

    assert state.proof is not None
    assert state.proof.clues == Clues(Rung.NOTHING, item=SKU)
    assert state.proof.goods == SHELF_BOARD.description
    assert sales.queries == []


def test_what_nobody_knows_leaves_the_ladder_as_it_was(desk: Desk) -> None:
    before = desk.begin_proof(Rung.SERIAL)

    state = desk.scan("what is this")

    assert state.proof == before.proof
    assert state.notice is not None
    assert state.notice.code == "not_found"


def test_goods_of_the_next_customer_end_the_slip(desk: Desk) -> None:
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()

    state = desk.scan(SKU)

    assert state.stage is Stage.PROOF
    assert state.case is not None
    assert state.case.receipts == ()
