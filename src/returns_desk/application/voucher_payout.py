"""The voucher of a leg while it is paid: issued once, and named as people read it.

Owns that a leg has at most one voucher, however often it is begun. What a voucher is stands in
store_credit.py.
"""

from returns_desk.application.case_record import PlannedLeg
from returns_desk.application.payout_proofs import Proof, proof_of, reference_of_doubt
from returns_desk.application.store_credit import VOUCHER_ISSUED, issue_document
from returns_desk.application.turn import Turn


def issue_voucher(turn: Turn, key: str, leg: PlannedLeg) -> None:
    """Issue the voucher of a leg that begins; begun again, it keeps the one that it has."""
    if proof_of(leg) is not Proof.VOUCHER or leg.voucher is not None:
        return
    number = turn.services.vouchers.new_number()
    today, days = turn.now.date(), leg.voucher_days
    issued = issue_document(number, leg.amount, turn.board.currency, today, days)
    turn.note(VOUCHER_ISSUED, {"key": key, "leg": leg.leg, **issued})


def voucher_number(turn: Turn, leg: PlannedLeg | None) -> str:
    """The number of the leg's voucher as people read it; empty where it has none."""
    voucher = leg.voucher if leg else None
    return turn.services.vouchers.short_number(voucher.number) if voucher else ""


def settled_reference(turn: Turn, leg: PlannedLeg, typed: str) -> str:
    """What is kept of a leg that was paid after all: the number of its voucher, or what was typed.

    Raises:
        OperatorMistake: the number of the store credit or the fiscal receipt is missing.
    """
    return voucher_number(turn, leg) or reference_of_doubt(
        leg, typed, lambda text: turn.cut(text, "leg_settled/reference")
    )
