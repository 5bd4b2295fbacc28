"""What a case tells of its claim, for counters that meet the same receipt; pure.

Owns that document and its reading as a return of another system. What can't be read is left out:
the hub's count of units holds without it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, TypeAdapter, ValidationError

from returns_desk.adapters.sales.readings import EarlierReturn, RefundedPart, ReturnedPiece
from returns_desk.adapters.sales.returns_of_hub import FROM_HUB
from returns_desk.application.claims_at_hub import CaseClaim, OtherClaim
from returns_desk.domain.sale import TenderType

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Piece(_Read):
    line: int
    quantity: Decimal
    paid: int
    fee: int


class _Refund(_Read):
    tender: int
    tender_type: TenderType
    amount: int


class _OfReceipt(_Read):
    pieces: tuple[_Piece, ...] = ()
    refunds: tuple[_Refund, ...] = ()


class _Detail(_Read):
    reference: str = ""
    receipts: dict[str, _OfReceipt] = {}


class _Told(_Read):
    terminal: str
    installation: str
    case: str
    at: AwareDatetime
    detail: str


_ALL_TOLD: Final = TypeAdapter(list[_Told])


def shop_receipt(store: str, receipt: str) -> str:
    """How the hub names a receipt: two shops may number theirs alike."""
    return f"{store}/{receipt}"


def detail_of(claim: CaseClaim) -> str:
    """What others need to reckon with it, as JSON."""
    receipts = {
        receipt: _OfReceipt(
            pieces=tuple(
                _Piece(line=x.line, quantity=x.quantity, paid=x.paid, fee=x.fee)
                for x in claim.units
                if x.receipt == receipt
            ),
            refunds=tuple(
                _Refund(tender=x.tender, tender_type=TenderType(x.tender_type), amount=x.amount)
                for x in claim.money
                if x.receipt == receipt
            ),
        )
        for receipt in dict.fromkeys(each.receipt for each in claim.units)
    }
    return _Detail(reference=claim.reference, receipts=receipts).model_dump_json()


def others_of(text: str) -> tuple[OtherClaim, ...]:
    """Who has one of the lines, the earliest first."""
    return tuple(OtherClaim(each.terminal, each.at) for each in _told(text))


def returns_of(text: str, receipts: Sequence[str]) -> tuple[EarlierReturn, ...]:
    """What others have, as returns of these receipts."""
    return tuple(
        made
        for each in _told(text)
        for receipt in receipts
        if (made := _return_of(each, receipt)) is not None
    )


def _told(text: str) -> list[_Told]:
    try:
        return _ALL_TOLD.validate_json(text)
    except ValidationError:
        return []


def _return_of(told: _Told, receipt: str) -> EarlierReturn | None:
    try:
        detail = _Detail.model_validate_json(told.detail)
    except ValidationError:
        return None
    found = detail.receipts.get(receipt)
    if found is None:
        return None
    return EarlierReturn(
        id=f"{FROM_HUB}{told.installation}:{told.case}:{receipt}",
        receipt=receipt,
        returned_at=told.at,
        pieces=tuple(
            ReturnedPiece(quantity=x.quantity, paid=x.paid, fee=x.fee, line=x.line)
            for x in found.pieces
        ),
        refunds=tuple(
            RefundedPart(x.tender_type, x.amount, x.tender) for x in found.refunds if x.amount > 0
        ),
        reference=detail.reference or None,
    )
