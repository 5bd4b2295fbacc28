"""What must be in hand before a leg counts as paid, and the check of what was typed for it.

Owns the ways to book a leg and the sentences where something is missing: no number, no payout.
Which way a leg goes is fixed with the plan, so that a change of packs never changes it midway.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from returns_desk.application.case_record import PlannedLeg
from returns_desk.application.ports import Json
from returns_desk.domain.account_numbers import holds_account_number
from returns_desk.domain.card_numbers import holds_card_number
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Settings

CASH: Final = "cash"
STORE_CREDIT: Final = "store_credit"
_OF_A_GIFT_CARD_SYSTEM: Final = frozenset({STORE_CREDIT, "gift_card"})
_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./-]{2,39}")
"""Numbers of gift cards and fiscal receipts: short, and of letters, digits and a few signs."""


class Proof(StrEnum):
    """What shows that a leg was paid."""

    REFERENCE = "reference"
    """The reference of the till or the card reader."""
    COUNTED = "counted"
    """A person counted the cash."""
    CREDIT_NUMBER = "credit_number"
    """The number that the shop's gift-card system gave."""
    VOUCHER = "voucher"
    """A voucher of our own, signed."""
    FISCAL_RECEIPT = "fiscal_receipt"
    """The receipt number of the fiscal till, through which the cash went."""


def proof_document(means: str, settings: Settings) -> dict[str, Json]:
    """What the plan says of the proof of a leg; empty where it is as everywhere."""
    if means == CASH and settings.cash_through_fiscal_till:
        return {"proof": str(Proof.FISCAL_RECEIPT)}
    if settings.store_credit_issuer == "number" and means in _OF_A_GIFT_CARD_SYSTEM:
        return {"proof": str(Proof.CREDIT_NUMBER)}
    if settings.store_credit_issuer == "voucher" and means == STORE_CREDIT:
        return {"proof": str(Proof.VOUCHER), "voucher_days": settings.store_credit_days}
    return {}


def proof_of(leg: PlannedLeg) -> Proof:
    """What books the leg."""
    if leg.proof:
        return Proof(leg.proof)
    return Proof.COUNTED if leg.means == CASH else Proof.REFERENCE


def checked_reference(
    leg: PlannedLeg, typed: str, counted: int | None, mask: Callable[[str], str]
) -> str:
    """What is kept as the leg's reference; empty where cash is only counted.

    Raises:
        OperatorMistake: what proves the payout is missing or is something else, or the cash
            counted is not what the leg pays.
    """
    if counted is not None and counted != leg.pays:
        message = "This is not the amount of this part. Count once more."
        raise OperatorMistake(message, code="counted_differs", counted=counted, pays=leg.pays)
    proof, text = proof_of(leg), typed.strip()
    if holds_account_number(text):
        message = "This is the number of a bank account. It is not kept; type the other number."
        raise OperatorMistake(message, code="account_number", leg=leg.leg)
    if proof in _NUMBERS:
        return _checked_number(leg, proof, text)
    if proof is Proof.REFERENCE and not text:
        message = "Type the reference that the till or the card reader gave."
        raise OperatorMistake(message, code="reference_missing", leg=leg.leg)
    return mask(text)


def reference_of_doubt(leg: PlannedLeg, typed: str, mask: Callable[[str], str]) -> str:
    """What is kept of a leg of which a person says that it went through, paid or undone.

    A reference may be lost; the number of a gift card or of a fiscal receipt may not.

    Raises:
        OperatorMistake: that number is missing or is something else.
    """
    if proof_of(leg) is Proof.REFERENCE and not typed.strip():
        return ""
    return checked_reference(leg, typed, None, mask)


_NUMBERS: Final = {
    Proof.CREDIT_NUMBER: (
        "credit_number_missing",
        (
            "No number, no payout: scan or type the number that the gift-card system gave, or "
            "take another way (F6)."
        ),
    ),
    Proof.FISCAL_RECEIPT: (
        "fiscal_receipt_missing",
        "Ring it on the fiscal till first, then scan or type the number of its receipt.",
    ),
}


def _checked_number(leg: PlannedLeg, proof: Proof, text: str) -> str:
    """The number whole: a till's books know it by every digit. A payment card's never is one."""
    code, missing = _NUMBERS[proof]
    if not text:
        raise OperatorMistake(missing, code=code, leg=leg.leg)
    if holds_card_number(text):
        message = "This is the number of a payment card. It is not kept; scan the other number."
        raise OperatorMistake(message, code="payment_card_number", leg=leg.leg)
    if not _NUMBER.fullmatch(text):
        message = (
            "A number has 3 to 40 letters, digits, spaces, dots, slashes and dashes. Type it again."
        )
        raise OperatorMistake(message, code="number_unfit", leg=leg.leg)
    return text
