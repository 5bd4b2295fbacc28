"""Cash counts once the fiscal till gave its number, where the packs say so."""

from returns_desk.application.desk_state import Stage
from returns_desk.application.payout_proofs import Proof
from support.credit_counters import (
    CASH_ONLY,
    FISCAL_TILL,
    confirmed,
    counter_under,
    mistake_of,
    restarted,
)


def test_cash_counts_once_the_fiscal_till_gave_its_number() -> None:
    counter = counter_under(FISCAL_TILL, CASH_ONLY, option="refund/original")
    desk = confirmed(counter, "refund/original")

    missing = mistake_of(lambda: desk.book_leg(1, counted=2135))
    wrong = mistake_of(lambda: desk.book_leg(1, "F-1", counted=2136))
    state = desk.scan("F-000123")

    assert (missing, wrong) == ("fiscal_receipt_missing", "counted_differs")
    assert state.stage is Stage.SLIP
    assert counter.journal.last("leg_booked").payload["reference"] == "F-000123"
    assert state.case is not None
    assert state.case.legs[0].proof is Proof.FISCAL_RECEIPT
    assert state.case.slip is not None
    assert ("Fiscal receipt", "F-000123") in [(x.text, x.value) for x in state.case.slip.lines]


def test_cash_in_doubt_is_given_only_with_the_fiscal_receipt() -> None:
    counter = counter_under(FISCAL_TILL, CASH_ONLY, option="refund/original")
    confirmed(counter, "refund/original")
    desk = restarted(counter)

    assert mistake_of(lambda: desk.settle_leg(1, happened=True)) == "fiscal_receipt_missing"
    assert desk.settle_leg(1, happened=True, reference="F-7").stage is Stage.SLIP
