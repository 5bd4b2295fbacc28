"""One purchase does not ride on the paper of another, and no paper is asked for twice."""

import pytest

from builders import PLUMS, SHELF, plums, sale, shelf_options
from counters import Counter, proposing, signed_in
from fake_items import FakeItems
from proof_kit import SHELF_BOARD, SKU, THREE, AskedSales, candidate, three_lines
from returns_desk.application.case_fold import record_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState
from returns_desk.application.proofs import Clues, Rung
from returns_desk.domain.case import EvidenceKind
from support.desk_steps import notice_of

RECEIPT = f"evidence:{EvidenceKind.RECEIPT}"


@pytest.fixture
def sales() -> AskedSales:
    return AskedSales([sale(), plums(), three_lines()])


@pytest.fixture
def counter(sales: AskedSales) -> Counter:
    items = FakeItems()
    items.known[SKU] = SHELF_BOARD
    return Counter(sales=sales, items=items, propose=proposing(shelf_options()))


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return signed_in(counter)


def find(desk: Desk, sales: AskedSales, *, told: bool, by: str = "text_matches") -> DeskState:
    """Take the three lines by the ladder; the customer says that there is no paper, or nothing."""
    rung = Rung.CARD if by == "same_card" else Rung.ITEM
    sales.found = (candidate(THREE, 1, by),)
    if told:
        desk.begin_proof(rung)
        desk.look_up(Clues(rung, card="1234", item="nails"))
    else:
        sales.candidates["NAILS"] = (candidate(THREE, 1, "same_item"),)
        sales.found = (candidate(THREE, 3, "same_item"),)
        desk.scan("NAILS")
    return desk.pick_candidate(THREE)


def evidence(counter: Counter) -> dict[EvidenceKind, bool]:
    return dict(counter.proposed[-1].claim.evidence)


def papers(counter: Counter) -> dict[str, bool | None]:
    (case_id,) = counter.journal.open_cases()
    record = record_of(counter.journal.read(case_id=case_id))
    return {each.receipt: each.on_paper for each in record.receipts}


@pytest.mark.parametrize("by", ["text_matches", "same_card"])
def test_a_purchase_that_was_found_does_not_ride_on_anothers_paper(
    desk: Desk, counter: Counter, sales: AskedSales, by: str
) -> None:
    desk.scan(SHELF)

    state = find(desk, sales, told=True, by=by)

    found_by = {EvidenceKind.CARD_LOOKUP: True} if by == "same_card" else {}
    assert evidence(counter) == {**found_by, EvidenceKind.RECEIPT: False}
    assert papers(counter) == {SHELF: True, THREE: False}
    assert notice_of(state) == "one_without_paper"


def test_the_order_of_the_two_changes_nothing(
    desk: Desk, counter: Counter, sales: AskedSales
) -> None:
    find(desk, sales, told=True)

    desk.scan(SHELF)

    assert evidence(counter) == {EvidenceKind.RECEIPT: False}


def test_once_it_is_taken_out_the_others_have_their_paper_again(
    desk: Desk, counter: Counter, sales: AskedSales
) -> None:
    desk.scan(SHELF)
    find(desk, sales, told=True)

    desk.take_out_receipt(THREE)

    assert evidence(counter) == {EvidenceKind.RECEIPT: True}


def test_what_the_card_proved_goes_with_its_purchase(
    desk: Desk, counter: Counter, sales: AskedSales
) -> None:
    desk.scan(SHELF)
    find(desk, sales, told=True, by="same_card")

    desk.take_out_receipt(THREE)

    assert evidence(counter) == {EvidenceKind.RECEIPT: True}


def test_what_is_left_without_its_paper_has_none_and_is_not_asked(
    desk: Desk, counter: Counter, sales: AskedSales
) -> None:
    desk.scan(SHELF)
    find(desk, sales, told=True)

    desk.take_out_receipt(SHELF)

    assert evidence(counter) == {EvidenceKind.RECEIPT: False}


def test_paper_that_turns_up_proves_the_whole_case(
    desk: Desk, counter: Counter, sales: AskedSales
) -> None:
    desk.scan(SHELF)
    find(desk, sales, told=True)

    state = desk.scan(THREE)

    assert evidence(counter) == {EvidenceKind.RECEIPT: True}
    assert notice_of(state) == "receipt_here"


def test_of_a_purchase_found_by_its_goods_it_is_asked_whether_the_paper_is_here(
    desk: Desk, counter: Counter, sales: AskedSales
) -> None:
    desk.scan(SHELF)

    state = find(desk, sales, told=False)

    assert evidence(counter) == {}
    assert notice_of(state) == "receipt_added"


@pytest.mark.parametrize("answer", [True, False])
def test_the_answer_is_about_those_of_which_nobody_knew(
    desk: Desk, counter: Counter, sales: AskedSales, *, answer: bool
) -> None:
    desk.scan(SHELF)
    find(desk, sales, told=False)
    desk.answer(RECEIPT, answer)

    desk.scan(PLUMS)

    assert papers(counter) == {SHELF: True, THREE: answer, PLUMS: True}
    assert evidence(counter) == {EvidenceKind.RECEIPT: answer}


def test_a_paper_that_was_seen_stays_seen(desk: Desk, counter: Counter, sales: AskedSales) -> None:
    desk.scan(THREE)
    desk.scan(SHELF)

    find(desk, sales, told=True)
    before = len(counter.journal.events)
    desk.scan(SHELF)

    assert papers(counter) == {THREE: True, SHELF: True}
    assert evidence(counter) == {EvidenceKind.RECEIPT: True}
    assert len(counter.journal.events) == before


def test_a_purchase_in_another_currency_says_nothing_of_the_papers(
    desk: Desk, counter: Counter, sales: AskedSales
) -> None:
    desk.scan(SHELF)
    sales.sales[THREE] = sale(THREE, three_lines().lines, currency="EUR")

    state = find(desk, sales, told=True)

    assert notice_of(state) == "another_currency"
    assert evidence(counter) == {EvidenceKind.RECEIPT: True}
