"""What a scan means."""

from decimal import Decimal

import pytest

from builders import PLUMS, SHELF, case, line, plums, sale, shelf_options, tender
from counters import Counter, proposing, signed_in
from fakes import FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, LineState, Stage
from returns_desk.application.ports import Candidate, ReturnedLine, ReturnedSoFar
from returns_desk.application.sale_digest import sale_digest
from returns_desk.domain.case import EvidenceKind
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import Sale

LONG = "3141-01-20261120-0009"


def long_receipt() -> Sale:
    """Three lamps, a cable by the metre, and two lines of the same bulb."""
    return sale(
        LONG,
        [
            line(1, sku="LAMP", gtin="4006381333931", quantity=Decimal(3), paid=6000),
            line(2, sku="CABLE", gtin=None, quantity=Decimal("2.5"), unit="m", paid=500),
            line(3, sku="BULB", gtin="96385074", paid=300),
            line(4, sku="BULB", gtin="96385074", paid=300),
        ],
    )


def desk_with(*sales: Sale) -> tuple[Desk, Counter]:
    counter = Counter(sales=FakeSales(sales), propose=proposing(shelf_options()))
    return signed_in(counter), counter


def lines_of(state: DeskState) -> tuple[LineState, ...]:
    assert state.case is not None
    return tuple(each for receipt in state.case.receipts for each in receipt.lines)


def claimed(state: DeskState) -> list[str]:
    return [str(each.claimed) for each in lines_of(state)]


def test_r1_the_scan_claims_every_unit_that_can_still_come_back() -> None:
    returned = line(2, quantity=Decimal(4), returned=Decimal(1), paid=400, returned_paid=100)
    gone = line(3, returned=Decimal(1), returned_paid=2136)
    desk, _ = desk_with(sale(lines=[line(1), returned, gone]))

    state = desk.scan(SHELF)

    assert state.stage is Stage.BOARD
    assert claimed(state) == ["1", "3", "0"]
    assert [each.nothing_left for each in lines_of(state)] == [False, False, True]


def test_a_scan_is_recorded_in_one_commit(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)

    assert counter.journal.appends[-1] == (
        "case_opened",
        "receipt_added",
        "claim_changed",
        "fact_answered",
        "board_shown",
    )


def test_r5_a_receipt_that_was_scanned_is_proof_and_never_asked(
    desk: Desk, counter: Counter
) -> None:
    state = desk.scan(SHELF)

    assert state.case is not None
    assert state.case.answers == {"evidence:receipt": True}
    assert counter.proposed[-1].claim.evidence == {EvidenceKind.RECEIPT: True}


def test_what_this_journal_gave_back_before_is_seen(desk: Desk, counter: Counter) -> None:
    counter.journal.elsewhere[PLUMS] = ReturnedSoFar(
        (ReturnedLine(1, Decimal(5), 250, 0),), {1: 250}
    )

    state = desk.scan(PLUMS)

    assert claimed(state) == ["2"]
    assert state.case is not None
    assert state.case.receipts[0].tenders[0].refundable == 100


def test_a_receipt_with_nothing_left_says_so_and_still_shows_a_board(
    desk: Desk, counter: Counter
) -> None:
    counter.journal.elsewhere[SHELF] = ReturnedSoFar((ReturnedLine(1, Decimal(1), 2136, 0),))

    state = desk.scan(SHELF)

    assert state.notice is not None
    assert state.notice.code == "nothing_left"
    assert state.stage is Stage.BOARD
    assert [each.nothing_left for each in lines_of(state)] == [True]
    assert [each.paid_for_claim for each in lines_of(state)] == [0]


def test_a_receipt_scanned_while_a_case_is_open_joins_it(desk: Desk) -> None:
    desk.scan(SHELF)

    state = desk.scan(PLUMS)

    assert state.case is not None
    assert [each.receipt for each in state.case.receipts] == [SHELF, PLUMS]
    assert claimed(state) == ["1", "7"]
    assert state.notice is not None
    assert state.notice.code == "receipt_added"


def test_an_empty_receipt_joins_a_case_without_a_claim(desk: Desk, counter: Counter) -> None:
    counter.journal.elsewhere[PLUMS] = ReturnedSoFar((ReturnedLine(1, Decimal(7), 350, 0),))
    desk.scan(SHELF)

    state = desk.scan(PLUMS)

    assert claimed(state) == ["1", "0"]


def test_the_same_receipt_twice_is_one_receipt(desk: Desk) -> None:
    desk.scan(SHELF)

    state = desk.scan(SHELF)

    assert state.notice is not None
    assert state.notice.code == "receipt_here"


def test_a_receipt_in_another_currency_stays_out() -> None:
    desk, _ = desk_with(sale(), sale(LONG, currency="EUR"))
    desk.scan(SHELF)

    state = desk.scan(LONG)

    assert state.notice is not None
    assert state.notice.code == "another_currency"
    assert len(lines_of(state)) == 1


def test_each_scan_of_an_item_selects_one_more_unit() -> None:
    desk, _ = desk_with(long_receipt())
    desk.scan(LONG)

    counts = [claimed(desk.scan("4006381333931")) for _ in range(3)]
    full = desk.scan("LAMP")

    assert counts == [
        ["1", "0", "0", "0"],
        ["2", "0", "0", "0"],
        ["3", "0", "0", "0"],
    ]
    assert full.notice is not None
    assert full.notice.code == "line_full"


def test_the_first_item_of_one_receipt_leaves_the_other_receipt_whole() -> None:
    desk, _ = desk_with(long_receipt(), plums())
    desk.scan(PLUMS)
    desk.scan(LONG)

    state = desk.scan("CABLE")

    assert claimed(state) == ["7", "0", "2.5", "0", "0"]


def test_the_same_item_on_two_lines_fills_one_after_the_other() -> None:
    desk, _ = desk_with(long_receipt())
    desk.scan(LONG)

    first = claimed(desk.scan("00000096385074"))
    second = claimed(desk.scan("96385074"))

    assert first == ["0", "0", "1", "0"]
    assert second == ["0", "0", "1", "1"]


def test_what_is_not_found_is_a_notice_with_no_card_number_in_it(desk: Desk) -> None:
    state = desk.scan("card 4111111111111111")

    assert state.stage is Stage.WAITING
    assert state.notice is not None
    assert state.notice.code == "not_found"
    assert state.notice.fields["text"] == "card ****1111"


def test_a_voucher_of_ours_belongs_to_the_till(desk: Desk) -> None:
    state = desk.scan("RDV1" + "A" * 200)

    assert state.notice is not None
    assert state.notice.code == "own_voucher"


def test_an_empty_scan_is_no_mistake(desk: Desk) -> None:
    state = desk.scan("  ")

    assert state.notice is not None
    assert state.notice.code == "nothing_scanned"


@pytest.mark.parametrize(
    ("scanned", "found_by", "evidence"),
    [
        pytest.param("C-77", "C-77", {EvidenceKind.CUSTOMER_RECORD: True}, id="customer"),
        pytest.param("00012345678905", "SHELF-36W", {}, id="item"),
    ],
)
def test_without_a_receipt_the_store_offers_what_it_finds(
    desk: Desk,
    counter: Counter,
    scanned: str,
    found_by: str,
    evidence: dict[EvidenceKind, bool],
) -> None:
    because = ("same_customer", "same_item")
    counter.sales.candidates[found_by] = (Candidate(SHELF, 1, 90, because),)

    offered = desk.scan(scanned)
    state = desk.pick_candidate(SHELF)

    assert offered.proof is not None
    assert [each.receipt for each in offered.proof.found] == [SHELF]
    assert state.stage is Stage.BOARD
    assert state.proof is None
    assert counter.proposed[-1].claim.evidence == evidence


def test_a_candidate_that_is_gone_is_one_sentence(desk: Desk) -> None:
    with pytest.raises(OperatorMistake) as mistake:
        desk.pick_candidate("gone")

    assert mistake.value.code == "unknown_sale"


def test_the_fingerprint_of_a_sale_leaves_the_customer_out() -> None:
    known = sale(customer="C-77")

    assert sale_digest(known) == sale_digest(sale())
    assert sale_digest(known) != sale_digest(sale(tenders=[tender(last4="9999")]))


def test_no_personal_data_enters_an_event() -> None:
    desk, counter = desk_with(sale(customer="C-77"))

    desk.scan(SHELF)

    assert "C-77" not in repr(counter.journal.events)


def test_the_case_the_engine_sees_is_dated_now(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)

    assert counter.proposed[-1].now == case().now
